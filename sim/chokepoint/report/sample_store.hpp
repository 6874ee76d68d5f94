#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace chokepoint {

/// Finished samples in a file beside the results to come, so that a run that is ended early, however it ends, can be
/// taken up again. It goes when the results are there.
class SampleStore {
   public:
    /// A store of the run with this manifest. Taken up where `resume`: samples that were written whole are then known.
    /// Throws InputError where there is a store that is not to be taken up (neither `resume` nor `force`), one of
    /// another run, or none to take up; OutputError where it cannot be written.
    SampleStore(std::filesystem::path file, const std::string& manifest, bool resume, bool force);

    /// The scenario's samples, less those that are known, each kept as it comes. The store outlives the plan.
    SamplePlan plan(const Scenario& scenario);
    std::size_t known() const;
    /// All is written elsewhere.
    void remove();

   private:
    std::uintmax_t read(const std::string& header);
    void keep(std::uint64_t first, const std::vector<SampleResult>& results);

    std::filesystem::path file_;
    std::ofstream stream_;
    std::map<std::uint64_t, std::vector<SampleResult>> known_;
};

/// The store of the results in `folder`.
std::filesystem::path store_of(std::filesystem::path folder);

}  // namespace chokepoint
