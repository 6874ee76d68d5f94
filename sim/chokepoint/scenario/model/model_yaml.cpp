#include <chokepoint/base/number.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/scenario/model/model_yaml.hpp>
#include <chokepoint/scenario/schema/model_schema.hpp>
#include <chokepoint/scenario/schema/schema_check.hpp>

namespace chokepoint::scenario {

namespace {

/// Reads keys of one mapping, which has a schema; keeps the dotted path for the figures.
class MappingReader {
   public:
    MappingReader(const YamlTree& tree, const YamlNode& node, const Schema& schema, std::string path)
        : tree_(tree), node_(node), schema_(schema), path_(std::move(path)) {}

    const YamlNode* find(std::string_view key) const { return node_.find(key); }
    std::string text(std::string_view key) const {
        const YamlNode* value = node_.find(key);
        return value == nullptr ? std::string() : value->scalar;
    }
    std::optional<Figure> figure(std::string_view key) const {
        const YamlNode* value = node_.find(key);
        if (value == nullptr) return std::nullopt;
        return read_figure(tree_, *value, *find_key(schema_, key), path_ + "." + std::string(key));
    }
    std::vector<std::string> list(std::string_view key) const {
        std::vector<std::string> texts;
        for (const YamlNode* item : node_.items_at(key))
            texts.push_back(item->scalar);
        return texts;
    }
    /// One reader per entry of the mapping or sequence at `key`, named by key or position.
    std::vector<std::pair<std::string, MappingReader>> children(std::string_view key) const {
        std::vector<std::pair<std::string, MappingReader>> readers;
        const YamlNode* value = node_.find(key);
        if (value == nullptr) return readers;
        const std::string base = (path_.empty() ? "" : path_ + ".") + std::string(key) + ".";
        const Schema& schema = *find_key(schema_, key)->child;
        for (const auto& [name, child] : value->entries) {
            readers.emplace_back(name.scalar, MappingReader(tree_, child, schema, base + name.scalar));
        }
        for (std::size_t i = 0; i < value->items.size(); ++i) {
            const std::string name = std::to_string(i);
            readers.emplace_back(name, MappingReader(tree_, value->items[i], schema, base + name));
        }
        return readers;
    }
    std::optional<MappingReader> child(std::string_view key) const {
        const YamlNode* value = node_.find(key);
        if (value == nullptr) return std::nullopt;
        return MappingReader(tree_, *value, *find_key(schema_, key)->child,
                             (path_.empty() ? "" : path_ + ".") + std::string(key));
    }
    Diagnostic where() const { return tree_.where(node_); }

   private:
    const YamlTree& tree_;
    const YamlNode& node_;
    const Schema& schema_;
    std::string path_;
};

ProductSpec read_product(const std::string& id, const MappingReader& at) {
    ProductSpec product;
    product.id = id;
    product.meaning = at.text("meaning");
    product.kind = network::parse_kind(at.text("kind")).value_or(network::Kind::goods);
    product.controls = at.list("controls");
    product.technologies = at.list("technologies");
    product.used_by = at.list("used_by");
    product.key_parts = at.figure("key_parts");
    product.safety_share = at.figure("safety_share");
    product.where = at.where();
    for (const dynamics::ParameterRecord& record : dynamics::parameter_table()) {
        if (std::optional<Figure> figure = at.figure(record.key)) {
            product.figures.emplace_back(std::string(record.key), std::move(*figure));
        }
    }
    return product;
}

CompanySpec read_company(const std::string& id, const MappingReader& at) {
    CompanySpec company;
    company.id = id;
    company.name = at.text("name");
    company.fixed_cost_share = at.figure("fixed_cost_share");
    company.margin = at.figure("margin");
    company.cash_usd = at.figure("cash_usd");
    company.where = at.where();
    if (const auto profile = at.child("profile")) {
        company.profile_year_total = profile->figure("year_total");
        company.growth = profile->figure("growth");
        for (const auto& [number, quarter] : profile->children("quarters")) {
            company.quarters.push_back({quarter.text("quarter"), quarter.figure("revenue").value_or(Figure{})});
        }
    }
    return company;
}

ShareSpec read_share(const MappingReader& at) {
    ShareSpec row;
    row.firm = at.text("firm");
    row.product = at.text("product");
    row.share = at.figure("share").value_or(Figure{});
    row.where = at.where();
    return row;
}

ReconstructionSpec read_reconstruction(const std::string& id, const MappingReader& at) {
    ReconstructionSpec rebuilt;
    rebuilt.id = id;
    rebuilt.buyer = at.text("buyer");
    rebuilt.country = at.text("country");
    rebuilt.unnamed_company = at.text("unnamed_company");
    rebuilt.exporters = at.figure("exporters").value_or(Figure{});
    rebuilt.total_usd = at.figure("total_usd").value_or(Figure{});
    rebuilt.share_of_inputs = at.figure("share_of_inputs");
    rebuilt.largest_usd = at.figure("largest_usd");
    rebuilt.where = at.where();
    for (const auto& [number, row] : at.children("named")) {
        rebuilt.named.push_back({row.text("firm"), row.text("product"), row.figure("value_usd"),
                                 row.figure("revenue_share"), row.figure("at_least_usd"), row.where()});
    }
    for (const auto& [number, row] : at.children("unnamed"))
        rebuilt.unnamed.push_back(read_share(row));
    for (const auto& [number, row] : at.children("others"))
        rebuilt.others.push_back(read_share(row));
    for (const auto& [number, row] : at.children("standby"))
        rebuilt.standby.push_back(read_share(row));
    return rebuilt;
}

RatingsSpec read_ratings_of(const YamlTree& tree, const MappingReader& at) {
    RatingsSpec ratings;
    ratings.file = at.text("file");
    ratings.stock_file = at.text("stock_days");
    ratings.source = at.text("source");
    ratings.assumption = at.text("assumption");
    ratings.where = at.where();
    if (const YamlNode* map = at.find("map")) {
        for (const auto& [sector, list] : map->entries) {
            SectorMapping& mapping = ratings.map.emplace_back(SectorMapping{sector.scalar, {}, tree.where(sector)});
            for (const YamlNode* item : list.items_or_self())
                mapping.rated.push_back(item->scalar);
        }
    }
    return ratings;
}

}  // namespace

void read_model_tree(const YamlTree& tree, ModelSpec& spec) {
    const MappingReader root(tree, tree.root, model_schema(), "");
    spec.title = root.text("title");
    spec.as_of = parse_date(root.text("as_of"));
    if (const auto table = root.child("table")) {
        spec.table = {table->text("source"), table->text("assumption"), table->where()};
    }
    if (const auto ratings = root.child("ratings")) spec.ratings = read_ratings_of(tree, *ratings);
    for (const auto& [id, at] : root.children("sources")) {
        spec.sources.push_back({id, at.text("title"), at.text("reference"), at.text("certainty")});
    }
    for (const auto& [id, at] : root.children("products"))
        spec.products.push_back(read_product(id, at));
    for (const auto& [id, at] : root.children("markets"))
        spec.markets.push_back(id);
    for (const auto& [id, at] : root.children("companies"))
        spec.companies.push_back(read_company(id, at));
    for (const auto& [id, at] : root.children("owners")) {
        spec.owners.push_back({at.text("company"), at.text("owner"), parse_number(at.text("share")).value_or(0.0),
                               at.text("source"), at.text("assumption"), at.where()});
    }
    for (const auto& [id, at] : root.children("reconstruction")) {
        spec.reconstructions.push_back(read_reconstruction(id, at));
    }
}

}  // namespace chokepoint::scenario
