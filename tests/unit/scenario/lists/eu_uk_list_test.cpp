#include <doctest/doctest.h>

#include "list_reading.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;
using scenario::PartyKind;

namespace {

const std::string kEu =
    "fileGenerationDate;Entity_LogicalId;Entity_SubjectType;Entity_Regulation_Programme;"
    "Entity_Regulation_PublicationDate;NameAlias_WholeName;Address_CountryIso2Code;Citizenship_CountryIso2Code\n"
    "01/10/2026;13;enterprise;RUS;2022-03-04;Amber Fab;;\n"
    "01/10/2026;14;person;RUS;2022-03-04;Jane Roe;;RU\n"
    "01/10/2026;13;enterprise;RUS;2022-03-04;\"Янтарь; АО\";;\n"
    "01/10/2026;13;enterprise;RUS;2022-03-04;;RU;\n"
    "01/10/2026;15;enterprise;;;Orb \"Works\" Ltd;;\n";

const std::string kConList =
    "Last Updated,01/11/2025\n"
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Country,Group Type,Alias Type,Regime,Listed On,Last Updated,Group "
    "ID\n"
    "AMBER,,,,,,,,Entity,AKA,Russia,04/03/2022,04/03/2022,700\n"
    "AMBER FAB LLC,,,,,,,Russia,Entity,Primary name,Russia,04/03/2022,04/03/2022,700\n"
    "ROE,JANE,,,,,Mrs,Russia,Individual,Primary name,Russia,04/03/2022,04/03/2022,701\n"
    "SEA STAR,,,,,,,,Ship,Primary name,DPRK,01/02/2020,04/03/2022,702\n";

const std::string kUkList =
    "Report Date: 18-Aug-2026\n"
    "Last Updated,Unique ID,OFSI Group ID,Name 6,Name 1,Name 2,Name type,Regime Name,Designation Type,UK Statement of "
    "Reasons,Address Country,Date Designated\n"
    "04/08/2026,RUS1,700,,AMBER,FAB,Primary Name,Russia,Entity,\"A long\nreason, with a comma\",Russia,04/03/2022\n"
    "04/08/2026,RUS1,700,YANTAR,,,Alias,Russia,Entity,,,04/03/2022\n"
    "04/08/2026,RUS2,701,ROE,JANE,,Primary Name,Russia,Individual,,,04/03/2022\n";

}  // namespace

TEST_CASE("the EU's list joins the rows of a party and knows persons") {
    for (const std::string& variant :
         {kEu, "\xEF\xBB\xBF" + replaced(kEu, "\n", "\r\n"), upper_header(kEu), replaced(kEu, "enterprise", "E")}) {
        const ReadList read = read_list_text("eu.csv", variant);
        REQUIRE(read.faults.empty());
        CHECK(read.list.format == "eu");
        CHECK(read.list.edition == "01/10/2026");
        REQUIRE(read.list.entries.size() == 3);
        const scenario::PartyEntry& amber = read.list.entries[0];
        CHECK(amber.name == "Amber Fab");
        CHECK(amber.aliases == Texts{"Янтарь; АО"});
        CHECK(amber.countries == Texts{"RU"});
        CHECK(amber.programmes == Texts{"RUS"});
        CHECK(amber.from == *parse_date("2022-03-04"));
        CHECK(amber.kind == PartyKind::entity);
        CHECK(read.list.entries[1].kind == PartyKind::person);
        CHECK(read.list.entries[2].name == "Orb \"Works\" Ltd");
        CHECK(read.list.entries[2].from == Date::min());
    }
}

TEST_CASE("OFSI's ConList.csv has its date above the header, and the primary name counts wherever it stands") {
    for (const std::string& variant :
         {kConList, replaced(kConList, "\n", "\r\n"), kConList.substr(kConList.find('\n') + 1),
          replaced(kConList, "Group", "GROUP")}) {
        const ReadList read = read_list_text("ConList.csv", variant);
        REQUIRE(read.faults.empty());
        CHECK(read.list.format == "uk");
        CHECK(read.list.layout == "OFSI ConList.csv");
        REQUIRE(read.list.entries.size() == 3);
        CHECK(read.list.entries[0].name == "AMBER FAB LLC");
        CHECK(read.list.entries[0].aliases == Texts{"AMBER"});
        CHECK(read.list.entries[0].countries == Texts{"RU"});
        CHECK(read.list.entries[0].programmes == Texts{"Russia"});
        CHECK(read.list.entries[0].from == *parse_date("2022-03-04"));
        CHECK(read.list.entries[1].name == "JANE ROE");
        CHECK(read.list.entries[1].kind == PartyKind::person);
        CHECK(read.list.entries[2].kind == PartyKind::vessel);
    }
    CHECK(read_list_text("ConList.csv", kConList).list.edition == "01/11/2025");
}

TEST_CASE("the UK Sanctions List is known by its Unique ID") {
    for (const std::string& variant : {kUkList, "\xEF\xBB\xBF" + replaced(kUkList, "\n", "\r\n")}) {
        const ReadList read = read_list_text("uk.csv", variant);
        REQUIRE(read.faults.empty());
        CHECK(read.list.layout == "UK Sanctions List");
        CHECK(read.list.edition == "18-Aug-2026");
        REQUIRE(read.list.entries.size() == 2);
        CHECK(read.list.entries[0].name == "AMBER FAB");
        CHECK(read.list.entries[0].aliases == Texts{"YANTAR"});
        CHECK(read.list.entries[0].id == "RUS1");
        CHECK(read.list.entries[1].kind == PartyKind::person);
    }
}

TEST_CASE("lists of the EU and the UK that are cut off are refused as damaged") {
    for (const std::string& text : {kEu, kConList, kUkList}) {
        const ReadList read = read_list_text("list.csv", text.substr(0, text.size() - 25));
        REQUIRE(read.faults.size() == 1);
        CHECK(read.faults[0].fault == Fault::damaged);
    }
}
