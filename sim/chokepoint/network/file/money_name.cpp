#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/network/file/money_name.hpp>
#include <utility>
#include <vector>

namespace chokepoint::network {

namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr std::array kCurrencyWords = {
    Word{"usd", "USD"},   Word{"dollar", "USD"}, Word{"dollars", "USD"}, Word{"eur", "EUR"}, Word{"euro", "EUR"},
    Word{"euros", "EUR"}, Word{"gbp", "GBP"},    Word{"cny", "CNY"},     Word{"rmb", "CNY"}, Word{"yuan", "CNY"},
    Word{"jpy", "JPY"},   Word{"yen", "JPY"},    Word{"krw", "KRW"},     Word{"twd", "TWD"}, Word{"inr", "INR"},
    Word{"chf", "CHF"},   Word{"cad", "CAD"},    Word{"aud", "AUD"},     Word{"brl", "BRL"}, Word{"mxn", "MXN"},
    Word{"sek", "SEK"},   Word{"nok", "NOK"},    Word{"dkk", "DKK"},     Word{"pln", "PLN"},
};

constexpr std::array kScaleWords = {
    Word{"thousand", "thousand"}, Word{"thousands", "thousand"}, Word{"thd", "thousand"}, Word{"k", "thousand"},
    Word{"million", "million"},   Word{"millions", "million"},   Word{"mln", "million"},  Word{"mn", "million"},
    Word{"mio", "million"},       Word{"mm", "million"},         Word{"m", "million"},    Word{"billion", "billion"},
    Word{"billions", "billion"},  Word{"bln", "billion"},        Word{"bn", "billion"},   Word{"b", "billion"},
};

template <std::size_t n>
std::string_view meaning_of(const std::array<Word, n>& words, std::string_view word) {
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word& one) { return one.first == word; });
    return found == words.end() ? std::string_view() : found->second;
}

/// The words of a name in lower case: `TradeValue (mUSD)` contains trade, value and musd.
std::vector<std::string> words_in(std::string_view name) {
    std::vector<std::string> words(1);
    char before = ' ';
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && before >= 'a' && before <= 'z' && words.back().size() > 1) words.emplace_back();
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            words.back() += upper ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (c == '$') {
            words.back() += "usd";
        } else if (name.substr(i).starts_with("\xe2\x82\xac")) {
            words.back() += "eur";
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
        before = c;
    }
    return words;
}

struct NamedUnit {
    std::string_view scale, currency;

    /// The word is a currency, a scale, or both joined, such as musd and usdm.
    void add(std::string_view word) {
        if (const auto known = meaning_of(kScaleWords, word); !known.empty()) scale = known;
        for (std::size_t cut = 0; cut <= word.size(); ++cut) {
            const std::string_view left = word.substr(0, cut);
            const std::string_view right = word.substr(cut);
            for (const auto& [part, rest] : {std::pair(left, right), std::pair(right, left)}) {
                const std::string_view money = meaning_of(kCurrencyWords, part);
                const std::string_view size = rest == "t" ? "thousand" : meaning_of(kScaleWords, rest);
                if (money.empty() || (size.empty() && !rest.empty())) continue;
                currency = money;
                if (!size.empty()) scale = size;
            }
        }
    }
};

}  // namespace

std::string unit_in_name(std::string_view name) {
    NamedUnit unit;
    for (const std::string& word : words_in(name))
        unit.add(word);
    if (unit.scale.empty()) return unit.currency == "USD" ? std::string() : std::string(unit.currency);
    return fmt::format("{} {}", unit.scale, unit.currency.empty() ? "USD" : unit.currency);
}

}  // namespace chokepoint::network
