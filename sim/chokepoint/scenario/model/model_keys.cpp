#include <array>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/scenario/formats/table_format.hpp>
#include <chokepoint/scenario/model/model_keys.hpp>
#include <chokepoint/scenario/model/model_spec.hpp>
#include <chokepoint/scenario/schema/bound_key.hpp>
#include <limits>
#include <vector>

namespace chokepoint::scenario {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::array<std::string_view, 2> kSplitCountries = {"add", "keep"};
constexpr std::array<std::string_view, 3> kCertainties = {"read", "derived", "recalled"};

template <class T>
Key source(std::string T::*member, std::string_view meaning = "Id of a source.") {
    return text("source", member, meaning);
}

template <class T>
Key assumption(std::string T::*member) {
    return text("assumption", member, "The reasoning, where there is no source.");
}

const Schema& source_schema() {
    static const std::array keys = {
        text("title", &SourceSpec::title, "Who says it.", true),
        text("reference", &SourceSpec::reference, "File name or address.", true),
        choice("certainty", &SourceSpec::certainty, kCertainties, "read",
               "Read at the source, derived from read values, or recalled from memory."),
    };
    static const Schema schema{"model.sources", "Documents that numbers come from, by id.", keys};
    return schema;
}

const Schema& product_schema() {
    static const std::vector<Key> keys = [] {
        Key kind = custom<ProductSpec>(
            {"kind", ValueType::choice, "What crosses the border.", false, {}, "goods"},
            [](const AcceptedValue& at, ProductSpec& product) { product.kind = *network::parse_kind(at.node.scalar); });
        kind.choices = kKinds;
        std::vector<Key> list = {
            std::move(kind),
            texts("controls", &ProductSpec::controls, "Control classes, as 5A002, that actions may select."),
            texts("technologies", &ProductSpec::technologies,
                  "Controlled technology or equipment it is made with, as eda, that content rules may reach."),
            texts("used_by", &ProductSpec::used_by, "Units (firms.csv) that buy it in a reconstruction."),
            text("sector", &ProductSpec::sector,
                 "Sector of the `base` table to which firms that sell it belong, as C26, if firms.csv does not say."),
            number("key_parts", &ProductSpec::key_parts, "parts", 1, 10000, {},
                   "Parts of the class that one product line needs; the line stops at the first that is out."),
            number("safety_share", &ProductSpec::safety_share, "share", 0, 1, {},
                   "Safety stock as a share of the mean stock; the rest runs from full to empty between deliveries."),
        };
        for (const dynamics::ParameterRecord& record : dynamics::parameter_table())
            list.push_back(recorded(record, &ProductSpec::parameters));
        for (Key& key : word_keys(&ProductSpec::words))
            list.push_back(std::move(key));
        return list;
    }();
    static const Schema schema{"model.products",
                               "Product classes, by id; what is not given here has the preset's default.", keys};
    return schema;
}

const Schema& quarter_schema() {
    static const std::array keys = {
        text("quarter", &QuarterSpec::quarter, "As 2018-Q1.", true),
        number("revenue", &QuarterSpec::revenue, "any, as year_total", 0, kInfinity, {},
               "Observed revenue of the quarter.", true),
    };
    static const Schema schema{"model.companies.profile.quarters", "Observed quarters.", keys};
    return schema;
}

const Schema& profile_schema() {
    static const std::array keys = {
        number("year_total", &CompanySpec::profile_year_total, "any", 0, kInfinity, {},
               "Revenue of the baseline year, which firms.csv has in USD.", true),
        number("growth", &CompanySpec::growth, "share a year", -1, 10, {},
               "Growth on the same quarter a year before, for one year after the last observed quarter; then it "
               "repeats. Without it the last quarter holds on."),
        nested("quarters", &CompanySpec::quarters, ValueType::object_list, quarter_schema(),
               "Observed quarters, the oldest first.", true),
    };
    static const Schema schema{"model.companies.profile",
                               "A calendar profile: revenue as a multiple of the baseline year, ban or no ban.", keys};
    return schema;
}

const Schema& company_schema() {
    static const std::array keys = {
        text("name", &CompanySpec::name, "As reports show it."),
        number("fixed_cost_share", &CompanySpec::fixed_cost_share, "share of revenue", 0, 1, {},
               "Cost that is paid every day, whatever is sold."),
        number("margin", &CompanySpec::margin, "share of revenue", -1, 1, {},
               "What is left after all cost when nothing happens."),
        number("cash_usd", &CompanySpec::cash_usd, "USD", 0, kInfinity, {},
               "Cash at the start; without it only the change is followed."),
        part("profile", profile_schema(), "Trend and season before the first action."),
    };
    static const Schema schema{"model.companies", "Companies of firms.csv, by id.", keys};
    return schema;
}

const Schema& owner_schema() {
    static const std::array keys = {
        text("company", &OwnerSpec::company, "What is owned.", true),
        text("owner", &OwnerSpec::owner, "Its owner, also a company of the model.", true),
        number("share", &OwnerSpec::share, "share", 0, 1, {}, "Share of the company that the owner holds.", true),
        source(&OwnerSpec::source),
        assumption(&OwnerSpec::assumption),
    };
    static const Schema schema{"model.owners", "Who owns whom, for the 50 % rule.", keys, {}, {}, "source|assumption"};
    return schema;
}

const Schema& market_schema() {
    static const std::array keys = {Key{"meaning", ValueType::text, "Who competes for what.", true}};
    static const Schema schema{"model.markets", "Markets of firms.csv, by id.", keys};
    return schema;
}

const Schema& named_schema() {
    static const std::array keys = {
        text("firm", &DisclosedSpec::firm, "Id in firms.csv.", true),
        text("product", &DisclosedSpec::product, "What it sells to the buyer.", true),
        number("value_usd", &DisclosedSpec::value_usd, "USD a year", 0, kInfinity, {},
               "Sales to the buyer, as disclosed."),
        number("revenue_share", &DisclosedSpec::revenue_share, "share", 0, 1, {},
               "Sales to the buyer as a share of the firm's revenue, as disclosed."),
        number("at_least_usd", &DisclosedSpec::at_least_usd, "USD a year", 0, kInfinity, {},
               "All that is known: sales are at least this."),
    };
    static const Schema schema{"model.reconstruction.named",
                               "Suppliers known by name. One without a number did not disclose its sales.",
                               keys,
                               {},
                               "value_usd|revenue_share|at_least_usd"};
    return schema;
}

const Schema& unnamed_schema() {
    static const std::array keys = {
        text("product", &ShareSpec::product, "What they sell.", true),
        number("share", &ShareSpec::share, "share", 0, 1, {}, "Of what the named leave; the shares add up to 1.", true),
    };
    static const Schema schema{"model.reconstruction.unnamed", "Exporters known by number only.", keys};
    return schema;
}

const Schema& firm_share_schema() {
    static const std::array keys = {
        text("firm", &ShareSpec::firm, "Id in firms.csv.", true),
        text("product", &ShareSpec::product, "What it sells to the buyer.", true),
        number("share", &ShareSpec::share, "share", 0, kInfinity, {}, "What it is a share of depends on the list.",
               true),
    };
    static const Schema schema{"model.reconstruction.others", "Firms with a share.", keys};
    return schema;
}

const Schema& reconstruction_schema() {
    static const std::array keys = {
        Key{"meaning", ValueType::text, "What is rebuilt, and from which numbers."},
        text("buyer", &ReconstructionSpec::buyer, "Company whose purchases are rebuilt.", true),
        text("country", &ReconstructionSpec::country, "Country of the exporters.", true),
        text("unnamed_company", &ReconstructionSpec::unnamed_company,
             "Company under which reports show the unnamed exporters.", true),
        number("exporters", &ReconstructionSpec::exporters, "firms", 1, 1e6, {},
               "How many exporters there are; holds exactly.", true),
        number("total_usd", &ReconstructionSpec::total_usd, "USD a year", 0, kInfinity, {},
               "What the buyer paid them; holds exactly.", true),
        number("share_of_inputs", &ReconstructionSpec::share_of_inputs, "share", 0.001, 1, {},
               "Their share of all inputs; `others` make the rest."),
        number("largest_usd", &ReconstructionSpec::largest_usd, "USD a year", 0, kInfinity, {},
               "No single supplier sells more than this."),
        nested("named", &ReconstructionSpec::named, ValueType::object_list, named_schema(), "Suppliers known by name."),
        nested("unnamed", &ReconstructionSpec::unnamed, ValueType::object_list, unnamed_schema(),
               "Exporters known by number only, by product.", true),
        nested("others", &ReconstructionSpec::others, ValueType::object_list, firm_share_schema(),
               "Suppliers outside the country, each with its share of the rest of the inputs; the shares add up to 1."),
        nested("standby", &ReconstructionSpec::standby, ValueType::object_list, firm_share_schema(),
               "Suppliers that could take over, each with the share of the product's need that it could serve."),
    };
    static const Schema schema{"model.reconstruction", "How a company's purchases are rebuilt, by name.", keys};
    return schema;
}

const Schema& flat_columns_schema() {
    static const std::array keys = {
        text("from_country", &FlatColumnSpec::from_country, "Column of the selling country."),
        text("from_industry", &FlatColumnSpec::from_industry, "Column of the selling industry."),
        text("to_country", &FlatColumnSpec::to_country, "Column of the buying country."),
        text("to_industry", &FlatColumnSpec::to_industry,
             "Column of the buying industry; what sells nothing there is final demand."),
        text("value", &FlatColumnSpec::value, "Column of the value."),
        text("year", &FlatColumnSpec::year, "Column of the year, of a file with several."),
    };
    static const Schema schema{"model.table.columns", "The columns of a table with a line per cell.", keys};
    return schema;
}

const Schema& table_schema() {
    static const std::vector<std::string_view> formats = [] {
        std::vector<std::string_view> names;
        for (const TableFormat& format : table_formats())
            names.push_back(format.name);
        return names;
    }();
    static const std::array keys = {
        text("file", &TableSpec::file,
             "A published input-output table in place of nodes.csv and links.csv: a file, folder or archive, as "
             "downloaded, relative to model.yaml."),
        choice("format", &TableSpec::format, formats, "by content", "The format of that table."),
        text("year", &TableSpec::year, "The year, where the file has several tables."),
        texts("leave_out", &TableSpec::leave_out, "Rows and columns that are no industries, as the table writes them."),
        choice("split_countries", &TableSpec::split_countries, kSplitCountries, "add",
               "Whether CN1 and CN2 are added up to CHN, and MX1 and MX2 to MEX."),
        nested("columns", &TableSpec::columns, ValueType::object, flat_columns_schema(),
               "Of format flat, which columns have what."),
        text("unit", &TableSpec::unit, "The same as the model's unit."),
        source(&TableSpec::source, "Id of a source, of every value of the two files that has none of its own."),
        assumption(&TableSpec::assumption),
    };
    static const Schema schema{
        "model.table",
        "What holds for firms.csv or nodes.csv and for links.csv as a whole, or a published table in their place.",
        keys};
    return schema;
}

const Schema& base_schema() {
    static const std::array keys = {
        nested("table", &BaseSpec::table, ValueType::object, table_schema(), "The table; `file` is required."),
        bound({"usd_per_unit",
               ValueType::number,
               "USD for one unit of the table's currency, if it is another than the firms'.",
               false,
               "USD",
               {},
               0,
               kInfinity,
               true},
              &BaseSpec::usd_per_unit),
    };
    static const Schema schema{
        "model.base",
        "An input-output table in whose industries the firms are: each is carved out of its own, "
        "which `sector` names in firms.csv or of its product.",
        keys};
    return schema;
}

const Schema& ratings_schema() {
    static const std::array keys = {
        text("file", &RatingsSpec::file,
             "CSV beside model.yaml (or the .network file): the header names buying sectors, the first column "
             "supplying ones; cells 1 critical, 0.5 important, 0 not.",
             true),
        text("stock_days", &RatingsSpec::stock_file,
             "CSV beside it with two columns, buying sector and days of stock."),
        bound(
            {"map", ValueType::text_list_map,
             "Which sectors of the files stand for a product of the model; of several, their mean. Default: the one of "
             "the same name."},
            &RatingsSpec::map),
        source(&RatingsSpec::source, "Id of a source, of the ratings."),
        assumption(&RatingsSpec::assumption),
    };
    static const Schema schema{
        "model.ratings", "How much each sector's output depends on each input, in place of a product's own dependence.",
        keys};
    return schema;
}

}  // namespace

