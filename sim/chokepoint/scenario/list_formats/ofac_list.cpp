// sdn.csv of the US Treasury, and cons_prim.csv in the same layout: 12 columns without a header, `-0- ` for nothing,
// programmes as `A] [B`. Addresses and aliases are in files beside it (add.csv, alt.csv). The list gives no days.
#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/scenario/lists/list_format.hpp>
#include <map>

namespace chokepoint::scenario {

namespace {

enum SdnColumn : std::size_t { kSdnNumber, kSdnName, kSdnType, kSdnProgrammes, kSdnRemarks = 11, kSdnColumns };
enum AddressColumn : std::size_t { kAddressCountry = 4, kAddressColumns = 6 };
enum AliasColumn : std::size_t { kAliasName = 3, kAliasColumns = 5 };

std::string_view sdn_text(const ListTable& table, std::size_t column) {
    const std::string_view text = table.text(column);
    return text == "-0-" ? std::string_view() : text;
}

PartyKind ofac_kind(std::string_view type) {
    if (type == "individual") return PartyKind::person;
    if (type == "vessel") return PartyKind::vessel;
    return type == "aircraft" ? PartyKind::aircraft : PartyKind::entity;
}

/// Weak aliases, which stand in the remarks: a.k.a. 'SATCO'.
void add_remarked_aliases(std::string_view remarks, std::vector<std::string>& aliases) {
    constexpr std::string_view kKnownAs = "k.a. '";
    for (std::size_t at = remarks.find(kKnownAs); at != std::string_view::npos; at = remarks.find(kKnownAs, at)) {
        at += kKnownAs.size();
        // An apostrophe may be part of the name; what ends it stands before punctuation.
        std::size_t end = remarks.find('\'', at);
        while (end + 1 < remarks.size() && end != std::string_view::npos &&
               std::string_view(";.,) ").find(remarks[end + 1]) == std::string_view::npos)
            end = remarks.find('\'', end + 1);
        if (end == std::string_view::npos) return;
        add_once(aliases, remarks.substr(at, end - at));
        at = end;
    }
}

/// The file beside `path` whose name has `part` where its own has `sdn` or `prim`; "" if there is none.
std::filesystem::path side_file(const std::filesystem::path& path, std::string_view part) {
    std::string name = path.filename().string();
    for (const std::string_view own : {"sdn", "prim"}) {
        const std::size_t at = lower_case(name).rfind(own);
        if (at == std::string::npos) continue;
        const bool is_upper = name[at] >= 'A' && name[at] <= 'Z';
        std::string other(part);
        if (is_upper)
            std::transform(other.begin(), other.end(), other.begin(), [](char c) { return static_cast<char>(c - 32); });
        std::filesystem::path beside = path.parent_path() / name.replace(at, own.size(), other);
        std::error_code ignored;
        return std::filesystem::exists(beside, ignored) ? beside : std::filesystem::path();
    }
    return {};
}

/// Reads a file beside the list and hands each row with the entry that it belongs to.
template <class Use>
void read_beside(const ListInput& input, std::string_view part, std::size_t columns,
                 const std::map<std::string, std::size_t>& numbers, PartyList& list, Diagnostics& diagnostics,
                 const Use& use) {
    const std::filesystem::path beside = side_file(input.path, part);
    if (beside.empty()) {
        diagnostics.add({.place = {input.file, 0, 0},
                         .message = fmt::format("there is no {}.csv beside the list, so it has no {}", part,
                                                part == "add" ? "countries" : "aliases"),
                         .hint = "put OFAC's add.csv and alt.csv beside sdn.csv, under matching names",
                         .severity = Severity::warning,
                         .fault = Fault::no_file});
        return;
    }
    const ListText text(beside);
    list.files.push_back(input_file(beside, text.bytes()));
    const std::string file = beside.string();
    ListTable table = ListTable::without_header(file, text.text(), ',', columns, diagnostics);
    while (table.next()) {
        const auto found = numbers.find(std::string(table.text(kSdnNumber)));
        if (found != numbers.end()) use(table, list.entries[found->second]);
    }
}

}  // namespace

bool is_ofac(std::string_view text) {
    constexpr std::size_t kHead = 65536;
    const std::string file;
    Diagnostics ignored;
    const std::string_view line = text.substr(0, text.find('\n'));
    ListTable table = ListTable::without_header(file, line, ',', kSdnColumns, ignored);
    if (!table.next()) return false;
    const std::string_view number = table.text(kSdnNumber);
    if (number.empty() || number.find_first_not_of("0123456789") != std::string_view::npos) return false;
    return text.substr(0, kHead).find("-0-") != std::string_view::npos;
}

void read_ofac(const ListInput& input, PartyList& list, Diagnostics& diagnostics) {
    ListTable table = ListTable::without_header(input.file, input.text, ',', kSdnColumns, diagnostics);
    const bool is_sdn = lower_case(input.path.filename().string()).find("prim") == std::string::npos;
    list.layout = is_sdn ? "sdn.csv" : "cons_prim.csv";
    std::map<std::string, std::size_t> numbers;
    while (table.next()) {
        PartyEntry& entry = list.entries.emplace_back();
        entry.line = table.line();
        entry.id = sdn_text(table, kSdnNumber);
        entry.name = sdn_text(table, kSdnName);
        if (entry.name.empty())
            table.fault(kSdnName, Fault::empty, "the party has no name",
                        "take the row out, or download the list again");
        entry.kind = ofac_kind(sdn_text(table, kSdnType));
        entry.sources = {is_sdn ? "Specially Designated Nationals (SDN) - Treasury Department"
                                : "Consolidated non-SDN list (CONS) - Treasury Department"};
        for (std::string programme : split_list(sdn_text(table, kSdnProgrammes), "] [")) {
            std::erase_if(programme, [](char c) { return c == '[' || c == ']'; });
            add_once(entry.programmes, programme);
        }
        add_remarked_aliases(sdn_text(table, kSdnRemarks), entry.aliases);
        numbers.emplace(entry.id, list.entries.size() - 1);
    }
    if (diagnostics.has_errors()) return;
    read_beside(input, "add", kAddressColumns, numbers, list, diagnostics, [](const ListTable& row, PartyEntry& entry) {
        add_known_country(entry.countries, sdn_text(row, kAddressCountry));
    });
    read_beside(input, "alt", kAliasColumns, numbers, list, diagnostics,
                [](const ListTable& row, PartyEntry& entry) { add_once(entry.aliases, sdn_text(row, kAliasName)); });
}

}  // namespace chokepoint::scenario
