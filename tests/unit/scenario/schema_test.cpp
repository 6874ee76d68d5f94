#include <doctest/doctest.h>

#include <array>
#include <chokepoint/scenario/schema/schema.hpp>

#include "../temporary_file.hpp"

using namespace chokepoint;
using chokepoint::testing::replaced;
using chokepoint::testing::TemporaryFolder;

namespace {

constexpr std::array<std::string_view, 3> kSchemaPresets = {"export-control", "pandemic", "blockade"};

scenario::Key with_choices(scenario::Key key) {
    key.choices = kSchemaPresets;
    return key;
}

scenario::Key with_child(scenario::Key key, const scenario::Schema& child) {
    key.child = &child;
    return key;
}

scenario::Key with_synonyms(scenario::Key key, std::string_view synonyms) {
    key.synonyms = synonyms;
    return key;
}

scenario::Key above_zero(scenario::Key key) {
    key.min = 0;
    key.min_open = true;
    return key;
}

const scenario::Schema& action_schema() {
    static const std::array keys = {
        scenario::Key{"deny", scenario::ValueType::text},
        scenario::Key{"ends", scenario::ValueType::text},
        scenario::Key{"from", scenario::ValueType::date, "First day in force."},
        scenario::Key{"until", scenario::ValueType::date},
        with_synonyms(scenario::Key{"for", scenario::ValueType::duration, "How long."}, "duration length"),
    };
    static const scenario::Schema schema{"actions", "Steps.", keys, {}, "until|for", "deny|ends"};
    return schema;
}

/// One key of every type; `title` is required.
const scenario::Schema& schema() {
    static const std::array keys = {
        scenario::Key{"title", scenario::ValueType::text, "In one line.", true},
        scenario::Key{"share", scenario::ValueType::number, "A share.", false, "share", "0.5", 0, 1},
        scenario::Key{"days", scenario::ValueType::number, "", false, "days", "", 0},
        above_zero(scenario::Key{"price", scenario::ValueType::number, "", false, "USD"}),
        scenario::Key{"samples", scenario::ValueType::integer, "Draws.", false, "", "1", 1, 1000},
        scenario::Key{"exact", scenario::ValueType::boolean},
        scenario::Key{"start", scenario::ValueType::date},
        scenario::Key{"wait", scenario::ValueType::duration},
        with_choices(scenario::Key{"preset", scenario::ValueType::choice}),
        scenario::Key{"firms", scenario::ValueType::text_list},
        with_choices(scenario::Key{"kinds", scenario::ValueType::choice_list}),
        with_child(scenario::Key{"action", scenario::ValueType::object}, action_schema()),
        with_child(scenario::Key{"steps", scenario::ValueType::object_list}, action_schema()),
        with_child(scenario::Key{"actions", scenario::ValueType::object_map}, action_schema()),
        scenario::Key{"arms", scenario::ValueType::text_list_map},
        scenario::Key{"stock", scenario::ValueType::uncertain_number, "Cover.", false, "days", "", 0, 365},
    };
    static const scenario::Schema root{"root", "A test.", keys};
    return root;
}

std::string faults_of_schema(std::string_view content) {
    const TemporaryFolder folder;
    const TextFile file(folder.write("s.yaml", content), scenario::kMaxYamlBytes);
    Diagnostics diagnostics;
    const auto tree = scenario::parse_yaml(file, diagnostics);
    REQUIRE_FALSE(diagnostics.has_errors());
    const bool is_valid = scenario::validate(tree, tree.root, schema(), diagnostics);
    CHECK(is_valid != diagnostics.has_errors());
    std::string text;
    for (const auto& one : diagnostics.sorted()) {
        text += replaced(to_string(one), folder.path().string() + "/", "") + "\n";
    }
    return text;
}

/// The fault of the second line of a file with a title: `COLUMN: MESSAGE (HINT)`, or several, one a line.
std::string fault_of(std::string_view line) {
    const TemporaryFolder folder;
    const TextFile file(folder.write("s.yaml", "title: x\n" + std::string(line) + "\n"), scenario::kMaxYamlBytes);
    Diagnostics diagnostics;
    const auto tree = scenario::parse_yaml(file, diagnostics);
    REQUIRE_FALSE(diagnostics.has_errors());
    scenario::validate(tree, tree.root, schema(), diagnostics);
    std::string text;
    for (const auto& one : diagnostics.sorted()) {
        if (!text.empty()) text += "\n";
        text += std::to_string(one.place.column) + ": " + one.message + " (" + one.hint + ")";
    }
    return text.empty() ? "none" : text;
}

}  // namespace

