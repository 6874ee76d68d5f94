#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/netcdf/netcdf_file.hpp>
#include <chokepoint/report/netcdf/netcdf_results.hpp>
#include <chokepoint/study/answer/channel_loss.hpp>
#include <chokepoint/study/answer/loss_question.hpp>
#include <chokepoint/study/attribution/attribution.hpp>
#include <chokepoint/study/report_place.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <map>
#include <nlohmann/json.hpp>

namespace chokepoint::report {

namespace {

using Place = std::span<const std::size_t>;
using Slice = std::span<double>;

/// The file and what it is made of. A variable is filled row by row; place[d] counts along its dimension d.
struct Results {
    const scenario::Scenario& scenario;
    const study::Ensemble& ensemble;
    NetcdfFile file = {};
    std::map<std::string, std::size_t> channels = {};  ///< Their places along channel.

    std::string days() const { return "days since " + format_date(scenario.start); }

    /// A variable of a table as netCDF has it.
    NetcdfVariable netcdf(const Variable& variable) const {
        NetcdfVariable made{variable.netcdf.empty() ? variable.name : variable.netcdf, variable.dimensions,
                            variable.meaning, variable.unit};
        if (variable.unit == "USD") made.units = scenario.model.currency;
        if (variable.unit == "date") made.units = days();
        if (variable.unit == "channel") {
            made.units = "1";
            made.long_name += ", as its place along channel from 0";
        }
        return made;
    }

