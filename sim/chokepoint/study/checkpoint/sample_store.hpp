#pragma once

#include <chokepoint/base/files/new_file.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace chokepoint::study {

/// Finished samples in a file beside the results to come, so that a run that is ended early, however it ends, can be
/// taken up again. It goes when the results are there.
class SampleStore {
   public:
    /// The store of a run with this manifest, whose samples have this shape. With `resume` an earlier run's samples are
    /// taken up. Throws InputError where there is a store that is not to be taken up (neither `resume` nor `force`),
    /// one of another run, one in use, a damaged one, another file, or none to take up; OutputError where it cannot be
    /// written.
    SampleStore(std::filesystem::path file, const std::string& manifest, SampleShape shape, bool resume, bool force);

    /// The scenario's samples, less those that are known, each kept as it comes. The store outlives the plan.
    SamplePlan plan();
    std::size_t known() const;
    /// All is written elsewhere.
    void remove();

   private:
    void begin(bool force);
    void take_up();
    std::uint64_t read_records(std::uint64_t file_bytes);
    void keep(std::uint64_t first, const std::vector<SampleResult>& results);

    std::filesystem::path path_;
    SampleShape shape_;
    std::string header_;
    std::uint64_t seed_;  ///< Of the checksums, so that a record of another run is none of this one.
    OpenFile file_;
    std::map<std::uint64_t, std::vector<SampleResult>> known_;
};

/// The store of the results in `folder`.
std::filesystem::path store_of(std::filesystem::path folder);

}  // namespace chokepoint::study
