#include <doctest/doctest.h>

#include <chokepoint/scenario/lists/list_choice.hpp>
#include <chokepoint/scenario/lists/list_summary.hpp>

#include "list_reading.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;
using scenario::ListSpec;
using scenario::PartyEntry;
using scenario::PartyKind;

namespace {

std::vector<PartyEntry> chosen_entries() {
    std::vector<PartyEntry> entries(5);
    for (std::size_t k = 0; k < entries.size(); ++k)
        entries[k].name = std::string(1, static_cast<char>('A' + k));
    entries[0].sources = {"Entity List (EL) - Bureau of Industry and Security"};
    entries[1].sources = {"Denied Persons List (DPL) - Bureau of Industry and Security"};
    entries[2].sources = entries[3].sources = entries[4].sources = {"Elsewhere (XYZ)"};
    entries[0].programmes = {"RUSSIA-EO14024"};
    entries[1].programmes = {"RUSSIA", "IRAN"};
    entries[1].from = *parse_date("2019-01-01");
    entries[1].until = *parse_date("2019-12-31");
    entries[2].id = entries[3].id = "one party";
    entries[4].kind = PartyKind::vessel;
    return entries;
}

std::string names_of(const ListSpec& spec, std::vector<Diagnostic>* faults = nullptr) {
    Diagnostics diagnostics;
    std::string names;
    for (const PartyEntry& entry : scenario::choose_parties(chosen_entries(), spec, diagnostics).entries)
        names += entry.name;
    if (faults != nullptr) *faults = diagnostics.sorted();
    return names;
}

scenario::StatedText stated(const char* text) {
    return {text, {}};
}

}  // namespace

TEST_CASE("a source is chosen by its abbreviation alone, or else by a part of its name") {
    CHECK(names_of({}) == "ABCD");
    CHECK(names_of({.sources = {stated("el")}}) == "A");
    CHECK(names_of({.sources = {stated("bureau of industry")}}) == "AB");
    CHECK(names_of({.sources = {stated("EL"), stated("DPL")}}) == "AB");
}

TEST_CASE("a programme is chosen by its name, or else by a part of it") {
    CHECK(names_of({.programmes = {stated("russia")}}) == "B");
    CHECK(names_of({.programmes = {stated("EO14024")}}) == "A");
}

TEST_CASE("an unknown source or programme is a fault that names those of the list, the nearest first") {
    std::vector<Diagnostic> faults;
    names_of({.sources = {stated("DPP")}, .programmes = {}}, &faults);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].fault == Fault::unknown_name);
    CHECK(faults[0].hint.starts_with("did you mean 'DPL'? the list has Denied Persons List (DPL)"));
    names_of({.programmes = {stated("Rusia")}}, &faults);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].message == "no party has the programme 'Rusia'");
    CHECK(faults[0].hint == "did you mean 'RUSSIA'? the list has IRAN, RUSSIA, RUSSIA-EO14024");
}

TEST_CASE("listed_by takes the list of that day, for as long as the action lasts") {
    Diagnostics diagnostics;
    ListSpec spec;
    spec.listed_by = *parse_date("2019-06-01");
    const auto chosen = scenario::choose_parties(chosen_entries(), spec, diagnostics);
    REQUIRE(chosen.entries.size() == 4);
    CHECK(chosen.entries[1].from == Date::min());
    CHECK(chosen.entries[1].until == Date::max());
    spec.listed_by = *parse_date("2020-01-01");
    CHECK(names_of(spec) == "ACD");
}

TEST_CASE("a party with two entries counts once, and vessels are left out and counted") {
    Diagnostics diagnostics;
    const auto chosen = scenario::choose_parties(chosen_entries(), {}, diagnostics);
    CHECK(chosen.entities == 3);
    CHECK(chosen.all() == 4);
    CHECK(scenario::left_out_words(chosen) == "1 vessel");
    CHECK(scenario::grouped_number(20000) == "20,000");
    CHECK(scenario::grouped_number(999) == "999");
    CHECK(scenario::grouped_number(1234567) == "1,234,567");
}

TEST_CASE("a summary counts parties by kind, source, programme and country, the most first") {
    const TemporaryFolder folder;
    const auto file = folder.write("csl.csv",
                                   "source,name,type,programs,addresses,start_date\n"
                                   "B List (B),Fen,Entity,X; Y,\"Xi'an, CN\",2019-05-01\n"
                                   "A List (A),Orb,Entity,X,,2018-05-01\n"
                                   "A List (A),Roe,Individual,,\"Xi'an, CN\",\n");
    Diagnostics diagnostics;
    const auto summary = scenario::summarise_list(file, {}, diagnostics);
    CHECK(summary.format == "csl");
    CHECK(summary.parties == 3);
    CHECK(summary.kinds == scenario::PartyCounts{{"entity", 2}, {"person", 1}});
    CHECK(summary.sources == scenario::PartyCounts{{"A List (A)", 2}, {"B List (B)", 1}});
    CHECK(summary.programmes == scenario::PartyCounts{{"X", 2}, {"Y", 1}});
    CHECK(summary.countries == scenario::PartyCounts{{"CN", 2}});
    CHECK(summary.without_country == 1);
    CHECK(summary.first_listed == parse_date("2018-05-01"));
    CHECK(summary.last_listed == parse_date("2019-05-01"));
    CHECK(scenario::recognise_list_file(file)->format == "csl");
    CHECK(scenario::recognise_list_file(folder.write("own.csv", "name,country\nA,CN\n"))->format == "csv");
    CHECK(!scenario::recognise_list_file(folder.write("firms.csv", "id,name,country\na,A,CN\n")));
    CHECK(!scenario::recognise_list_file(folder.write("links.csv", "supplier,customer,value_usd\na,b,1\n")));
}

TEST_CASE("the samples of published lists are read without a fault") {
    const std::filesystem::path samples = std::filesystem::path(CHOKEPOINT_SOURCE_FOLDER) / "../shared/realdata/lists";
    if (!std::filesystem::exists(samples)) {
        MESSAGE("skipped: no samples");
        return;
    }
    struct Sample {
        const char* file;
        const char* format;
        std::size_t parties, entities;
    };
    for (const Sample& sample : {Sample{"csl-consolidated.csv", "csl", 9, 7}, Sample{"csl-older.csv", "csl", 9, 7},
                                 Sample{"ofac-sdn.csv", "ofac", 4, 2}, Sample{"bis-dpl.txt", "bis-dpl", 2, 2},
                                 Sample{"opensanctions-targets.simple.csv", "opensanctions", 3, 2}}) {
        CAPTURE(sample.file);
        const ReadList read = read_list_file(samples / sample.file);
        CHECK(read.faults.empty());
        CHECK(read.list.format == sample.format);
        Diagnostics diagnostics;
        const auto chosen = scenario::choose_parties(read.list.entries, {}, diagnostics);
        CHECK(chosen.all() == sample.parties);
        CHECK(chosen.entities == sample.entities);
    }
}
