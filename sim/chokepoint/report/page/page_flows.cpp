#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/report/chart/chart.hpp>
#include <chokepoint/report/chart/finding.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/report/timeline/timeline_words.hpp>
#include <map>

namespace chokepoint::report {

namespace {

constexpr std::array<std::size_t, 3> kMost = {14, 10, 8};  ///< Exporters, products and customers that are drawn.
constexpr std::array<const char*, 3> kWords = {"exporters", "products", "customers"};
constexpr std::size_t kFlowRows = 60;

std::uint32_t member(const study::DeniedFlow& flow, int layer) {
    return layer == 0 ? flow.exporter : layer == 1 ? flow.product : flow.customer;
}

std::string name_of(const PageInput& input, int layer, std::uint32_t number) {
    const scenario::Model& model = input.scenario.model;
    return layer == 1 ? model.directory.product_label[number] : std::string(model.companies.name(number));
}

/// The places of a layer's members among the chart's nodes; those beyond the largest share one.
std::map<std::uint32_t, std::size_t> add_layer(const PageInput& input, const std::vector<study::DeniedFlow>& flows,
                                               int layer, FlowChart& chart) {
    ByNumber sums;
    for (const study::DeniedFlow& flow : flows)
        sums[member(flow, layer)] += flow.usd;
    const auto order = largest_first(sums);
    const std::size_t most = kMost[static_cast<std::size_t>(layer)];
    const std::size_t shown = order.size() > most ? most - 1 : order.size();
    std::map<std::uint32_t, std::size_t> places;
    for (std::size_t k = 0; k < order.size(); ++k) {
        if (k < shown) chart.nodes.push_back({name_of(input, layer, order[k].second), layer});
        if (k == shown)
            chart.nodes.push_back(
                {fmt::format("{} other {}", order.size() - shown, kWords[static_cast<std::size_t>(layer)]), layer});
        places[order[k].second] = chart.nodes.size() - 1;
    }
    return places;
}

FlowChart chart_of(const PageInput& input, const std::vector<study::DeniedFlow>& flows) {
    FlowChart chart;
    std::array<std::map<std::uint32_t, std::size_t>, 3> places;
    for (int layer = 0; layer < 3; ++layer)
        places[static_cast<std::size_t>(layer)] = add_layer(input, flows, layer, chart);
    std::map<std::pair<std::size_t, std::size_t>, double> sums;
    for (const study::DeniedFlow& flow : flows) {
        sums[{places[0].at(flow.exporter), places[1].at(flow.product)}] += flow.usd;
        sums[{places[1].at(flow.product), places[2].at(flow.customer)}] += flow.usd;
    }
    for (const auto& [ends, usd] : sums)
        chart.links.push_back({ends.first, ends.second, usd});
    chart.money = "million " + input.scenario.model.currency + " a year";
    return chart;
}

std::string money_a_year(const PageInput& input) {
    return "million " + input.scenario.model.currency + " a year";
}

std::string table_of(const PageInput& input, std::vector<study::DeniedFlow> flows) {
    std::stable_sort(flows.begin(), flows.end(),
                     [](const study::DeniedFlow& a, const study::DeniedFlow& b) { return a.usd > b.usd; });
    const std::string unit = money_a_year(input);
    PageTable table{"Denied flows, " + unit, {"exporter", "product", "customer", unit}, {}, true};
    for (std::size_t k = 0; k < std::min(kFlowRows, flows.size()); ++k)
        table.rows.push_back({name_html(name_of(input, 0, flows[k].exporter)),
                              name_html(name_of(input, 1, flows[k].product)),
                              name_html(name_of(input, 2, flows[k].customer)), millions(flows[k].usd)});
    std::string html = table_html(table);
    if (flows.size() > kFlowRows)
        html += fmt::format("<p>{} smaller flows: <code>chokepoint timeline --format csv</code> has all.</p>\n",
                            flows.size() - kFlowRows);
    return details_html("All numbers", html);
}

}  // namespace

std::string flow_section(const PageInput& input) {
    const std::vector<study::DeniedFlow>& flows = input.denied;
    if (flows.empty()) return "";
    double sum = 0.0;
    for (const study::DeniedFlow& flow : flows)
        sum += flow.usd;
    const std::string& arm = arm_label(input, input.arms.front());
    const FlowChart chart = chart_of(input, flows);
    const ChartText text{
        fmt::format("{}: what is denied", arm),
        fmt::format("From exporters through products to customers, {}, when most is denied", money_a_year(input)),
        finding_of(chart), "", table_of(input, flows)};
    const std::string teaser =
        fmt::format("{} denies {} of trade a year.", name_html(arm), money(sum, input.scenario.model.currency));
    return section_html({"flows", "What is denied", teaser}, chart_html(text, chart));
}

}  // namespace chokepoint::report
