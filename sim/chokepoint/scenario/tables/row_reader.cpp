#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/tables/row_reader.hpp>
#include <limits>

namespace chokepoint::scenario {

namespace {

std::string shortened(std::string_view field) {
    return field.size() <= 40 ? std::string(field) : std::string(field.substr(0, 37)) + "...";
}

}  // namespace

std::string_view RowReader::needed(std::size_t column, std::string_view what) {
    if (text(column).empty()) fault(column, Fault::empty, fmt::format("{} is empty", what), "give it a value");
    return text(column);
}

/// The number of a field that is not empty, in USD; a fault if it is none.
std::optional<double> RowReader::amount(std::size_t column, std::string_view what) {
    const std::optional<double> value = parse_number(text(column));
    if (!value) return refuse_text(column, what);
    if (*value * unit_.usd > unit_.largest_usd) refuse_size(column, what);
    return *value * unit_.usd;
}

std::optional<double> RowReader::refuse_text(std::size_t column, std::string_view what) {
    fault(column, Fault::bad_number, fmt::format("{} '{}' is not a number", what, shortened(text(column))),
          "write it as 1500000 or 1.5e6, without units or separators");
    return std::nullopt;
}

void RowReader::refuse_size(std::size_t column, std::string_view what) {
    fault(column, Fault::too_large, fmt::format("{} {} is beyond any economy", what, text(column)),
          unit_.name == "USD" ? "values are in USD a year, not in millions"
                              : fmt::format("values are read in {} a year: state the unit in model.yaml", unit_.name));
}

double RowReader::usd(std::size_t column, std::string_view what, bool positive, std::string_view zero_hint) {
    if (text(column).empty()) return -1.0;
    const std::optional<double> value = amount(column, what);
    if (!value) return -1.0;
    if (*value < 0.0)
        fault(column, Fault::out_of_range, fmt::format("{} is negative", what),
              "flows run from supplier to customer and are positive");
    if (*value == 0.0 && positive)
        fault(column, Fault::out_of_range, fmt::format("{} is zero", what), std::string(zero_hint));
    return std::max(0.0, *value);
}

double RowReader::signed_usd(std::size_t column, std::string_view what) {
    constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
    return text(column).empty() ? kNothing : amount(column, what).value_or(kNothing);
}

double RowReader::share(std::size_t column, std::string_view what) {
    if (text(column).empty() || text(column) == "NA") return -1.0;
    const std::optional<double> value = parse_number(text(column));
    if (value && *value >= 0.0 && *value <= 1.0) return *value;
    fault(column, value ? Fault::out_of_range : Fault::bad_number,
          fmt::format("{} '{}' is not a share from 0 to 1", what, shortened(text(column))),
          "write 0.3 for 30 %, or leave it empty if it is not known");
    return -1.0;
}

void RowReader::fault(std::size_t column, Fault fault, std::string message, std::string hint) {
    fault_at(column, {.message = std::move(message), .hint = std::move(hint), .fault = fault});
}

void RowReader::fault_at(std::size_t column, Diagnostic fault) {
    failed_ = true;
    reader_.fault_at(row_, column, std::move(fault));
}

}  // namespace chokepoint::scenario
