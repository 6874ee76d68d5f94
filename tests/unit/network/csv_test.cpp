#include <doctest/doctest.h>

#include <array>
#include <chokepoint/network/file/csv.hpp>

#include "../temporary_file.hpp"

using namespace chokepoint;
using chokepoint::testing::replaced;
using chokepoint::testing::TemporaryFolder;

namespace {

constexpr std::array<network::CsvColumn, 4> kColumns = {network::CsvColumn{"supplier", true, "", "Id in firms.csv."},
                                                        network::CsvColumn{"customer", true, "", "Id in firms.csv."},
                                                        network::CsvColumn{"value_usd", true, "USD a year", "Sales."},
                                                        network::CsvColumn{"product", false, "", ""}};

/// What the reader returns: rows as `line:a|b|c|d`, then the faults as text.
struct Reading {
    std::vector<std::string> rows;
    std::string faults;
};

Reading read_csv(std::string_view content) {
    const TemporaryFolder folder;
    const TextFile file(folder.write("links.csv", content), std::size_t{1} << 30);
    Diagnostics diagnostics;
    network::CsvReader reader(file, kColumns, diagnostics);
    Reading reading;
    network::CsvRow row;
    while (reader.next(row)) {
        std::string text = std::to_string(row.line) + ":";
        for (std::size_t i = 0; i < row.fields.size(); ++i) {
            if (i > 0) text += "|";
            text += row.fields[i];
        }
        reading.rows.push_back(text);
    }
    CHECK_FALSE(reader.next(row));
    for (const auto& one : diagnostics.sorted()) {
        reading.faults += replaced(to_string(one), folder.path().string() + "/", "") + "\n";
    }
    return reading;
}

using Rows = std::vector<std::string>;
const std::string kHeader = "supplier,customer,value_usd\n";

}  // namespace

TEST_CASE("fields are matched to columns by name") {
    const auto reading = read_csv("product,value_usd,customer,supplier\nchips,1.5,B,A\n,2,C,A\n");
    CHECK(reading.faults == "");
    CHECK(reading.rows == Rows{"2:A|B|1.5|chips", "3:A|C|2|"});
}

TEST_CASE("an optional column may be absent") {
    const TemporaryFolder folder;
    const TextFile file(folder.write("links.csv", kHeader + "A,B,1\n"), 1000);
    Diagnostics diagnostics;
    network::CsvReader reader(file, kColumns, diagnostics);
    network::CsvRow row;
    REQUIRE(reader.next(row));
    CHECK(reader.has_column(2));
    CHECK_FALSE(reader.has_column(3));
    CHECK(row.fields[3].empty());
    CHECK(row.columns[3] == 0);
    CHECK(row.columns[0] == 1);
    CHECK(row.columns[2] == 5);
}

TEST_CASE("CRLF, a byte-order mark, blank lines and a missing final line end make no difference") {
    const auto reading = read_csv("\xEF\xBB\xBFsupplier,customer,value_usd\r\nA,B,1\r\n\r\n\nC,D,2");
    CHECK(reading.faults == "");
    CHECK(reading.rows == Rows{"2:A|B|1|", "5:C|D|2|"});
}

TEST_CASE("quoted fields may contain commas, quotes and line ends") {
    const auto reading = read_csv(
        "\"supplier\",customer,value_usd\n\"A, Inc.\",\"say "
        "\"\"B\"\"\",1\n\"two\nlines\r\nthree\",\"\",2\nC,\"\"\"\",3\n");
    CHECK(reading.faults == "");
    CHECK(reading.rows == Rows{"2:A, Inc.|say \"B\"|1|", "3:two\nlines\r\nthree||2|", "6:C|\"|3|"});
}

TEST_CASE("characters beyond ASCII and spaces within a field are kept") {
    const auto reading = read_csv(kHeader + "中兴,\"é, è\",1\nA\tA,B  B,2\n");
    CHECK(reading.faults == "");
    CHECK(reading.rows == Rows{"2:中兴|é, è|1|", "3:A\tA|B  B|2|"});
}

TEST_CASE("whitespace and invisible characters at the ends of a field are dropped") {
    const auto reading =
        read_csv(kHeader + " A\t,\" B, \"\"C\"\" \",\u00A01\uFEFF\n\" \u3000\",\u200BÉ \u00E9\u202F,  \n");
    CHECK(reading.faults == "");
    CHECK(reading.rows == Rows{"2:A|B, \"C\"|1|", "3:|É \u00E9||"});
    CHECK(read_csv("\uFEFF\uFEFF supplier , customer,value_usd\t\nA,B,1\n").rows == Rows{"2:A|B|1|"});
}

