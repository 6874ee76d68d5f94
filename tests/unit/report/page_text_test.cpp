#include <doctest/doctest.h>

#include <chokepoint/report/chart/chart.hpp>
#include <chokepoint/report/page/page_glossary.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <limits>

using namespace chokepoint;

TEST_CASE("what is a mark of HTML stands in a page as text") {
    CHECK(report::escaped("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    CHECK(report::escaped("电 💥\tשלום\n") == "电 💥\tשלום\n");
    CHECK(report::escaped(std::string_view("\x01\0\xff", 3)) == "\ufffd\ufffd\ufffd");
}

TEST_CASE("a name is cut by characters, with an ellipsis, and whole in its title") {
    CHECK(report::shortened("💥💥💥", 3) == "💥💥💥");
    CHECK(report::shortened("💥💥💥💥", 3) == "💥💥…");
    CHECK(report::name_html("a<b") == "<bdi>a&lt;b</bdi>");
    const std::string cut = report::name_html(std::string(10000, 'x'));
    CHECK(cut == "<bdi title=\"" + std::string(10000, 'x') + "\">" + std::string(79, 'x') + "…</bdi>");
}

TEST_CASE("an anchor has no character that a link would have to escape") {
    CHECK(report::parameter_anchor("products.phone-chips.stock_days") == "parameter-products.phone-chips.stock_5fdays");
    CHECK(report::parameter_anchor("a\"b c") == "parameter-a_22b_20c");
}

TEST_CASE("money is read in billions from a billion on") {
    CHECK(report::money(10.65e9, "USD") == "10.7 billion USD");
    CHECK(report::money(412.3e6, "USD") == "412 million USD");
    CHECK(report::money(3.14e6, "USD") == "3.1 million USD");
    CHECK(report::money(-2e9, "USD") == "-2.0 billion USD");
}

TEST_CASE("the data of a chart cannot end the script that holds it") {
    report::BarChart chart{"unit",
                           {"</script><script>alert(1)</script>", "a\u2028b&c"},
                           {{"arm", 1, {1.5, std::numeric_limits<double>::quiet_NaN()}}}};
    const std::string html = report::chart_html({"title", "unit", "what \"it\" shows", "", ""}, chart);
    CHECK(html.find("alert(1)</script>") == std::string::npos);
    CHECK(html.find("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)") != std::string::npos);
    CHECK(html.find("a\\u2028b\\u0026c") != std::string::npos);
    CHECK(html.find("\"values\":[1.5,null]") != std::string::npos);
    CHECK(html.find("aria-label=\"what &quot;it&quot; shows\"") != std::string::npos);
}

TEST_CASE("the first use of a word of the glossary in prose is a link, and other uses are not") {
    const std::string page = report::link_words("<h2>The range</h2><p>A range of <bdi>samples</bdi>, and a range.</p>");
    CHECK(page.find("<h2>The range</h2><p>A <a class=\"term\" href=\"#word-range\"") == 0);
    CHECK(page.find(">range</a> of <bdi>samples</bdi>, and a range.</p>") != std::string::npos);
    CHECK(report::link_words("<p>Ranges</p>").find(">Ranges</a>") != std::string::npos);
    CHECK(report::link_words("<p>Arrangements are strange.</p>") == "<p>Arrangements are strange.</p>");
    const std::string glossary = report::glossary_section(page);
    CHECK(glossary.find("id=\"word-range\"") != std::string::npos);
    CHECK(glossary.find("id=\"word-sample\"") == std::string::npos);
    CHECK(report::glossary_section("<p>Nothing.</p>").empty());
}

TEST_CASE("on a phone a table shows its key columns, with their headings beside the cells") {
    const std::string table = report::table_html({"what", {"", "a", "b"}, {{"row", "1", "2"}}, false, {}, {2}});
    CHECK(table.find("<table class=\"keyed\">") != std::string::npos);
    CHECK(table.find("<td data-label=\"a\">1</td><td class=\"key\" data-label=\"b\">2</td>") != std::string::npos);
}

TEST_CASE("a cell has a range only where that says more than the number") {
    const double none = std::numeric_limits<double>::quiet_NaN();
    CHECK(report::loss_cell({1.2e6, none, none}, report::LossUnit::usd) == "1.2");
    CHECK(report::loss_cell({12.0, 10.0, 14.0}, report::LossUnit::share) ==
          "12.0 %<span class=\"range\">10.0 to 14.0 %</span>");
    CHECK(report::loss_cell({1.0, -3.0, 4.0}, report::LossUnit::usd) == "0.0");
    CHECK(report::loss_cell({none, 1e6, 3e6}, report::LossUnit::usd) == "<span class=\"range\">1.0 to 3.0</span>");
    CHECK(report::loss_cell({none, none, none}, report::LossUnit::usd) == "-");
}
