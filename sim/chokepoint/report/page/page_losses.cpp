#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/chart/finding.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

constexpr std::size_t kLossBars = 15;
constexpr std::size_t kCompanyRows = 40;

/// A company as it is ranked; losses by policy arm, and what the second saves against the first, if there is one.
struct RankedCompany {
    std::size_t place = 0;
    std::vector<PageLoss> usd;
    std::vector<PageLoss> share;
    std::vector<PageLoss> saved;
};

RankedCompany losses_of(const PageInput& input, std::size_t place, std::size_t period) {
    RankedCompany one{place, {}, {}, {}};
    for (const std::size_t arm : input.arms) {
        one.usd.push_back(page_loss(input, {.arm = arm, .place = place, .period = period}));
        one.share.push_back(page_loss(input, {.arm = arm, .place = place, .period = period, .unit = LossUnit::share}));
    }
    if (input.arms.size() > 1)
        one.saved.push_back(
            page_loss(input, {.arm = input.arms[1], .against = input.arms[0], .place = place, .period = period}));
    return one;
}

/// All but the targets that lose or gain something, the most USD under the first policy first.
std::vector<RankedCompany> ranked_companies(const PageInput& input, std::size_t period) {
    const std::vector<std::size_t> targets = page_targets(input);
    std::vector<RankedCompany> ranked;
    for (std::size_t place = 0; place < input.ensemble.companies.size(); ++place) {
        if (std::ranges::count(targets, place) > 0) continue;
        RankedCompany one = losses_of(input, place, period);
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
std::string supplier_html(const PageInput& input, std::size_t place) {
    const scenario::Model& model = input.scenario.model;
    const std::uint32_t company = input.ensemble.companies[place];
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

bool sells_to_targets(const PageInput& input, const RankedCompany& one) {
    return input.sells_to_targets[input.ensemble.companies[one.place]];
}

/// The targets, then the ranking's first companies.
std::vector<RankedCompany> table_companies(const PageInput& input, const std::vector<RankedCompany>& ranked,
                                           std::size_t period) {
    std::vector<RankedCompany> rows;
    for (const std::size_t target : page_targets(input))
        rows.push_back(losses_of(input, target, period));
    rows.insert(rows.end(), ranked.begin(),
                ranked.begin() + static_cast<std::ptrdiff_t>(std::min(kCompanyRows, ranked.size())));
    return rows;
}

std::string amount_table(const PageInput& input, const std::vector<RankedCompany>& companies, std::size_t period) {
    const std::string& currency = input.scenario.model.currency;
    PageTable table{
        fmt::format("Revenue lost in {}, million {} (below 0: gained)", period_words(input, period), currency),
        {"", "revenue"},
        {},
        false,
        {},
        {2}};
    for (const std::size_t arm : input.arms)
        table.head.push_back(arm_label(input, arm));
    if (input.arms.size() > 1) {
        table.keys.insert(table.head.size());
        table.head.push_back(fmt::format("{} saves", arm_label(input, input.arms[1])));
    }
    for (const RankedCompany& one : companies) {
        const study::Spread revenue = study::baseline_spread(input.ensemble, {.place = one.place, .period = period});
        std::vector<std::string> row = {supplier_html(input, one.place), millions(revenue.p50)};
        for (const PageLoss& loss : one.usd)
            row.push_back(loss_cell(loss, LossUnit::usd));
        for (const PageLoss& loss : one.saved)
            row.push_back(loss_cell(loss, LossUnit::usd));
        table.rows.push_back(std::move(row));
    }
    return table_html(table);
}

/// Shares of revenue, or of sales to targets where these are all that the model has: never both in a table.
std::string share_table(const PageInput& input, const std::vector<RankedCompany>& companies, std::size_t period,
                        bool of_sales) {
    const std::string whole = of_sales ? "sales to " + target_words(input) : "a firm's own revenue";
    PageTable table{fmt::format("Lost in {}, % of {} (below 0: gained)", period_words(input, period), escaped(whole)),
                    {""},
                    {},
                    false,
                    {},
                    {1}};
    for (const std::size_t arm : input.arms)
        table.head.push_back(arm_label(input, arm));
    if (input.arms.size() > 1) table.keys.insert(2);
    for (const RankedCompany& one : companies) {
        if (sells_to_targets(input, one) != of_sales) continue;
        std::vector<std::string> row = {supplier_html(input, one.place)};
        for (const PageLoss& loss : one.share)
            row.push_back(loss_cell(loss, LossUnit::share));
        table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) return "";
    return (of_sales ? "<p class=\"soft\">Of these firms the model has nothing but the sales to " +
                           escaped(target_words(input)) + ".</p>\n"
                     : "") +
           table_html(table);
}

std::string loss_tables(const PageInput& input, const std::vector<RankedCompany>& ranked, std::size_t period) {
    const std::vector<RankedCompany> companies = table_companies(input, ranked, period);
    std::string html = amount_table(input, companies, period) + share_table(input, companies, period, false) +
                       share_table(input, companies, period, true);
    if (ranked.size() > kCompanyRows)
        html += fmt::format("<p class=\"soft\">impacts.csv has {} more companies.</p>\n", ranked.size() - kCompanyRows);
    return html;
}

std::string ranking_figure(const PageInput& input, std::vector<RankedCompany> ranked, std::size_t period,
                           LossUnit unit) {
    const bool usd = unit == LossUnit::usd;
    const auto losses = [&](const RankedCompany& one) -> const std::vector<PageLoss>& {
        return usd ? one.usd : one.share;
    };
    if (!usd) std::erase_if(ranked, [&](const RankedCompany& one) { return sells_to_targets(input, one); });
    if (ranked.empty()) return "";
    std::stable_sort(ranked.begin(), ranked.end(), [&](const RankedCompany& a, const RankedCompany& b) {
        return losses(a)[0].for_ranking() > losses(b)[0].for_ranking();
    });
    const std::size_t all = ranked.size();
    if (ranked.size() > kLossBars) ranked.resize(kLossBars);
    BarChart chart{usd ? "million " + input.scenario.model.currency + " lost" : "% of revenue lost", {}, {}};
    for (const std::size_t arm : input.arms)
        chart.series.push_back({arm_label(input, arm), arm_style(input, arm), {}});
    for (const RankedCompany& one : ranked) {
        chart.names.push_back(company_name(input, one.place));
        for (std::size_t k = 0; k < input.arms.size(); ++k)
            add_loss(chart.series[k], losses(one)[k], unit);
    }
    std::string note =
        ranked.size() < all ? fmt::format("{} of {} companies that lose or gain something. ", ranked.size(), all) : "";
    const bool hidden =
        std::ranges::any_of(ranked, [](const RankedCompany& one) { return std::isnan(one.usd[0].middle); });
    if (hidden)
        note += fmt::format(
            "Dashed: sales to {} are not public, and the range goes from the least to the most that the "
            "documents allow.",
            escaped(target_words(input)));
    return chart_html({usd ? "Who loses the most money" : "Who loses the largest part of its revenue",
                       fmt::format("{} lost in {} (below 0: gained), without {}{}",
                                   usd ? "Million " + input.scenario.model.currency : "Per cent of own revenue",
                                   period_label(input, period), target_words(input), basis_words(input)),
                       finding_of(chart), note, ""},
                      chart);
}

}  // namespace

std::string loss_section(const PageInput& input) {
    if (input.arms.empty()) return "";
    const std::size_t period = input.periods.front();
    const std::vector<RankedCompany> ranked = ranked_companies(input, period);
    std::string html;
    if (!ranked.empty())
        html += ranking_figure(input, ranked, period, LossUnit::usd) +
                ranking_figure(input, ranked, period, LossUnit::share);
    html += loss_tables(input, ranked, period);
    if (input.periods.size() > 1)
        html += details_html("The same for the whole run",
                             loss_tables(input, ranked_companies(input, input.periods.back()), input.periods.back()));
    std::string teaser = fmt::format("The companies that the report follows: {}.", input.ensemble.companies.size());
    if (!ranked.empty() && ranked.front().usd[0].for_ranking() > 0.0)
        teaser = fmt::format("Apart from {}, {} loses most under {}.", escaped(target_words(input)),
                             name_html(company_name(input, ranked.front().place)), arm_html(input, input.arms.front()));
    return section_html({"losses", "Who loses what", teaser}, html);
}

}  // namespace chokepoint::report
