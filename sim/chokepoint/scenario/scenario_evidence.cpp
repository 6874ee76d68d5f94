#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/scenario_actions.hpp>
#include <chokepoint/scenario/suggestion.hpp>

namespace chokepoint {

namespace {

class EvidenceReader {
   public:
    EvidenceReader(const YamlTree& tree, const YamlNode& node, const Scenario& scenario, Diagnostics& diagnostics)
        : tree_(tree), node_(node), scenario_(scenario), diagnostics_(diagnostics) {}

    Evidence read() {
        Evidence evidence;
        evidence.where = tree_.fault(node_, {});
        read_company(evidence);
        read_arm(evidence);
        if (const YamlNode* event = node_.find("event")) {
            constexpr std::string_view kHalf = "half";
            evidence.event = event->scalar == kHalf    ? MilestoneEvent::half
                             : event->scalar == "stop" ? MilestoneEvent::stop
                                                       : MilestoneEvent::back;
            read_days(*event, evidence);
        } else {
            evidence.of_revenue = true;
            read_revenue(evidence);
        }
        return evidence;
    }

   private:
    void refuse(const YamlNode& node, std::string message, std::string hint) {
        diagnostics_.add(tree_.fault(node, std::move(message), std::move(hint)));
    }

    void read_company(Evidence& evidence) {
        const YamlNode& firm = *node_.find("firm");
        evidence.company = find_company(scenario_.model, firm.scalar);
        const auto& shown = scenario_.report_companies;
        if (std::find(shown.begin(), shown.end(), evidence.company) == shown.end())
            refuse(firm, fmt::format("'{}' is no company of the report", firm.scalar),
                   "name it under report.firms too");
    }

    void read_arm(Evidence& evidence) {
        const auto& arms = scenario_.arms;
        const YamlNode* name = node_.find("arm");
        const auto found = std::find_if(arms.begin(), arms.end(), [&](const Arm& arm) {
            return name != nullptr ? arm.name == name->scalar : !arm.actions.empty();
        });
        if (found != arms.end()) {
            evidence.arm = static_cast<std::size_t>(found - arms.begin());
        } else if (name != nullptr) {
            std::vector<std::string> names;
            for (const Arm& arm : arms)
                names.push_back(arm.name);
            refuse(*name, fmt::format("the scenario has no arm '{}'", name->scalar),
                   hint_for(name->scalar, names, "use an arm of 'arms'"));
        }
    }

    void read_days(const YamlNode& event, Evidence& evidence) {
        const std::vector<const YamlNode*> days = node_.items_at("between");
        if (days.size() != 2) {
            refuse(event, "an event needs two days", "as in between: [2018-05-06, 2018-05-10]");
            return;
        }
        const auto first = parse_date(days[0]->scalar);
        const auto last = parse_date(days[1]->scalar);
        if (!first || !last) {
            const YamlNode& bad = !first ? *days[0] : *days[1];
            refuse(bad, fmt::format("'{}' is not a date", bad.scalar), "write dates as 2018-05-09");
            return;
        }
        if (*last < *first) refuse(*days[1], "the last day is before the first", "swap the two dates");
        if (*first > scenario_.end || *last < scenario_.start)
            refuse(*days[0], "the days are not in the calendar", "they are from calendar.start to calendar.end");
        evidence.first = *first;
        evidence.last = *last;
    }

    void read_revenue(Evidence& evidence) {
        const YamlNode* period = node_.find("period");
        const YamlNode* error = node_.find("error_usd");
        const YamlNode& revenue = *node_.find("revenue_usd");
        if (period == nullptr || error == nullptr) {
            refuse(revenue, "an observed revenue needs its period and its error",
                   "as in period: 2018-Q2, revenue_usd: 1.9e9, error_usd: 0.1e9");
            return;
        }
        evidence.period = period->scalar;
        evidence.revenue_usd = parse_number(revenue.scalar).value_or(0.0);
        evidence.error_usd = parse_number(error->scalar).value_or(1.0);
        const auto periods = period_labels(scenario_);
        if (std::find(periods.begin(), periods.end(), evidence.period) == periods.end())
            refuse(*period, fmt::format("'{}' is no period of the report", evidence.period),
                   hint_for(evidence.period, periods, "use a period that the calendar and report.periods have"));
    }

    /// The labels of the periods that are reported, and `total`.
    static std::vector<std::string> period_labels(const Scenario& scenario) {
        std::vector<std::string> labels = {"total"};
        const auto add = [&](bool wanted, const std::string& label) {
            if (wanted && std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
        };
        for (Date day = scenario.start; day <= scenario.end; day += std::chrono::days(1)) {
            add(scenario.periods.months, month_label(day));
            add(scenario.periods.quarters, quarter_label(day));
            add(scenario.periods.years, year_label(day));
        }
        return labels;
    }

    const YamlTree& tree_;
    const YamlNode& node_;
    const Scenario& scenario_;
    Diagnostics& diagnostics_;
};

}  // namespace

void read_evidence(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics) {
    const YamlNode* list = tree.root.find("evidence");
    if (list == nullptr) return;
    for (const YamlNode& node : list->items)
        scenario.evidence.push_back(EvidenceReader(tree, node, scenario, diagnostics).read());
}

}  // namespace chokepoint
