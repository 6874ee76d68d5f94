#pragma once

#include <chokepoint/network/name_table.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace chokepoint {

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
    NameTable countries;
    NameTable products;
    std::vector<std::uint32_t> node_company;
    std::vector<std::uint32_t> node_country;
    std::vector<Kind> product_kind;
    std::vector<LinkShare> us_content;  ///< Of the links of which it is stated, ascending.
};

}  // namespace chokepoint
