#include <doctest/doctest.h>

#include "list_reading.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;
using scenario::PartyKind;

namespace {

const std::string kSdn =
    "101,\"F\xC1\x42RICA ORO\",-0- ,\"NPWMD] [IFSR\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Reg 1; a.k.a. 'O'RO'; Linked "
    "To: "
    "X.\"\r\n"
    "102,\"ROE, R\",\"individual\",\"SDNT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
    "103,\"MV ROE\",\"vessel\",\"DPRK3\",-0- ,\"Cargo\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
    "104,\"EP-ABC\",\"aircraft\",\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1A";

}  // namespace

TEST_CASE("OFAC's list is read with the countries and aliases beside it, and from Latin-1") {
    const TemporaryFolder folder;
    folder.write("ADD.CSV",
                 "101,1,\"Street\",\"Tehran\",\"Iran\",-0- \r\n101,2,-0- ,\"Dubai\",\"United Arab Emirates\",-0- \r\n");
    folder.write("ALT.CSV", "101,1,\"aka\",\"ORO WORKS\",-0- \r\n999,2,\"aka\",\"NOBODY\",-0- \r\n\x1A");
    const ReadList read = read_list_file(folder.write("SDN.CSV", kSdn));
    REQUIRE(read.faults.empty());
    CHECK(read.list.format == "ofac");
    CHECK(read.list.files.size() == 3);
    REQUIRE(read.list.entries.size() == 4);
    const scenario::PartyEntry& oro = read.list.entries[0];
    CHECK(oro.name == "FÁBRICA ORO");
    CHECK(oro.aliases == Texts{"O'RO", "ORO WORKS"});
    CHECK(oro.countries == Texts{"IR", "AE"});
    CHECK(oro.programmes == Texts{"NPWMD", "IFSR"});
    CHECK(read.list.entries[1].kind == PartyKind::person);
    CHECK(read.list.entries[2].kind == PartyKind::vessel);
    CHECK(read.list.entries[3].kind == PartyKind::aircraft);
}

TEST_CASE("OFAC's list without the files beside it says what is missing") {
    const ReadList read = read_list_text("sdn.csv", kSdn);
    REQUIRE(read.faults.size() == 2);
    CHECK(read.faults[0].severity == Severity::warning);
    CHECK(read.faults[0].message == "there is no add.csv beside the list, so it has no countries");
    CHECK(read.list.entries.size() == 4);
}

TEST_CASE("OFAC's list that is cut off is refused") {
    const ReadList read = read_list_text("sdn.csv", kSdn.substr(0, kSdn.size() - 20));
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].fault == Fault::damaged);
    CHECK(read.faults[0].place.line == 4);
}

TEST_CASE("the Denied Persons List has US dates, blanks before names, and countries that may be empty") {
    const std::string text =
        "\"Name\"\t\"Street_Address\"\t\"City\"\t\"State\"\t\"Country\"\t\"Effective_Date\"\t\"Expiration_Date\"\n"
        "\" ALDER PUMPS\"\t\"1 ROAD\"\t\"PORT\"\t\"VA\"\t\"\"\t\"10/16/2017\"\t\"1/3/2020\"\n"
        "\"FEN \"OPTICS\" LTD\"\t\"\"\t\"XI'AN\"\t\"\"\t\"CN\"\t\"04/15/2018\"\t\"\"\n";
    for (const std::string& variant :
         {text, upper_header(text), "\xEF\xBB\xBF" + replaced(text, "\n", "\r\n"), replaced(text, "\t", ",")}) {
        const ReadList read = read_list_text("dpl.txt", variant);
        REQUIRE(read.faults.empty());
        CHECK(read.list.format == "bis-dpl");
        REQUIRE(read.list.entries.size() == 2);
        CHECK(read.list.entries[0].name == "ALDER PUMPS");
        CHECK(read.list.entries[0].countries.empty());
        CHECK(read.list.entries[0].from == *parse_date("2017-10-16"));
        CHECK(read.list.entries[0].until == *parse_date("2020-01-03"));
        CHECK(read.list.entries[1].name == "FEN \"OPTICS\" LTD");
        CHECK(read.list.entries[1].until == Date::max());
    }
    const ReadList wrong = read_list_text("dpl.txt", replaced(text, "04/15/2018", "15/04/2018"));
    REQUIRE(wrong.faults.size() == 1);
    CHECK(wrong.faults[0].fault == Fault::bad_date);
    CHECK(wrong.faults[0].place.line == 3);
}
