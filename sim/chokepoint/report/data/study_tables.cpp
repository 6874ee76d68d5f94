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
                const study::ShownLoss loss = study::shown_loss(scenario, study, a, company, p);
                std::vector<Cell> row = {study.arms[a].name, firm_id(scenario, company), firm_name(scenario, company),
                                         study.periods[p].label, baseline};
                if (loss.disclosed) {
                    row.insert(row.end(), {baseline - loss.loss_usd, loss.loss_usd, share_of(loss.loss_usd, baseline)});
                } else {
                    row.insert(row.end(), 3, std::monostate{});
                }
                row.push_back(text_or_nothing(study::disclosure_name(exposure)));
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

}  // namespace chokepoint::report
