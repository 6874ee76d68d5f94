#include <doctest/doctest.h>

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/policy/term.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <cmath>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

using namespace chokepoint;

namespace {

const scenario::Scenario& policy_scenario() {
    static const scenario::Scenario loaded =
        scenario::load_scenario(CHOKEPOINT_VALIDATION_FOLDER "/policy/scenario.yaml", {});
    return loaded;
}

const scenario::Arm& arm(const std::string& name) {
    for (const scenario::Arm& one : policy_scenario().arms) {
        if (one.name == name) return one;
    }
    FAIL("no arm " << name);
    return policy_scenario().arms.front();
}

policy::OpennessSchedule schedule_of(const std::string& name) {
    return policy::compile_openness(policy_scenario().model.network, policy_scenario().model.directory,
                                    policy_scenario().actions, arm(name).actions, policy_scenario().start,
                                    policy_scenario().end);
}

struct PolicyDay {
    int day;
    double openness;
};

/// Checks the openness of the link from one firm to another on some days of an arm.
void check_link(const std::string& name, const std::string& supplier, const std::string& customer,
                std::initializer_list<PolicyDay> days) {
    const scenario::Model& model = policy_scenario().model;
    const std::uint32_t from = model.directory.nodes.find(supplier).value();
    const std::uint32_t to = model.directory.nodes.find(customer).value();
    const policy::OpennessSchedule schedule = schedule_of(name);
    for (const PolicyDay& expected : days) {
        double openness = 1.0;
        for (const policy::OpennessChange& change : schedule.changes) {
            const std::uint64_t link = schedule.links[change.link];
            const auto slot = std::upper_bound(model.network.slot_links.begin(), model.network.slot_links.end(), link) -
                              model.network.slot_links.begin() - 1;
            if (change.day <= expected.day && model.network.link_supplier[link] == from &&
                model.network.slot_customer[static_cast<std::size_t>(slot)] == to) {
                openness = change.openness;
            }
        }
        CAPTURE(name);
        CAPTURE(supplier);
        CAPTURE(customer);
        CAPTURE(expected.day);
        CHECK(std::abs(openness - expected.openness) <= 1e-15);
    }
}

/// The first day on which the buyer makes almost nothing.
int stop_day(const std::string& name) {
    const scenario::Model& model = policy_scenario().model;
    const policy::OpennessSchedule schedule = schedule_of(name);
    dynamics::DayStep step(model.network, model.behaviour, schedule);
    const std::uint32_t buyer = model.directory.nodes.find("phones").value();
    for (int day = 0; day < policy_scenario().days(); ++day) {
        step.advance();
        if (step.state().output[buyer] < 1e-9) return day;
    }
    return -1;
}

std::vector<std::pair<int, double>> payments(const std::string& name) {
    std::vector<std::pair<int, double>> list;
    for (const policy::CashEvent& event : schedule_of(name).cash)
        list.emplace_back(event.day, event.amount_usd);
    return list;
}

}  // namespace

TEST_CASE("a wind-down leaves links open for its days") {
    check_link("ban", "us-chips", "phones", {{9, 1}, {10, 0}, {119, 0}, {120, 1}});
    check_link("winding-ban", "us-chips", "phones", {{10, 1}, {19, 1}, {20, 0}, {49, 0}, {50, 1}});
}

TEST_CASE("an entity listing closes links, and its licences reopen a share after a delay") {
    check_link("listing", "us-chips", "phones", {{19, 1}, {20, 0}, {49, 0}, {50, 0.3}, {364, 0.3}});
    check_link("refusal", "us-chips", "phones", {{9, 1}, {10, 0}, {364, 0}});
}

TEST_CASE("a control class selects the products in that class") {
    check_link("control", "us-chips", "phones", {{9, 1}, {10, 0}});
    check_link("control", "us-tools", "phones", {{10, 1}, {364, 1}});
}

TEST_CASE("a temporary licence for one kind of goods is renewed as often as stated") {
    check_link("licence", "us-tools", "phones", {{19, 0}, {20, 1}, {49, 1}, {50, 0}});
    check_link("licence", "us-chips", "phones", {{20, 0}, {49, 0}});
}

TEST_CASE("an amendment replaces its action, and a lift of the action ends both") {
    check_link("amended", "us-chips", "phones", {{30, 0}, {31, 1}, {119, 1}});
    check_link("amended", "us-tools", "phones", {{30, 0}, {31, 0.25}, {58, 0.25}, {59, 1}, {119, 1}});
}

TEST_CASE("a breach restores the denial for the rest of its term") {
    check_link("snap-back", "us-chips", "phones", {{58, 0}, {59, 1}, {89, 1}, {90, 0}, {119, 0}, {120, 1}});
}

TEST_CASE("a breach costs the suspended penalty and the escrow; without a breach, the escrow comes back") {
    CHECK(payments("snap-back") == std::vector<std::pair<int, double>>{{59, 140.0}, {90, 30.0}});
    CHECK(payments("kept") == std::vector<std::pair<int, double>>{{59, 140.0}, {120, 50.0}, {259, -40.0}});
}

TEST_CASE("over-compliant suppliers hold back part of what is allowed until their permits come") {
    check_link("caution", "jp-chips", "phones",
               {{9, 1}, {10, 0.4}, {15, 0.2}, {18, 0.2}, {19, 0.5}, {24, 0.5}, {25, 1}});
    check_link("caution", "us-chips", "phones", {{9, 1}, {10, 0}, {15, 0}, {25, 0}});
}

TEST_CASE("a leak passes its share of the denied flow after its delay, while the denial lasts") {
    check_link("leak", "us-chips", "phones", {{39, 0}, {40, 0.2}, {58, 0.2}, {59, 1}, {90, 0}, {119, 0}, {120, 1}});
}

TEST_CASE("the 50 % rule lists companies that listed companies own together, directly or through others") {
    for (const char* customer : {"phones", "unit", "cousin"})
        check_link("group", "us-chips", customer, {{9, 1}, {10, 0}});
    check_link("ban", "us-chips", "unit", {{10, 1}});
}

TEST_CASE("a list of denied parties is matched by name and country only, each party on its own days") {
    for (const char* customer : {"phones", "unit", "cousin"})
        check_link("denied-parties", "us-chips", customer, {{30, 1}, {31, 0}, {40, 0}, {41, 1}});
    REQUIRE(policy_scenario().warnings.size() == 2);  // the other warning says that the values look too small
    CHECK(
        policy_scenario().warnings[1].message ==
        "of the 3 parties of the list 2 match no firm of the model: Phone Unit (the name is in the model with country "
        "CN, and the list has JP), Nobody Corp");
}

TEST_CASE("a stockpile delays the stop of a denied buyer by the days it has built") {
    CHECK(stop_day("unprepared") == 50);
    CHECK(stop_day("prepared") == 70);
}
