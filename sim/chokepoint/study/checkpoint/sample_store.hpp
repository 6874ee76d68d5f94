#pragma once

#include <chokepoint/base/files/new_file.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace chokepoint::study {

/// A file of finished samples beside the result folder, from which an interrupted run can continue, however it ended.
/// It is removed once the results are written.
class SampleStore {
   public:
    /// The store of a run with this manifest, whose samples have this shape. With `resume` it continues from an earlier
    /// run's samples. Throws InputError if a store exists and neither `resume` nor `force` is set, if the store belongs
    /// to another run, is in use, damaged or another kind of file, or if there is none to resume; OutputError if it
    /// cannot be written.
    SampleStore(std::filesystem::path file, const std::string& manifest, SampleShape shape, bool resume, bool force);

    /// Runs the samples that are not known yet and stores each as it comes. The store outlives the plan.
    SamplePlan plan();
    std::size_t known() const;
    /// Removes the file: the results are written.
    void remove();

   private:
    void begin(bool force);
    void resume();
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
