#include <algorithm>
#include <chokepoint/study/sensitivity.hpp>
#include <chokepoint/uncertainty/sobol_plan.hpp>
#include <limits>
#include <stdexcept>

namespace chokepoint::study {

namespace {

std::vector<uncertainty::ParameterGroup> groups_of(const SensitivityPlan& plan,
                                                   const std::vector<std::string>& parameters) {
    std::vector<uncertainty::ParameterGroup> groups;
    std::vector<char> taken(parameters.size(), 0);
    const auto found_at = [&](const std::string& path) {
        std::vector<std::size_t> found = parameters_at(parameters, path);
        if (found.empty()) throw std::invalid_argument("no parameter with a prior is at '" + path + "'");
        return found;
    };
    const auto take = [&](uncertainty::ParameterGroup& group, std::size_t parameter) {
        if (taken[parameter] != 0) throw std::invalid_argument("'" + parameters[parameter] + "' is asked for twice");
        taken[parameter] = 1;
        group.parameters.push_back(parameter);
    };
    for (const ParameterGroup& group : plan.groups) {
        groups.push_back({group.name, {}});
        for (const std::string& path : group.paths) {
            for (const std::size_t parameter : found_at(path))
                take(groups.back(), parameter);
        }
    }
    for (const std::string& path : plan.parameters) {
        for (const std::size_t parameter : found_at(path)) {
            groups.push_back({parameters[parameter], {}});
            take(groups.back(), parameter);
        }
    }
    for (std::size_t parameter = 0; plan.parameters.empty() && parameter < parameters.size(); ++parameter) {
        if (taken[parameter] == 0) groups.push_back({parameters[parameter], {parameter}});
    }
    return groups;
}

/// Which sample is which: the rows one after another, in each the matrices.
struct Layout {
    std::size_t matrices;
    std::uint32_t rows;

    std::uint32_t row(std::uint64_t sample) const { return static_cast<std::uint32_t>(sample / matrices); }
    std::size_t matrix(std::uint64_t sample) const { return sample % matrices; }
};

/// Whether a column of a matrix is that of B.
bool is_from_b(const uncertainty::SobolPlan& sobol, std::size_t matrix, std::size_t parameter) {
    if (matrix < uncertainty::SobolPlan::kFirstMixed) return matrix == uncertainty::SobolPlan::kB;
    const auto& members = sobol.groups()[matrix - uncertainty::SobolPlan::kFirstMixed].parameters;
    return std::find(members.begin(), members.end(), parameter) != members.end();
}

SamplePlan sample_plan(const uncertainty::SobolPlan& sobol, const Layout& layout, std::size_t priors) {
    SamplePlan samples;
    samples.count = static_cast<int>(layout.rows * layout.matrices);
    samples.values = [&sobol, layout, priors](const scenario::Sampling& sampling, std::uint64_t sample) {
        std::vector<double> u(sobol.parameters());
        sobol.draw(layout.matrix(sample), layout.row(sample), u);
        u.resize(priors);
        return sampling.quantiles(u);
    };
    // Where there are reconstructions they are the last parameter; else nobody looks at the number.
    samples.draw = [&sobol, layout, priors](std::uint64_t sample) -> std::uint64_t {
        const bool of_b = is_from_b(sobol, layout.matrix(sample), priors);
        return layout.row(sample) + (of_b ? std::uint64_t{layout.rows} : 0);
    };
    return samples;
}

double lost_share(const SampleResult& sample, std::size_t period) {
    if (!sample.fault.empty()) return std::numeric_limits<double>::quiet_NaN();
    return 1.0 - sample.outcomes[0][0].revenue_usd[period] / sample.baseline_usd[0][period];
}

/// The outcomes of the rows that are there from A to the last A_B.
uncertainty::SobolOutputs outputs_of(const Ensemble& ensemble, const Layout& layout, std::size_t period) {
    uncertainty::SobolOutputs outputs;
    outputs.mixed.resize(layout.matrices - uncertainty::SobolPlan::kFirstMixed);
    const std::size_t rows = ensemble.samples.size() / layout.matrices;
    for (std::size_t k = 0; k < rows * layout.matrices; ++k) {
        const std::size_t matrix = layout.matrix(k);
        auto& column = matrix == uncertainty::SobolPlan::kA ? outputs.a
                       : matrix == uncertainty::SobolPlan::kB
                           ? outputs.b
                           : outputs.mixed[matrix - uncertainty::SobolPlan::kFirstMixed];
        column.push_back(lost_share(ensemble.samples[k], period));
    }
    return outputs;
}

/// The scenario with one arm, one company and the days up to the period's end: what comes later has no effect on it.
scenario::Scenario cut_scenario(const scenario::Scenario& scenario, const Period& period) {
    scenario::Scenario cut = scenario;
    cut.arms.resize(1);
    cut.report_companies.resize(1);
    cut.end = cut.start + std::chrono::days(period.last_day);
    return cut;
}

std::size_t same_period(const Ensemble& ensemble, const Period& period) {
    for (std::size_t p = 0; p < ensemble.periods.size(); ++p) {
        if (ensemble.periods[p].label == period.label) return p;
    }
    throw std::logic_error("a period is not in the calendar that ends with it");
}

}  // namespace

std::vector<std::size_t> parameters_at(const std::vector<std::string>& parameters, std::string path) {
    if (path.starts_with("model.")) path.erase(0, 6);
    std::vector<std::size_t> found;
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        if (parameters[k] == path || parameters[k].starts_with(path + ".")) found.push_back(k);
    }
    return found;
}

std::vector<std::string> uncertain_parameters(const scenario::Scenario& scenario) {
    std::vector<std::string> parameters = scenario::Sampling(scenario).paths();
    if (!scenario.model_spec.reconstructions.empty()) parameters.emplace_back(kReconstruction);
    return parameters;
}

Sensitivity run_sensitivity(const scenario::Scenario& scenario, const SensitivityPlan& plan, unsigned threads,
                            const RunControl& control) {
    if (scenario.uncertainty.samples < 2) throw std::invalid_argument("a scenario with one sample keeps no tables");
    const std::vector<std::string> parameters = uncertain_parameters(scenario);
    const std::size_t priors = scenario::Sampling(scenario).paths().size();
    const bool few = 2 * parameters.size() <= uncertainty::SobolPoints::kMostDimensions;
    const uncertainty::SobolPlan sobol(few ? uncertainty::Design::sobol : uncertainty::Design::latin_hypercube,
                                       scenario.uncertainty.seed, parameters, groups_of(plan, parameters));
    const Layout layout{sobol.matrices(), plan.rows};
    const Period period = make_periods(scenario.start, scenario.end, scenario.periods).at(plan.period);
    const Ensemble ensemble =
        run_ensemble(cut_scenario(scenario, period), sample_plan(sobol, layout, priors), threads, control);

    Sensitivity result;
    result.parameters = parameters.size();
    result.asked = ensemble.asked;
    result.run = static_cast<long long>(ensemble.samples.size());
    for (const SampleResult& sample : ensemble.samples) {
        if (sample.fault.empty()) continue;
        ++result.failed;
        if (result.fault.empty()) result.fault = sample.fault;
    }
    for (const uncertainty::ParameterGroup& group : sobol.groups()) {
        result.groups.push_back({group.name, {}});
        for (const std::size_t parameter : group.parameters)
            result.groups.back().paths.push_back(parameters[parameter]);
    }
    result.stages = uncertainty::sobol_convergence(outputs_of(ensemble, layout, same_period(ensemble, period)),
                                                   {scenario.uncertainty.seed});
    return result;
}

}  // namespace chokepoint::study
