#pragma once

#include <array>
#include <chokepoint/scenario/schema/bound_key.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// `format:` of a list.
inline constexpr std::array<std::string_view, 7> kListFormatNames = {
    "csl", "opensanctions", "ofac", "bis-dpl", "eu", "uk", "csv"};

/// Which column of a table holds what. Those that are not named are absent, except the name.
struct ListColumnsSpec {
    StatedText name;
    std::optional<StatedText> aliases, country, from, until, source, programme;
};

/// `list:` of a target, as its scenario states it.
struct ListSpec {
    StatedText file;
    std::optional<StatedText> format;
    std::vector<StatedText> sources;     ///< Empty: all.
    std::vector<StatedText> programmes;  ///< Empty: all.
    std::optional<Date> listed_by;
    std::optional<ListColumnsSpec> columns;
    std::vector<NamedList> same_as;  ///< By company of the model, names of the parties that it is.
};

/// The keys of `list:`.
const Schema& list_schema();

}  // namespace chokepoint::scenario
