#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace chokepoint {

/// A place for results does not take them: a full disk, a closed stream.
class OutputError : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
};

/// A result folder that appears whole or not at all: files are written beside it and moved into place by commit().
/// An existing folder is refused with an InputError unless `force`; then it is replaced in one step by commit(), and
/// only if it holds a manifest.json of an earlier run (or nothing), so that no other folder is ever lost.
class OutputFolder {
   public:
    OutputFolder(std::filesystem::path folder, bool force);
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    ~OutputFolder();

    /// Writes a file; throws OutputError with the reason when the disk does not take it.
    void write(std::string_view name, std::string_view content);
    /// Writes a file too large to be held whole: `next` fills the chunk, and returns false when there is no more.
    void write_stream(std::string_view name, const std::function<bool(std::string& chunk)>& next);
    void commit();

   private:
    std::filesystem::path folder_;
    std::filesystem::path draft_;
    std::filesystem::path made_above_;  ///< Topmost folder made for the draft's sake; empty if there was none to make.
    bool force_ = false;
    bool committed_ = false;
};

}  // namespace chokepoint
