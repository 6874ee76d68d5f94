#pragma once

#include <chokepoint/network/file/csv.hpp>
#include <chokepoint/network/name_table.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chokepoint::scenario {

/// Makes `first` the other place of a contradiction.
void set_first_place(Diagnostic& fault, const Diagnostic& first);

/// What is wrong where `name` looks like the name that stood `first`, and the remedy.
void say_alike(Diagnostic& fault, std::string_view what, std::string_view name, std::string_view first);

/// Whether two of the names differ only in case, in blanks or in Unicode form (look_alike_key()).
bool has_look_alikes(const network::NameTable& names, unsigned threads);

/// Finds a name by what it looks like; made at the first question, and only after a fault.
class LookAlikeFinder {
   public:
    explicit LookAlikeFinder(const network::NameTable& names) : names_(names) {}
    /// The number of a name that `name` looks like.
    std::optional<std::uint32_t> find(std::string_view name);

   private:
    const network::NameTable& names_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// Names of one kind in a column, as firms, companies or products.
struct NameColumn {
    std::string_view what;
    std::size_t column = 0;
    std::size_t otherwise = 0;  ///< The column that holds the name where the field is empty.
};

/// A name of the same kind in another file, with its place.
struct KnownName {
    std::string_view name;
    std::function<Diagnostic()> place;
};

/// Reads the file again and faults every spelling that looks like one before it, naming both places. `known` come
/// before the names of the first column.
void refuse_look_alikes(const TextFile& file, std::span<const network::CsvColumn> columns,
                        std::span<const NameColumn> kinds, std::span<const KnownName> known, Diagnostics& diagnostics);

/// The place of a field in the record that begins at `line` of a file.
Diagnostic place_of_field(const std::filesystem::path& file, std::span<const network::CsvColumn> columns, int line,
                          std::size_t column);

}  // namespace chokepoint::scenario
