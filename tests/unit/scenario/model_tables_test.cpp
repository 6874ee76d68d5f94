#include <doctest/doctest.h>

#include <chokepoint/scenario/tables/firm_rows.hpp>
#include <chokepoint/scenario/tables/link_rows.hpp>
#include <chokepoint/scenario/tables/repeated_links.hpp>
#include <string>
#include <vector>

#include "../temporary_file.hpp"

using namespace chokepoint;

namespace {

constexpr std::size_t kModelTablesFirms = 100'000;

/// Enough firms for several parts of a mebibyte; every tenth has an empty line before it.
std::string firms_text() {
    std::string text = "product,id,country,revenue_usd,company\n";
    for (std::size_t k = 0; k < kModelTablesFirms; ++k) {
        if (k % 10 == 0) text += "\n";
        text += "good-" + std::to_string(k % 7) + ",firm-" + std::to_string(k) + ",C" + std::to_string(k % 3) + "," +
                std::to_string(1 + k) + ".5," + (k % 4 == 0 ? "" : "group-" + std::to_string(k / 100)) + "\n";
    }
    return text;
}

std::size_t customer_of(std::size_t link) {
    return (link * 104'729 + 1 + link / kModelTablesFirms) % kModelTablesFirms;
}

/// Two links a firm, in an order that is not the firms'; some with a product and a standby of their own.
std::string links_text() {
    std::string text = "supplier,customer,value_usd,product,standby_usd,us_content\n";
    for (std::size_t k = 0; k < 2 * kModelTablesFirms; ++k) {
        text += "firm-" + std::to_string(k * 7919 % kModelTablesFirms) + ",firm-" + std::to_string(customer_of(k)) +
                "," + std::to_string(k + 1) + "," + (k % 5 == 0 ? "extra-" + std::to_string(k % 11) : "") + "," +
                (k % 3 == 0 ? "7" : "") + "," +
                (k % 7 == 0   ? "0.5"
                 : k % 7 == 1 ? "NA"
                              : "") +
                "\n";
    }
    return text;
}

struct Loaded {
    scenario::FirmTable firms;
    scenario::LinkTable links;
    std::string faults;
};

Loaded load_model_tables(const std::string& firms, const std::string& links, unsigned threads) {
    const testing::TemporaryFolder folder;
    const TextFile firm_file(folder.write("firms.csv", firms), 1 << 30);
    const TextFile link_file(folder.write("links.csv", links), 1 << 30);
    Diagnostics diagnostics;
    Loaded loaded;
    loaded.firms = scenario::read_firms(firm_file, {"USD"}, true, threads, diagnostics);
    loaded.links = scenario::read_links(link_file, loaded.firms, {"USD"}, true, threads, diagnostics);
    for (const Diagnostic& fault : diagnostics.sorted())
        loaded.faults += testing::replaced(to_string(fault), folder.path().string() + "/", "") + "\n";
    return loaded;
}

bool same_model_tables(const scenario::TextColumn& a, const scenario::TextColumn& b) {
    const auto bytes = [](const scenario::TextColumn& column) {
        return std::string(column.texts.text().begin(), column.texts.text().end());
    };
    return a.numbers == b.numbers && bytes(a) == bytes(b);
}

}  // namespace

TEST_CASE("a table of several parts has every row in its place, on 1, 2 and 7 threads") {
    const Loaded one = load_model_tables(firms_text(), links_text(), 1);
    REQUIRE(one.faults == "");
    REQUIRE(one.firms.size() == kModelTablesFirms);
    REQUIRE(one.links.size() == 2 * kModelTablesFirms);
    for (std::size_t k = 0; k < kModelTablesFirms; k += 997) {
        CHECK(one.firms.id(k) == "firm-" + std::to_string(k));
        CHECK(one.firms.product[k] == "good-" + std::to_string(k % 7));
        CHECK(one.firms.revenue_of(k) == static_cast<double>(1 + k) + 0.5);
        CHECK(one.firms.company_of(k) == (k % 4 == 0 ? one.firms.id(k) : "group-" + std::to_string(k / 100)));
        CHECK(one.firms.name_of(k) == one.firms.company_of(k));
        CHECK(one.firms.file_line[k] == static_cast<int>(k + k / 10 + 3));
        CHECK(one.firms.file_column[k] == 8);
        CHECK(one.firms.final_demand_of(k) == -1.0);
        CHECK(one.firms.lines_of(k) == 1);
    }
    for (std::size_t k = 0; k < 2 * kModelTablesFirms; k += 997) {
        CHECK(one.links.supplier[k] == k * 7919 % kModelTablesFirms);
        CHECK(one.links.customer[k] == customer_of(k));
        CHECK(one.links.value_usd[k] == static_cast<double>(k + 1));
        CHECK(one.links.product[k] == (k % 5 == 0 ? "extra-" + std::to_string(k % 11) : ""));
        CHECK(one.links.standby_of(k) == (k % 3 == 0 ? 7.0 : -0.0));
        CHECK(one.links.us_content[k] == (k % 7 == 0 ? 0.5 : -1.0));
        CHECK(one.links.file_line[k] == static_cast<int>(k + 2));
    }
    for (const unsigned threads : {2U, 7U}) {
        const Loaded other = load_model_tables(firms_text(), links_text(), threads);
        CHECK(other.faults == "");
        CHECK(same_model_tables(other.firms.product, one.firms.product));
        CHECK(same_model_tables(other.firms.company, one.firms.company));
        CHECK(same_model_tables(other.links.product, one.links.product));
        CHECK(other.links.supplier == one.links.supplier);
        CHECK(other.links.customer == one.links.customer);
        CHECK(other.links.value_usd == one.links.value_usd);
        CHECK(other.links.standby_usd == one.links.standby_usd);
        CHECK(other.links.us_content == one.links.us_content);
    }
}

TEST_CASE("faults in several parts are told in the order of the lines, on any number of threads") {
    std::string firms = firms_text();
    std::string links = links_text();
    firms += "good-1,firm-5,C1,1,\n";
    links.insert(links.find("firm-"), "firm-0,firm-1,0,,,\n");
    links += "firm-1,firm-1,5,,,\nfirm-2,nobody,5,,,\nfirm-0,firm-1,6,extra-0,,\nfirm-0,firm-1,6,good-0,,\n";
    links += "firm-0,firm-1,8,,,\n";
    const std::string expected =
        "firms.csv:110002:8: error[duplicate]: firm 'firm-5' is given twice, first in line 8\n"
        "  110002 | good-1,firm-5,C1,1,\n         |        ^\n"
        "  hint: every id stands for one node; a company may own several\n"
        "links.csv:2:15: error[out-of-range]: value is zero\n  2 | firm-0,firm-1,0,,,\n    |               ^\n"
        "  hint: take the row out: a link that carries nothing is none\n"
        "links.csv:200003:8: error[contradiction]: 'firm-1' supplies itself\n  200003 | firm-1,firm-1,5,,,\n         | "
        "       ^\n"
        "  hint: take the row out: what a firm makes for itself is not a link\n"
        "links.csv:200004:8: error[unknown-name]: unknown firm 'nobody'\n  200004 | firm-2,nobody,5,,,\n         |     "
        "   ^\n"
        "  hint: give it a row in firms.csv\n"
        "links.csv:200005:1: error[duplicate]: 'firm-0' sells 'extra-0' to 'firm-1' twice, first in line 3\n"
        "  200005 | firm-0,firm-1,6,extra-0,,\n         | ^\n  hint: add the two values up into one row\n"
        "links.csv:200007:1: error[duplicate]: 'firm-0' sells 'good-0' to 'firm-1' twice, first in line 200006\n"
        "  200007 | firm-0,firm-1,8,,,\n         | ^\n  hint: add the two values up into one row\n";
    for (const unsigned threads : {1U, 2U, 7U})
        CHECK(load_model_tables(firms, links, threads).faults == expected);
}

TEST_CASE("a quoted field may hold a line end, and its quotes and commas reach the table") {
    const std::string firms = "id,country,product,name\n\"a \"\"b\"\", c\",DE,x,\"two\nlines\"\nd,DE,\"y,z\",\n";
    const Loaded loaded = load_model_tables(firms, "supplier,customer,value_usd\nd,\"a \"\"b\"\", c\",5\n", 2);
    REQUIRE(loaded.faults == "");
    REQUIRE(loaded.firms.size() == 2);
    CHECK(loaded.firms.id(0) == "a \"b\", c");
    CHECK(loaded.firms.name_of(0) == "two\nlines");
    CHECK(loaded.firms.product[1] == "y,z");
    CHECK(loaded.firms.name_of(1) == "d");
    CHECK(loaded.firms.file_line[1] == 4);
    CHECK(loaded.links.supplier == std::vector<std::uint32_t>{1});
    CHECK(loaded.links.customer == std::vector<std::uint32_t>{0});
}

TEST_CASE("a link is repeated when supplier, customer and product are the same, by whatever words") {
    const std::string firms = "id,country,product\na,DE,x\nb,DE,x\nc,DE,y\n";
    const auto repeats = [&](const std::string& rows) {
        const Loaded loaded = load_model_tables(firms, "supplier,customer,product,value_usd\n" + rows, 1);
        return scenario::find_repeated_links(loaded.firms, loaded.links, 1);
    };
    CHECK(repeats("a,b,,1\nb,a,,1\na,b,y,1\na,c,x,1\n").empty());
    const auto twice = repeats("a,b,z,1\na,b,,1\nc,b,y,1\na,b,x,1\na,b,z,1\na,b,,1\n");
    REQUIRE(twice.size() == 3);
    CHECK(twice[0].row == 3);
    CHECK(twice[0].first == 1);
    CHECK(twice[1].row == 4);
    CHECK(twice[1].first == 0);
    CHECK(twice[2].row == 5);
    CHECK(twice[2].first == 1);
}

TEST_CASE("line numbers are kept where they jump") {
    scenario::LineNumbers lines;
    for (const auto& [row, line] : std::vector<std::pair<int, int>>{{0, 2}, {1, 3}, {2, 7}, {3, 8}})
        lines.add(static_cast<std::size_t>(row), line);
    scenario::LineNumbers part;
    part.add(0, 1);
    part.add(1, 3);
    lines.append(part, 4, 9);
    CHECK(lines[1] == 3);
    CHECK(lines[3] == 8);
    CHECK(lines[4] == 9);
    CHECK(lines[5] == 11);
}
