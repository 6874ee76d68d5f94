#include <fmt/format.h>

#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/formats/published_table.hpp>
#include <chokepoint/scenario/model/model_spec.hpp>
#include <chokepoint/scenario/tables/money_unit.hpp>

namespace chokepoint::scenario {

TableOptions table_options(const TableSpec& spec, unsigned threads) {
    TableOptions options;
    options.format = spec.format;
    options.year = spec.year;
    options.leave_out = spec.leave_out;
    options.keep_parts = spec.split_countries == "keep";
    for (const auto& [role, member] : kFlatColumns) {
        if (const std::string& column = spec.columns.*member; !column.empty())
            options.columns.emplace_back(role, column);
    }
    options.threads = threads;
    return options;
}

TableRows table_rows(IndustryTable table, double unit_usd) {
    TableRows rows;
    FirmTable& nodes = rows.nodes.nodes;
    for (std::size_t k = 0; k < table.industries.size(); ++k) {
        const IndustryTable::Industry& one = table.industries[k];
        nodes.ids.add(one.id);
        nodes.country.add(one.country.empty() ? "all" : one.country);
        nodes.product.add(one.code);
        nodes.file_line.add(k, one.place);
        nodes.file_column.push_back(1);
        rows.nodes.gross_output_usd.push_back(one.output * unit_usd);
        rows.nodes.final_demand_usd.push_back(one.final_demand * unit_usd);
    }
    nodes.ids.freeze();
    rows.links.supplier = std::move(table.flows.row);
    rows.links.customer = std::move(table.flows.column);
    rows.links.value_usd = std::move(table.flows.value);
    for (double& value : rows.links.value_usd)
        value *= unit_usd;
    return rows;
}

void warn_of_identities(const TableReport& report, Diagnostics& diagnostics) {
    constexpr double kTold = 0.01;
    for (const Identity& identity : report.identities) {
        if (identity.total_share <= kTold) continue;
        diagnostics.add(warning_at({.place = {report.file}}, Fault::unbalanced,
                                   fmt::format("the table does not balance: {} but for {:.2g} % in all, most in '{}'",
                                               identity.meaning, 100.0 * identity.total_share, identity.where),
                                   "output counts as what is sold, so that inputs may exceed it; 'inspect' shows what "
                                   "else holds"));
    }
}

void take_table_unit(const TableReport& report, ModelSpec& spec, Diagnostics& diagnostics) {
    if (report.unit.empty()) return;
    const auto unit = parse_unit(report.unit);
    if (!unit) {
        diagnostics.add(file_fault(report.file, fmt::format("'{}' is no unit of money that we know", report.unit),
                                   "state it in model.yaml: 'unit: million EUR'", Fault::bad_unit));
        return;
    }
    const std::string name = unit->name("USD");
    if (spec.states_unit) {
        if (name == spec.unit) return;
        const Diagnostic where = spec.stated_unit                 ? spec.stated_unit->where
                                 : spec.table && spec.table->unit ? spec.table->unit->where
                                                                  : Diagnostic{};
        std::string message = fmt::format("the unit is {}, and the table {} {}", spec.unit,
                                          report.states_unit ? "states" : "is published in", name);
        const std::string hint = "take 'unit' out, and the table's own counts";
        diagnostics.add(report.states_unit ? fault_at(where, Fault::contradiction, std::move(message), hint)
                                           : warning_at(where, Fault::unlikely, std::move(message), hint));
        return;
    }
    spec.states_unit = true;
    spec.unit = name;
    spec.unit_usd = unit->scale * spec.usd_per_currency;
    if (!spec.usd_per_unit) spec.currency = unit->currency.empty() ? "USD" : unit->currency;
}

}  // namespace chokepoint::scenario
