#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/network/file/column_guess.hpp>

namespace chokepoint::network {

namespace {

struct Names {
    std::string_view column;
    std::string_view others;  ///< Names that other programs use, likelier ones first, between spaces.
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
    Names{"revenue_usd", " revenueusd revenue turnover sales output "},
    Names{"gross_output", " grossoutput output totaloutput production x out "},
};

/// Words that mark a numeric field as money, likelier ones first.
struct MoneyWords {
    std::string_view column;
    std::array<std::string_view, 5> words;
};

constexpr std::array kMoneyWords = {
    MoneyWords{"value_usd", {"value", "amount", "usd", "flow", "weight"}},
    MoneyWords{"value", {"value", "amount", "usd", "flow", "weight"}},
    MoneyWords{"revenue_usd", {"revenue", "turnover", "sales", "output", "receipts"}},
};

/// Ranks of these words come after those of the names in kNames.
constexpr std::size_t kWordRank = 1000;
/// Added for a field that has the name of an optional column.
constexpr std::size_t kReservedRank = 10000;

/// Only the letters and digits, in lower case.
std::string bare(std::string_view name) {
    std::string bare;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') bare += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) bare += c;
    }
    return bare;
}

/// A mass is not money, whatever else the name contains.
bool names_mass(const std::string& name) {
    return name.ends_with("kg") || name.ends_with("ton") || name.ends_with("tons") || name.ends_with("tonnes");
}

std::size_t rank_of_money(const std::string& name, const std::string& column) {
    if (names_mass(name)) return std::string::npos;
    for (const MoneyWords& one : kMoneyWords) {
        if (one.column != column) continue;
        for (std::size_t k = 0; k < one.words.size(); ++k)
            if (name.find(one.words[k]) != name.npos) return kWordRank + k;
    }
    return std::string::npos;
}

/// The rank of `field` among the names of `column`, or npos if it is not one of them.
std::size_t rank_of(const std::string& field, const std::string& column, bool is_number) {
    const std::string name = bare(field);
    if (name.empty()) return std::string::npos;
    if (name == bare(column)) return 0;
    const auto known =
        std::find_if(kNames.begin(), kNames.end(), [&](const Names& one) { return one.column == column; });
    const std::size_t rank = known == kNames.end() ? std::string::npos : known->others.find(" " + name + " ");
    return rank == std::string::npos && is_number ? rank_of_money(name, column) : rank;
}

/// Assigns fields to columns, each field at most once.
class FieldChoice {
   public:
    FieldChoice(const std::vector<std::string>& header, const std::vector<std::string>& optional,
                const std::vector<bool>& numeric)
        : header_(header), numeric_(numeric), taken_(header.size()), reserved_(header.size()) {
        for (std::size_t i = 0; i < header.size(); ++i)
            reserved_[i] = std::any_of(optional.begin(), optional.end(),
                                       [&](const std::string& column) { return bare(column) == bare(header[i]); });
    }

    /// The field with the column's own name or, unless `own_name`, the likeliest other field.
    std::optional<std::size_t> take(const std::string& column, bool own_name) {
        std::optional<std::size_t> best;
        std::size_t least = own_name ? 1 : std::string::npos;
        for (std::size_t i = 0; i < header_.size(); ++i) {
            std::size_t rank = rank_of(header_[i], column, i < numeric_.size() && numeric_[i]);
            if (taken_[i] || rank == std::string::npos) continue;
            if (reserved_[i] && rank > 0) rank += kReservedRank;
            if (rank >= least) continue;
            least = rank;
            best = i;
        }
        if (best) taken_[*best] = true;
        return best;
    }

   private:
    const std::vector<std::string>& header_;
    const std::vector<bool>& numeric_;
    std::vector<bool> taken_;
    std::vector<bool> reserved_;
};

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

std::vector<std::size_t> ColumnGuess::left_out(const std::vector<std::string>& header) const {
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < header.size(); ++i)
        if (std::find(fields.begin(), fields.end(), std::optional(i)) == fields.end()) others.push_back(i);
    return others;
}

ColumnGuess guess_columns(const std::vector<std::string>& header, std::vector<std::string> required,
                          const std::vector<std::string>& optional, const std::vector<bool>& numeric) {
    ColumnGuess guess{std::move(required), {}};
    guess.fields.resize(guess.columns.size());
    FieldChoice choice(header, optional, numeric);
    for (const bool own_name : {true, false}) {
        for (std::size_t k = 0; k < guess.columns.size(); ++k)
            if (!guess.fields[k]) guess.fields[k] = choice.take(guess.columns[k], own_name);
    }
    std::vector<std::optional<std::size_t>> found(optional.size());
    for (const bool own_name : {true, false}) {
        for (std::size_t k = 0; k < optional.size(); ++k)
            if (!found[k]) found[k] = choice.take(optional[k], own_name);
    }
    for (std::size_t k = 0; k < optional.size(); ++k) {
        if (!found[k]) continue;
        guess.columns.push_back(optional[k]);
        guess.fields.push_back(found[k]);
    }
    return guess;
}

}  // namespace chokepoint::network
