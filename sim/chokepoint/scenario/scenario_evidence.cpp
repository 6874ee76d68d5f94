#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/actions/scenario_actions.hpp>
#include <chokepoint/scenario/report_names.hpp>

namespace chokepoint::scenario {

namespace {

class EvidenceReader {
   public:
    EvidenceReader(const YamlTree& tree, const YamlNode& node, const Scenario& scenario, Diagnostics& diagnostics)
        : tree_(tree),
          node_(node),
          scenario_(scenario),
          diagnostics_(diagnostics),
          names_(tree, scenario, diagnostics) {}

    Evidence read() {
        Evidence evidence;
        evidence.where = tree_.where(node_);
        evidence.company = scenario_.report_companies[names_.place(*node_.find("firm"))];
        read_arm(evidence);
        if (const YamlNode* event = node_.find("event")) {
            evidence.event = parse_event(event->scalar);
            read_days(*event, evidence);
        } else {
            evidence.of_revenue = true;
            read_revenue(evidence);
        }
        return evidence;
    }

   private:
    void refuse(const YamlNode& node, Fault fault, std::string message, std::string hint) {
        diagnostics_.add(tree_.fault(node, fault, std::move(message), std::move(hint)));
    }

    void read_arm(Evidence& evidence) {
        if (const YamlNode* name = node_.find("arm")) {
            evidence.arm = names_.arm(*name);
            return;
        }
        const auto& arms = scenario_.arms;
        const auto found = std::find_if(arms.begin(), arms.end(), [](const Arm& arm) { return !arm.actions.empty(); });
        if (found != arms.end()) evidence.arm = static_cast<std::size_t>(found - arms.begin());
    }

    void read_days(const YamlNode& event, Evidence& evidence) {
        const std::vector<const YamlNode*> days = node_.items_at("between");
        if (days.size() != 2) {
            refuse(event, Fault::missing_key, "an event needs two days", "as in between: [2018-05-06, 2018-05-10]");
            return;
        }
        const auto first = parse_date(days[0]->scalar);
        const auto last = parse_date(days[1]->scalar);
        if (!first || !last) {
            const YamlNode& bad = !first ? *days[0] : *days[1];
            refuse(bad, Fault::bad_date, fmt::format("'{}' is not a date", bad.scalar), "write dates as 2018-05-09");
            return;
        }
        if (*last < *first)
            refuse(*days[1], Fault::contradiction, "the last day is before the first", "swap the two dates");
        if (*first > scenario_.end || *last < scenario_.start)
            refuse(*days[0], Fault::out_of_range, "the days are not in the calendar",
                   "they are from calendar.start to calendar.end");
        evidence.first = *first;
        evidence.last = *last;
    }

    void read_revenue(Evidence& evidence) {
        const YamlNode* period = node_.find("period");
        const YamlNode* error = node_.find("error_usd");
        const YamlNode& revenue = *node_.find("revenue_usd");
        if (period == nullptr || error == nullptr) {
            refuse(revenue, Fault::missing_key, "an observed revenue needs its period and its error",
                   "as in period: 2018-Q2, revenue_usd: 1.9e9, error_usd: 0.1e9");
            return;
        }
        evidence.period = period->scalar;
        evidence.revenue_usd = parse_number(revenue.scalar).value_or(0.0);
        evidence.error_usd = parse_number(error->scalar).value_or(1.0);
        names_.check_period(*period);
    }

    const YamlTree& tree_;
    const YamlNode& node_;
    const Scenario& scenario_;
    Diagnostics& diagnostics_;
    ReportNames names_;
};

}  // namespace

MilestoneEvent parse_event(std::string_view name) {
    if (name == kEventNames.back()) return MilestoneEvent::stopped;
    const auto found = std::find(kEventNames.begin(), kEventNames.end(), name);
    return static_cast<MilestoneEvent>(found - kEventNames.begin());
}

void read_evidence(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics) {
    const YamlNode* list = tree.root.find("evidence");
    if (list == nullptr) return;
    for (const YamlNode& node : list->items)
        scenario.evidence.push_back(EvidenceReader(tree, node, scenario, diagnostics).read());
}

}  // namespace chokepoint::scenario
