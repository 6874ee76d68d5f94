#include <algorithm>
#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/data/shared_columns.hpp>
#include <chokepoint/study/attribution/attribution.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <set>

namespace chokepoint::report {

namespace {

/// (channel, root).
using Part = std::pair<std::uint32_t, std::uint32_t>;

struct PartRow {
    const scenario::Scenario& scenario;
    const study::Ensemble& ensemble;
    std::size_t arm;
    std::size_t place;
    std::size_t period;
    Part part;
    study::Spread usd;

    /// The name of the channel before or after the colon.
    Cell channel(bool behind_colon) const {
        const std::string name = study::channel_name(part.first, scenario.model.directory);
        const std::size_t colon = name.find(": ");
        if (!behind_colon) return name.substr(0, colon);
        return colon == std::string::npos ? Cell() : Cell(name.substr(colon + 2));
    }
};

std::vector<Column<PartRow>> part_columns(bool samples) {
    using Row = PartRow;
    const std::vector<std::string> dimensions = {"arm", "firm", "period", "channel", "root"};
    std::vector<Column<Row>> columns = {
        {kArm, [](auto& r) { return r.scenario.arms[r.arm].name; }},
        {kFirm, [](auto& r) { return r.scenario.model.directory.companies.name(r.ensemble.companies[r.place]); }},
        {kPeriod, [](auto& r) { return r.ensemble.periods[r.period].label; }},
        {{"channel", "", "where lost revenue went"}, [](auto& r) { return r.channel(false); }},
        {{"via", "", "product of the channel `input`, whose stock ran out"}, [](auto& r) { return r.channel(true); }},
        {{"root", "", "action behind a loss; own where none is known to be"},
         [](auto& r) { return root_name(r.scenario, r.arm, r.part.second); }},
        {{"loss_usd", "USD", "mean revenue lost, by channel and by the action behind it", dimensions,
          "attributed_loss_usd"},
         [](auto& r) { return r.usd.mean; }}};
    if (!samples) return columns;
    const auto add = [&](const char* name, const char* meaning, double study::Spread::*member) {
        columns.push_back({{name, "USD", meaning, dimensions}, [member](auto& r) { return r.usd.*member; }});
    };
    add("p05_usd", "5 % quantile of the revenue lost over the samples", &study::Spread::p05);
    add("p50_usd", "median of the revenue lost over the samples", &study::Spread::p50);
    add("p95_usd", "95 % quantile of the revenue lost over the samples", &study::Spread::p95);
    return columns;
}

double loss_of(const study::SampleOutcome& outcome, const Part& part, std::size_t period) {
    for (const study::ChannelLoss& loss : outcome.losses)
        if (Part{loss.channel, loss.root} == part) return loss.usd[period];
    return 0.0;
}

/// The parts that any sample has.
std::set<Part> parts_of(const study::Ensemble& ensemble, std::size_t arm, std::size_t unit) {
    std::set<Part> parts;
    for (const study::SampleResult* sample : study::results_of(ensemble)) {
        for (const study::ChannelLoss& loss : sample->outcomes[arm][unit].losses)
            parts.insert({loss.channel, loss.root});
    }
    return parts;
}

}  // namespace

std::string root_name(const scenario::Scenario& scenario, std::size_t arm, std::size_t root) {
    const std::vector<std::uint32_t> roots = study::root_actions(scenario, scenario.arms[arm]);
    return root < roots.size() ? scenario.actions[roots[root]].name : "own";
}

Table attribution_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    std::vector<PartRow> rows;
    for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
        for (std::size_t place = 0; place < ensemble.companies.size(); ++place) {
            if (study::is_hidden(scenario.model, ensemble.companies[place])) continue;
            const std::size_t unit = ensemble.units[place];
            const std::set<Part> parts = parts_of(ensemble, arm, unit);
            for (std::size_t kept = 0; kept < ensemble.loss_periods.size(); ++kept) {
                for (const Part& part : parts) {
                    const study::Spread usd = study::spread_of(ensemble, true, [&](const study::SampleResult& sample) {
                        return loss_of(sample.outcomes[arm][unit], part, kept);
                    });
                    if (usd.mean == 0.0 && usd.p50 == 0.0) continue;
                    rows.push_back({scenario, ensemble, arm, place, ensemble.loss_periods[kept], part, usd});
                }
            }
        }
    }
    return make_table("attribution", part_columns(ensemble.has_ranges()), std::move(rows));
}

std::vector<Variable> attribution_variables() {
    return variables_of(part_columns(true));
}

}  // namespace chokepoint::report
