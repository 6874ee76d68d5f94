#include <doctest/doctest.h>

#include <chokepoint/report/data/table.hpp>

using namespace chokepoint;

TEST_CASE("A name of a column is what R and Stata take of a path") {
    CHECK(report::column_names({"actions.lift.on"}) == std::vector<std::string>{"actions_lift_on"});
    CHECK(report::column_names({"companies.Other US exporters.growth"}) ==
          std::vector<std::string>{"Other_US_exporters_growth"});
}

TEST_CASE("A path of 32 characters is kept, and a longer one loses its first words") {
    CHECK(report::column_names({"products.optics-other.stock_days"}) ==
          std::vector<std::string>{"products_optics_other_stock_days"});
    CHECK(report::column_names({"products.network-chips.stock_days"}) ==
          std::vector<std::string>{"network_chips_stock_days"});
}

TEST_CASE("A name begins with a letter, and a word that is too long is cut") {
    CHECK(report::column_names({"reconstruction.us-exporters.named.7.revenue_share", "7"}) ==
          std::vector<std::string>{"exporters_named_7_revenue_share", "x7"});
    CHECK(report::column_names({std::string(40, 'a')}).front() == "x" + std::string(31, 'a'));
    CHECK(report::column_names({"\xC3\xA9"}).front() == "x__");
}

TEST_CASE("Names that would be alike are numbered within the same length") {
    const std::vector<std::string> names =
        report::column_names({"products.chips.stock_days", "products.chips.stock-days",
                              "products.optics-other.stock_days", "products.optics_other.stock_days"});
    CHECK(names == std::vector<std::string>{"products_chips_stock_days", "products_chips_stock_days_2",
                                            "products_optics_other_stock_days", "optics_other_stock_days_2"});
}
