#include <chokepoint/output.hpp>
#include <chokepoint/report/files/result_files.hpp>

namespace chokepoint {

void write_results(const Results& results, const std::filesystem::path& folder, const WriteOptions& options) {
    report::OutputFolder draft(folder, options.replace);
    const scenario::Scenario& scenario = results.scenario().checked();
    const report::RunRecord record{options.command, scenario.overrides, results.interrupted()};
    report::write_result_files(scenario, results.study(), results.samples(), record, draft,
                               options.netcdf ? report::TableFiles::netcdf : report::TableFiles::csv, options.threads);
    draft.commit();
}

}  // namespace chokepoint
