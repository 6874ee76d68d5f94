#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/network/file/column_guess.hpp>

namespace chokepoint::network {

namespace {

struct Names {
    std::string_view column;
    std::string_view others;  ///< What other programs call it, the likelier first; between blanks.
};

constexpr std::string_view kValueNames =
    " valueusd value weight amount flow sales tradevalue primaryvalue obsvalue usd valueeur volume z v w ";
constexpr std::string_view kSectorNames = " sector industry nace isic activity branch product commodity ";

constexpr std::array kNames = {
    Names{"supplier",
          " supplier supplierid seller vendor source sourceid src from fromid fromnode fromnodeid exporter origin "
          "upstream node1 icuserow rowpi i "},
    Names{
        "customer",
        " customer customerid buyer client purchaser target targetid dst to toid tonode tonodeid importer destination "
        "downstream node2 icusecol colpi j "},
    Names{"value_usd", kValueNames},
    Names{"value", kValueNames},
    Names{"id", " id firmid firm nodeid node code company companyid name label "},
    Names{"country", " country countrycode iso iso2 iso3 nation region location "},
    Names{"product", " product goods good commodity sector industry nace isic hs hs6 "},
    Names{"sector", kSectorNames},
    Names{"gross_output", " grossoutput output totaloutput production x out "},
};

/// Letters and digits alone, in lower case.
std::string bare(std::string_view name) {
    std::string bare;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') bare += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) bare += c;
    }
    return bare;
}

/// How far down the list of names it stands; npos if it does not.
std::size_t rank_of(const std::string& field, const std::string& column) {
    const std::string name = bare(field);
    if (name.empty()) return std::string::npos;
    if (name == bare(column)) return 0;
    const auto known =
        std::find_if(kNames.begin(), kNames.end(), [&](const Names& one) { return one.column == column; });
    return known == kNames.end() ? std::string::npos : known->others.find(" " + name + " ");
}

}  // namespace

bool ColumnGuess::complete() const {
    return std::all_of(fields.begin(), fields.end(), [](const auto& field) { return field.has_value(); });
}

std::string ColumnGuess::sentence(const std::vector<std::string>& header) const {
    std::string text;
    for (std::size_t k = 0; k < columns.size(); ++k) {
        if (!fields[k] || header[*fields[k]] == columns[k]) continue;
        text += fmt::format("{}{} {}{}", text.empty() ? "" : ", ", in_quotes(header[*fields[k]]),
                            text.empty() ? "is probably " : "", columns[k]);
    }
    return text;
}

ColumnGuess guess_columns(const std::vector<std::string>& header, std::vector<std::string> columns) {
    ColumnGuess guess{std::move(columns), {}};
    guess.fields.resize(guess.columns.size());
    std::vector<bool> taken(header.size());
    for (std::size_t k = 0; k < guess.columns.size(); ++k) {
        std::size_t best = std::string::npos;
        for (std::size_t i = 0; i < header.size(); ++i) {
            const std::size_t rank = rank_of(header[i], guess.columns[k]);
            if (taken[i] || rank >= best) continue;
            best = rank;
            guess.fields[k] = i;
        }
        if (guess.fields[k]) taken[*guess.fields[k]] = true;
    }
    return guess;
}

}  // namespace chokepoint::network
