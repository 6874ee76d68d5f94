#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chokepoint {

/// Names in the order of their first use, each with its number.
class NameTable {
   public:
    /// The number of `name`, which is added if it is new.
    std::uint32_t add(std::string_view name);
    std::optional<std::uint32_t> find(std::string_view name) const;
    const std::string& name(std::uint32_t number) const { return names_[number]; }
    const std::vector<std::string>& names() const { return names_; }
    std::size_t size() const { return names_.size(); }

   private:
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// What crosses a border: kinds of a product, for controls that treat software and licences apart from goods.
enum class Kind : std::uint8_t { goods, software, licence };

std::string_view kind_name(Kind kind);
std::optional<Kind> parse_kind(std::string_view text);

/// Who the nodes are and what the products are: what policy and reports ask, and the day step does not.
struct Directory {
    NameTable nodes;
    NameTable companies;
    NameTable countries;
    NameTable products;
    std::vector<std::uint32_t> node_company;
    std::vector<std::uint32_t> node_country;
    std::vector<Kind> product_kind;
};

}  // namespace chokepoint