    /// The cell as a number: a date is a day of the calendar, and a channel its place.
    void set(double& value, const Cell& cell, const Variable& variable) const {
        if (cell.number() != nullptr) value = *cell.number();
        if (cell.text() == nullptr) return;
        value = variable.unit == "date" ? days_between(scenario.start, *parse_date(*cell.text()))
                                        : static_cast<double>(channels.at(*cell.text()));
    }
};

void add_provenance(Results& results, const std::string& manifest) {
    const auto record = nlohmann::ordered_json::parse(manifest);
    NetcdfFile& file = results.file;
    file.add_attribute("Conventions", "CF-1.10");
    file.add_attribute("title", results.scenario.title);
    file.add_attribute("source", fmt::format("chokepoint {} ({}); model: {}", record["version"].get<std::string>(),
                                             record["commit"].get<std::string>(), results.scenario.model.title));
    file.add_attribute("history", record["command"].get<std::string>());
    file.add_attribute("seed", record["seed"].dump());
    file.add_attribute("inputs_sha256", record["inputs_sha256"].dump());
    file.add_attribute("comment",
                       "NaN is what is not disclosed or not there. Where 'exposure' of a firm is 'at least' or 'not "
                       "disclosed', loss_low_usd to loss_high_usd is the range that the sums allow.");
}

std::size_t place_of(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

/// How many rows of the table lie between neighbours along each of these dimensions.
std::vector<std::size_t> strides_of(const NetcdfFile& file, const Table& table,
                                    const std::vector<std::string>& dimensions) {
    std::vector<std::size_t> strides;
    for (const std::string& dimension : dimensions) {
        std::size_t stride = 1;
        for (std::size_t d = place_of(table.dimensions, dimension) + 1; d < table.dimensions.size(); ++d)
            stride *= file.size(table.dimensions[d]);
        strides.push_back(stride);
    }
    return strides;
}

/// Every variable of a table that has dimensions; names first, so that the others point to them.
void add_table(Results& results, const Table& table) {
    for (const bool texts : {true, false}) {
        for (std::size_t v = 0; v < table.variables.size(); ++v) {
            const Variable& variable = table.variables[v];
            if (variable.dimensions.empty() || variable.unit.empty() != texts) continue;
            const std::vector<std::size_t> strides = strides_of(results.file, table, variable.dimensions);
            if (texts) {
                std::vector<std::string> names(results.file.size(variable.dimensions[0]));
                for (std::size_t k = 0; k < names.size(); ++k) {
                    const Cell cell = table.cell(k * strides[0], v);
                    if (cell.text() != nullptr) names[k] = *cell.text();
                }
                results.file.add_texts(results.netcdf(variable), names);
                continue;
            }
            results.file.add(results.netcdf(variable), [&](Place at, Slice row) {
                std::size_t first = 0;
                for (std::size_t d = 0; d < at.size(); ++d)
                    first += at[d] * strides[d];
                for (std::size_t k = 0; k < row.size(); ++k)
                    results.set(row[k], table.cell(first + k * strides.back(), v), variable);
            });
        }
    }
}

void add_arms_and_firms(Results& results) {
    std::vector<std::string> arms;
    for (const scenario::Arm& arm : results.scenario.arms)
        arms.push_back(arm.name);
    const network::NameTable& names = results.scenario.model.directory.companies;
    std::vector<std::string> ids;
    for (const std::uint32_t company : results.ensemble.companies)
        ids.emplace_back(names.name(company));
    results.file.add_dimension("arm", "arm of the scenario", arms);
    results.file.add_dimension("firm", "id of the company", ids);
    ids.resize(results.scenario.report_companies.size());
    results.file.add_dimension("report_firm", "id of a company of the report", ids);
    std::vector<std::string> groups;
    for (const study::Group& group : results.ensemble.groups.list)
        groups.push_back(fmt::format("{}: {}", scenario::kGroupBys[static_cast<std::size_t>(group.by)],
                                     study::group_name(group, results.scenario.model)));
    results.file.add_dimension("group", "what firms are added up by, and its role or id", groups);
}

void add_periods(Results& results) {
    const std::vector<study::Period>& periods = results.ensemble.periods;
    std::vector<std::string> labels;
    for (const study::Period& period : periods)
        labels.push_back(period.label);
    NetcdfFile& file = results.file;
    file.add_dimension("period", "month, quarter, year, or total", labels);
    file.add_coordinate({"period_first_day", {"period"}, "first day of the period", results.days()}, [&](Place,
                                                                                                         Slice row) {
        std::transform(periods.begin(), periods.end(), row.begin(), [](const study::Period& p) { return p.first_day; });
    });
    file.add_coordinate({"period_last_day", {"period"}, "last day of the period", results.days()}, [&](Place,
                                                                                                       Slice row) {
        std::transform(periods.begin(), periods.end(), row.begin(), [](const study::Period& p) { return p.last_day; });
    });
}

void add_days(Results& results) {
    results.file.add_dimension("time", static_cast<std::size_t>(results.scenario.days()));
    results.file.add_coordinate({"time", {"time"}, "day", results.days()}, [](Place, Slice row) {
        for (std::size_t t = 0; t < row.size(); ++t)
            row[t] = static_cast<double>(t);
    });
}

/// The days and targets for which samples keep output.
void add_shown_days(Results& results) {
    std::vector<std::string> targets;
    for (const std::size_t place : study::target_places(results.scenario)) {
        if (study::is_range_alone(results.ensemble, {.place = place})) continue;
        targets.emplace_back(results.scenario.model.directory.companies.name(results.scenario.report_companies[place]));
    }
    results.file.add_dimension("target", "id of a company that the actions select", targets);
    results.file.add_dimension("shown_day", results.ensemble.shown_days.size());
    results.file.add_coordinate({"shown_day", {"shown_day"}, "day", results.days()},
                                [&](Place, Slice row) { std::ranges::copy(results.ensemble.shown_days, row.begin()); });
}

/// The names of all channels, in their order, and of all roots.
std::vector<std::string> add_channels_and_roots(Results& results) {
    std::vector<std::string> channels;
    for (std::uint32_t c = 0; c < study::channel_count(results.scenario.model.directory); ++c) {
        channels.push_back(study::channel_name(c, results.scenario.model.directory));
        results.channels.emplace(channels.back(), c);
    }
    std::vector<std::string> roots = {"own"};
    for (const scenario::Arm& arm : results.scenario.arms) {
        for (const std::uint32_t action : study::root_actions(results.scenario, arm)) {
            const std::string& name = results.scenario.actions[action].name;
            if (place_of(roots, name) == roots.size()) roots.push_back(name);
        }
    }
    results.file.add_dimension("channel", "where lost revenue went", channels);
    results.file.add_dimension("root", "action behind a loss; own where none is known to be", roots);
    return roots;
}

/// attribution.csv, with a 0 for each row that it leaves out.
void add_attribution(Results& results, const std::vector<std::string>& roots) {
    const study::Ensemble& ensemble = results.ensemble;
    const Table table = attribution_table(results.scenario, ensemble);
    const auto column = [&](std::string_view name) {
        const auto found = std::ranges::find(table.variables, name, &Variable::name);
        return static_cast<std::size_t>(found - table.variables.begin());
    };
    // Rows by the names of arm, firm and period; then the places of channel and root.
    struct Part {
        std::size_t channel, root, row;
    };
    std::map<std::vector<std::string>, std::vector<Part>> parts;
    for (std::size_t k = 0; k < table.rows; ++k) {
        const std::vector<Cell> cells = table.row(k);
        const auto text = [&](const char* name) { return *cells[column(name)].text(); };
        const Cell& via = cells[column("via")];
        const std::string channel = via.text() == nullptr ? text("channel") : text("channel") + ": " + *via.text();
        parts[{text("arm"), text("firm"), text("period")}].push_back(
            {results.channels.at(channel), place_of(roots, text("root")), k});
    }
    for (std::size_t v = 0; v < table.variables.size(); ++v) {
        const Variable& variable = table.variables[v];
        if (variable.dimensions.empty()) continue;
        results.file.add(results.netcdf(variable), [&](Place at, Slice row) {
            const std::uint32_t company = ensemble.companies[at[1]];
            if (study::is_hidden(results.scenario.model, company) || !study::kept_period(ensemble, at[2])) return;
            std::fill(row.begin(), row.end(), 0.0);
            const auto found = parts.find({results.scenario.arms[at[0]].name,
                                           std::string(results.scenario.model.directory.companies.name(company)),
                                           ensemble.periods[at[2]].label});
            if (found == parts.end()) return;
            for (const Part& part : found->second)
                if (part.channel == at[3]) results.set(row[part.root], table.cell(part.row, v), variable);
        });
    }
}

/// The variables of one name in results.nc as one variable, whose last dimension is `statistic`.
void add_spread(Results& results, const Table& table, const NetcdfVariable& variable) {
    std::size_t first = 0;
    while (table.variables[first].netcdf != variable.name)
        ++first;
    results.file.add(variable, [&](Place at, Slice row) {
        std::size_t place = 0;
        for (std::size_t d = 0; d + 1 < variable.dimensions.size(); ++d)
            place = place * results.file.size(variable.dimensions[d]) + at[d];
        const std::vector<Cell> cells = table.row(place);
        for (std::size_t k = 0; k < row.size(); ++k)
            results.set(row[k], cells[first + k], table.variables[first + k]);
    });
}

/// samples.csv and paired.csv.
void add_spreads(Results& results, const study::Ensemble& ensemble) {
    const scenario::Scenario& scenario = results.scenario;
    NetcdfFile& file = results.file;
    std::vector<std::string> evidence = {"none"};
    if (!scenario.evidence.empty()) evidence.emplace_back("all");
    file.add_dimension("evidence", "evidence that weighs the samples", evidence);
    file.add_dimension("statistic", "quantile, mean, or share of samples above 0",
                       {"p05", "p50", "p95", "mean", "above_zero"});
    std::vector<std::string> names;
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        for (std::size_t b = a + 1; b < scenario.arms.size(); ++b)
            names.push_back(scenario.arms[a].name + " - " + scenario.arms[b].name);
    }
    file.add_dimension("arm_pair", "two arms, the losses of the first less those of the second", names);
    add_spread(results, spread_table(scenario, ensemble, true),
               {"loss_share_spread",
                {"evidence", "arm", "report_firm", "period", "statistic"},
                "spread over the samples of the revenue lost, of the baseline",
                "1"});
    add_spread(results, paired_table(scenario, ensemble),
               {"saved_share_spread",
                {"evidence", "arm_pair", "report_firm", "period", "statistic"},
                "spread of what the second arm saves within a sample, of the baseline",
                "1"});
}

void add_draws(Results& results, const study::Ensemble& ensemble) {
    const scenario::Sampling sampling(results.scenario);
    std::vector<std::string> units;
    for (const scenario::Parameter* figure : sampling.parameters())
        units.push_back(figure->is_date ? "days since 1970-01-01" : figure->unit);
    NetcdfFile& file = results.file;
    file.add_dimension("parameter", "path of a figure with a prior", ensemble.parameters);
    file.add_texts({"parameter_units", {"parameter"}, "unit, where it is not that of the figure's key", ""}, units);
    file.add({"drawn", {"sample", "parameter"}, "value drawn of a figure, in its unit", ""},
             [&](Place at, Slice row) { std::ranges::copy(ensemble.samples[at[0]].values, row.begin()); });
}

}  // namespace

std::string results_netcdf(const RunResults& run, const std::string& manifest) {
    const study::Ensemble& ensemble = run.ensemble;
    Results results{run.scenario, ensemble};
    add_provenance(results, manifest);
    add_arms_and_firms(results);
    add_periods(results);
    add_table(results, impacts_table(run.scenario, ensemble));
    add_table(results, group_table(run.scenario, ensemble));
    const std::vector<std::string> roots = add_channels_and_roots(results);
    if (ensemble.has_ranges()) {
        add_shown_days(results);
        add_table(results, output_table(run.scenario, ensemble));
    } else {
        add_days(results);
        add_table(results, daily_table(run.scenario, run.study));
    }
    add_attribution(results, roots);
    if (ensemble.has_ranges()) {
        add_spreads(results, ensemble);
        results.file.add_dimension("sample", ensemble.samples.size());
        add_table(results, sample_grid(run.scenario, ensemble));
        add_draws(results, ensemble);
    }
    return results.file.take();
}

}  // namespace chokepoint::report
