#include <doctest/doctest.h>

#include "list_reading.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

const std::string kCsl =
    "_id,source,entity_number,type,programs,name,title,addresses,start_date,end_date,alt_names,citizenships,"
    "nationalities\n"
    "1,Entity List (EL) - Bureau of Industry and Security,,,,\"Hexi Radar Co., Ltd.; and any successor, sub-unit, or "
    "subsidiary thereof\",,\"2 Quay St, Hefei, CN; and Room 4,\nTower B, Hong Kong, HK\",2020-02-03,,Hexi; HRC,,\n"
    "2,Denied Persons List (DPL) - Bureau of Industry and Security,,,, ALDER PUMPS,,\"1 Road, 100, US\",03/04/2015,"
    "03/03/2025,,,\n"
    "3,Specially Designated Nationals (SDN) - Treasury Department,9,Entity,NPWMD; IFSR,ORB TRADING,,\"Nowhere, XX\",,,,"
    "\"IR\",AE\n"
    "4,Specially Designated Nationals (SDN) - Treasury Department,10,Individual,SDNT,\"ROE, R\",,,,,,,\n"
    "5,Specially Designated Nationals (SDN) - Treasury Department,11,Aircraft,SDNT,EP-XYZ,,,,,,,\n";

void check_csl(const ReadList& read) {
    REQUIRE(read.faults.empty());
    REQUIRE(read.list.entries.size() == 5);
    const scenario::PartyEntry& hexi = read.list.entries[0];
    CHECK(hexi.name == "Hexi Radar Co., Ltd.");
    CHECK(hexi.aliases == Texts{"Hexi", "HRC"});
    CHECK(hexi.countries == Texts{"CN", "HK"});
    CHECK(hexi.from == *parse_date("2020-02-03"));
    CHECK(hexi.until == Date::max());
    CHECK(hexi.line == 2);
    const scenario::PartyEntry& alder = read.list.entries[1];
    CHECK(alder.name == "ALDER PUMPS");
    CHECK(alder.line == 4);
    CHECK(alder.from == *parse_date("2015-03-04"));
    CHECK(alder.until == *parse_date("2025-03-03"));
    const scenario::PartyEntry& orb = read.list.entries[2];
    CHECK(orb.countries == Texts{"IR", "AE"});
    CHECK(orb.programmes == Texts{"NPWMD", "IFSR"});
    CHECK(read.list.entries[3].kind == scenario::PartyKind::person);
    CHECK(read.list.entries[4].kind == scenario::PartyKind::aircraft);
}

}  // namespace

TEST_CASE("the Consolidated Screening List gives names without successors, countries of addresses, and days") {
    const ReadList read = read_list_text("csl.csv", kCsl);
    CHECK(read.list.format == "csl");
    CHECK(read.list.layout == "with _id");
    check_csl(read);
}

TEST_CASE("a byte-order mark, CRLF, capitals in the header and further columns change nothing in a screening list") {
    check_csl(read_list_text("csl.csv", "\xEF\xBB\xBF" + replaced(kCsl, "\n", "\r\n")));
    check_csl(read_list_text("csl.csv", upper_header(kCsl)));
    std::string more = replaced(kCsl, ",nationalities\n", ",nationalities,ids\n");
    for (const char* end : {",,\n2,", "03/03/2025,,,\n3,", "AE\n4,", ",,\n5,"})
        more = replaced(more, end, replaced(end, "\n", ",\n"));
    check_csl(read_list_text("csl.csv", more.substr(0, more.size() - 1) + ",\n"));
}

TEST_CASE("an older screening list has no _id, and may lack columns that are not needed") {
    const ReadList read =
        read_list_text("csl.csv", "source,name,addresses\nEntity List (EL) - BIS,Fen Optics,\"Xi'an, CN\"\n");
    CHECK(read.list.format == "csl");
    CHECK(read.list.layout == "without _id");
    REQUIRE(read.list.entries.size() == 1);
    CHECK(read.list.entries[0].countries == Texts{"CN"});
}

TEST_CASE("a screening list without addresses is still one, and its parties have no country") {
    const ReadList read = read_list_text("csl.csv", "SOURCE,NAME,ALT_NAMES\nEntity List (EL) - BIS,Fen Optics,Fen\n");
    CHECK(read.list.format == "csl");
    REQUIRE(read.list.entries.size() == 1);
    CHECK(read.list.entries[0].countries.empty());
}

TEST_CASE("a list that is cut off in the middle of a row is refused as damaged, with its line") {
    for (const std::size_t cut : {std::size_t{40}, std::size_t{12}}) {
        const ReadList read = read_list_text("csl.csv", kCsl.substr(0, kCsl.size() - cut));
        REQUIRE(read.faults.size() == 1);
        CHECK(read.faults[0].fault == Fault::damaged);
        CHECK(read.list.entries.empty());
    }
    const ReadList unclosed = read_list_text("csl.csv", kCsl.substr(0, kCsl.find("Tower B")));
    REQUIRE(unclosed.faults.size() == 1);
    CHECK(unclosed.faults[0].fault == Fault::damaged);
    CHECK(unclosed.faults[0].place.line == 2);
    CHECK(unclosed.faults[0].message == "the list ends in the middle of a row: the row has 8 of 13 fields");
}

TEST_CASE("a day that does not exist is a fault at its field") {
    const ReadList read = read_list_text("csl.csv", replaced(kCsl, "03/04/2015", "13/04/2015"));
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].fault == Fault::bad_date);
    CHECK(read.faults[0].place.line == 4);
    CHECK(read.faults[0].message == "'13/04/2015' is not a date");
}

TEST_CASE("a stated format that the list is not in is refused with the one it looks like") {
    scenario::ListSpec spec;
    spec.format = scenario::StatedText{"uk", {}};
    const ReadList read = read_list_text("csl.csv", kCsl, spec);
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].fault == Fault::unreadable);
    CHECK(read.faults[0].hint ==
          "it looks like US Consolidated Screening List, with or without _id: remove 'format', or write 'format: csl'");
}
