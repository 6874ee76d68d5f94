#include <array>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/scenario/schema/model_schema.hpp>
#include <chokepoint/scenario/schema/schema_keys.hpp>
#include <limits>
#include <vector>

namespace chokepoint::scenario {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::array<std::string_view, 3> kCertainties = {"read", "derived", "recalled"};

Key figure(std::string_view name, std::string_view unit, double min, double max, std::string_view meaning,
           bool required = false) {
    Key key{name, ValueType::figure, meaning, required, unit};
    key.min = min;
    key.max = max;
    return key;
}

Key text(std::string_view name, std::string_view meaning, bool required = false) {
    return Key{name, ValueType::text, meaning, required};
}

Key choice(std::string_view name, std::span<const std::string_view> choices, std::string_view meaning,
           std::string_view default_text, bool required = false) {
    Key key{name, ValueType::choice, meaning, required, {}, default_text};
    key.choices = choices;
    return key;
}

const Schema& source_schema() {
    static const std::array keys = {
        text("title", "Who says it.", true),
        text("reference", "File name or address.", true),
        choice("certainty", kCertainties, "Read at the source, derived from read values, or recalled from memory.",
               "read"),
    };
    static const Schema schema{"model.sources", "Where figures come from, by id.", keys};
    return schema;
}

const Schema& product_schema() {
    static const std::vector<Key> keys = [] {
        std::vector<Key> list = {
            text("meaning", "What the product class is."),
            choice("kind", kKinds, "What crosses the border.", "goods"),
            Key{"controls", ValueType::text_list, "Control classes, as 5A002, that actions may select."},
            Key{"technologies", ValueType::text_list,
                "Controlled technology or equipment it is made with, as eda, that content rules may reach."},
            Key{"used_by", ValueType::text_list, "Units (firms.csv) that buy it in a reconstruction."},
            figure("key_parts", "parts", 1, 10000,
                   "Parts of the class that one product line needs; the line stops at the first that is out."),
            figure("safety_share", "share", 0, 1,
                   "Safety stock as a share of the mean stock; the rest runs from full to empty between deliveries."),
        };
        for (const dynamics::ParameterRecord& record : dynamics::parameter_table()) {
            list.push_back(figure(record.key, record.unit, record.min, record.max, record.meaning));
        }
        return list;
    }();
    static const Schema schema{"model.products",
                               "Product classes, by id; what is not given here has the preset's default.", keys};
    return schema;
}

const Schema& quarter_schema() {
    static const std::array keys = {
        text("quarter", "As 2018-Q1.", true),
        figure("revenue", "any, as year_total", 0, kInfinity, "Observed revenue of the quarter.", true),
    };
    static const Schema schema{"model.companies.profile.quarters", "Observed quarters.", keys};
    return schema;
}

const Schema& profile_schema() {
    static const std::array keys = {
        figure("year_total", "any", 0, kInfinity, "Revenue of the baseline year, which firms.csv has in USD.", true),
        nested("quarters", ValueType::object_list, quarter_schema(), "Observed quarters, the oldest first.", true),
        figure("growth", "share a year", -1, 10,
               "Growth on the same quarter a year before, for one year after the last observed quarter; then it "
               "repeats. Without it the "
               "last quarter holds on."),
    };
    static const Schema schema{"model.companies.profile",
                               "A calendar profile: revenue as a multiple of the baseline year, ban or no ban.", keys};
    return schema;
}

const Schema& company_schema() {
    static const std::array keys = {
        text("name", "As reports show it."),
        figure("fixed_cost_share", "share of revenue", 0, 1, "Cost that is paid every day, whatever is sold."),
        figure("margin", "share of revenue", -1, 1, "What is left after all cost when nothing happens."),
        figure("cash_usd", "USD", 0, kInfinity, "Cash at the start; without it only the change is followed."),
        nested("profile", ValueType::object, profile_schema(), "Trend and season before the first action."),
    };
    static const Schema schema{"model.companies", "Companies of firms.csv, by id.", keys};
    return schema;
}

const Schema& owner_schema() {
    static const std::array keys = {
        text("company", "What is owned.", true),
        text("owner", "A company of the model, too.", true),
        Key{"share", ValueType::number, "Of the company that the owner holds.", true, "share", {}, 0, 1},
        text("source", "Id of a source."),
        text("assumption", "The reasoning, where there is no source."),
    };
    static const Schema schema{"model.owners", "Who owns whom, for the 50 % rule.", keys, {}, {}, "source|assumption"};
    return schema;
}

const Schema& market_schema() {
    static const std::array keys = {text("meaning", "Who competes for what.", true)};
    static const Schema schema{"model.markets", "Markets of firms.csv, by id.", keys};
    return schema;
}

const Schema& named_schema() {
    static const std::array keys = {
        text("firm", "Id in firms.csv.", true),
        text("product", "What it sells to the buyer.", true),
        figure("value_usd", "USD a year", 0, kInfinity, "Sales to the buyer, as disclosed."),
        figure("revenue_share", "share", 0, 1, "Sales to the buyer as a share of the firm's revenue, as disclosed."),
        figure("at_least_usd", "USD a year", 0, kInfinity, "All that is known: sales are at least this."),
    };
    static const Schema schema{"model.reconstruction.named",
                               "Suppliers known by name; with none of the figures: not disclosed.",
                               keys,
                               {},
                               "value_usd|revenue_share|at_least_usd"};
    return schema;
}

const Schema& unnamed_schema() {
    static const std::array keys = {
        text("product", "What they sell.", true),
        figure("share", "share", 0, 1, "Of what the named leave; the shares add up to 1.", true),
    };
    static const Schema schema{"model.reconstruction.unnamed", "Exporters known by number only.", keys};
    return schema;
}

const Schema& firm_share_schema() {
    static const std::array keys = {
        text("firm", "Id in firms.csv.", true),
        text("product", "What it sells to the buyer.", true),
        figure("share", "share", 0, kInfinity, "See the list's own sentence.", true),
    };
    static const Schema schema{"model.reconstruction.others", "Firms with a share.", keys};
    return schema;
}

const Schema& reconstruction_schema() {
    static const std::array keys = {
        text("meaning", "What is rebuilt, and from what."),
        text("buyer", "Company whose purchases are rebuilt.", true),
        text("country", "Of the exporters.", true),
        text("unnamed_company", "Company that reports show the unnamed exporters under.", true),
        figure("exporters", "firms", 1, 1e6, "How many exporters there are; holds exactly.", true),
        figure("total_usd", "USD a year", 0, kInfinity, "What the buyer paid them; holds exactly.", true),
        figure("share_of_inputs", "share", 0.001, 1, "Their share of all inputs; `others` make the rest."),
        figure("largest_usd", "USD a year", 0, kInfinity, "No single supplier sells more than this."),
        nested("named", ValueType::object_list, named_schema(), "Suppliers known by name."),
        nested("unnamed", ValueType::object_list, unnamed_schema(), "Exporters known by number only, by product.",
               true),
        nested("others", ValueType::object_list, firm_share_schema(),
               "Suppliers outside the country, each with its share of the rest of the inputs; the shares add up to 1."),
        nested("standby", ValueType::object_list, firm_share_schema(),
               "Suppliers that could take over, each with the share of the product's need that it could serve."),
    };
    static const Schema schema{"model.reconstruction", "How a company's purchases are rebuilt, by name.", keys};
    return schema;
}

constexpr std::array kFirmColumns = {
    network::CsvColumn{"id", true, "", "Node, unique."},
    network::CsvColumn{"company", false, "", "Who is reported; default: the id."},
    network::CsvColumn{"name", false, "", "As reports show it; default: the company."},
    network::CsvColumn{"country", true, "", "Code or name of a country, in any form, or of a region."},
    network::CsvColumn{"product", true, "", "What the node sells."},
    network::CsvColumn{"market", false, "", "Nodes of one market compete for final demand."},
    network::CsvColumn{"revenue_usd", false, "unit a year", "Default: the larger of sales and purchases in links.csv."},
    network::CsvColumn{"final_demand_usd", false, "unit a year", "Default: revenue less sales to customers."},
    network::CsvColumn{"lines", false, "count", "Product lines of equal size the unit is split into; default 1."},
    network::CsvColumn{"source", false, "", "Id of a source in model.yaml."},
    network::CsvColumn{"assumption", false, "", "The reasoning, where there is no source."},
};

constexpr std::array kLinkColumns = {
    network::CsvColumn{"supplier", true, "", "Id in firms.csv."},
    network::CsvColumn{"customer", true, "", "Id in firms.csv."},
    network::CsvColumn{"value_usd", true, "unit a year", "Baseline sales; may be 0 if standby_usd is given."},
    network::CsvColumn{"product", false, "", "Default: what the supplier sells."},
    network::CsvColumn{"standby_usd", false, "unit a year",
                       "Flow that the supplier could take over when others are blocked."},
    network::CsvColumn{"us_content", false, "share",
                       "US content of it, 0 to 1, for content rules; empty or NA: follows from the links."},
    network::CsvColumn{"source", false, "", "Id of a source in model.yaml."},
    network::CsvColumn{"assumption", false, "", "The reasoning, where there is no source."},
};

constexpr std::array kNodeColumns = {
    network::CsvColumn{"id", true, "", "Node, unique; it is reported under this name."},
    network::CsvColumn{"country", true, "", "Code or name of a country, in any form, or of a region."},
    network::CsvColumn{"sector", true, "", "What the node sells."},
    network::CsvColumn{"gross_output", true, "unit a year", "All sales: to nodes and to final demand."},
    network::CsvColumn{"final_demand", false, "unit a year", "Sales to final demand; compared, see below."},
    network::CsvColumn{"inventory_change", false, "unit a year", "Part of final_demand; not used."},
};

constexpr std::array kFlowColumns = {
    network::CsvColumn{"supplier", true, "", "Id in nodes.csv."},
    network::CsvColumn{"customer", true, "", "Id in nodes.csv; may be the supplier itself."},
    network::CsvColumn{"value", true, "unit a year", "Sales; 0 is no link."},
};

const Schema& table_schema() {
    static const std::array keys = {
        text("unit", "The same as the model's unit."),
        text("source", "Id of a source, of every value of the two files that has none of its own."),
        text("assumption", "The reasoning, where there is no source."),
    };
    static const Schema schema{"model.table", "What holds for firms.csv or nodes.csv and for links.csv as a whole.",
                               keys};
    return schema;
}

const Schema& ratings_schema() {
    static const std::array keys = {
        text("file",
             "CSV beside model.yaml (or the .network file): the header names buying sectors, the first column "
             "supplying ones; cells 1 "
             "critical, "
             "0.5 important, 0 not.",
             true),
        text("stock_days", "CSV beside it with two columns, buying sector and days of stock."),
        Key{"map", ValueType::text_list_map,
            "Which sectors of the files stand for a product of the model; several: their mean. Default: the one of the "
            "same name."},
        text("source", "Id of a source, of the ratings."),
        text("assumption", "The reasoning, where there is no source."),
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
        text("title", "In one line.", true),
        Key{"as_of", ValueType::date, "What was known on this day is in the model; nothing later is.", true},
        Key{"unit",
            ValueType::text,
            "Of the values in firms.csv or nodes.csv and in links.csv: thousand, million or billion, or none of them, "
            "and a currency, as million EUR.",
            false,
            {},
            "USD; of an input-output table million USD"},
        Key{"currency",
            ValueType::text,
            "The unit's currency, if the unit does not name it: three capital letters.",
            false,
            {},
            "USD"},
        Key{"usd_per_unit",
            ValueType::number,
            "USD for one unit of the currency, as 1.13 for EUR; without it money is kept and shown in the currency.",
            false,
            "USD",
            {},
            0,
            kInfinity,
            true},
        nested("table", ValueType::object, table_schema(), "Of the two tables as a whole."),
        nested("sources", ValueType::object_map, source_schema(), "Where figures come from."),
        nested("products", ValueType::object_map, product_schema(), "Product classes."),
        nested("ratings", ValueType::object, ratings_schema(), "Expert ratings of inputs by sector."),
        nested("markets", ValueType::object_map, market_schema(), "Markets in which rivals compete."),
        nested("companies", ValueType::object_map, company_schema(), "Money and calendar of companies."),
        nested("owners", ValueType::object_list, owner_schema(), "Who owns whom."),
        nested("reconstruction", ValueType::object_map, reconstruction_schema(), "Purchases rebuilt from totals."),
    };
    static const Schema schema{"model", "The file model.yaml of a model folder, beside firms.csv and links.csv.", keys};
    return schema;
}

std::span<const network::CsvColumn> firm_columns() {
    return kFirmColumns;
}
std::span<const network::CsvColumn> link_columns() {
    return kLinkColumns;
}
std::span<const network::CsvColumn> node_columns() {
    return kNodeColumns;
}
std::span<const network::CsvColumn> flow_columns() {
    return kFlowColumns;
}

}  // namespace chokepoint::scenario
