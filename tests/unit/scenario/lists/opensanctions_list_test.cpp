#include <doctest/doctest.h>

#include "list_reading.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;
using scenario::PartyKind;

TEST_CASE("targets.simple.csv gives countries without states that are no more, programmes, and days of sanctions") {
    const std::string text =
        "\"id\",\"schema\",\"name\",\"aliases\",\"countries\",\"sanctions\",\"program_ids\",\"dataset\",\"first_"
        "seen\"\n"
        "\"a\",\"Company\",\"Amber Fab\",\"Amber;Янтарь\",\"ru;suhh;ua-cri\",\"Order 7 - 2022-03-04 - 2024-01-31;Order "
        "8 - "
        "2023\",\"EU-RUS;GB-RUS\",\"EU FSF;UK List\",\"2021-01-01T00:00:00\"\n"
        "\"b\",\"Person\",\"J Roe\",\"\",\"xx\",\"\",\"\",\"EU FSF\",\"2021-01-01T00:00:00\"\n"
        "\"c\",\"Vessel\",\"Sea \"\"Star\"\"\",\"\",\"kp\",\"\",\"\",\"EU FSF\",\"2021-01-01T00:00:00\"\n"
        "\"d\",\"CryptoWallet\",\"1abc\",\"\",\"\",\"\",\"\",\"EU FSF\",\"2021-01-01T00:00:00\"\n";
    const ReadList read = read_list_text("targets.csv", text);
    REQUIRE(read.faults.empty());
    CHECK(read.list.format == "opensanctions");
    REQUIRE(read.list.entries.size() == 4);
    const scenario::PartyEntry& amber = read.list.entries[0];
    CHECK(amber.aliases == Texts{"Amber", "Янтарь"});
    CHECK(amber.countries == Texts{"RU", "UA"});
    CHECK(amber.programmes == Texts{"EU-RUS", "GB-RUS"});
    CHECK(amber.sources == Texts{"EU FSF", "UK List"});
    CHECK(amber.from == *parse_date("2022-03-04"));
    CHECK(amber.until == Date::max());  // Order 8 has no end
    CHECK(read.list.entries[1].kind == PartyKind::person);
    CHECK(read.list.entries[2].name == "Sea \"Star\"");
    CHECK(read.list.entries[2].kind == PartyKind::vessel);
    CHECK(read.list.entries[3].kind == PartyKind::other);
}

TEST_CASE("targets.simple.csv without program_ids has the names of sanctions as programmes") {
    const ReadList read = read_list_text("targets.csv",
                                         "id,schema,name,countries,sanctions,dataset\r\n"
                                         "a,Organization,Amber Fab,ru,BIS Entity List - 2019-05-21,CSL\r\n");
    REQUIRE(read.list.entries.size() == 1);
    CHECK(read.list.layout == "targets.simple.csv without program_ids");
    CHECK(read.list.entries[0].programmes == Texts{"BIS Entity List"});
    CHECK(read.list.entries[0].from == *parse_date("2019-05-21"));
}

namespace {

const std::string kFtm =
    R"({"id":"s1","schema":"Sanction","properties":{"entity":["a"],"program":["Order 7"],"programId":["EU-RUS"],)"
    R"("startDate":["2022-03-04"],"endDate":["2024-01"]},"datasets":["eu_fsf"]})"
    "\n"
    R"({"id":"a","caption":"Amber Fab","schema":"Company","properties":{"name":["Amber Fab","OOO Yantar"],)"
    R"("alias":["Янтарь"],"country":["ru","suhh"],"jurisdiction":["kz"],"topics":["sanction"]},"datasets":["eu_fsf"]})"
    "\n"
    R"({"id":"s2","schema":"Sanction","properties":{"entity":["a"],"authority":["OFSI"],"startDate":["2023"]},)"
    R"("datasets":["gb_hmt"]})"
    "\n"
    R"({"id":"o","schema":"Company","properties":{"name":["Owner of Amber"],"topics":["sanction.linked"]}})"
    "\n"
    R"({"id":"own","schema":"Ownership","properties":{"owner":["o"],"asset":["a"]}})"
    "\n"
    R"({"id":"p","schema":"Person","properties":{"name":["J Roe"],"topics":["sanction"]},"datasets":["eu_fsf"]})"
    "\n";

}  // namespace

TEST_CASE("a company of FollowTheMoney has an entry for each sanction that refers to it") {
    const ReadList read = read_list_text("entities.ftm.json", kFtm);
    REQUIRE(read.faults.empty());
    CHECK(read.list.format == "opensanctions");
    CHECK(read.list.layout == "entities.ftm.json");
    REQUIRE(read.list.entries.size() == 3);
    const scenario::PartyEntry& first = read.list.entries[0];
    CHECK(first.name == "Amber Fab");
    CHECK(first.aliases == Texts{"OOO Yantar", "Янтарь"});
    CHECK(first.countries == Texts{"RU", "KZ"});
    CHECK(first.programmes == Texts{"EU-RUS", "Order 7"});
    CHECK(first.from == *parse_date("2022-03-04"));
    CHECK(first.until == *parse_date("2024-01-31"));
    CHECK(first.line == 2);
    const scenario::PartyEntry& second = read.list.entries[1];
    CHECK(scenario::is_same_party(first, second));
    CHECK(second.sources == Texts{"gb_hmt"});
    CHECK(second.from == *parse_date("2023-01-01"));
    CHECK(read.list.entries[2].kind == PartyKind::person);
}

TEST_CASE("values of another type than FollowTheMoney has them are passed over") {
    const ReadList read =
        read_list_text("entities.ftm.json", R"({"schema":"Company","properties":[],"id":7,"caption":{}})"
                                            "\n"
                                            R"({"schema":1,"properties":{"name":[1,null]},"id":"x"})"
                                            "\n" +
                                                kFtm);
    CHECK(read.faults.empty());
    CHECK(read.list.entries.size() == 3);
}

TEST_CASE("lines of FollowTheMoney that are cut off are refused as damaged") {
    const ReadList read = read_list_text("entities.ftm.json", kFtm.substr(0, kFtm.size() - 30));
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].fault == Fault::damaged);
    CHECK(read.faults[0].place.line == 6);
    const ReadList inside = read_list_text("entities.ftm.json", kFtm + "oops\n" + kFtm);
    REQUIRE(inside.faults.size() == 1);
    CHECK(inside.faults[0].fault == Fault::bad_syntax);
    CHECK(inside.faults[0].place.line == 7);
}