TEST_CASE("a file that keeps to the schema is accepted") {
    CHECK(faults_of_schema("title: 2018\n"
                           "share: 1\n"
                           "days: 0\n"
                           "price: 1e-9\n"
                           "samples: 1000\n"
                           "exact: true\n"
                           "start: 2020-02-29\n"
                           "wait: 7 years\n"
                           "preset: pandemic\n"
                           "firms: [ZTE, 'Acacia', 12]\n"
                           "kinds: blockade\n"
                           "action: {deny: x, until: '2018-01-01'}\n"
                           "steps: [{deny: x, for: 1 day}, {ends: y}]\n"
                           "actions: {any name: {deny: x}, other: {ends: y}}\n"
                           "arms: {none: [], one: a, two: [a, b]}\n"
                           "stock: 24\n") == "");
    CHECK(fault_of("firms: ZTE") == "none");
    CHECK(fault_of("firms: []") == "none");
    CHECK(fault_of("actions: {}") == "none");
}

TEST_CASE("an unknown key comes with the one that was meant") {
    CHECK(faults_of_schema("title: x\naction:\n    deny: y\n    durtion: 7 years\n") ==
          "s.yaml:4:5: error[unknown-key]: unknown key 'durtion'\n"
          "  4 |     durtion: 7 years\n"
          "    |     ^\n"
          "  hint: did you mean 'for'?\n");
    CHECK(fault_of("shar: 1") == "1: unknown key 'shar' (did you mean 'share'?)");
    CHECK(fault_of("action: {deny: y, country: x}") ==
          "19: unknown key 'country' (the keys here are deny, ends, from, until, for)");
}

TEST_CASE("a blank that is missing behind a colon is seen") {
    CHECK(fault_of("action: {deny: y, from:2018-01-01}") ==
          "19: unknown key 'from:2018-01-01' (write a blank behind ':')");
    CHECK(faults_of_schema("title:x\n") ==
          "s.yaml:1:1: error[wrong-type]: the root must be a mapping of keys and values, not 'title:x'\n"
          "  1 | title:x\n"
          "    | ^\n"
          "  hint: write a blank behind ':'\n");
}

TEST_CASE("a missing key is reported where its mapping begins, unless it is misspelt") {
    CHECK(faults_of_schema("share: 1\n") ==
          "s.yaml:1:1: error[missing-key]: missing key 'title'\n"
          "  1 | share: 1\n"
          "    | ^\n"
          "  hint: add 'title: ...': In one line.\n");
    CHECK(faults_of_schema("titel: x\n") ==
          "s.yaml:1:1: error[unknown-key]: unknown key 'titel'\n"
          "  1 | titel: x\n"
          "    | ^\n"
          "  hint: did you mean 'title'?\n");
}

TEST_CASE("a key without a value is reported at the key") {
    CHECK(faults_of_schema("title:\nshare: 1\n") ==
          "s.yaml:1:1: error[empty]: key 'title' has no value\n"
          "  1 | title:\n"
          "    | ^\n"
          "  hint: give it one, or remove it\n");
    CHECK(fault_of("stock: ~") == "1: key 'stock' has no value (give it one, or remove it)");
    CHECK(fault_of("action:") == "1: key 'action' has no value (give it one, or remove it)");
    CHECK(fault_of("firms: null") == "1: key 'firms' has no value (write [] for an empty list)");
    CHECK(fault_of("arms: {baseline: }") == "8: key 'baseline' has no value (write [] for an empty list)");
    CHECK(fault_of("actions: {x: }") == "11: key 'x' has no value (give it one, or remove it)");
    CHECK(fault_of("firms: [a, ~]") == "12: item 2 of 'firms' has no value (give it one, or remove it)");
    CHECK(fault_of("stock: {value: }") == "9: key 'value' has no value (give it one, or remove it)");
}

