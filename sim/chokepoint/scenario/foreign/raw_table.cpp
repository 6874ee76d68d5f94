#include <algorithm>
#include <array>
#include <cctype>
#include <chokepoint/scenario/foreign/raw_table.hpp>
#include <numeric>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

namespace {

struct KnownCode {
    std::string_view code;
    Account account;
};

// Codes of OECD (all editions), FIGARO and BEA. Those that begin with '=' must be equal, the others begin a code.
constexpr std::array kCodes = {
    KnownCode{"=HFCE", Account::final_demand},
    KnownCode{"=NPISH", Account::final_demand},
    KnownCode{"=NPS", Account::final_demand},
    KnownCode{"=GGFC", Account::final_demand},
    KnownCode{"=GFCF", Account::final_demand},
    KnownCode{"=DPABR", Account::final_demand},
    KnownCode{"=DIRP", Account::final_demand},
    KnownCode{"=P33", Account::final_demand},
    KnownCode{"=NONRES", Account::final_demand},
    KnownCode{"=CONS_ABR", Account::final_demand},
    KnownCode{"=CONS_NONRES", Account::final_demand},
    KnownCode{"=DISC", Account::final_demand},
    KnownCode{"=FD", Account::final_demand},
    KnownCode{"=EXPO", Account::final_demand},
    KnownCode{"=INVNT", Account::inventory},
    KnownCode{"=INV", Account::inventory},
    KnownCode{"P3_", Account::final_demand},
    KnownCode{"=P51G", Account::final_demand},
    KnownCode{"=P5M", Account::inventory},
    KnownCode{"=P52", Account::inventory},
    KnownCode{"=P53", Account::inventory},
    KnownCode{"=P6", Account::final_demand},
    KnownCode{"=VA", Account::value_added},
    KnownCode{"=VALU", Account::value_added},
    KnownCode{"VA+", Account::value_added},
    KnownCode{"=VA_VA", Account::value_added},
    KnownCode{"=TLS", Account::taxes},
    KnownCode{"=TLS_TLS", Account::taxes},
    KnownCode{"=TAXSUB", Account::taxes},
    KnownCode{"D21X31", Account::taxes},
    KnownCode{"OP_", Account::taxes},
    KnownCode{"=D1", Account::value_added},
    KnownCode{"=D29X39", Account::value_added},
    KnownCode{"B2A3G", Account::value_added},
    KnownCode{"=OUT", Account::output},
    KnownCode{"=OUTPUT", Account::output},
    KnownCode{"=TOTAL", Account::output},
    KnownCode{"=TOT", Account::output},
    KnownCode{"=GO", Account::output},
    KnownCode{"=OUT_OUT", Account::output},
};

struct KnownName {
    std::string_view part;
    Account account;
};

// The first part that occurs in the name decides.
constexpr std::array kNames = {
    KnownName{"total intermediate", Account::intermediate_total},
    KnownName{"intermediate consumption", Account::intermediate_total},
    KnownName{"output at basic prices", Account::output},
    KnownName{"total industry output", Account::output},
    KnownName{"total commodity output", Account::output},
    KnownName{"total output", Account::output},
    KnownName{"gross output", Account::output},
    KnownName{"value added", Account::value_added},
    KnownName{"value-added", Account::value_added},
    KnownName{"compensation of employees", Account::value_added},
    KnownName{"operating surplus", Account::value_added},
    KnownName{"taxes less subsidies", Account::taxes},
    KnownName{"taxes on products", Account::taxes},
    KnownName{"cif/ fob adjustments", Account::taxes},
    KnownName{"cif/fob adjustments", Account::taxes},
    KnownName{"direct purchases abroad", Account::taxes},
    KnownName{"purchases on the domestic", Account::taxes},
    KnownName{"international transport", Account::taxes},
    KnownName{"changes in inventor", Account::inventory},
    KnownName{"change in private inventor", Account::inventory},
    KnownName{"changes in valuables", Account::inventory},
    KnownName{"acquisition", Account::inventory},
    KnownName{"final consumption", Account::final_demand},
    KnownName{"capital formation", Account::final_demand},
    KnownName{"total final", Account::total},
};

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string upper(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

}  // namespace

Account account_of(std::string_view code) {
    const std::string key = upper(code);
    for (const KnownCode& known : kCodes) {
        const bool same = known.code.front() == '=' ? key == known.code.substr(1) : key.starts_with(known.code);
        if (same) return known.account;
    }
    return Account::industry;
}

Account account_of_name(std::string_view name) {
    const std::string key = lower(name);
    for (const KnownName& known : kNames) {
        if (key.find(known.part) != key.npos) return known.account;
    }
    return Account::industry;
}

Label split_code(std::string_view text) {
    Label label;
    label.text = text;
    const auto underscore = text.find('_');
    // `OUT_OUT_OUT` and `VA+TAXSUB` have no country.
    label.account = account_of(text);
    if (underscore == text.npos || label.account != Account::industry) {
        label.code = text;
        return label;
    }
    std::string_view country = text.substr(0, underscore);
    std::string_view code = text.substr(underscore + 1);
    label.account = account_of(code);
    if (label.account == Account::industry && account_of(country) != Account::industry) {
        label.account = account_of(country);
        std::swap(country, code);
    }
    label.country = country;
    label.code = code;
    return label;
}

std::size_t put_in_order(Cells& cells) {
    std::vector<std::size_t> at(cells.size());
    std::iota(at.begin(), at.end(), std::size_t{0});
    std::stable_sort(at.begin(), at.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(cells.row[a], cells.column[a]) < std::pair(cells.row[b], cells.column[b]);
    });
    Cells ordered;
    std::size_t merged = 0;
    for (const std::size_t k : at) {
        const bool same =
            ordered.size() > 0 && ordered.row.back() == cells.row[k] && ordered.column.back() == cells.column[k];
        if (same) {
            ordered.value.back() += cells.value[k];
            ++merged;
        } else {
            ordered.add(cells.row[k], cells.column[k], cells.value[k]);
        }
    }
    cells = std::move(ordered);
    return merged;
}

}  // namespace chokepoint::scenario
