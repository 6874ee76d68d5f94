#include <doctest/doctest.h>

#include <chokepoint/report/text/screen.hpp>
#include <string>

namespace chokepoint {

namespace {

std::string table() {
    const std::string text = "heading\nname  |  ban| lift|saves\nZTE   | 10.0|  2.0|  8.0\nAcacia|  1.0|  0.5\nnote\n";
    std::string marked;
    for (const char c : text)
        marked += c == '|' ? report::kColumn : c;
    return marked;
}

}  // namespace

TEST_CASE("a table that fits stays one block, without its marks") {
    CHECK(report::tables_within(table(), 21) ==
          "heading\nname    ban liftsaves\nZTE    10.0  2.0  8.0\nAcacia  1.0  0.5\nnote\n");
}

TEST_CASE("columns that do not fit come below, each block behind the first column") {
    CHECK(report::tables_within(table(), 16) ==
          "heading\nname    ban lift\nZTE    10.0  2.0\nAcacia  1.0  0.5\n"
          "name  saves\nZTE     8.0\nAcacia\nnote\n");
}

TEST_CASE("the first column is cut where no other would fit") {
    CHECK(report::tables_within(table(), 8) ==
          "heading\nna~  ban\nZTE 10.0\nAc~  1.0\nna~ lift\nZTE  2.0\nAc~  0.5\nna~saves\nZTE  8.0\nAc~\nnote\n");
}

TEST_CASE("text without tables is left alone, with or without a last line end") {
    CHECK(report::tables_within("a line that is too long\n\nb", 5) == "a line that is too long\n\nb");
}

TEST_CASE("a name is cut at a character and says so") {
    CHECK(report::fitted("Zürich AG", 12) == "Zürich AG   ");
    CHECK(report::fitted("Zürich AG", 9) == "Zürich AG");
    CHECK(report::fitted("Zürich AG", 3) == "Zü~");
    CHECK(report::fitted("a\x1F\n", 3) == "a??");
    CHECK(report::fitted("abc", 0).empty());
    CHECK(report::name_within("Zürich AG", 12) == "Zürich AG");
    CHECK(report::name_within("Zürich AG", 3) == "Zü~");
    CHECK(report::columns_of("") == 0);
    CHECK(report::columns_of("Zürich") == 6);
    CHECK(report::columns_of("中兴通讯") == 8);
    CHECK(report::fitted("中兴通讯", 10) == "中兴通讯  ");
    CHECK(report::fitted("中兴通讯", 6) == "中兴~ ");
    CHECK(report::fitted("中兴通讯", 2) == "~ ");
    CHECK(report::name_within("中兴通讯", 1) == "~");
}

TEST_CASE("equal amounts in a row have equal shares") {
    // 50.74 and 50.66 million of 509.5 are 9.96 and 9.94 %: both amounts are shown as 50.7.
    CHECK(report::millions(50.74e6) == report::millions(50.66e6));
    CHECK(report::per_cent(50.74e6, 509.5e6) == report::per_cent(50.66e6, 509.5e6));
    CHECK(report::per_cent(-50.74e6, 509.5e6) == report::per_cent(-50.66e6, 509.5e6));
    CHECK(report::per_cent(10'670.4e6, 17'336e6) == report::per_cent(10'669.6e6, 17'336e6));
}

TEST_CASE("a share is exact where an amount in millions is coarser than it") {
    CHECK(report::per_cent(0.04e6, 0.1e6) == "40.0 %");
    CHECK(report::per_cent(0.25, 1.0) == "25.0 %");
    CHECK(report::per_cent(12.34e6, 90e6) == "13.7 %");
}

}  // namespace chokepoint
