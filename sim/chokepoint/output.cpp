#include <chokepoint/output.hpp>
#include <chokepoint/report/files/result_files.hpp>
#include <chokepoint/study/inputs.hpp>

namespace chokepoint {

void write_results(const Results& results, const std::filesystem::path& folder, const WriteOptions& options) {
    report::OutputFolder draft(folder, options.replace);
    const scenario::Scenario& scenario = results.scenario().checked();
    const study::Ensemble& samples = results.samples();
    const auto ending_dates = study::run_ending_dates(scenario, scenario.overrides, samples, options.threads);
    report::write_result_files(
        {scenario, samples, results.study(), ending_dates ? &*ending_dates : nullptr, study::read_model_card(scenario)},
        {options.command, results.interrupted()}, draft,
        options.netcdf ? report::TableFiles::netcdf : report::TableFiles::csv, options.threads);
    draft.commit();
}

}  // namespace chokepoint