TEST_CASE("numbers that mislead are refused with the way to write them") {
    CHECK(fault_of("days: 010") == "7: 'days' must be a number, not '010' (write 10, without leading zeros)");
    CHECK(fault_of("days: .nan") == "7: 'days' must be a number, not '.nan' (only finite numbers are allowed)");
    CHECK(fault_of("days: .inf") == "7: 'days' must be a number, not '.inf' (only finite numbers are allowed)");
    CHECK(fault_of("days: 0x1F") == "7: 'days' must be a number, not '0x1F' (write it in decimal: 31)");
    CHECK(fault_of("days: 1,000") == "7: 'days' must be a number, not '1,000' (write 1000, without separators)");
    CHECK(fault_of("days: 30 days") == "7: 'days' must be a number, not '30 days' (write the number alone: 30)");
    CHECK(fault_of("days: '30'") == "7: 'days' must be a number, not a quoted text (remove the quotes)");
    CHECK(fault_of("days: |\n  30") == "7: 'days' must be a number, not a quoted text (remove the quotes)");
    CHECK(fault_of("days: [1]") == "7: 'days' must be a number, not a list (write one value)");
    CHECK(fault_of("days: {a: 1}") == "7: 'days' must be a number, not a mapping (write one value)");
}

TEST_CASE("bounds are named with their unit") {
    CHECK(fault_of("share: 1.4") == "8: 'share' must be between 0 and 1 (share), not 1.4 (A share.)");
    CHECK(fault_of("share: -0.1") == "8: 'share' must be between 0 and 1 (share), not -0.1 (A share.)");
    CHECK(fault_of("days: -3") == "7: 'days' must be at least 0 (days), not -3 (correct the number)");
    CHECK(fault_of("price: 0") == "8: 'price' must be more than 0 (USD), not 0 (correct the number)");
    CHECK(fault_of("samples: 1001") == "10: 'samples' must be between 1 and 1000, not 1001 (Draws.)");
}

TEST_CASE("integers, booleans, durations and choices are checked") {
    CHECK(fault_of("samples: 2.5") == "10: 'samples' must be a whole number, not '2.5' (round it)");
    CHECK(fault_of("samples: 1e2") == "10: 'samples' must be a whole number, not '1e2' (write 100)");
    CHECK(fault_of("samples: ten").starts_with("10: 'samples' must be a whole number, not 'ten' ("));
    CHECK(fault_of("exact: yes") == "8: 'exact' must be true or false, not 'yes' (write true)");
    CHECK(fault_of("exact: off") == "8: 'exact' must be true or false, not 'off' (write false)");
    CHECK(fault_of("exact: maybe") == "8: 'exact' must be true or false, not 'maybe' (write true or false)");
    CHECK(fault_of("exact: 'true'") == "8: 'exact' must be true or false, not a quoted text (write true)");
    CHECK(fault_of("wait: 7") ==
          "7: 'wait' must be a duration, not '7' (write it as 30 days, 2 weeks, 3 months or 7 years)");
    CHECK(fault_of("preset: export-controls") ==
          "9: 'preset' must be one of export-control, pandemic, blockade, not 'export-controls' (did you mean "
          "'export-control'?)");
    CHECK(fault_of("preset: war") ==
          "9: 'preset' must be one of export-control, pandemic, blockade, not 'war' (choose one of them)");
    CHECK(fault_of("kinds: [pandemic, blokade]") ==
          "19: item 2 of 'kinds' must be one of export-control, pandemic, blockade, not 'blokade' (did you mean "
          "'blockade'?)");
}

TEST_CASE("days that do not exist are told from other texts") {
    CHECK(fault_of("start: 2018-02-30") == "8: 'start': 2018-02-30 does not exist (February 2018 has 28 days)");
    CHECK(fault_of("start: 2016-02-30") == "8: 'start': 2016-02-30 does not exist (February 2016 has 29 days)");
    CHECK(fault_of("start: 2018-04-00") == "8: 'start': 2018-04-00 does not exist (April 2018 has 30 days)");
    CHECK(fault_of("start: 2018-13-01") == "8: 'start': 2018-13-01 does not exist (months are 01 to 12)");
    CHECK(fault_of("start: 1899-01-01") ==
          "8: 'start': 1899-01-01 is out of range (dates lie between 1900-01-01 and 2199-12-31)");
    CHECK(fault_of("start: 16.4.2018") ==
          "8: 'start' must be a date (YYYY-MM-DD), not '16.4.2018' (write it as 2018-04-16)");
}

