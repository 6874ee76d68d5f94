#include <doctest/doctest.h>

#include "list_reading.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

scenario::ListSpec with_columns(const char* name) {
    scenario::ListSpec spec;
    spec.columns.emplace();
    spec.columns->name.value = name;
    return spec;
}

}  // namespace

TEST_CASE("a list of one's own has a name and four optional columns, in any case and order") {
    const ReadList read =
        read_list_text("own.csv", "COUNTRY,Name,until\r\n\"CN; HK\",\"Fen\nOptics\",2020-01-01\r\n,Orb,\r\n");
    REQUIRE(read.faults.empty());
    CHECK(read.list.format == "csv");
    REQUIRE(read.list.entries.size() == 2);
    CHECK(read.list.entries[0].name == "Fen\nOptics");
    CHECK(read.list.entries[0].countries == Texts{"CN", "HK"});
    CHECK(read.list.entries[0].until == *parse_date("2020-01-01"));
    CHECK(read.list.entries[1].countries.empty());
}

TEST_CASE("columns that a list of one's own does not have are refused, with the nearest") {
    const ReadList read = read_list_text("own.csv", "name,untill\nFen,2020-01-01\n");
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].message == "unknown column 'untill'");
    CHECK(read.faults[0].hint == "did you mean 'until'?");
    const ReadList missing = read_list_text("own.csv", "nam,country\nFen,CN\n");
    REQUIRE(!missing.faults.empty());
    CHECK(missing.faults[0].message == "unknown column 'nam'");
}

TEST_CASE("a table of any other layout is read with the columns that the scenario names") {
    scenario::ListSpec spec = with_columns("Listed party");
    spec.columns->country = scenario::StatedText{"Where", {}};
    spec.columns->programme = scenario::StatedText{"why", {}};
    for (const std::string separator : {",", ";", "\t"}) {
        const std::string text = "No,Listed party,Where,Why\n1,Fen,CN,A\n2,Orb,,B\n";
        const ReadList read = read_list_text("table.csv", replaced(text, ",", separator), spec);
        REQUIRE(read.faults.empty());
        REQUIRE(read.list.entries.size() == 2);
        CHECK(read.list.entries[0].countries == Texts{"CN"});
        CHECK(read.list.entries[1].programmes == Texts{"B"});
    }
}

TEST_CASE("a column that the scenario names and the table lacks is a fault, with the nearest") {
    const ReadList read = read_list_text("table.csv", "No,Listed party\n1,Fen\n", with_columns("Listed parties"));
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].fault == Fault::missing_key);
    CHECK(read.faults[0].hint == "did you mean 'Listed party'?");
}

TEST_CASE("days in lists are read in the order of the publisher, and parts of days from their first to their last") {
    using scenario::DateOrder;
    using scenario::parse_list_date;
    CHECK(parse_list_date("04/03/2022", DateOrder::day_first) == parse_date("2022-03-04"));
    CHECK(parse_list_date("04/03/2022", DateOrder::month_first) == parse_date("2022-04-03"));
    CHECK(parse_list_date("18-Aug-2026", DateOrder::day_first) == parse_date("2026-08-18"));
    CHECK(parse_list_date("8 August 2026", DateOrder::month_first) == parse_date("2026-08-08"));
    CHECK(parse_list_date("2026-08-18T10:00:00", DateOrder::day_first) == parse_date("2026-08-18"));
    CHECK(parse_list_date("2024-02", DateOrder::day_first, true) == parse_date("2024-02-29"));
    CHECK(parse_list_date("2024", DateOrder::day_first) == parse_date("2024-01-01"));
    CHECK(!parse_list_date("31/02/2022", DateOrder::day_first));
    CHECK(!parse_list_date("soon", DateOrder::day_first));
}
