#include <fmt/format.h>

#include <chokepoint/base/number.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/network/network_moments.hpp>
#include <chokepoint/report/data/described_tables.hpp>
#include <chokepoint/scenario/tables/model_columns.hpp>
#include <chokepoint/study/forecast/forecast_file.hpp>
#include <cli/describe/help.hpp>
#include <cli/describe/markdown.hpp>
#include <span>
#include <stdexcept>
#include <vector>

namespace chokepoint::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// A generated part of a page, which stands on a line of its own as {name}.
struct Part {
    std::string_view name;
    std::string text;
};

std::string column_table(std::span<const network::CsvColumn> columns) {
    Rows rows;
    for (const network::CsvColumn& column : columns)
        rows.push_back({std::string(column.name), std::string(column.unit),
                        fmt::format("{}{}", column.required ? "Required. " : "", column.meaning)});
    return markdown_table({"column", "unit", "meaning"}, rows);
}

/// Adds the parameters of a table whose values `values` holds.
template <class Record, class Values>
void add_parameters(Rows& rows, std::span<const Record> table, const Values& values) {
    for (const Record& record : table)
        rows.push_back({fmt::format("{}: {} ({}; {} to {})", record.key, format_number(values.*record.member),
                                    record.unit, format_number(record.min), format_number(record.max)),
                        std::string(record.meaning), fmt::format("default: {}", record.source)});
}

std::string parameter_table() {
    Rows rows;
    add_parameters(rows, dynamics::parameter_table(), dynamics::ProductBehaviour());
    add_parameters(rows, dynamics::rule_table(), dynamics::Rules());
    return markdown_table({"parameter: default (unit; bounds)", "meaning", "source"}, rows);
}

std::string adaptations_of(const dynamics::Preset& preset) {
    std::string names;
    for (const dynamics::AdaptationRecord& record : dynamics::adaptation_table()) {
        if (preset.rules.adaptations.*record.member) names += (names.empty() ? "" : ", ") + std::string(record.key);
    }
    return names.empty() ? "none" : names;
}

/// The numbers that a preset's own rules use.
std::string numbers_of(const dynamics::Preset& preset) {
    const dynamics::Rules& rules = preset.rules;
    std::string text = fmt::format("order_adjust_days {}; stock_days {}", format_number(rules.order_adjust_days),
                                   format_number(preset.product.stock_days));
    const auto add = [&](std::string_view key, double value) {
        text += fmt::format("; {} {}", key, format_number(value));
    };
    if (rules.orders == dynamics::OrderRule::planned) add("order_ceiling", rules.order_ceiling);
    if (rules.capacity != dynamics::CapacityRule::labour) add("overproduction", preset.product.overproduction);
    if (rules.capacity == dynamics::CapacityRule::overproduction) add("overproduction_days", rules.overproduction_days);
    if (rules.slowdown > 0.0) add("slowdown", rules.slowdown);
    if (rules.capacity == dynamics::CapacityRule::labour) {
        text += fmt::format("; hire_rate {:.4f}; fire_rate {:.4f}", rules.hire_rate, rules.fire_rate);
    }
    return text;
}

std::string preset_text(const dynamics::Preset& preset) {
    const dynamics::Rules& rules = preset.rules;
    return fmt::format(
        "{}\n\n- source: {}\n- rules: rationing {}; production {}; orders {}; capacity {}\n- numbers: {}\n- "
        "adaptations: {}\n",
        preset.meaning, preset.source, dynamics::rationing_names()[static_cast<std::size_t>(rules.rationing)],
        dynamics::production_names()[static_cast<std::size_t>(rules.production)],
        dynamics::order_names()[static_cast<std::size_t>(rules.orders)],
        dynamics::capacity_names()[static_cast<std::size_t>(rules.capacity)], numbers_of(preset),
        adaptations_of(preset));
}

std::vector<Part> preset_parts() {
    std::vector<Part> parts;
    for (const dynamics::Preset& preset : dynamics::preset_table())
        parts.push_back({preset.name, preset_text(preset)});
    Rows rows;
    for (const dynamics::AdaptationRecord& record : dynamics::adaptation_table())
        rows.push_back({std::string(record.key), std::string(record.meaning)});
    parts.push_back({"adaptations", markdown_table({"adaptation", "meaning"}, rows)});
    return parts;
}

std::vector<Part> generate_parts() {
    Rows recipe;
    for (const network::RecipeRecord& record : network::generator_recipe())
        recipe.push_back({fmt::format("{}: {}", record.name, format_number(record.value)), std::string(record.meaning),
                          std::string(record.source)});
    Rows moments;
    for (const network::MomentRecord& record : network::target_moments())
        moments.push_back(
            {fmt::format("{}: {} to {}", record.name, format_number(record.low), format_number(record.high)),
             std::string(record.meaning), std::string(record.source)});
    return {{"recipe", markdown_table({"number", "meaning", "source"}, recipe)},
            {"moments", markdown_table({"moment: range", "meaning", "source"}, moments)}};
}

/// Each table with what its rows are, and a row for each variable. The last column names its counterpart in results.nc.
std::string described(const std::vector<report::DescribedTable>& tables) {
    std::string text;
    for (const report::DescribedTable& table : tables) {
        Rows rows;
        for (const report::Variable& variable : table.variables) {
            std::string netcdf;
            if (!variable.dimensions.empty())
                netcdf = fmt::format("{} [{}]", variable.netcdf.empty() ? variable.name : variable.netcdf,
                                     fmt::join(variable.dimensions, ", "));
            rows.push_back({variable.name, variable.unit == "1" ? "share" : variable.unit, variable.meaning, netcdf});
        }
        text += fmt::format("`{}`: {}\n\n{}\n", table.name, table.rows,
                            markdown_table({"variable", "unit", "meaning", "in results.nc"}, rows));
    }
    text.pop_back();
    return text;
}

std::vector<Part> parts_of(std::string_view topic) {
    if (topic == "firms.csv") return {{"columns", column_table(scenario::firm_columns())}};
    if (topic == "links.csv") return {{"columns", column_table(scenario::link_columns())}};
    if (topic == "nodes.csv")
        return {{"nodes", column_table(scenario::node_columns())}, {"links", column_table(scenario::flow_columns())}};
    if (topic == "parameters") return {{"parameters", parameter_table()}};
    if (topic == "presets") return preset_parts();
    if (topic == "outputs")
        return {{"files", described(report::folder_tables())}, {"commands", described(report::command_tables())}};
    if (topic == "generate") return generate_parts();
    if (topic == "forecast")
        return {{"columns", column_table(study::forecast_columns().first(study::ForecastColumn::p01 + 1)) +
                                "| p02 ... p99 | | The same at 2 to 99 %. |\n"}};
    if (topic == "score") return {{"columns", column_table(study::outcome_columns())}};
    return {};
}

}  // namespace

std::string help_page(std::string_view topic) {
    std::string page(help_file(fmt::format("{}.md", topic)));
    for (const auto& [name, text] : parts_of(topic)) {
        const std::string mark = fmt::format("{{{}}}\n", name);
        const std::size_t place = page.find(mark);
        if (place == std::string::npos) throw std::logic_error(fmt::format("the help on {} lacks {}", topic, mark));
        page.replace(place, mark.size(), text);
    }
    return page;
}

}  // namespace chokepoint::cli
