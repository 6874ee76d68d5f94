#pragma once

#include <chokepoint/base/column.hpp>
#include <chokepoint/base/date.hpp>
#include <chokepoint/network/name_table.hpp>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// Revenue of a company as a multiple of its baseline year, by quarter; 1 for a company without a profile.
struct Profile {
    int first_quarter = 0;        ///< Year x 4 + quarter (0 to 3) of factors[0].
    std::vector<double> factors;  ///< The last four repeat; empty: 1 throughout.

    double at(Date date) const;
};

/// The companies of a model by number in the directory: the nodes that each owns, and how reports show it.
///
/// A model may have millions of companies. Only those with a name or a profile take memory for it.
class Companies {
   public:
    Companies() = default;
    /// `ids` are the directory's companies, shared when they are frozen; node i is owned by node_company[i].
    Companies(network::NameTable ids, std::span<const std::uint32_t> node_company);

    std::size_t size() const { return ids_.size(); }
    /// Ascending.
    std::span<const std::uint32_t> nodes(std::uint32_t company) const;
    /// As reports show it: the id, if no other name was set.
    std::string_view name(std::uint32_t company) const;
    const Profile& profile(std::uint32_t company) const;
    /// The first company that is shown by this name, or kNone; a company's id is not looked at.
    std::uint32_t find_shown(std::string_view name) const;

    void set_name(std::uint32_t company, std::string_view name);
    void set_profile(std::uint32_t company, Profile profile);

   private:
    network::NameTable ids_;
    Column<std::uint32_t> first_node_;  ///< Where each company's nodes begin in nodes_, and the end.
    Column<std::uint32_t> nodes_;
    network::NameTable names_;
    std::vector<std::uint32_t> name_number_;  ///< In names_, kNone: the id; empty if every name is the id.
    std::vector<std::pair<std::uint32_t, Profile>> profiles_;  ///< By company.
};

}  // namespace chokepoint::scenario
