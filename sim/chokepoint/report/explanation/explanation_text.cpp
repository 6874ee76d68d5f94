#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/explanation/explained.hpp>
#include <chokepoint/report/explanation/explanation_text.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/report/text/channel_words.hpp>
#include <chokepoint/report/text/milestone_words.hpp>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>
#include <numeric>

namespace chokepoint::report {

namespace {

constexpr std::size_t kExportersInTree = 5;

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

std::string shown_name(const Explained& explained, std::uint32_t company) {
    return printable(explained.scenario().model.companies.name(company));
}

std::string product_words(const Explained& explained) {
    return explained.product_label();
}

std::string sentence(const Explained& explained, const study::StudyResult& study) {
    return milestone_sentence(explained.scenario(), study, 0, explained.company());
}

std::vector<Branch> channel_branches(const Explained& explained) {
    std::vector<Branch> branches;
    for (const std::uint32_t channel : explained.channels()) {
        const std::vector<double> losses = explained.by_root(channel);
        const double sum = std::accumulate(losses.begin(), losses.end(), 0.0);
        std::string roots;
        for (std::size_t r = 0; r < losses.size(); ++r) {
            if (std::abs(losses[r]) < kSmallestLoss * explained.baseline()) continue;
            roots += fmt::format("{}{} {}", roots.empty() ? "" : ", ", printable(explained.root_label(r)),
                                 per_cent(losses[r] / sum, 1.0));
        }
        branches.push_back(
            {fmt::format("{}{:>10} {:>8}  {}", fitted(channel_words(channel, explained.scenario().model.directory), 34),
                         millions(sum), per_cent(sum, explained.loss()), roots)});
    }
    return branches;
}

/// Of what is closed, what a content rule catches.
std::vector<Branch> content_branches(const Explained& explained) {
    std::vector<Branch> branches;
    for (const study::CaughtSale& caught : explained.input()->caught) {
        const study::ContentSale& sale = caught.sale;
        const double content = sale.content_usd / sale.flow_usd;
        const bool above = content > sale.threshold;
        if (branches.size() == kExportersInTree) break;
        branches.push_back(
            {fmt::format("{}: {} of controlled content{}, caught by '{}'", shown_name(explained, sale.exporter),
                         per_cent(content, 1.0), above ? fmt::format(", above {}", per_cent(sale.threshold, 1.0)) : "",
                         printable(explained.scenario().actions[caught.rule].name)) +
             (sale.has_technology ? " as a direct product" : "")});
    }
    if (const std::size_t more = explained.input()->caught.size() - branches.size(); more > 0)
        branches.push_back({fmt::format("{} more", more)});
    return branches;
}

/// Why an ownership rule reaches the company.
std::vector<Branch> owner_branches(const Explained& explained) {
    std::vector<Branch> branches;
    for (const study::CountedHolding& counted : explained.input()->held)
        branches.push_back(
            {fmt::format("{} holds {} of {}, an affiliate by '{}'", shown_name(explained, counted.held.owner),
                         per_cent(counted.held.share, 1.0), shown_name(explained, counted.held.company),
                         printable(explained.scenario().actions[counted.rule].name))});
    return branches;
}

std::vector<Branch> input_branches(const Explained& explained) {
    const study::ScarceInput& input = *explained.input();
    std::vector<Branch> branches;
    const std::string range = input.stock_low_days == input.stock_high_days
                                  ? fmt::format("{:.0f}", input.stock_low_days)
                                  : fmt::format("{:.0f} to {:.0f}", input.stock_low_days, input.stock_high_days);
    branches.push_back({fmt::format("stock of {} before: {} days", product_words(explained), range)});
    branches.push_back({input.resourced && explained.behaviour().substitutability > 0.0
                            ? fmt::format("no substitute before {}, and for {:.0f} % of it at most",
                                          format_date_long(explained.substitute_from()),
                                          100.0 * explained.behaviour().substitutability)
                            : "no substitute"});
    std::string list;
    double sum = 0.0;
    for (std::size_t k = 0; k < input.exporters.size(); ++k) {
        sum += input.exporters[k].first;
        if (k < kExportersInTree)
            list += fmt::format("{}{} {}", k == 0 ? "" : ", ", shown_name(explained, input.exporters[k].second),
                                millions(input.exporters[k].first));
    }
    if (input.exporters.size() > kExportersInTree)
        list += fmt::format(", {} more", input.exporters.size() - kExportersInTree);
    branches.push_back({fmt::format("closed from {}: {} million {} a year", format_date_long(input.closed),
                                    millions(sum), explained.scenario().model.currency),
                        {{list}}});
    for (Branch& branch : content_branches(explained))
        branches.back().below.push_back(std::move(branch));
    for (Branch& branch : owner_branches(explained))
        branches.back().below.push_back(std::move(branch));
    return branches;
}

std::vector<Branch> what_if_branches(const Explained& explained) {
    const study::ScarceInput& input = *explained.input();
    const double freed = explained.loss_of(input.freed);
    std::vector<Branch> branches = {
        {fmt::format("had {} stayed open: {} lost, {} million {}", product_words(explained),
                     per_cent(freed, explained.baseline()), millions(freed), explained.scenario().model.currency),
         {{sentence(explained, input.freed)}}}};
    if (!input.stock) return branches;
    const std::string until =
        fmt::format("to the lift of {} under '{}'", format_date_long(input.stock->lift), printable(input.stock->arm));
    branches.push_back(
        {input.stock->more_days < 0
             ? fmt::format("no stock of {} alone would have carried it {}", product_words(explained), until)
             : fmt::format("{} more days of {} would have carried it {}", input.stock->more_days,
                           product_words(explained), until)});
    return branches;
}

std::string text_of(const Explained& explained) {
    std::string text =
        fmt::format("{} loses {} of its revenue in {} under '{}': {} of {} million {}\n",
                    shown_name(explained, explained.company()), per_cent(explained.loss(), explained.baseline()),
                    explained.period().label, printable(explained.arm_label()), millions(explained.loss()),
                    millions(explained.baseline()), explained.scenario().model.currency);
    std::vector<Branch> branches = {
        {fmt::format("by channel: million {}, share of the loss, shares of the actions behind it",
                     explained.scenario().model.currency),
         channel_branches(explained)},
        {sentence(explained, explained.study())}};
    if (explained.input()) {
        branches.back().below = input_branches(explained);
        for (Branch& branch : what_if_branches(explained))
            branches.push_back(std::move(branch));
    }
    return text + drawn(branches, "") +
           "One run with every parameter at its central value; 'chokepoint run' gives medians and ranges.\n" +
           caveat_lines(caveats(explained.scenario()));
}

}  // namespace

std::string explanation_text(const scenario::Scenario& scenario, const study::Explanation& explanation,
                             std::size_t period) {
    return text_of(Explained(scenario, explanation, period));
}

}  // namespace chokepoint::report
