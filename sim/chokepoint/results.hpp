#pragma once

#include <chokepoint/loss.hpp>
#include <chokepoint/scenario.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

namespace study {
struct StudyResult;
struct Ensemble;
}  // namespace study

/// What a run of a scenario found. A copy is cheap and shares all.
class Results {
   public:
    const Scenario& scenario() const { return scenario_; }
    /// Of every amount, whatever a name such as lost_usd says.
    const std::string& currency() const;
    std::vector<std::string> arms() const;
    /// Such as 2018-Q2 and 2018, in order of length; the last is `total`.
    std::vector<std::string> periods() const;
    /// By id, the scenario's first; then all others of a network of up to 5,000, or with samples of up to 100.
    std::vector<std::string> companies() const;
    /// False after a stop: some arms or samples are missing.
    bool is_complete() const { return interrupted_.empty(); }
    /// Samples whose figures contradict each other; they count for nothing.
    std::size_t failed_samples() const;

    /// What a company, by id or name, loses under an arm in a period. Throws std::out_of_range for a name that is not
    /// among companies(), arms() or periods().
    Loss loss(std::string_view company, std::string_view arm, std::string_view period) const;

    /// Those of companies() that sell to `customer` in a normal year, the largest loss first. Throws as loss() does.
    std::vector<SupplierLoss> rank_suppliers(std::string_view customer, std::string_view arm,
                                             std::string_view period) const;

    /// For the library's own sources: `study` is the single run, or with samples a frame without results; `interrupted`
    /// as `37 of 128 samples`, or "".
    Results(Scenario scenario, std::shared_ptr<const study::StudyResult> study,
            std::shared_ptr<const study::Ensemble> samples, std::string interrupted);
    const study::StudyResult& study() const { return *study_; }
    const study::Ensemble& samples() const { return *samples_; }
    const std::string& interrupted() const { return interrupted_; }

   private:
    Scenario scenario_;
    std::shared_ptr<const study::StudyResult> study_;
    std::shared_ptr<const study::Ensemble> samples_;
    std::string interrupted_;
};

}  // namespace chokepoint
