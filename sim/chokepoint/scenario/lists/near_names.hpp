#pragma once

#include <chokepoint/scenario/lists/party_list.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// A company and a party whose names are alike, for a person to judge.
struct NearName {
    std::uint32_t company = 0;
    std::size_t entry = 0;  ///< Of the chosen entries.
    std::string name;       ///< The party's name or alias that is near.
    std::string why;        ///< "1 letter differs".
    double likeness = 0.0;  ///< 1: the same name in another country, less: less alike.
};

/// The pairs of a company and a party that do not match and are alike, by company and the most alike first: the same
/// name in another country; the same name without accents, legal forms and blanks, or with its words in another order;
/// one or two letters that differ; or words in common that few parties have. Time is linear in the number of names
/// times the number of companies, with a step of a nanosecond.
std::vector<NearName> find_near_names(const TargetList& list, const Model& model);

/// A list that an action of a scenario names, and what is near in it.
struct NearList {
    TargetList list;
    std::vector<NearName> names;
};

/// The lists of a scenario's actions, each choice from a file once.
std::vector<NearList> near_lists(const Scenario& scenario);

}  // namespace chokepoint::scenario
