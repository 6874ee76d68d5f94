#pragma once

#include <chokepoint/network/name_table.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// What crosses the border: goods, software or licences, because controls treat them differently.
enum class Kind : std::uint8_t { goods, software, licence };

std::string_view kind_name(Kind kind);
std::optional<Kind> parse_kind(std::string_view text);

/// A share that is known for one link.
struct LinkShare {
    std::uint64_t link = 0;
    double share = 0.0;  ///< From 0 to 1.

    bool operator==(const LinkShare&) const = default;
};

/// The identity of nodes and products, which policy and reports need and the day step does not.
struct Directory {
    NameTable nodes;
    NameTable companies;
    NameTable countries;  ///< Every spelling; nodes use the first one of their country.
    NameTable products;
    std::vector<std::uint32_t> node_company;
    std::vector<std::uint32_t> node_country;
    std::vector<std::uint32_t> node_written_country;  ///< Empty if every country has only one spelling.
    std::vector<Kind> product_kind;
    std::vector<std::string> product_label;  ///< As people read it: `network chips`. Built with the model.
    std::vector<LinkShare> us_content;       ///< Links with a stated US content, in ascending order.

    /// A node's country, spelt as in the node's own row.
    std::string_view written_country(std::uint32_t node) const {
        return countries.name(node_written_country.empty() ? node_country[node] : node_written_country[node]);
    }
};

/// The number of the first spelling of a country or region. `written` may be any spelling of it (country_key()).
std::optional<std::uint32_t> find_country(const NameTable& countries, std::string_view written);

/// For each spelling, the number of the first spelling of the same country.
std::vector<std::uint32_t> first_spellings(const NameTable& countries);

}  // namespace chokepoint::network
