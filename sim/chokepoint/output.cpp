#include <chokepoint/output.hpp>
#include <chokepoint/report/files/result_files.hpp>
#include <chokepoint/report/text/headline.hpp>
#include <chokepoint/study/inputs.hpp>
#include <chokepoint/study/report_place.hpp>

namespace chokepoint {

void write_results(const Results& results, const std::filesystem::path& folder, const WriteOptions& options) {
    report::OutputFolder draft(folder, options.replace);
    const scenario::Scenario& scenario = results.scenario().checked();
    const study::StudyResult& study = results.study();
    const std::uint32_t company = study::company_of_largest_loss(scenario, study, results.samples());
    const study::Period& period = study.periods[report::headline_periods(scenario, study).front()];
    const auto ending_dates = study::run_ending_dates(scenario, scenario.overrides, company, period, options.threads);
    report::write_result_files(
        {scenario, study, results.samples(), ending_dates ? &*ending_dates : nullptr, study::read_model_card(scenario)},
        {options.command, results.interrupted()}, draft,
        options.netcdf ? report::TableFiles::netcdf : report::TableFiles::csv, options.threads);
    draft.commit();
}

}  // namespace chokepoint
