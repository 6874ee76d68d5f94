#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::study {

/// What a company is to the actions of a scenario. The first that applies counts.
enum class Role : std::uint8_t {
    target,          ///< The actions select it.
    home_supplier,   ///< It sells to a target, from a country whose exports are denied.
    other_supplier,  ///< It sells to a target, from elsewhere.
    rival,           ///< It makes what a target makes.
    other,
};

/// Companies that are reported as one: a role, a country, a sector or a company.
struct Group {
    scenario::GroupBy by = scenario::GroupBy::role;
    std::uint32_t number = 0;  ///< Of a Role, a country, a product or a company.
};

/// The groups of a scenario. Of each division, every firm is in one group.
struct Groups {
    std::vector<scenario::GroupBy> divisions;
    std::vector<Group> list;                         ///< Division by division.
    std::vector<std::vector<std::uint32_t>> places;  ///< By division and number: the place in `list`, or kNone.
    std::vector<Role> roles;                         ///< By company.
    std::vector<std::uint32_t> home_countries;       ///< Whose exports are denied; ascending.
    std::vector<std::uint32_t> target_countries;     ///< Of the targets' firms; ascending.

    /// The place of a group in `list`, or kNone if nobody is in it.
    std::uint32_t find(scenario::GroupBy by, std::uint32_t number) const;
};

/// By role and country, and by what `report: by:` asks for.
Groups make_groups(const scenario::Scenario& scenario);

/// The place in `list` of each node's group. The model may be that of any sample.
std::vector<std::uint32_t> group_of_nodes(const Groups& groups, std::size_t division, const scenario::Model& model);

/// `target`, `home suppliers`, the country, the product or the company, as files name the group.
std::string group_name(const Group& group, const scenario::Model& model);
/// The same for people: `US suppliers`, `network chips`.
std::string group_label(const Groups& groups, const Group& group, const scenario::Model& model);

}  // namespace chokepoint::study