TEST_CASE("a header without rows has no faults") {
    CHECK(read_csv(kHeader).faults == "");
    CHECK(read_csv(kHeader).rows.empty());
    CHECK(read_csv("supplier,customer,value_usd").faults == "");
}

TEST_CASE("an empty file is refused") {
    CHECK(read_csv("").faults ==
          "links.csv: error[empty]: file is empty\n"
          "  hint: the first line must name the columns: supplier,customer,value_usd,product\n");
}

TEST_CASE("a misspelt column is refused once, with a suggestion") {
    const auto reading = read_csv("suplier,customer,value_usd\nA,B,1\n");
    CHECK(reading.rows.empty());
    CHECK(reading.faults ==
          "links.csv:1:1: error[unknown-key]: unknown column 'suplier'\n"
          "  1 | suplier,customer,value_usd\n"
          "    | ^\n"
          "  hint: did you mean 'supplier'?\n");
}

TEST_CASE("an unknown column is refused, and the rest is still read") {
    const auto reading = read_csv("supplier,customer,value_usd,remark\nA,B,1,\"x\"\"y\"\n");
    CHECK(reading.rows == Rows{"2:A|B|1|"});
    CHECK(reading.faults ==
          "links.csv:1:29: error[unknown-key]: unknown column 'remark'\n"
          "  1 | supplier,customer,value_usd,remark\n"
          "    |                             ^\n"
          "  hint: the columns are supplier,customer,value_usd,product\n");
}

TEST_CASE("a missing column ends the reading") {
    const auto reading = read_csv("supplier,product\nA,B\nC\n");
    CHECK(reading.rows.empty());
    CHECK(reading.faults ==
          "links.csv:1:1: error[missing-key]: missing column 'customer'\n"
          "  1 | supplier,product\n"
          "    | ^\n"
          "  hint: add it: Id in firms.csv.\n"
          "links.csv:1:1: error[missing-key]: missing column 'value_usd'\n"
          "  1 | supplier,product\n"
          "    | ^\n"
          "  hint: add it: Sales.\n");
}

TEST_CASE("a duplicate column is reported with both places") {
    const auto reading = read_csv("supplier,customer,value_usd,supplier\nA,B,1,C\n");
    CHECK(reading.rows == Rows{"2:A|B|1|"});
    CHECK(reading.faults ==
          "links.csv:1:29: error[duplicate]: duplicate column 'supplier'\n"
          "  1 | supplier,customer,value_usd,supplier\n"
          "    |                             ^\n"
          "  note: first given at links.csv:1:1\n"
          "  1 | supplier,customer,value_usd,supplier\n"
          "    | ^\n"
          "  hint: remove or rename one of them\n");
}

TEST_CASE("a separator other than the comma is named, with the command that replaces it") {
    CHECK(
        read_csv("supplier;customer;value_usd\nA;B;1\n")
            .faults.starts_with("links.csv:1:1: error[unreadable]: the file looks like an edge list, separated by ';'\n"
                                "  1 | supplier;customer;value_usd\n"
                                "    | ^\n"
                                "  hint: separate the columns by commas:\n"
                                "    mv links.csv links.original.csv"));
    CHECK(read_csv("supplier\tcustomer\tvalue_usd\nA\tB\t1\n")
              .faults.starts_with(
                  "links.csv:1:1: error[unreadable]: the file looks like an edge list, separated by a tab\n"));
}

TEST_CASE("columns from another program are distinguished from misspelt ones") {
    CHECK(read_csv("Seller,BUYER,Amount\nA,B,1\n")
              .faults.find("'Seller' is probably supplier, 'BUYER' customer, 'Amount' value_usd") != std::string::npos);
    CHECK(read_csv("suplier,customer,value_usd\nA,B,1\n").faults.find("did you mean 'supplier'?") != std::string::npos);
}

