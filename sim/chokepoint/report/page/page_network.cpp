#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/chart/finding.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <cmath>
#include <map>
#include <set>

namespace chokepoint::report {

namespace {

constexpr std::size_t kNodes = 60;
constexpr std::size_t kLinks = 150;

using Pair = std::pair<std::uint32_t, std::uint32_t>;  ///< Supplier and customer, companies.

/// Who is drawn and how its links are treated.
struct Affected {
    std::vector<std::uint32_t> companies;  ///< Targets first, then the largest losses and gains, then what is denied.
    std::set<Pair> denied;
    std::size_t all = 0;  ///< Companies with a loss, a gain or a denied link.
};

Affected affected_part(const PageInput& input, std::size_t arm, std::size_t period) {
    Affected part;
    std::map<std::uint32_t, double> closed;
    for (const study::DeniedFlow& flow : input.denied) {
        part.denied.insert({flow.exporter, flow.customer});
        closed[flow.exporter] += flow.usd;
        closed[flow.customer] += flow.usd;
    }
    std::map<std::uint32_t, std::pair<double, double>> ranks;
    for (const auto& [company, usd] : closed)
        ranks[company].second = usd;
    for (std::size_t place = 0; place < input.ensemble.companies.size(); ++place) {
        const PageLoss loss = page_loss(input, {.arm = arm, .place = place, .period = period});
        if (!loss.is_nothing(LossUnit::usd))
            ranks[input.ensemble.companies[place]].first = std::abs(loss.for_ranking());
    }
    for (const std::size_t target : page_targets(input))
        ranks[input.ensemble.companies[target]].first = HUGE_VAL;
    for (const auto& [company, rank] : ranks)
        part.companies.push_back(company);
    std::stable_sort(part.companies.begin(), part.companies.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return ranks[a] > ranks[b]; });
    part.all = part.companies.size();
    if (part.companies.size() > kNodes) part.companies.resize(kNodes);
    return part;
}

/// Yearly flows between companies, of the whole network.
std::map<Pair, double> trade_between(const scenario::Model& model, const std::vector<std::uint32_t>& companies,
                                     std::size_t& pairs) {
    std::vector<bool> drawn(model.companies.size(), false);
    for (const std::uint32_t company : companies)
        drawn[company] = true;
    const network::SupplyNetwork& network = model.network;
    std::vector<Pair> all;
    std::map<Pair, double> trade;
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        const std::uint32_t customer = model.directory.node_company[network.slot_customer[s]];
        for (std::uint64_t link = network.slot_links[s]; link < network.slot_links[s + 1]; ++link) {
            const std::uint32_t supplier = model.directory.node_company[network.link_supplier[link]];
            if (network.link_flow[link] <= 0.0 || supplier == customer) continue;
            all.emplace_back(supplier, customer);
            if (drawn[supplier] && drawn[customer])
                trade[{supplier, customer}] += scenario::kDaysOfYear * network.link_flow[link];
        }
    }
    std::sort(all.begin(), all.end());
    pairs = static_cast<std::size_t>(std::unique(all.begin(), all.end()) - all.begin());
    return trade;
}

/// The largest links, denied ones first.
std::vector<std::pair<Pair, double>> drawn_links(const std::map<Pair, double>& trade, const std::set<Pair>& denied) {
    std::vector<std::pair<Pair, double>> links(trade.begin(), trade.end());
    std::stable_sort(links.begin(), links.end(), [&](const auto& a, const auto& b) {
        return std::make_pair(denied.contains(a.first), a.second) > std::make_pair(denied.contains(b.first), b.second);
    });
    if (links.size() > kLinks) links.resize(kLinks);
    return links;
}

/// 1: denied to buy, or a target; 0: denied to sell, or where nothing is denied a seller to those; 2: neither.
int column_of(const PageInput& input, const Affected& part, const std::map<Pair, double>& trade,
              std::uint32_t company) {
    const std::vector<std::size_t> targets = page_targets(input);
    const auto is_target = [&](std::uint32_t other) {
        return std::ranges::any_of(targets,
                                   [&](std::size_t place) { return input.ensemble.companies[place] == other; });
    };
    if (is_target(company)) return 1;
    const auto in_denied = [&](std::uint32_t Pair::*end) {
        return std::any_of(part.denied.begin(), part.denied.end(),
                           [&](const Pair& pair) { return pair.*end == company; });
    };
    if (in_denied(&Pair::first)) return 0;
    if (in_denied(&Pair::second)) return 1;
    const bool sells = std::any_of(trade.begin(), trade.end(), [&](const auto& link) {
        return link.first.first == company && is_target(link.first.second);
    });
    return part.denied.empty() && sells ? 0 : 2;
}

/// What a company loses under the first arm; in a large model the run follows the report's companies alone.
NetworkChart::Node node_of(const PageInput& input, std::uint32_t company, std::size_t period) {
    NetworkChart::Node node{std::string(input.scenario.model.companies.name(company)), 2, 0.0,
                            "an amount that the run did not follow"};
    const std::optional<std::size_t> place = place_of(input, company);
    if (!place) return node;
    const PageLoss loss = page_loss(input, {.arm = input.arms.front(), .place = *place, .period = period});
    node.loss_usd = loss.for_ranking();
    const std::string& currency = input.scenario.model.currency;
    node.words = std::isnan(loss.middle)
                     ? fmt::format("{} to {}", money(loss.low, currency), money(loss.high, currency))
                     : money(loss.middle, currency);
    return node;
}

}  // namespace

std::string network_section(const PageInput& input) {
    if (input.arms.empty()) return "";
    const std::size_t period = input.periods.front();
    const scenario::Model& model = input.scenario.model;
    const Affected part = affected_part(input, input.arms.front(), period);
    std::size_t pairs = 0;
    const std::map<Pair, double> trade = trade_between(model, part.companies, pairs);
    if (trade.empty()) return "";
    NetworkChart chart;
    std::map<std::uint32_t, std::size_t> places;
    for (const std::uint32_t company : part.companies) {
        places[company] = chart.nodes.size();
        chart.nodes.push_back(node_of(input, company, period));
        chart.nodes.back().column = column_of(input, part, trade, company);
    }
    chart.money = "million " + model.currency + " a year";
    PageTable table{"Links that are drawn, " + chart.money, {"supplier", "customer", chart.money, "policy"}, {}, true};
    for (const auto& [ends, usd] : drawn_links(trade, part.denied)) {
        const bool denied = part.denied.contains(ends);
        chart.links.push_back({places[ends.first], places[ends.second], usd, denied});
        table.rows.push_back({name_html(model.companies.name(ends.first)), name_html(model.companies.name(ends.second)),
                              millions(usd), denied ? "denied" : "open"});
    }
    const std::string& arm = arm_label(input, input.arms.front());
    const ChartText text{
        fmt::format("{}: who is connected", arm),
        "Left: denied to sell. Middle: denied to buy. Right: others. Dashed lines are denied.", finding_of(chart),
        fmt::format("A circle loses and a diamond gains revenue in {}, the larger the more. Lines are wider where more "
                    "is traded. {} of {} companies and {} of {} links are drawn.",
                    period_words(input, period), chart.nodes.size(), model.companies.size(), chart.links.size(), pairs),
        details_html("All numbers", table_html(table))};
    const std::string teaser = fmt::format("{} companies lose, gain or are denied something.", part.all);
    return section_html({"network", "Who is connected", teaser}, chart_html(text, chart));
}

}  // namespace chokepoint::report
