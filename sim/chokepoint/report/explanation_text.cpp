#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/utf8.hpp>
#include <chokepoint/report/explanation_text.hpp>
#include <chokepoint/report/figure_words.hpp>
#include <chokepoint/report/headline.hpp>
#include <chokepoint/report/screen.hpp>
#include <chokepoint/report/study_tables.hpp>
#include <cmath>
#include <numeric>

namespace chokepoint {

namespace {

constexpr std::size_t kExporters = 5;
constexpr double kShown = 5e-4;  // of baseline: smaller parts of a loss are not lines of the tree

struct Branch {
    std::string text;
    std::vector<Branch> below = {};
};

std::string drawn(const std::vector<Branch>& branches, const std::string& indent) {
    std::string text;
    for (const Branch& branch : branches) {
        const bool last = &branch == &branches.back();
        text += indent + (last ? "└─ " : "├─ ") + branch.text + "\n";
        text += drawn(branch.below, indent + (last ? "   " : "│  "));
    }
    return text;
}

/// What all forms of an explanation say, in its order.
class Explained {
   public:
    Explained(const Scenario& scenario, const Explanation& explanation, std::size_t period)
        : scenario_(scenario), explanation_(explanation), study_(explanation.study), period_(period) {}

    double baseline() const { return study_.baseline_usd[explanation_.company][period_]; }
    double loss_of(const StudyResult& study) const {
        return baseline() - study.arms[0].companies[explanation_.company].revenue_usd[period_];
    }
    double loss() const { return loss_of(study_); }
    const ArmResult& arm() const { return study_.arms[0]; }
    const Milestones& milestones() const { return arm().companies[explanation_.company].milestones; }
    std::string name(std::uint32_t company) const { return printable(scenario_.model.companies.name(company)); }
    std::string product() const {
        return as_words(std::string(scenario_.model.directory.products.name(explanation_.input->product)));
    }
    const ProductBehaviour& behaviour() const {
        return scenario_.model.behaviour.products[explanation_.input->product];
    }
    Date substitute_from() const {
        return explanation_.input->closed + std::chrono::days(static_cast<int>(behaviour().qualification_days));
    }
    /// Channels from the largest loss to the largest gain, those that matter.
    std::vector<std::uint32_t> channels() const;
    std::vector<double> by_root(std::uint32_t channel) const {
        return losses_by_root(arm(), explanation_.company, period_, channel);
    }

    std::string text() const;
    Table table() const;

   private:
    std::string sentence(const StudyResult& study) const {
        return milestone_sentence(scenario_, study, 0, explanation_.company);
    }
    std::vector<Branch> channel_branches() const;
    std::vector<Branch> input_branches() const;
    std::vector<Branch> what_if_branches() const;

    const Scenario& scenario_;
    const Explanation& explanation_;
    const StudyResult& study_;
    std::size_t period_;
};

std::vector<std::uint32_t> Explained::channels() const {
    const std::vector<double>& losses = arm().companies[explanation_.company].channels[period_];
    std::vector<std::uint32_t> order(losses.size());
    std::iota(order.begin(), order.end(), 0U);
    std::erase_if(order, [&](std::uint32_t c) { return std::abs(losses[c]) < kShown * baseline(); });
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return losses[a] > losses[b]; });
    return order;
}

std::vector<Branch> Explained::channel_branches() const {
    std::vector<Branch> branches;
    for (const std::uint32_t channel : channels()) {
        const std::vector<double> losses = by_root(channel);
        const double sum = std::accumulate(losses.begin(), losses.end(), 0.0);
        std::string roots;
        for (std::size_t r = 0; r < losses.size(); ++r) {
            if (std::abs(losses[r]) < kShown * baseline()) continue;
            roots += fmt::format("{}{} {}", roots.empty() ? "" : ", ", printable(root_name(scenario_, arm(), r)),
                                 per_cent(losses[r] / sum, 1.0));
        }
        branches.push_back(
            {fmt::format("{}{:>10} {:>8}  {}", fitted(as_words(channel_name(channel, scenario_.model.directory)), 34),
                         millions(sum), per_cent(sum, loss()), roots)});
    }
    return branches;
}

