#pragma once

#include <array>
#include <string>
#include <vector>

#include "../temporary_file.hpp"

namespace chokepoint::testing {

/// Two countries with two industries, in balance: every industry sells 100. Written by hand, so that readers can be
/// compared with it and not with each other.
inline constexpr std::array<std::array<double, 4>, 4> kFlows = {
    {{10, 20, 3, 4}, {5, 30, 2, 8}, {1, 2, 40, 10}, {6, 7, 8, 50}}};
inline constexpr std::array<std::array<double, 2>, 4> kDemand = {{{60, 3}, {40, 15}, {5, 42}, {4, 25}}};
inline constexpr std::array<double, 4> kValueAdded = {78, 41, 47, 28};

inline std::string number(double value) {
    return std::to_string(value);
}

/// A line of a text table.
inline std::string line(const std::vector<std::string>& fields, char separator) {
    std::string text;
    for (const std::string& field : fields)
        text += (text.empty() ? "" : std::string(1, separator)) + field;
    return text + "\n";
}

/// The layout of OECD ICIO with rows and columns of totals.
inline std::string icio_text(const std::vector<std::string>& ids = {"AUT_C10", "AUT_C26", "DEU_C10", "DEU_C26"}) {
    std::string text = " ," + line({ids[0], ids[1], ids[2], ids[3], "AUT_HFCE", "DEU_HFCE", "OUT"}, ',');
    text[0] = ',';
    text.erase(1, 1);
    for (std::size_t i = 0; i < 4; ++i) {
        std::vector<std::string> fields = {ids[i]};
        for (const double value : kFlows[i])
            fields.push_back(number(value));
        for (const double value : kDemand[i])
            fields.push_back(number(value));
        fields.push_back("100");
        text += line(fields, ',');
    }
    text += line({"VA", number(kValueAdded[0]), number(kValueAdded[1]), number(kValueAdded[2]), number(kValueAdded[3]),
                  "0", "0", "0"},
                 ',');
    return text + line({"OUT", "100", "100", "100", "100", "109", "85", "0"}, ',');
}

/// A matrix with two rows and columns of headings, as pymrio and EXIOBASE write them; values are divided by `by`.
inline std::string headed_flows(double by, bool exiobase) {
    std::string text = line({"region", "", "AUT", "AUT", "DEU", "DEU"}, '\t') +
                       line({"sector", "", "food", "chips", "food", "chips"}, '\t');
    if (exiobase) text += line({"region", "sector", "", "", "", ""}, '\t');
    for (std::size_t i = 0; i < 4; ++i) {
        std::vector<std::string> fields = {i < 2 ? "AUT" : "DEU", i % 2 == 0 ? "food" : "chips"};
        for (const double value : kFlows[i])
            fields.push_back(number(value / by));
        text += line(fields, '\t');
    }
    return text;
}

inline std::string headed_demand() {
    std::string text =
        line({"region", "", "AUT", "DEU"}, '\t') + line({"category", "", "Households", "Households"}, '\t');
    for (std::size_t i = 0; i < 4; ++i)
        text += line(
            {i < 2 ? "AUT" : "DEU", i % 2 == 0 ? "food" : "chips", number(kDemand[i][0]), number(kDemand[i][1])}, '\t');
    return text;
}

}  // namespace chokepoint::testing
