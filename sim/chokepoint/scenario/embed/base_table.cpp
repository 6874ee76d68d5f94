#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/fault_limit.hpp>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/scenario/embed/base_table.hpp>
#include <chokepoint/scenario/look/folder_look.hpp>
#include <chokepoint/scenario/model/model_read.hpp>
#include <chokepoint/scenario/tables/money_unit.hpp>
#include <memory>

namespace chokepoint::scenario {

namespace {

/// No result could tell a firm and an industry of one name apart.
void require_other_ids(const ModelSpec& spec, const ModelSpec& table, Diagnostics& diagnostics) {
    const FirmTable& firms = spec.tables.firms;
    FaultLimit faults(nodes_path(spec), Severity::error, diagnostics);
    for (std::uint32_t row = 0; row < firms.size(); ++row) {
        const auto industry = table.tables.firms.ids.find(firms.id(row));
        if (!industry || !faults.tells_next()) continue;
        Diagnostic fault = fault_at(firm_place(spec, firms, row), Fault::duplicate,
                                    fmt::format("the firm '{}' has the id of an industry of the table", firms.id(row)),
                                    "give the firm another id, and the industry as its 'sector'");
        fault.other = firm_place(table, table.tables.firms, *industry).place;
        fault.other_note = "the industry is at";
        diagnostics.add(std::move(fault));
    }
    faults.finish();
}

}  // namespace

void read_base(ModelSpec& spec, const LoadSettings& settings, Diagnostics& diagnostics) {
    BaseSpec& base = *spec.base;
    ModelSpec table;
    table.folder = spec.folder;
    table.has_yaml = true;
    table.table = base.table;
    if (!base.table.file) {
        diagnostics.add(fault_at(base.where, Fault::missing_key, "'base' names no table",
                                 "name one: 'base: {table: {file: 2018_SML.csv}}'"));
        return;
    }
    // The tables of a folder of our own count as well as a published one.
    if (const auto folder = spec.folder / base.table.file->value; is_model_folder(folder)) {
        table.folder = folder.lexically_normal();
        table.table->file.reset();
        table.table->unit = base.table.unit;
        read_money_unit(table, diagnostics);
    }
    if (base.usd_per_unit) {
        table.usd_per_unit = base.usd_per_unit;
        table.usd_per_currency = base.usd_per_unit->value;
    }
    read_model_tables(table, settings, diagnostics);
    if (diagnostics.has_errors()) return;
    if (table.currency != spec.currency)
        diagnostics.add(
            fault_at(base.where, Fault::bad_unit,
                     fmt::format("the table is in {}, and the firms are in {}", table.currency, spec.currency),
                     "give 'base' the rate: 'usd_per_unit: 1.13'"));
    require_other_ids(spec, table, diagnostics);
    base.report = std::move(table.report);
    if (base.report.file.empty()) base.report.file = nodes_path(table);
    base.tables = std::make_shared<const ModelTables>(std::move(table.tables));
    spec.files.insert(spec.files.end(), table.files.begin(), table.files.end());
}

IndustryFinder::IndustryFinder(const FirmTable& industries) : industries_(industries) {
    constexpr std::array<std::string_view, 8> kRests = {"row", "rw",  "wwf", "figw1", "rest of the world",
                                                        "wld", "rst", "w"};
    for (std::uint32_t k = 0; k < industries.size(); ++k) {
        const std::string key = country_key(industries.country[k]);
        by_key_.emplace(std::pair{key, std::string(industries.product[k])}, k);
        countries_[key] = true;
        std::string lower(industries.country[k]);
        std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
        if (rest_of_world_.empty() && std::find(kRests.begin(), kRests.end(), lower) != kRests.end())
            rest_of_world_ = industries.country[k];
    }
}

bool IndustryFinder::has_country(std::string_view country) const {
    return countries_.contains(country_key(country));
}

std::uint32_t IndustryFinder::find(std::string_view sector, std::string_view country) const {
    if (const auto exact = industries_.ids.find(sector)) return *exact;
    const std::string key = has_country(country) ? country_key(country) : country_key(rest_of_world_);
    const auto found = by_key_.find({key, std::string(sector)});
    return found == by_key_.end() ? kNone : found->second;
}

}  // namespace chokepoint::scenario
