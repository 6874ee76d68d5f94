#include <algorithm>
#include <chokepoint/report/data/study_tables.hpp>
#include <cmath>
#include <utility>

namespace chokepoint::report {

namespace {

std::string firm_id(const scenario::Scenario& scenario, std::uint32_t company) {
    return std::string(scenario.model.directory.companies.name(company));
}

std::string firm_name(const scenario::Scenario& scenario, std::uint32_t company) {
    return std::string(scenario.model.companies.name(company));
}

Cell share_of(double part, double whole) {
    if (whole <= 0.0) return std::monostate{};
    return part / whole;
}

}  // namespace

std::string disclosure_name(const scenario::Exposure* exposure) {
    if (exposure == nullptr) return "";
    constexpr const char* kNames[] = {"disclosed", "at least", "not disclosed", "by number only"};
    return kNames[static_cast<std::size_t>(exposure->disclosure)];
}

ShownLoss shown_loss(const scenario::Scenario& scenario, const study::StudyResult& study, std::size_t arm,
                     std::uint32_t company, std::size_t period) {
    ShownLoss shown;
    shown.loss_usd = study.baseline_usd[company][period] - study.arms[arm].companies[company].revenue_usd[period];
    const scenario::Exposure* exposure = scenario::exposure_of(scenario.model, company);
    if (!scenario::hides_number(exposure) || exposure->modelled_usd <= 0.0) return shown;
    shown.disclosed = false;
    const double revenue = scenario::revenue_usd(scenario.model, company);
    const double sold = std::min(exposure->modelled_usd, revenue);
    // A loss up to what the company sells to the buyer grows with these sales, and what is beyond with its other sales.
    const double to_buyer = std::min(shown.loss_usd, study.baseline_usd[company][period] * sold / revenue);
    const double to_others = shown.loss_usd - to_buyer;
    const auto at_sales = [&](double usd) {
        const double others = revenue > sold ? to_others * (revenue - usd) / (revenue - sold) : 0.0;
        return to_buyer * usd / sold + others;
    };
    shown.low_usd = at_sales(exposure->low_usd);
    shown.high_usd = at_sales(std::min(exposure->high_usd, revenue));
    return shown;
}

Table impacts_table(const scenario::Scenario& scenario, const study::StudyResult& study) {
    Table table{"impacts",
                {"arm", "firm", "name", "period", "baseline_usd", "revenue_usd", "loss_usd", "loss_share", "exposure",
                 "loss_low_usd", "loss_high_usd"},
                {}};
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        for (const std::uint32_t company : study.companies) {
            const scenario::Exposure* exposure = scenario::exposure_of(scenario.model, company);
            for (std::size_t p = 0; p < study.periods.size(); ++p) {
                const double baseline = study.baseline_usd[company][p];
                const ShownLoss loss = shown_loss(scenario, study, a, company, p);
                std::vector<Cell> row = {study.arms[a].name, firm_id(scenario, company), firm_name(scenario, company),
                                         study.periods[p].label, baseline};
                if (loss.disclosed) {
                    row.insert(row.end(), {baseline - loss.loss_usd, loss.loss_usd, share_of(loss.loss_usd, baseline)});
                } else {
                    row.insert(row.end(), 3, std::monostate{});
                }
                row.push_back(text_or_nothing(disclosure_name(exposure)));
                if (loss.disclosed) {
                    row.insert(row.end(), 2, std::monostate{});
                } else {
                    row.insert(row.end(), {loss.low_usd, loss.high_usd});
                }
                table.rows.push_back(std::move(row));
            }
        }
    }
    return table;
}

std::string daily_csv(const scenario::Scenario& scenario, const study::StudyResult& study) {
    CsvText csv({"arm", "firm", "date", "revenue_usd", "output_share", "min_stock_days", "binding"});
    std::vector<std::string> dates;
    for (int day = 0; day < scenario.days(); ++day)
        dates.push_back(format_date(scenario.start + std::chrono::days(day)));
    const std::size_t channels =
        scenario.model.directory.products.size() + static_cast<std::size_t>(study::Channel::input);
    std::vector<std::string> bindings;
    for (std::uint32_t c = 0; c < channels; ++c)
        bindings.push_back(study::channel_name(c, scenario.model.directory));
    const auto add = [&](double value, bool shown) {
        shown && !std::isnan(value) ? csv.add(value) : csv.add_nothing();
    };
    for (const study::ArmResult& arm : study.arms) {
        for (const std::uint32_t company : scenario.report_companies) {
            const study::DailySeries& daily = arm.companies[company].daily;
            const std::string firm = firm_id(scenario, company);
            const bool shown = !scenario::hides_number(scenario::exposure_of(scenario.model, company));
            for (std::size_t t = 0; t < daily.revenue_usd.size(); ++t) {
                csv.add(arm.name);
                csv.add(firm);
                csv.add(dates[t]);
                add(daily.revenue_usd[t], shown);
                add(daily.output_share[t], shown);
                add(daily.min_stock_days[t], true);
                daily.binding[t] == kNone ? csv.add_nothing() : csv.add(bindings[daily.binding[t]]);
                csv.end_row();
            }
        }
    }
    return csv.take();
}

Table differences_table(const scenario::Scenario& scenario, const study::StudyResult& study,
                        std::optional<std::pair<std::size_t, std::size_t>> pair) {
    Table table{"differences",
                {"arm_a", "arm_b", "firm", "name", "period", "baseline_usd", "revenue_a_usd", "revenue_b_usd",
                 "difference_usd", "difference_share", "exposure", "difference_low_usd", "difference_high_usd"},
                {}};
    const auto add_pair = [&](std::size_t a, std::size_t b) {
        for (const std::uint32_t company : study.companies) {
            const scenario::Exposure* exposure = scenario::exposure_of(scenario.model, company);
            for (std::size_t p = 0; p < study.periods.size(); ++p) {
                const double baseline = study.baseline_usd[company][p];
                const ShownLoss of_a = shown_loss(scenario, study, a, company, p);
                const ShownLoss of_b = shown_loss(scenario, study, b, company, p);
                const double difference = of_a.loss_usd - of_b.loss_usd;
                std::vector<Cell> row = {study.arms[a].name,         study.arms[b].name,
                                         firm_id(scenario, company), firm_name(scenario, company),
                                         study.periods[p].label,     baseline};
                if (of_a.disclosed) {
                    row.insert(row.end(), {baseline - of_a.loss_usd, baseline - of_b.loss_usd, difference,
                                           share_of(difference, baseline)});
                } else {
                    row.insert(row.end(), 4, std::monostate{});
                }
                row.push_back(text_or_nothing(disclosure_name(exposure)));
                if (of_a.disclosed) {
                    row.insert(row.end(), 2, std::monostate{});
                } else {
                    row.insert(row.end(), {of_a.low_usd - of_b.low_usd, of_a.high_usd - of_b.high_usd});
                }
                table.rows.push_back(std::move(row));
            }
        }
    };
    if (pair) {
        add_pair(pair->first, pair->second);
        return table;
    }
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        for (std::size_t b = a + 1; b < study.arms.size(); ++b)
            add_pair(a, b);
    }
    return table;
}

}  // namespace chokepoint::report
