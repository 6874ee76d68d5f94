#include <algorithm>
#include <chokepoint/base/files/mapped_file.hpp>
#include <chokepoint/scenario/lists/list_format.hpp>
#include <chokepoint/scenario/lists/list_summary.hpp>
#include <map>

namespace chokepoint::scenario {

namespace {

PartyCounts most_first(const std::map<std::string, std::size_t>& counts) {
    PartyCounts sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return sorted;
}

/// Counts parties by value. A party with several entries counts once for each value.
class PartyCounter {
   public:
    void begin_party() { of_party_.clear(); }
    void add(const std::string& value) {
        if (of_party_.insert({value, true}).second) ++counts_[value];
    }
    PartyCounts counts() const { return most_first(counts_); }

   private:
    std::map<std::string, std::size_t> counts_;
    std::map<std::string, bool> of_party_;
};

bool is_table_of_parties(std::string_view text) {
    Diagnostics ignored;
    const std::string file;
    const ListTable table(file, text.substr(0, text.find('\n')), ',', ignored);
    constexpr std::array<std::string_view, 5> kNames = {"name", "aliases", "country", "from", "until"};
    return std::ranges::all_of(table.header(), [&](const std::string& name) {
        return std::ranges::find(kNames, column_key(name)) != kNames.end();
    });
}

}  // namespace

ListSummary summarise_list(const std::filesystem::path& file, const ListSpec& spec, Diagnostics& diagnostics) {
    PartyList list = read_list(file, spec, diagnostics);
    ListSummary summary;
    summary.files = std::move(list.files);
    if (list.entries.empty()) return summary;
    summary.format = list.format;
    summary.meaning = list.meaning;
    summary.layout = list.layout;
    summary.edition = list.edition;
    PartyCounter kinds;
    PartyCounter sources;
    PartyCounter programmes;
    PartyCounter countries;
    for (std::size_t k = 0; k < list.entries.size(); ++k) {
        const PartyEntry& entry = list.entries[k];
        if (k == 0 || !is_same_party(list.entries[k - 1], entry)) {
            for (PartyCounter* counter : {&kinds, &sources, &programmes, &countries})
                counter->begin_party();
            ++summary.parties;
            summary.aliases += entry.aliases.size();
            if (entry.kind == PartyKind::entity && entry.countries.empty()) ++summary.without_country;
            if (entry.until != Date::max()) ++summary.ended;
        }
        kinds.add(std::string(kPartyKinds[static_cast<std::size_t>(entry.kind)]));
        for (const std::string& source : entry.sources)
            sources.add(source);
        for (const std::string& programme : entry.programmes)
            programmes.add(programme);
        for (const std::string& country : entry.countries)
            countries.add(country);
        if (entry.from == Date::min()) continue;
        summary.first_listed = std::min(summary.first_listed.value_or(entry.from), entry.from);
        summary.last_listed = std::max(summary.last_listed.value_or(entry.from), entry.from);
    }
    summary.kinds = kinds.counts();
    summary.sources = sources.counts();
    summary.programmes = programmes.counts();
    summary.countries = countries.counts();
    return summary;
}

std::optional<RecognisedList> recognise_list_file(const std::filesystem::path& file) {
    const MappedFile mapped(file, std::size_t{1} << 40);
    std::string_view text = mapped.bytes();
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const ListFormat* format = recognise_list(text);
    if (format == nullptr) return std::nullopt;
    if (format->name == "csv" && !is_table_of_parties(text)) return std::nullopt;
    return RecognisedList{format->name, format->meaning};
}

}  // namespace chokepoint::scenario
