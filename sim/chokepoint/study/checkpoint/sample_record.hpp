#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::study {

/// A record cannot belong to the scenario's samples; what() says why.
class RecordFault : public std::runtime_error {
   public:
    RecordFault(std::size_t offset, const std::string& message) : std::runtime_error(message), offset_(offset) {}
    /// The byte in question.
    std::size_t offset() const { return offset_; }

   private:
    std::size_t offset_;
};

/// The results of one block as bytes, without their weights: counts and numbers one after another, in the machine's
/// order.
std::string sample_record(const std::vector<SampleResult>& results);

/// The results of a block of `count` samples. Every count and index is checked against `shape` before it is used.
/// Throws RecordFault.
std::vector<SampleResult> read_sample_record(std::string_view bytes, std::size_t count, const SampleShape& shape);

}  // namespace chokepoint::study
