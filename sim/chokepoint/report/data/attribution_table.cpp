#include <algorithm>
#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/data/shared_columns.hpp>
#include <chokepoint/scenario/exposure.hpp>
#include <map>
#include <memory>

namespace chokepoint::report {

namespace {

/// (channel, root).
using Part = std::pair<std::uint32_t, std::uint32_t>;

struct PartRow {
    const scenario::Scenario& scenario;
    const study::ArmResult& arm;
    std::uint32_t company;
    const study::Period& period;
    Part part;
    double loss_usd;
    std::optional<study::Spread> spread;

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
    const auto dimensions = [](const char* firm) {
        return std::vector<std::string>{"arm", firm, "period", "channel", "root"};
    };
    std::vector<Column<Row>> columns = {
        {kArm, [](auto& r) { return r.arm.name; }},
        {kFirm, [](auto& r) { return r.scenario.model.directory.companies.name(r.company); }},
        {kPeriod, [](auto& r) { return r.period.label; }},
        {{"channel", "", "where lost revenue went"}, [](auto& r) { return r.channel(false); }},
        {{"via", "", "product of the channel `input`, whose stock ran out"}, [](auto& r) { return r.channel(true); }},
        {{"root", "", "action behind a loss; own where none is known to be"},
         [](auto& r) { return root_name(r.scenario, r.arm, r.part.second); }},
        {{"loss_usd", "USD", "revenue lost, by channel and by the action behind it", dimensions("firm"),
          "attributed_loss_usd"},
         &Row::loss_usd}};
    if (!samples) return columns;
    const auto add = [&](const char* name, const char* meaning, double study::Spread::*member) {
        columns.push_back({{name, "USD", meaning, dimensions("report_firm")},
                           [member](auto& r) { return r.spread ? Cell((*r.spread).*member) : Cell(); }});
    };
    add("mean_usd", "mean of loss_usd over the samples, given the evidence", &study::Spread::mean);
    add("p05_usd", "5 % quantile of loss_usd over the samples, given the evidence", &study::Spread::p05);
    add("p50_usd", "median of loss_usd over the samples, given the evidence", &study::Spread::p50);
    add("p95_usd", "95 % quantile of loss_usd over the samples, given the evidence", &study::Spread::p95);
    return columns;
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
    std::vector<PartRow> rows;
    // The rows of the company at `place` of the study under an arm in a period.
    const auto add_rows = [&](std::size_t a, std::size_t place, std::size_t p) {
        const study::ArmResult& arm = study.arms[a];
        const std::uint32_t company = study.companies[place];
        std::map<Part, double> losses = middle_losses(arm, company, p);
        const bool reported = place < scenario.report_companies.size();
        const auto kept = ensemble != nullptr && reported ? kept_period(*ensemble, p) : std::nullopt;
        if (kept) add_parts(*ensemble, a, place, losses);
        for (const auto& [part, loss_usd] : losses) {
            PartRow& row =
                rows.emplace_back(PartRow{scenario, arm, company, study.periods[p], part, loss_usd, std::nullopt});
            if (kept)
                row.spread = study::spread_of(*ensemble, true, [&](const study::SampleResult& sample) {
                    return loss_of(sample.outcomes[a][place], row.part, *kept);
                });
        }
    };
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        for (std::size_t place = 0; place < study.companies.size(); ++place) {
            if (scenario::hides_number(scenario::exposure_of(scenario.model, study.companies[place]))) continue;
            for (std::size_t p = 0; p < study.periods.size(); ++p)
                add_rows(a, place, p);
        }
    }
    return make_table("attribution", part_columns(ensemble != nullptr), std::move(rows));
}

std::vector<Variable> attribution_variables() {
    return variables_of(part_columns(true));
}

}  // namespace chokepoint::report
