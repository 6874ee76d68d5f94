#pragma once

#include <chokepoint/network/name_table.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// What crosses a border: kinds of a product, for controls that treat software and licences apart from goods.
enum class Kind : std::uint8_t { goods, software, licence };

std::string_view kind_name(Kind kind);
std::optional<Kind> parse_kind(std::string_view text);

/// What is known of a share of what a link carries.
struct LinkShare {
    std::uint64_t link = 0;
    double share = 0.0;  ///< 0 to 1.

    bool operator==(const LinkShare&) const = default;
};

/// Who the nodes are and what the products are: what policy and reports ask, and the day step does not.
struct Directory {
    NameTable nodes;
    NameTable companies;
    NameTable countries;  ///< As written; of several spellings of one country the nodes have the first.
    NameTable products;
    std::vector<std::uint32_t> node_company;
    std::vector<std::uint32_t> node_country;
    std::vector<std::uint32_t> node_written_country;  ///< Empty: every country is written in one way.
    std::vector<Kind> product_kind;
    std::vector<LinkShare> us_content;  ///< Of the links of which it is stated, ascending.

    /// The country of a node as the user wrote it there.
    std::string_view written_country(std::uint32_t node) const {
        return countries.name(node_written_country.empty() ? node_country[node] : node_written_country[node]);
    }
};

/// The number of the first spelling of a country or region, which may be written in another one (country_key()).
std::optional<std::uint32_t> find_country(const NameTable& countries, std::string_view written);

/// For each spelling the number of the first one of the same country.
std::vector<std::uint32_t> first_spellings(const NameTable& countries);

}  // namespace chokepoint::network
