#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/shown_loss.hpp>

namespace chokepoint::report {

namespace {

constexpr std::size_t kLossBars = 15;
constexpr std::size_t kCompanyRows = 40;

/// A company as it is ranked; losses by policy arm.
struct RankedCompany {
    std::uint32_t company = 0;
    std::vector<PageLoss> usd;
    std::vector<PageLoss> share;
};

RankedCompany losses_of(const PageInput& input, std::uint32_t company, std::size_t period) {
    RankedCompany one{company, {}, {}};
    for (const std::size_t arm : input.arms) {
        one.usd.push_back(page_loss(input, {arm, {}, company, period, LossUnit::usd}));
        one.share.push_back(page_loss(input, {arm, {}, company, period, LossUnit::per_cent}));
    }
    return one;
}

/// All but the targets that lose or gain something, the most USD under the first policy first.
std::vector<RankedCompany> ranked_companies(const PageInput& input, std::size_t period) {
    const std::vector<std::uint32_t> targets = page_targets(input);
    std::vector<RankedCompany> ranked;
    for (const std::uint32_t company : input.study.companies) {
        if (std::find(targets.begin(), targets.end(), company) != targets.end()) continue;
        RankedCompany one = losses_of(input, company, period);
        const bool any = std::any_of(one.usd.begin(), one.usd.end(),
                                     [](const PageLoss& loss) { return !loss.is_nothing(LossUnit::usd); });
        if (any) ranked.push_back(std::move(one));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const RankedCompany& a, const RankedCompany& b) {
        return a.usd[0].for_ranking() > b.usd[0].for_ranking();
    });
    return ranked;
}

/// The company's name; of a supplier whose sales the model states, a link to what it says of them.
std::string supplier_html(const PageInput& input, std::uint32_t company) {
    const scenario::Model& model = input.scenario.model;
    const std::string name = name_html(model.companies.name(company));
    for (const scenario::ReconstructionSpec& rebuilt : input.scenario.model_spec.reconstructions) {
        for (const scenario::DisclosedSpec& named : rebuilt.named) {
            if (named.firm != model.directory.companies.name(company)) continue;
            for (const std::optional<scenario::Parameter>* figure :
                 {&named.value_usd, &named.revenue_share, &named.at_least_usd})
                if (*figure) return fmt::format("<a href=\"#{}\">{}</a>", parameter_anchor((*figure)->path), name);
        }
    }
    return name;
}

std::string ranking_table(const PageInput& input, const std::vector<RankedCompany>& ranked, std::size_t period) {
    PageTable table{fmt::format("Revenue lost in {}, million {} and per cent of revenue (below 0: gained)",
                                period_words(input, period), input.scenario.model.currency),
                    {"", "revenue"},
                    {}};
    for (const std::size_t arm : input.arms)
        table.head.insert(
            table.head.end(),
            {name_html(input.study.arms[arm].name) + ", million " + input.scenario.model.currency, "per cent"});
    bool any_hidden = false;
    const auto row_of = [&](const RankedCompany& one) {
        const bool hidden = scenario::hides_number(scenario::exposure_of(input.scenario.model, one.company));
        any_hidden = any_hidden || hidden;
        std::vector<std::string> row = {supplier_html(input, one.company) + (hidden ? " *" : ""),
                                        millions(input.study.baseline_usd[one.company][period])};
        for (std::size_t k = 0; k < input.arms.size(); ++k)
            row.insert(row.end(), {loss_cell(one.usd[k], LossUnit::usd), loss_cell(one.share[k], LossUnit::per_cent)});
        return row;
    };
    for (const std::uint32_t target : page_targets(input))
        table.rows.push_back(row_of(losses_of(input, target, period)));
    for (std::size_t k = 0; k < std::min(kCompanyRows, ranked.size()); ++k)
        table.rows.push_back(row_of(ranked[k]));
    std::string html = table_html(table);
    if (any_hidden) html += "<p class=\"soft\">* Sales to the target are not disclosed: a range, not a number.</p>\n";
    if (ranked.size() > kCompanyRows)
        html += fmt::format("<p class=\"soft\">{} more companies stand in impacts.csv.</p>\n",
                            ranked.size() - kCompanyRows);
    return html;
}

std::string ranking_figure(const PageInput& input, std::vector<RankedCompany> ranked, std::size_t period,
                           LossUnit unit) {
    const bool usd = unit == LossUnit::usd;
    const auto losses = [&](const RankedCompany& one) -> const std::vector<PageLoss>& {
        return usd ? one.usd : one.share;
    };
    std::stable_sort(ranked.begin(), ranked.end(), [&](const RankedCompany& a, const RankedCompany& b) {
        return losses(a)[0].for_ranking() > losses(b)[0].for_ranking();
    });
    const std::size_t all = ranked.size();
    if (ranked.size() > kLossBars) ranked.resize(kLossBars);
    BarChart chart{usd ? "million " + input.scenario.model.currency + " lost" : "per cent of revenue lost", {}, {}};
    for (const std::size_t arm : input.arms)
        chart.series.push_back({input.study.arms[arm].name, arm_style(input, arm), {}});
    for (const RankedCompany& one : ranked) {
        chart.names.emplace_back(input.scenario.model.companies.name(one.company));
        for (std::size_t k = 0; k < input.arms.size(); ++k)
            add_loss(chart.series[k], losses(one)[k], unit);
    }
    const std::string what = usd ? "dollars" : "share of revenue";
    const std::size_t targets = page_targets(input).size();
    std::string_view rest = targets == 1 ? "; the target stands in the table." : "; the targets stand in the table.";
    if (targets == 0) rest = ".";
    return chart_html({fmt::format("Bars: companies ranked by {} lost, by arm", what),
                       fmt::format("By {}, {}. {} of {} companies that lose or gain something are drawn{}", what,
                                   period_words(input, period), ranked.size(), all, rest),
                       ""},
                      chart);
}

}  // namespace

std::string loss_section(const PageInput& input) {
    if (input.arms.empty()) return "";
    std::string html =
        fmt::format("<p>{} How each figure came about: <a href=\"#sources\">sources and assumptions</a>.</p>\n",
                    range_words(input));
    const std::vector<RankedCompany> ranked = ranked_companies(input, input.periods.front());
    if (!ranked.empty())
        html += ranking_figure(input, ranked, input.periods.front(), LossUnit::usd) +
                ranking_figure(input, ranked, input.periods.front(), LossUnit::per_cent);
    html += ranking_table(input, ranked, input.periods.front());
    if (input.periods.size() > 1)
        html += details_html("The same for the whole run",
                             ranking_table(input, ranked_companies(input, input.periods.back()), input.periods.back()));
    return section_html("losses", "Who loses what", html);
}

}  // namespace chokepoint::report
