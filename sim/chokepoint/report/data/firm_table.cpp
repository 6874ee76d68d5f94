#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/data/shared_columns.hpp>

namespace chokepoint::report {

namespace {

/// A company in a year.
struct FirmRow {
    const scenario::Scenario& scenario;
    const study::Ensemble& ensemble;
    std::size_t arm;
    std::uint32_t company;
    std::size_t kept;  ///< Number of the period in years_and_total().
    study::Spread baseline;
    study::Spread usd;

    std::uint32_t first_node() const { return scenario.model.companies.nodes(company)[0]; }
};

std::vector<Column<FirmRow>> firm_columns(bool samples) {
    using Row = FirmRow;
    std::vector<Column<Row>> columns = {
        {kArm, [](auto& r) { return r.scenario.arms[r.arm].name; }},
        {kFirm, [](auto& r) { return r.scenario.model.directory.companies.name(r.company); }},
        {{"name", "", "name of the company"}, [](auto& r) { return r.scenario.model.companies.name(r.company); }},
        {{"country", "", "country of its first firm"},
         [](auto& r) { return r.scenario.model.directory.written_country(r.first_node()); }},
        {{"sector", "", "product of its first firm"},
         [](auto& r) {
             return r.scenario.model.directory.products.name(r.scenario.model.network.node_product[r.first_node()]);
         }},
        {kPeriod, [](auto& r) { return r.ensemble.periods[study::years_and_total(r.ensemble.periods)[r.kept]].label; }},
        {{"baseline_usd", "USD", "revenue without any action"}, [](auto& r) { return r.baseline.p50; }},
        {{"loss_usd", "USD", "revenue lost"}, [](auto& r) { return r.usd.p50; }},
        {{"loss_share", "1", "revenue lost, of the baseline"},
         [](auto& r) { return r.baseline.p50 > 0.0 ? Cell(r.usd.p50 / r.baseline.p50) : Cell(); }}};
    if (!samples) return columns;
    columns.push_back({{"p05_usd", "USD", "5 % quantile of loss_usd"}, [](auto& r) { return r.usd.p05; }});
    columns.push_back({{"p95_usd", "USD", "95 % quantile of loss_usd"}, [](auto& r) { return r.usd.p95; }});
    return columns;
}

}  // namespace

Table firm_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    const std::size_t companies = scenario.model.companies.size();
    const std::size_t kept = study::years_and_total(ensemble.periods).size();
    const auto row = [&scenario, &ensemble, companies, kept](std::size_t k) {
        const std::size_t arm = k / kept / companies;
        const std::size_t at = k % kept * companies + k / kept % companies;
        const auto spread = [&](auto&& value) { return study::spread_of(ensemble, true, value); };
        FirmRow made{scenario, ensemble, arm, static_cast<std::uint32_t>(k / kept % companies), k % kept, {}, {}};
        made.baseline = spread([at](const study::SampleResult& s) { return double(s.company_baseline_usd[at]); });
        made.usd = spread([at, arm](const study::SampleResult& s) { return double(s.groups[arm].companies_usd[at]); });
        return made;
    };
    return make_table<FirmRow>("firms", firm_columns(ensemble.has_ranges()), scenario.arms.size() * companies * kept,
                               row);
}

std::vector<Variable> firm_variables(bool samples) {
    return variables_of(firm_columns(samples));
}

}  // namespace chokepoint::report
