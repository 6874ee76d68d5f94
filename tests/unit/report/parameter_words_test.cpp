#include <doctest/doctest.h>

#include <chokepoint/report/text/parameter_words.hpp>

using namespace chokepoint;

TEST_CASE("a figure is said in the words of what it belongs to") {
    scenario::ModelSpec spec;
    spec.companies.resize(2);
    spec.companies[0].id = "A.profile";
    spec.companies[1].id = "ZTE";
    spec.companies[1].quarters = {{"2017-Q3", {}}, {"2017-Q4", {}}};
    CHECK(report::parameter_in_words("products.phone-chips.stock_days", spec) == "the stock of phone chips");
    CHECK(report::parameter_in_words("companies.ZTE.margin", spec) == "the margin of ZTE");
    CHECK(report::parameter_in_words("companies.ZTE.profile.growth", spec) == "the growth of ZTE");
    CHECK(report::parameter_in_words("companies.ZTE.profile.quarters.1.revenue", spec) ==
          "the revenue of ZTE in 2017-Q4");
    CHECK(report::parameter_in_words("companies.A.profile.profile.growth", spec) == "the growth of A.profile");
    CHECK(report::parameter_in_words("actions.lift.on", spec) == "the date of the action lift");
}