TEST_CASE("lists and mappings are told apart") {
    CHECK(fault_of("title2: x").find("unknown key 'title2'") != std::string::npos);
    CHECK(fault_of("firms: {a: 1}") ==
          "8: 'firms' must be a list, not a mapping (write it as [a, b], or one '- ' line for each item)");
    CHECK(fault_of("firms: [[a]]") == "9: item 1 of 'firms' must be a text, not a list (write one value)");
    CHECK(fault_of("action: [a]") ==
          "9: 'action' must be a mapping of keys and values, not a list (its keys are deny, ends, from, until, for)");
    CHECK(fault_of("steps: {deny: x}") ==
          "8: 'steps' must be a list, not a mapping (write it as [a, b], or one '- ' line for each item)");
    CHECK(fault_of("steps: [x]") ==
          "9: item 1 of 'steps' must be a mapping of keys and values, not 'x' (its keys are deny, ends, from, until, "
          "for)");
    CHECK(fault_of("actions: [x]") ==
          "10: 'actions' must be a mapping from names, not a list (write 'name: ...' lines)");
    CHECK(fault_of("actions: {x: y}") ==
          "14: 'x' must be a mapping of keys and values, not 'y' (its keys are deny, ends, from, until, for)");
    CHECK(fault_of("arms: {x: {y: z}}") ==
          "11: 'x' must be a list, not a mapping (write it as [a, b], or one '- ' line for each item)");
    CHECK(faults_of_schema("- x\n").starts_with(
        "s.yaml:1:1: error[wrong-type]: the root must be a mapping of keys and values, not a list\n"));
}

TEST_CASE("of keys that exclude each other both places are shown") {
    CHECK(faults_of_schema("title: x\naction:\n  deny: y\n  until: 2018-01-01\n  for: 1 day\n") ==
          "s.yaml:5:3: error[contradiction]: 'until' and 'for' cannot both be given\n"
          "  5 |   for: 1 day\n"
          "    |   ^\n"
          "  note: see also s.yaml:4:3\n"
          "  4 |   until: 2018-01-01\n"
          "    |   ^\n"
          "  hint: keep one of them\n");
    CHECK(fault_of("action: {deny: y, ends: z}") == "19: 'deny' and 'ends' cannot both be given (keep one of them)");
    CHECK(fault_of("action: {from: 2018-01-01}") == "9: one of these keys must be given: deny, ends (add one of them)");
    CHECK(fault_of("action: {den: y}") == "10: unknown key 'den' (did you mean 'deny'?)");
}

TEST_CASE("figures have five forms") {
    for (const auto* figure :
         {"24", "{value: 24, source: a, quote: b, unit: days, note: c}", "{uniform: [1, 2], assumption: d}",
          "{triangular: [1, 1, 2]}", "{lognormal: [24, 0.5]}", "{choice: [3, 1, 2]}", "{choice: [3]}"}) {
        CHECK_MESSAGE(fault_of("stock: " + std::string(figure)) == "none", figure);
    }
}

