#include <fmt/format.h>

#include <chokepoint/scenario/scenario_priors.hpp>
#include <chokepoint/scenario/schema/schema_check.hpp>
#include <stdexcept>

namespace chokepoint::scenario {

namespace {

void set_value(YamlNode& node, const Figure& figure, double value) {
    node.kind = YamlKind::scalar;
    node.scalar = format_value(figure, value);
    node.entries.clear();
}

/// Walks a tree along its schema.
class PriorTaker {
   public:
    explicit PriorTaker(const YamlTree& tree) : tree_(tree) {}

    void take_from(YamlNode& node, const Schema& schema, const std::string& path) {
        for (auto& [name, value] : node.entries) {
            const Key* key = find_key(schema, name.scalar);
            if (key != nullptr) take_at(value, *key, path.empty() ? name.scalar : path + "." + name.scalar);
        }
    }
    std::vector<Figure> taken() { return std::move(figures_); }

   private:
    void take_at(YamlNode& node, const Key& key, const std::string& path) {
        const bool of_date = key.type == ValueType::uncertain_date;
        if ((of_date || key.type == ValueType::figure) && node.kind == YamlKind::mapping) {
            Figure figure = of_date ? read_date_figure(tree_, node, path) : read_figure(tree_, node, key, path);
            set_value(node, figure, figure.value);
            if (figure.shape != PriorShape::fixed) figures_.push_back(std::move(figure));
        } else if (key.type == ValueType::object) {
            take_from(node, *key.child, path);
        } else if (key.type == ValueType::object_map) {
            for (auto& [name, value] : node.entries)
                take_from(value, *key.child, path + "." + name.scalar);
        } else if (key.type == ValueType::object_list) {
            for (std::size_t k = 0; k < node.items.size(); ++k)
                take_from(node.items[k], *key.child, fmt::format("{}.{}", path, k));
        }
    }

    const YamlTree& tree_;
    std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> take_priors(YamlTree& tree, const Schema& schema) {
    PriorTaker taker(tree);
    taker.take_from(tree.root, schema, "");
    return taker.taken();
}

YamlTree with_values(YamlTree tree, std::span<const Figure> figures, std::span<const double> values) {
    for (std::size_t k = 0; k < figures.size(); ++k) {
        YamlNode* node = find_path(tree.root, figures[k].path);
        if (node == nullptr) throw std::logic_error("no value at '" + figures[k].path + "'");
        set_value(*node, figures[k], values[k]);
    }
    return tree;
}

}  // namespace chokepoint::scenario