TEST_CASE("ragged rows are refused, and the others are read") {
    const auto reading = read_csv(kHeader + "A,B\nA,B,1\nA,B,1,2\nC\nC,D,2\n");
    CHECK(reading.rows == Rows{"3:A|B|1|", "6:C|D|2|"});
    CHECK(reading.faults ==
          "links.csv:2:1: error[bad-syntax]: row has 2 fields but the header has 3\n"
          "  2 | A,B\n"
          "    | ^\n"
          "  hint: write a comma for each empty field as well\n"
          "links.csv:4:1: error[bad-syntax]: row has 4 fields but the header has 3\n"
          "  4 | A,B,1,2\n"
          "    | ^\n"
          "  hint: put a field that contains a comma in double quotes\n"
          "links.csv:5:1: error[bad-syntax]: row has 1 field but the header has 3\n"
          "  5 | C\n"
          "    | ^\n"
          "  hint: write a comma for each empty field as well\n");
}

TEST_CASE("a trailing comma adds a field, with and without a final line end") {
    CHECK(read_csv(kHeader + "A,B,\n").rows == Rows{"2:A|B||"});
    CHECK(read_csv(kHeader + "A,B,").rows == Rows{"2:A|B||"});
    CHECK(read_csv(kHeader + "A,B,1,")
              .faults.starts_with("links.csv:2:1: error[bad-syntax]: row has 4 fields but the header has 3\n"));
}

TEST_CASE("misplaced quotes are refused with their place") {
    const auto reading = read_csv(kHeader + "A,say \"B\",1\n\"A\" Inc.,B,1\nC,D,2\n");
    CHECK(reading.rows == Rows{"4:C|D|2|"});
    CHECK(reading.faults ==
          "links.csv:2:7: error[bad-syntax]: quote inside an unquoted field\n"
          "  2 | A,say \"B\",1\n"
          "    |       ^\n"
          "  hint: put the field in double quotes and write each quote inside it twice\n"
          "links.csv:3:4: error[bad-syntax]: text after the closing quote\n"
          "  3 | \"A\" Inc.,B,1\n"
          "    |    ^\n"
          "  hint: write a quote inside a quoted field twice\n");
}

TEST_CASE("an unclosed quote is refused where it opens and consumes only its line") {
    const auto reading = read_csv(kHeader + "A,\"B,1\nC,D,2\nE,F\n");
    CHECK(reading.rows == Rows{"3:C|D|2|"});
    CHECK(reading.faults ==
          "links.csv:2:3: error[bad-syntax]: quote is never closed\n"
          "  2 | A,\"B,1\n"
          "    |   ^\n"
          "  hint: put the field in double quotes and write each quote inside it twice\n"
          "links.csv:4:1: error[bad-syntax]: row has 2 fields but the header has 3\n"
          "  4 | E,F\n"
          "    | ^\n"
          "  hint: write a comma for each empty field as well\n");
}

TEST_CASE("places after a field of several lines are correct") {
    const auto reading = read_csv(kHeader + "\"A\nB\",\"C\" x,1\n\"中\n中\",D,\"\nE,F,3\n");
    CHECK(reading.faults ==
          "links.csv:3:7: error[bad-syntax]: text after the closing quote\n"
          "  3 | B\",\"C\" x,1\n"
          "    |       ^\n"
          "  hint: write a quote inside a quoted field twice\n"
          "links.csv:5:6: error[bad-syntax]: quote is never closed\n"
          "  5 | 中\",D,\"\n"
          "    |      ^\n"
          "  hint: put the field in double quotes and write each quote inside it twice\n");
    CHECK(reading.rows == Rows{"6:E|F|3|"});
}

TEST_CASE("bytes that are not text are refused with their place") {
    const auto reading = read_csv(kHeader + "A,caf\xE9,1\n中,\"B \xFF\",1\nA\x07,B,1\nC,D,\r1\n\"x\x01\",D,1\nC,D,2\n");
    CHECK(reading.rows == Rows{"7:C|D|2|"});
    CHECK(reading.faults ==
          "links.csv:2:6: error[bad-syntax]: invalid UTF-8\n"
          "  2 | A,caf?,1\n"
          "    |      ^\n"
          "  hint: save the file as UTF-8\n"
          "links.csv:3:6: error[bad-syntax]: invalid UTF-8\n"
          "  3 | 中,\"B ?\",1\n"
          "    |      ^\n"
          "  hint: save the file as UTF-8\n"
          "links.csv:4:2: error[bad-syntax]: control character in a field\n"
          "  4 | A?,B,1\n"
          "    |  ^\n"
          "  hint: remove it\n"
          "links.csv:5:5: error[bad-syntax]: carriage return without line feed\n"
          "  5 | C,D,?1\n"
          "    |     ^\n"
          "  hint: end lines with LF or CRLF\n"
          "links.csv:6:3: error[bad-syntax]: control character in a field\n"
          "  6 | \"x?\",D,1\n"
          "    |   ^\n"
          "  hint: remove it\n");
}