std::vector<Branch> Explained::input_branches() const {
    const ScarceInput& input = *explanation_.input;
    std::vector<Branch> branches;
    const std::string range = input.stock_low_days == input.stock_high_days
                                  ? fmt::format("{:.0f}", input.stock_low_days)
                                  : fmt::format("{:.0f} to {:.0f}", input.stock_low_days, input.stock_high_days);
    branches.push_back({fmt::format("stock of {} before: {} days", product(), range)});
    branches.push_back({input.resourced && behaviour().substitutability > 0.0
                            ? fmt::format("no substitute before {}, and for {:.0f} % of it at most",
                                          format_date_long(substitute_from()), 100.0 * behaviour().substitutability)
                            : "no substitute"});
    std::string list;
    double sum = 0.0;
    for (std::size_t k = 0; k < input.exporters.size(); ++k) {
        sum += input.exporters[k].first;
        if (k < kExporters)
            list += fmt::format("{}{} {}", k == 0 ? "" : ", ", name(input.exporters[k].second),
                                millions(input.exporters[k].first));
    }
    if (input.exporters.size() > kExporters) list += fmt::format(", {} more", input.exporters.size() - kExporters);
    branches.push_back(
        {fmt::format("closed from {}: {} million USD a year", format_date_long(input.closed), millions(sum)),
         {{list}}});
    return branches;
}

std::vector<Branch> Explained::what_if_branches() const {
    const ScarceInput& input = *explanation_.input;
    const double freed = loss_of(input.freed);
    std::vector<Branch> branches = {{fmt::format("had {} stayed open: {} lost, {} million USD", product(),
                                                 per_cent(freed, baseline()), millions(freed)),
                                     {{sentence(input.freed)}}}};
    if (!input.stock) return branches;
    const std::string until =
        fmt::format("to the lift of {} under '{}'", format_date_long(input.stock->lift), printable(input.stock->arm));
    branches.push_back(
        {input.stock->more_days < 0
             ? fmt::format("no stock of {} alone would have carried it {}", product(), until)
             : fmt::format("{} more days of {} would have carried it {}", input.stock->more_days, product(), until)});
    return branches;
}

std::string Explained::text() const {
    std::string text =
        fmt::format("{} loses {} of its revenue in {} under '{}': {} of {} million USD\n", name(explanation_.company),
                    per_cent(loss(), baseline()), study_.periods[period_].label, printable(arm().name),
                    millions(loss()), millions(baseline()));
    std::vector<Branch> branches = {
        {"by channel, million USD, share of the loss, and what is behind it", channel_branches()}, {sentence(study_)}};
    if (explanation_.input) {
        branches.back().below = input_branches();
        for (Branch& branch : what_if_branches())
            branches.push_back(std::move(branch));
    }
    return text + drawn(branches, "");
}

Table Explained::table() const {
    const Cell none;
    Table table{"explanation", {"branch", "item", "root", "usd", "share", "date", "days"}, {}};
    const auto date = [&](int day) -> Cell {
        return day < 0 ? none : Cell(format_date(scenario_.start + std::chrono::days(day)));
    };
    const auto part = [&](double usd) -> Cell { return baseline() > 0.0 ? Cell(usd / baseline()) : none; };
    const std::string firm(scenario_.model.directory.companies.name(explanation_.company));
    table.rows.push_back({"loss", firm, none, loss(), part(loss()), none, none});
    for (const std::uint32_t channel : channels()) {
        const std::vector<double> losses = by_root(channel);
        for (std::size_t r = 0; r < losses.size(); ++r) {
            if (losses[r] == 0.0) continue;
            table.rows.push_back({"channel", channel_name(channel, scenario_.model.directory),
                                  root_name(scenario_, arm(), r), losses[r], part(losses[r]), none, none});
        }
    }
    const std::uint32_t cause = milestones().stopped_by;
    table.rows.push_back({"stop", cause == kNone ? none : Cell(channel_name(cause, scenario_.model.directory)), none,
                          none, none, date(milestones().stop_day), none});
    table.rows.push_back({"back", firm, none, none, none, date(milestones().back_day), none});
    if (!explanation_.input) return table;
    const ScarceInput& input = *explanation_.input;
    const std::string product(scenario_.model.directory.products.name(input.product));
    for (const double days : {input.stock_low_days, input.stock_high_days})
        table.rows.push_back({"stock", product, none, none, none, none, days});
    if (input.resourced)
        table.rows.push_back({"substitute", product, none, none, behaviour().substitutability,
                              format_date(substitute_from()), behaviour().qualification_days});
    for (const auto& [usd, exporter] : input.exporters) {
        const std::string id(scenario_.model.directory.companies.name(exporter));
        table.rows.push_back({"exporter", id, none, usd, none, format_date(input.closed), none});
    }
    const double freed = loss_of(input.freed);
    table.rows.push_back({"freed", product, none, freed, part(freed), none, none});
    if (!input.stock) return table;
    const int days = input.stock->more_days;
    table.rows.push_back({"stock_to_lift", product, none, none, none, format_date(input.stock->lift),
                          days < 0 ? none : Cell(double(days))});
    return table;
}

}  // namespace

std::string explanation_text(const Scenario& scenario, const Explanation& explanation, std::size_t period) {
    return Explained(scenario, explanation, period).text();
}

Table explanation_table(const Scenario& scenario, const Explanation& explanation, std::size_t period) {
    return Explained(scenario, explanation, period).table();
}

}  // namespace chokepoint
