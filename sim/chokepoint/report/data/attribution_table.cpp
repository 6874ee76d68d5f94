#include <algorithm>
#include <chokepoint/report/data/attribution_table.hpp>
#include <chokepoint/report/data/ensemble_tables.hpp>
#include <chokepoint/report/data/study_tables.hpp>
#include <map>

namespace chokepoint::report {

namespace {

/// (channel, root).
using Part = std::pair<std::uint32_t, std::uint32_t>;

/// A channel as (channel, via) of attribution.csv.
std::pair<std::string, Cell> channel_cells(std::uint32_t channel, const network::Directory& directory) {
    const std::string name = study::channel_name(channel, directory);
    const std::size_t colon = name.find(": ");
    if (colon == std::string::npos) return {name, std::monostate{}};
    return {name.substr(0, colon), name.substr(colon + 2)};
}

/// What the middle of all priors loses in a period, without the parts that are zero.
std::map<Part, double> middle_losses(const study::ArmResult& arm, std::uint32_t company, std::size_t period) {
    std::map<Part, double> losses;
    const auto channels = static_cast<std::uint32_t>(arm.companies[company].channels[period].size());
    for (std::uint32_t channel = 0; channel < channels; ++channel) {
        const std::vector<double> by_root = study::losses_by_root(arm, company, period, channel);
        for (std::uint32_t root = 0; root < by_root.size(); ++root)
            if (by_root[root] != 0.0) losses[{channel, root}] = by_root[root];
    }
    return losses;
}

double loss_of(const study::SampleOutcome& outcome, const Part& part, std::size_t period) {
    for (const study::ChannelLoss& loss : outcome.losses)
        if (Part{loss.channel, loss.root} == part) return loss.usd[period];
    return 0.0;
}

/// The parts that any sample has.
void add_parts(const study::Ensemble& ensemble, std::size_t arm, std::size_t place, std::map<Part, double>& losses) {
    for (const study::SampleResult& sample : ensemble.samples) {
        if (!sample.fault.empty()) continue;
        for (const study::ChannelLoss& loss : sample.outcomes[arm][place].losses)
            losses.try_emplace({loss.channel, loss.root}, 0.0);
    }
}

}  // namespace

std::optional<std::size_t> kept_period(const study::Ensemble& ensemble, std::size_t period) {
    const auto& kept = ensemble.loss_periods;
    const auto found = std::find(kept.begin(), kept.end(), period);
    if (found == kept.end()) return std::nullopt;
    return static_cast<std::size_t>(found - kept.begin());
}

std::string root_name(const scenario::Scenario& scenario, const study::ArmResult& arm, std::size_t root) {
    return root < arm.roots.size() ? scenario.actions[arm.roots[root]].name : "own";
}

Table attribution_table(const scenario::Scenario& scenario, const study::StudyResult& study,
                        const study::Ensemble* ensemble) {
    Table table{"attribution", {"arm", "firm", "period", "channel", "via", "root", "loss_usd"}, {}};
    if (ensemble != nullptr) table.columns.insert(table.columns.end(), {"mean_usd", "p05_usd", "p50_usd", "p95_usd"});
    // The rows of the company at `place` of the study under an arm in a period.
    const auto add_rows = [&](std::size_t a, std::size_t place, std::size_t p) {
        const study::ArmResult& arm = study.arms[a];
        const std::uint32_t company = study.companies[place];
        std::map<Part, double> losses = middle_losses(arm, company, p);
        const bool reported = place < scenario.report_companies.size();
        const auto kept = ensemble != nullptr && reported ? kept_period(*ensemble, p) : std::nullopt;
        if (kept) add_parts(*ensemble, a, place, losses);
        for (const auto& [part, loss_usd] : losses) {
            const auto [channel, via] = channel_cells(part.first, scenario.model.directory);
            std::vector<Cell>& row = table.rows.emplace_back();
            row = {arm.name,
                   std::string(scenario.model.directory.companies.name(company)),
                   study.periods[p].label,
                   channel,
                   via,
                   root_name(scenario, arm, part.second),
                   loss_usd};
            if (kept) {
                const study::Spread of = study::spread_of(*ensemble, true, [&](const study::SampleResult& sample) {
                    return loss_of(sample.outcomes[a][place], part, *kept);
                });
                row.insert(row.end(), {of.mean, of.p05, of.p50, of.p95});
            }
            row.resize(table.columns.size());
        }
    };
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        for (std::size_t place = 0; place < study.companies.size(); ++place) {
            if (scenario::hides_number(scenario::exposure_of(scenario.model, study.companies[place]))) continue;
            for (std::size_t p = 0; p < study.periods.size(); ++p)
                add_rows(a, place, p);
        }
    }
    return table;
}

}  // namespace chokepoint::report