TEST_CASE("figures that make no sense are refused") {
    CHECK(fault_of("stock: many").starts_with("8: 'stock' must be a number, not 'many' ("));
    CHECK(fault_of("stock: '24'") == "8: 'stock' must be a number, not a quoted text (remove the quotes)");
    CHECK(fault_of("stock: [1, 2]") ==
          "8: 'stock' must be a number, or a mapping with a prior, not a list (write one value)");
    CHECK(fault_of("stock: 400") == "8: 'stock' must be between 0 and 365 (days), not 400 (Cover.)");
    CHECK(fault_of("stock: {value: 400}") == "16: 'stock' must be between 0 and 365 (days), not 400 (Cover.)");
    CHECK(fault_of("stock: {uniform: [1, 400]}") == "22: 'stock' must be between 0 and 365 (days), not 400 (Cover.)");
    CHECK(fault_of("stock: {lognormal: [400, 0.5]}") ==
          "21: 'stock' must be between 0 and 365 (days), not 400 (Cover.)");
    CHECK(fault_of("stock: {uniform: [2, 1]}") ==
          "22: 'uniform' must rise from 2 to 1 (write the smaller number first)");
    CHECK(fault_of("stock: {triangular: [1, 3, 2]}") ==
          "28: 'triangular' must rise from 3 to 2 (write the smaller number first)");
    CHECK(fault_of("stock: {triangular: [1, 1, 1]}") ==
          "21: 'triangular' must rise from its first to its last number (write 'value' for a number without spread)");
    CHECK(fault_of("stock: {lognormal: [0, -1]}") ==
          "21: median of 'lognormal' must be more than 0, not 0 (write [median, sigma], both positive)\n"
          "24: sigma of 'lognormal' must be more than 0, not -1 (write [median, sigma], both positive)");
    CHECK(fault_of("stock: {uniform: [1, 2, 3]}") ==
          "18: 'uniform' must have 2 numbers, not 3 (Prior: [a, b], all between a and b equally likely.)");
    CHECK(fault_of("stock: {choice: []}") ==
          "17: 'choice' must have at least 1 number, not 0 (Prior: [a, b, c], each equally likely.)");
    CHECK(fault_of("stock: {uniform: 1}") ==
          "18: 'uniform' must be a list, not '1' (write it as [a, b], or one '- ' line for each item)");
    CHECK(fault_of("stock: {uniform: [1, '2']}") ==
          "22: item 2 of 'uniform' must be a number, not a quoted text (remove the quotes)");
    CHECK(fault_of("stock: {value: 1, uniform: [1, 2]}") ==
          "19: 'value' and 'uniform' cannot both be given (keep one of them)");
    CHECK(fault_of("stock: {source: a}") ==
          "8: one of these keys must be given: value, uniform, triangular, lognormal, choice (add one of them)");
    CHECK(fault_of("stock: {valu: 1}") == "9: unknown key 'valu' (did you mean 'value'?)");
}

TEST_CASE("all faults of a file are collected") {
    const auto faults = faults_of_schema("share: 2\nexact: yes\nfoo: 1\nsteps: [{deny: 1, for: x}, {}]\n");
    for (const auto* place : {"s.yaml:1:1: error[missing-key]: missing key",
                              "s.yaml:1:8:", "s.yaml:2:8:", "s.yaml:3:1:", "s.yaml:4:24:", "s.yaml:4:28:"}) {
        CHECK_MESSAGE(faults.find(place) != std::string::npos, place);
    }
}

TEST_CASE("after a hundred faults one line says how many more there are") {
    std::string content = "title: x\n";
    for (int i = 0; i < 90'000; ++i) {
        content += "some_unknown_key_" + std::to_string(i) + ": 1\n";
    }
    const auto faults = faults_of_schema(content);
    CHECK(faults.find("s.yaml:101:1: error") != std::string::npos);
    CHECK(faults.find("s.yaml:102:1: error") == std::string::npos);
    CHECK(
        faults.ends_with("s.yaml: error[too-large]: 89900 more faults are not shown\n"
                         "  hint: many faults often have one cause: correct the first\n"));
}

TEST_CASE("faults of a value set on the command line are placed there") {
    const TemporaryFolder folder;
    Diagnostics diagnostics;
    auto tree = scenario::parse_yaml(TextFile(folder.write("s.yaml", "title: x\nshare: 1\n"), scenario::kMaxYamlBytes),
                                     diagnostics);
    scenario::set_yaml_value(tree, "share", "1.4", diagnostics);
    scenario::set_yaml_value(tree, "dyas", "3", diagnostics);
    CHECK_FALSE(scenario::validate(tree, tree.root, schema(), diagnostics));
    const auto faults = diagnostics.sorted();
    REQUIRE(faults.size() == 2);
    CHECK(to_string(faults[0]) ==
          "<--set 1>:1:7: error[out-of-range]: 'share' must be between 0 and 1 (share), not 1.4\n"
          "  1 | share=1.4\n"
          "    |       ^\n"
          "  hint: A share.");
    CHECK(to_string(faults[1]) ==
          "<--set 2>:1:1: error[unknown-key]: unknown key 'dyas'\n"
          "  1 | dyas=3\n"
          "    | ^\n"
          "  hint: did you mean 'days'?");
}
