#pragma once

#include <chokepoint/scenario/embed/carve.hpp>
#include <chokepoint/scenario/model/model_spec.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace chokepoint::scenario {

/// Reads the table of `base:` into the spec, once. Faults go to `diagnostics`.
void read_base(ModelSpec& spec, const LoadSettings& settings, Diagnostics& diagnostics);

/// Finds the industry of a firm in a table.
class IndustryFinder {
   public:
    explicit IndustryFinder(const FirmTable& industries);

    /// The industry that `sector` names: an id of the table as `CHN_C26`, or a sector as `C26` of the country, or of
    /// the table's rest of the world if it lacks the country; kNone if there is none.
    std::uint32_t find(std::string_view sector, std::string_view country) const;
    /// Whether the country is in the table.
    bool has_country(std::string_view country) const;
    /// What the table calls the rest of the world; "" if it has none.
    const std::string& rest_of_world() const { return rest_of_world_; }

   private:
    const FirmTable& industries_;
    std::map<std::pair<std::string, std::string>, std::uint32_t> by_key_;  ///< By country and sector.
    std::map<std::string, bool> countries_;
    std::string rest_of_world_;
};

}  // namespace chokepoint::scenario
