#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace chokepoint::study {

/// Blocks of samples of single arms, by the key of the arm; those that were used last stay. Any thread may use it.
class OutcomeStore {
   public:
    /// Samples of one arm, `kSampleBlock` or fewer.
    using Block = std::shared_ptr<const std::vector<SampleResult>>;

    explicit OutcomeStore(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// Samples `first` to `first + count - 1`, or more, of an arm; null if they are not there.
    Block find(const std::string& key, std::uint64_t first, std::size_t count);
    void keep(const std::string& key, std::uint64_t first, std::vector<SampleResult> samples);

    std::size_t bytes() const;

   private:
    struct Arm {
        std::string key;
        std::map<std::uint64_t, Block> blocks;
        std::size_t bytes = 0;
    };

    std::list<Arm>::iterator find_arm(const std::string& key);

    const std::size_t most_bytes_;
    mutable std::mutex mutex_;
    std::list<Arm> arms_;  ///< The one used last first.
    std::size_t bytes_ = 0;
};

}  // namespace chokepoint::study
