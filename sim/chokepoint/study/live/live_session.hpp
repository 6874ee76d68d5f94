#pragma once

#include <chokepoint/base/run_control.hpp>
#include <chokepoint/study/live/outcome_store.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::study {

/// What a reader has changed in a scenario.
struct LiveChange {
    scenario::Overrides set;        ///< In place of what the file says.
    std::vector<std::string> arms;  ///< The arms to show, by id; empty: all.
};

/// What a run with changes found. Every number is in the ensemble.
struct LiveResult {
    scenario::Scenario scenario;  ///< With the arms that are shown.
    Ensemble ensemble;
    StudyResult study;                  ///< A frame without results, or of a scenario without ranges its only run.
    std::vector<std::size_t> arms_run;  ///< Numbers in the whole scenario; the others were known.
};

/// Answers changes of one scenario. It keeps the samples of each arm, so that a change runs the arms that it touches
/// and no others. Any thread may use it.
class LiveSession {
   public:
    /// `overrides` are those of the command line, which hold below every change.
    LiveSession(std::filesystem::path file, scenario::Overrides overrides, unsigned threads,
                std::size_t most_bytes = kStoreBytes);

    /// The scenario with a change, whole. Throws InputError with every fault; changed_key() tells what a fault is
    /// about.
    scenario::Scenario load(const LiveChange& change) const;

    /// The first `count` samples of a loaded scenario. Nothing if `control` stopped it.
    std::optional<LiveResult> run(const scenario::Scenario& scenario, const LiveChange& change, int count,
                                  const RunControl& control = {});

    /// Which share of the work of `count` samples under all arms is still to be done.
    double missing_share(const scenario::Scenario& scenario, const LiveChange& change, int count);

    /// The key of the change in which a fault lies, or "".
    std::string changed_key(const LiveChange& change, const Diagnostic& fault) const;

    const std::filesystem::path& file() const { return file_; }
    const scenario::Overrides& overrides() const { return overrides_; }
    unsigned threads() const { return threads_; }

    static constexpr std::size_t kStoreBytes = std::size_t{256} << 20U;

   private:
    /// Those of some arms of which the store lacks samples.
    std::vector<std::size_t> missing(const std::vector<std::size_t>& arms, const std::vector<std::string>& keys,
                                     int count);
    /// Runs the arms of which the store lacks samples, and returns their numbers.
    std::vector<std::size_t> run_missing(const scenario::Scenario& scenario, const std::vector<std::size_t>& arms,
                                         const std::vector<std::string>& keys, int count, const RunControl& control);
    /// A block of samples with these arms; empty if the store lacks one of them.
    std::vector<SampleResult> block_of(const std::vector<std::size_t>& arms, const std::vector<std::string>& keys,
                                       std::uint64_t first, std::size_t size);
    std::optional<Ensemble> run_samples(const scenario::Scenario& scenario, const std::vector<std::size_t>& arms,
                                        int count, const RunControl& control, std::vector<std::size_t>& arms_run);

    std::filesystem::path file_;
    scenario::Overrides overrides_;
    unsigned threads_;
    OutcomeStore store_;
};

}  // namespace chokepoint::study
