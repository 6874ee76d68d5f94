#include <doctest/doctest.h>

#include <chokepoint/base/diagnostic.hpp>

using namespace chokepoint;

namespace {

Diagnostic at(std::string file, int line, int column, std::string message) {
    Diagnostic diagnostic;
    diagnostic.place = {std::move(file), line, column};
    diagnostic.message = std::move(message);
    return diagnostic;
}

}  // namespace

TEST_CASE("a diagnostic shows its place, code, line, a caret and the hint") {
    auto diagnostic = at("scenarios/zte/ban.yaml", 6, 5, "unknown key 'durtion'");
    diagnostic.source_line = "    durtion: 7 years";
    diagnostic.hint = "did you mean 'for'?";
    diagnostic.fault = Fault::unknown_key;
    CHECK(to_string(diagnostic) ==
          "scenarios/zte/ban.yaml:6:5: error[unknown-key]: unknown key 'durtion'\n"
          "  6 |     durtion: 7 years\n"
          "    |     ^\n"
          "  hint: did you mean 'for'?");
}

TEST_CASE("the gutter is as wide as the line number") {
    auto diagnostic = at("a.yaml", 1234, 1, "m");
    diagnostic.source_line = "x: 1";
    CHECK(to_string(diagnostic) == "a.yaml:1234:1: error[invalid-value]: m\n  1234 | x: 1\n       | ^");
}

TEST_CASE("a warning says that it is a warning") {
    auto diagnostic = at("a.yaml", 0, 0, "m");
    diagnostic.severity = Severity::warning;
    CHECK(to_string(diagnostic) == "a.yaml: warning[invalid-value]: m");
}

TEST_CASE("a fault of a whole file has no excerpt") {
    auto diagnostic = file_fault("a.yaml", "no such file", "check the path", Fault::no_file);
    diagnostic.source_line = "not shown";
    CHECK(to_string(diagnostic) == "a.yaml: error[no-file]: no such file\n  hint: check the path");
}

TEST_CASE("the second place of a contradiction has its own excerpt") {
    auto diagnostic = at("a.yaml", 10, 1, "duplicate key 'b'");
    diagnostic.source_line = "b: 2";
    diagnostic.other = {"a.yaml", 2, 3};
    diagnostic.other_source_line = "  b: 1";
    diagnostic.hint = "remove one";
    CHECK(to_string(diagnostic) ==
          "a.yaml:10:1: error[invalid-value]: duplicate key 'b'\n"
          "  10 | b: 2\n"
          "     | ^\n"
          "  note: see also a.yaml:2:3\n"
          "  2 |   b: 1\n"
          "    |   ^\n"
          "  hint: remove one");
    diagnostic.other_note = "first given at";
    CHECK(to_string(diagnostic).find("\n  note: first given at a.yaml:2:3\n") != std::string::npos);
}

TEST_CASE("the caret counts characters, and a tab counts as one") {
    auto diagnostic = at("a.yaml", 1, 5, "m");
    diagnostic.source_line = "\t中é: x";
    CHECK(to_string(diagnostic) == "a.yaml:1:5: error[invalid-value]: m\n  1 |  中é: x\n    |     ^");
}

TEST_CASE("control characters in the input do not reach the terminal") {
    auto diagnostic = at("a\x1B.yaml", 1, 1, "m\x07");
    diagnostic.source_line = "x\x1B[2J";
    diagnostic.hint = "h\r";
    CHECK(to_string(diagnostic) == "a?.yaml:1:1: error[invalid-value]: m?\n  1 | x?[2J\n    | ^\n  hint: h?");
}

TEST_CASE("a very long line is cut to a window around the caret") {
    const std::string line = std::string(100, 'a') + "X" + std::string(100, 'b');
    auto diagnostic = at("a.csv", 1, 101, "m");
    diagnostic.source_line = line;
    CHECK(to_string(diagnostic) == "a.csv:1:101: error[invalid-value]: m\n  1 | ..." + std::string(35, 'a') + "X" +
                                       std::string(34, 'b') + "...\n    | " + std::string(38, ' ') + "^");
    diagnostic.place.column = 1;
    CHECK(to_string(diagnostic) ==
          "a.csv:1:1: error[invalid-value]: m\n  1 | " + std::string(73, 'a') + "...\n    | ^");
    diagnostic.place.column = 202;
    CHECK(to_string(diagnostic) == "a.csv:1:202: error[invalid-value]: m\n  1 | ..." + std::string(73, 'b') +
                                       "\n    | " + std::string(76, ' ') + "^");
}

TEST_CASE("a line of 76 characters is shown whole and one of 77 is cut") {
    auto diagnostic = at("a.csv", 1, 1, "m");
    diagnostic.source_line = std::string(76, 'a');
    CHECK(to_string(diagnostic) == "a.csv:1:1: error[invalid-value]: m\n  1 | " + std::string(76, 'a') + "\n    | ^");
    diagnostic.source_line = std::string(77, 'a');
    CHECK(to_string(diagnostic) ==
          "a.csv:1:1: error[invalid-value]: m\n  1 | " + std::string(73, 'a') + "...\n    | ^");
}

TEST_CASE("a place beyond the stored part of a line has no excerpt") {
    auto diagnostic = at("a.csv", 1, 20000, "m");
    diagnostic.source_line = std::string(10000, 'a');
    CHECK(to_string(diagnostic) == "a.csv:1:20000: error[invalid-value]: m");
}

TEST_CASE("faults are sorted by place within each file, and files keep their order") {
    Diagnostics diagnostics;
    diagnostics.add(at("b.yaml", 2, 1, "second"));
    diagnostics.add(file_fault("b.yaml", "last", ""));
    diagnostics.add(at("a.yaml", 1, 1, "other file"));
    diagnostics.add(at("b.yaml", 1, 9, "first, right"));
    diagnostics.add(at("b.yaml", 1, 2, "first, left"));
    diagnostics.add(at("b.yaml", 1, 2, "first, left, later"));
    std::vector<std::string> messages;
    for (const auto& one : diagnostics.sorted()) {
        messages.push_back(one.message);
    }
    CHECK(messages == std::vector<std::string>{"first, left", "first, left, later", "first, right", "second", "last",
                                               "other file"});
}

TEST_CASE("an input error lists all faults, separated by blank lines") {
    Diagnostics diagnostics;
    diagnostics.add(at("a.yaml", 2, 1, "two"));
    diagnostics.add(at("a.yaml", 1, 1, "one"));
    try {
        diagnostics.throw_if_errors();
        FAIL("must throw");
    } catch (const InputError& error) {
        CHECK(std::string(error.what()) ==
              "a.yaml:1:1: error[invalid-value]: one\n\na.yaml:2:1: error[invalid-value]: two");
        REQUIRE(error.diagnostics().size() == 2);
        CHECK(error.diagnostics()[0].message == "one");
    }
}

TEST_CASE("warnings alone do not throw") {
    Diagnostics diagnostics;
    auto warning = file_fault("a.yaml", "w", "");
    warning.severity = Severity::warning;
    diagnostics.add(warning);
    CHECK_FALSE(diagnostics.has_errors());
    CHECK_NOTHROW(diagnostics.throw_if_errors());
    diagnostics.add(file_fault("a.yaml", "e", ""));
    CHECK(diagnostics.has_errors());
    CHECK_THROWS_WITH_AS(diagnostics.throw_if_errors(),
                         "a.yaml: warning[unreadable]: w\n\na.yaml: error[unreadable]: e", InputError);
}