TEST_CASE("a control character is refused wherever it stands in a field") {
    for (const std::string control : {"\x7F", "\x01", "\x1B"}) {
        for (std::size_t before = 0; before < 20; ++before) {
            const auto reading = read_csv(kHeader + std::string(before, 'A') + control + "AAAAAAAAA,B,1\n");
            CHECK(reading.rows.empty());
            CHECK(reading.faults.find("control character in a field") != std::string::npos);
        }
    }
}

TEST_CASE("a NUL byte far into the file is refused with its place") {
    std::string content = kHeader;
    for (int i = 0; i < 20'000; ++i) {
        content += "A,B,1\n";
    }
    content += std::string("A,B\0,1\n", 7);
    content += std::string("A,\"B\0\",1\n", 9);
    const auto reading = read_csv(content);
    CHECK(reading.rows.size() == 20'000);
    CHECK(reading.faults ==
          "links.csv:20002:4: error[bad-syntax]: NUL byte in a field\n"
          "  20002 | A,B?,1\n"
          "        |    ^\n"
          "  hint: remove it, and check that the file is text\n"
          "links.csv:20003:5: error[bad-syntax]: NUL byte in a field\n"
          "  20003 | A,\"B?\",1\n"
          "        |     ^\n"
          "  hint: remove it, and check that the file is text\n");
}

TEST_CASE("a fault added by the caller has the place of its field") {
    const TemporaryFolder folder;
    const TextFile file(folder.write("links.csv", kHeader + "中,B,x\n\"A\nB\",C,\"y\"\n"), 1000);
    Diagnostics diagnostics;
    network::CsvReader reader(file, kColumns, diagnostics);
    network::CsvRow row;
    while (reader.next(row)) {
        reader.fault(row, 2, "'value_usd' must be a number", "write digits");
        reader.fault(row, 3, "no product", "add one");
    }
    std::vector<std::pair<int, int>> places;
    for (const auto& one : diagnostics.sorted()) {
        places.emplace_back(one.place.line, one.place.column);
    }
    CHECK(places == std::vector<std::pair<int, int>>{{2, 1}, {2, 5}, {3, 1}, {4, 6}});
    CHECK(replaced(to_string(diagnostics.sorted()[1]), folder.path().string() + "/", "") ==
          "links.csv:2:5: error[invalid-value]: 'value_usd' must be a number\n"
          "  2 | 中,B,x\n"
          "    |     ^\n"
          "  hint: write digits");
}

TEST_CASE("after twenty faults, one line reports how many more there are") {
    std::string content = kHeader;
    for (int i = 0; i < 57; ++i) {
        content += "A,B\n";
    }
    const auto faults = read_csv(content).faults;
    CHECK(faults.find("links.csv:21:1: error") != std::string::npos);
    CHECK(faults.find("links.csv:22:1: error") == std::string::npos);
    CHECK(
        faults.ends_with("links.csv: error[invalid-value]: 37 more faults are not shown\n"
                         "  hint: many faults often have one cause: correct the first\n"));
}

TEST_CASE("fields of ten million characters are refused with short excerpts") {
    const std::string huge(10'000'000, 'x');
    const auto reading = read_csv(kHeader + "A," + huge + ",1\nA,\"" + huge + "\",1\nC,D,2\n");
    CHECK(reading.rows == Rows{"4:C|D|2|"});
    CHECK(reading.faults ==
          "links.csv:2:3: error[bad-syntax]: field is longer than 4096 bytes\n"
          "  2 | A," +
              std::string(71, 'x') +
              "...\n"
              "    |   ^\n"
              "  hint: check for a missing comma or line end\n"
              "links.csv:3:3: error[bad-syntax]: field is longer than 4096 bytes\n"
              "  3 | A,\"" +
              std::string(70, 'x') +
              "...\n"
              "    |   ^\n"
              "  hint: check for a missing closing quote\n");
}

TEST_CASE("a field of 4096 bytes is read") {
    const std::string longest(4096, 'x');
    CHECK(read_csv(kHeader + "A,\"" + longest + "\"," + longest + "\n").rows ==
          Rows{"2:A|" + longest + "|" + longest + "|"});
}

TEST_CASE("a file full of open quotes can be read") {
    std::string content = kHeader;
    for (int i = 0; i < 400'000; ++i) {
        content += "\"x\"\"y\n";
    }
    CHECK(read_csv(content).rows.empty());
}