const Schema& model_schema() {
    static const std::array keys = {
        Key{"chokepoint", ValueType::integer, "Version of the format.", true, {}, "1", 1, 1},
        text("title", &ModelSpec::title, "In one line.", true),
        bound({"as_of", ValueType::date, "What was known on this day is in the model; nothing later is.", true},
              &ModelSpec::as_of),
        bound(
            {"unit",
             ValueType::text,
             "Of the values in firms.csv or nodes.csv and in links.csv: thousand, million or billion, or none of them, "
             "and a currency, as million EUR.",
             false,
             {},
             "USD; of an input-output table million USD"},
            &ModelSpec::stated_unit),
        bound({"currency",
               ValueType::text,
               "The unit's currency, if the unit does not name it: three capital letters.",
               false,
               {},
               "USD"},
              &ModelSpec::stated_currency),
        bound({"usd_per_unit",
               ValueType::number,
               "USD for one unit of the currency, as 1.13 for EUR; without it money is kept and shown in the currency.",
               false,
               "USD",
               {},
               0,
               kInfinity,
               true},
              &ModelSpec::usd_per_unit),
        nested("table", &ModelSpec::table, ValueType::object, table_schema(), "Of the two tables as a whole."),
        nested("base", &ModelSpec::base, ValueType::object, base_schema(),
               "A table in whose industries the firms are."),
        nested("sources", &ModelSpec::sources, ValueType::object_map, source_schema(),
               "Documents that numbers come from."),
        nested("products", &ModelSpec::products, ValueType::object_map, product_schema(), "Product classes."),
        nested("ratings", &ModelSpec::ratings, ValueType::object, ratings_schema(),
               "Expert ratings of inputs by sector."),
        nested("markets", &ModelSpec::markets, ValueType::object_map, market_schema(),
               "Markets in which rivals compete."),
        nested("companies", &ModelSpec::companies, ValueType::object_map, company_schema(),
               "Money and calendar of companies."),
        nested("owners", &ModelSpec::owners, ValueType::object_list, owner_schema(), "Who owns whom."),
        nested("reconstruction", &ModelSpec::reconstructions, ValueType::object_map, reconstruction_schema(),
               "Purchases rebuilt from totals."),
    };
    static const Schema schema{"model", "The file model.yaml of a model folder, beside firms.csv and links.csv.", keys};
    return schema;
}

std::vector<Parameter*> parameters_of(ModelSpec& spec) {
    std::vector<Parameter*> parameters;
    visit_parameters(model_schema(), &spec, [&](Parameter& parameter) { parameters.push_back(&parameter); });
    return parameters;
}

std::vector<const Parameter*> parameters_of(const ModelSpec& spec) {
    // The visitor may change what it visits; this one does not.
    const std::vector<Parameter*> parameters = parameters_of(const_cast<ModelSpec&>(spec));  // NOLINT
    return {parameters.begin(), parameters.end()};
}

}  // namespace chokepoint::scenario
