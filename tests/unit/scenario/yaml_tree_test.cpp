#include <doctest/doctest.h>

#include "yaml_reading.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

TEST_CASE("mappings, lists and scalars have their places") {
    CHECK(shape_of("a: 1\nb: [x, {c: y}]\nd:\n  - z\n") ==
          "{a@1:1: 1@1:4, b@2:1: [x@2:5, {c@2:9: y@2:12}@2:8]@2:4, d@3:1: [z@4:5]@4:3}@1:1");
}

TEST_CASE("columns count characters") {
    CHECK(shape_of("中兴: ü\n\"é\": \"ü\"\n") == "{中兴@1:1: ü@1:5, \"é\"@2:1: \"ü\"@2:6}@1:1");
}

TEST_CASE("quoted scalars and block scalars are known") {
    CHECK(shape_of("a: '1'\nb: \"2\"\nc: |\n  3\nd: >\n  4\ne: 5\n") ==
          "{a@1:1: \"1\"@1:4, b@2:1: \"2\"@2:4, c@3:1: \"3\n\"@3:4, d@5:1: \"4\n\"@5:4, e@7:1: 5@7:4}@1:1");
    CHECK(shape_of("a: 'it''s'\nb: \"say \\\"x\\\"\"\n") == "{a@1:1: \"it's\"@1:4, b@2:1: \"say \"x\"\"@2:4}@1:1");
}

TEST_CASE("scalars stay as they are written") {
    CHECK(shape_of("[010, .nan, 0x1F, true, 2018-04-16, 1e3]") ==
          "[010@1:2, .nan@1:7, 0x1F@1:13, true@1:19, 2018-04-16@1:25, 1e3@1:37]@1:1");
}

TEST_CASE("empty values stand where their key or dash does") {
    CHECK(shape_of("a:\nb: ~\nc: 1\n") == "{a@1:1: null@1:1, b@2:1: null@2:1, c@3:1: 1@3:4}@1:1");
    CHECK(shape_of("-\n- ~\n- null\n- a\n-\n") == "[null@1:1, null@2:3, null@3:3, a@4:3, null@5:1]@1:1");
    CHECK(shape_of("[a, , b]") == "[a@1:2, null@1:5, b@1:7]@1:1");
    CHECK(shape_of("{a, b: }") == "{a@1:2: null@1:2, b@1:5: null@1:5}@1:1");
}

TEST_CASE("CRLF, a byte-order mark, document marks and a missing final line end change nothing") {
    CHECK(shape_of("\xEF\xBB\xBF"
                   "a: 1\r\nb: 'x'\r\n") == "{a@1:1: 1@1:4, b@2:1: \"x\"@2:4}@1:1");
    CHECK(shape_of("---\na: 1\n...\n") == "{a@2:1: 1@2:4}@2:1");
    CHECK(shape_of("a: 1") == "{a@1:1: 1@1:4}@1:1");
    CHECK(shape_of("a: 'x'") == "{a@1:1: \"x\"@1:4}@1:1");
}

TEST_CASE("comments may hold anything") {
    CHECK(shape_of("# don't & *x !y [ {\na: 1 # \" '\n") == "{a@2:1: 1@2:4}@2:1");
}

TEST_CASE("find gives the value of a key") {
    const auto tree = read("a: 1\nb: 2\n").tree;
    REQUIRE(tree.root.find("b") != nullptr);
    CHECK(tree.root.find("b")->scalar == "2");
    CHECK(tree.root.find("c") == nullptr);
    CHECK(tree.root.find("b")->find("a") == nullptr);
}

TEST_CASE("a fault of a node has its source line") {
    const auto reading = read("a: 1\nb:  two\n");
    CHECK(to_string(reading.tree.fault(*reading.tree.root.find("b"), Fault::invalid_value, "m", "h")) ==
          "s.yaml:2:5: error[invalid-value]: m\n  2 | b:  two\n    |     ^\n  hint: h");
}

TEST_CASE("duplicate keys are all reported, with the first place, and the first value stays") {
    const auto reading = read("a: 1\nb: 2\na: 3\nc: {x: 1, 'x': 2}\na: [4]\n");
    CHECK(reading.faults ==
          "s.yaml:3:1: error[duplicate]: duplicate key 'a'\n"
          "  3 | a: 3\n"
          "    | ^\n"
          "  note: first given at s.yaml:1:1\n"
          "  1 | a: 1\n"
          "    | ^\n"
          "  hint: remove or rename one of them\n"
          "s.yaml:4:11: error[duplicate]: duplicate key 'x'\n"
          "  4 | c: {x: 1, 'x': 2}\n"
          "    |           ^\n"
          "  note: first given at s.yaml:4:5\n"
          "  4 | c: {x: 1, 'x': 2}\n"
          "    |     ^\n"
          "  hint: remove or rename one of them\n"
          "s.yaml:5:1: error[duplicate]: duplicate key 'a'\n"
          "  5 | a: [4]\n"
          "    | ^\n"
          "  note: first given at s.yaml:1:1\n"
          "  1 | a: 1\n"
          "    | ^\n"
          "  hint: remove or rename one of them\n");
    CHECK(shape(reading.tree.root) == "{a@1:1: 1@1:4, b@2:1: 2@2:4, c@4:1: {x@4:5: 1@4:8}@4:4}@1:1");
}

TEST_CASE("anchors, aliases, tags and merge keys are refused") {
    const std::string anchor =
        "anchors are not supported (write the value out, or put a text that begins with '&' in quotes)";
    const std::string alias =
        "aliases are not supported (write the value out, or put a text that begins with '*' in quotes)";
    const std::string tag = "tags are not supported (remove it, or put a text that begins with '!' in quotes)";
    CHECK(yaml_fault_of("a: &x [*x]\n") == "1:4: " + anchor);
    CHECK(yaml_fault_of("a: &x 1\nb: *x\n") == "1:4: " + anchor);
    CHECK(yaml_fault_of("&x a: 1\n") == "1:1: " + anchor);
    CHECK(yaml_fault_of("a: &x\n") == "1:4: " + anchor);
    CHECK(yaml_fault_of("a: & b\n") == "1:5: " + anchor);
    CHECK(yaml_fault_of("a: *x\n") == "1:4: " + alias);
    CHECK(yaml_fault_of("a: [b, *.csv]\n") == "1:8: " + alias);
    CHECK(yaml_fault_of("a: * b\n") == "1:5: " + alias);
    CHECK(yaml_fault_of("a: !x 1\n") == "1:4: " + tag);
    CHECK(yaml_fault_of("a: !!str 1\n") == "1:4: " + tag);
    CHECK(yaml_fault_of("a: ! 1\n") == "1:4: " + tag);
    CHECK(yaml_fault_of("a: !x\n") == "1:4: " + tag);
    CHECK(yaml_fault_of("!x {a: 1}\n") == "1:1: " + tag);
    CHECK(yaml_fault_of("a: [!x [b]]\n") == "1:5: " + tag);
    CHECK(yaml_fault_of("a: !<x\n").find(tag) != std::string::npos);
    CHECK(yaml_fault_of("<<: {a: 1}\n") == "1:1: merge keys are not supported (write the keys out)");
    CHECK(yaml_fault_of("'<<': 1\na: 'x & y * z !'\nb: R&D\n") == "none");
}

TEST_CASE("a second document is refused") {
    CHECK(yaml_fault_of("a: 1\n---\nb: 2\n") == "2:1: a second document begins here (keep one document per file)");
    CHECK(yaml_fault_of("a: 1\n---\n") == "2:1: a second document begins here (keep one document per file)");
    CHECK(yaml_fault_of("a: 1\n...\nb: 2\n") == "3:1: a second document begins here (keep one document per file)");
    CHECK(yaml_fault_of("a: 1\r\n...\r\nb: 2\r\n") ==
          "3:1: a second document begins here (keep one document per file)");
}

TEST_CASE("keys are scalars") {
    const std::string message =
        "a key cannot be a list or a mapping (put a text that begins with '[' or '{' in quotes)";
    CHECK(yaml_fault_of("? [a]\n: 1\n") == "1:3: " + message);
    CHECK(yaml_fault_of("{a: 1, [b]: 2}\n") == "1:8: " + message);
    CHECK(yaml_fault_of("{{a: 1}: 2}\n") == "1:2: " + message);
    CHECK(yaml_fault_of(": x\n") == "1:1: key is missing before ':' (name it, in quotes if it is null or ~)");
    CHECK(yaml_fault_of("a: 1\nnull: 2\n") == "2:1: key is missing before ':' (name it, in quotes if it is null or ~)");
}

TEST_CASE("an unclosed quote is refused at its opening, with and without a final line end") {
    CHECK(yaml_fault_of("a: 1\nb: \"x\nc: 2\n") == "2:4: quote is never closed (close it with \")");
    CHECK(yaml_fault_of("a: 1\nb: \"x\nc: 2") == "2:4: quote is never closed (close it with \")");
    CHECK(yaml_fault_of("b: 'x\n") == "1:4: quote is never closed (close it with ')");
    CHECK(yaml_fault_of("b: 'x") == "1:4: quote is never closed (close it with ')");
    CHECK(yaml_fault_of("b: 'it''s\n") == "1:4: quote is never closed (close it with ')");
    CHECK(yaml_fault_of("b: \"x\\\"\n") == "1:4: quote is never closed (close it with \")");
    CHECK(yaml_fault_of("\"x: 1\n") == "1:1: quote is never closed (close it with \")");
    CHECK(yaml_fault_of("b: [\"x]\n") == "1:5: quote is never closed (close it with \")");
    CHECK(yaml_fault_of("a: 'x\n---\nb: 1\n") ==
          "2:1: a document ends inside a quoted text (close the quote before it)");
}

TEST_CASE("text behind a closing quote is shown with the opening") {
    CHECK(read("a: 'it's'\n").faults ==
          "s.yaml:1:8: error[bad-syntax]: text behind a closing quote\n"
          "  1 | a: 'it's'\n"
          "    |        ^\n"
          "  note: the quote was opened at s.yaml:1:4\n"
          "  1 | a: 'it's'\n"
          "    |    ^\n"
          "  hint: write a quote inside '...' twice, inside \"...\" as \\\"\n");
}

TEST_CASE("tabs do not indent") {
    CHECK(yaml_fault_of("a:\n\tb: 1\n") == "2:1: tab in the indentation (indent with spaces)");
    CHECK(yaml_fault_of("a:\n  \t- b\n") == "2:3: tab in the indentation (indent with spaces)");
    CHECK(yaml_fault_of("a: |\n\tx\n") == "2:1: tab in the indentation (indent with spaces)");
    CHECK(yaml_fault_of("a: [1,\n\t2]\n") == "2:1: tab in the indentation (indent with spaces)");
    CHECK(shape_of("a:\t1\t# x\n") == "{a@1:1: 1@1:4}@1:1");
}

TEST_CASE("syntax errors are told in plain words") {
    CHECK(yaml_fault_of("a: b: c\n") == "1:5: a second ':' on the line (put a text that holds ': ' in quotes)");
    CHECK(yaml_fault_of("a: - b\n") ==
          "1:4: a list cannot begin here (begin it on a line of its own, or write [a, b])");
    CHECK(yaml_fault_of("a: 1\n b: 2\n") ==
          "2:2: a key cannot stand here (check its indentation, and the ':' of the line above)");
    CHECK(yaml_fault_of("a\nb: 1\n") ==
          "2:1: a key cannot stand here (check its indentation, and the ':' of the line above)");
    CHECK(yaml_fault_of("a: 1\n- b\n") ==
          "2:1: the line fits none of the lists and mappings above (check its indentation)");
    CHECK(yaml_fault_of("a:\n  - b\n - c\n") ==
          "3:2: the line fits none of the lists and mappings above (check its indentation)");
    CHECK(yaml_fault_of("- a\nb: 1\n") ==
          "2:1: this does not continue what stands before it (check indentation and quotes)");
    CHECK(yaml_fault_of("  a: 1\nb: 2\n") ==
          "2:1: this does not continue what stands before it (check indentation and quotes)");
    CHECK(yaml_fault_of("a: [1, 2\nb: 3\n") == "1:4: '[' is never closed (close it with ']')");
    CHECK(yaml_fault_of("a: {x: 1\n") == "1:4: '{' is never closed (close it with '}')");
    CHECK(yaml_fault_of("a: {x: {y: 1}\n") == "1:4: '{' is never closed (close it with '}')");
    CHECK(yaml_fault_of("[1, 2\n") == "1:1: '[' is never closed (close it with ']')");
    CHECK(yaml_fault_of("{a: {b: 'x]}', c: it's\n") == "1:1: '{' is never closed (close it with '}')");
    CHECK(yaml_fault_of("a: [x]]\n") == "1:7: ']' without '[' (remove it, or put the text in quotes)");
    CHECK(yaml_fault_of("a: }\n") == "1:4: '}' without '{' (remove it, or put the text in quotes)");
    CHECK(yaml_fault_of("a: @x\n") == "1:4: a text cannot begin with '@' (put it in quotes)");
    CHECK(yaml_fault_of("a: `x`\n") == "1:4: a text cannot begin with '`' (put it in quotes)");
    CHECK(yaml_fault_of("a: %x\n") == "1:4: a text cannot begin with '%' (put it in quotes)");
    CHECK(yaml_fault_of("a: \"C:\\qux\"\n") == "1:7: unknown escape '\\q' (put a text with '\\' in single quotes)");
    CHECK(yaml_fault_of("a: \"\\xZZ\"\n").find("not a hexadecimal digit in an escape") != std::string::npos);
    CHECK(yaml_fault_of("a: >0\n  x\n") == "1:6: a block text cannot have indentation 0 (write | or > alone)");
    CHECK(yaml_fault_of("a: |x\n  y\n").find("text behind the sign of a block text") != std::string::npos);
    CHECK(yaml_fault_of("%YAML 3.0\n---\na: 1\n") == "1:1: directives are not supported (remove the line)");
}

TEST_CASE("a file without a value is empty") {
    const std::string message = "0:0: file is empty (write 'key: value' lines; `chokepoint describe` lists the keys)";
    CHECK(yaml_fault_of("") == message);
    CHECK(yaml_fault_of("\n\n") == message);
    CHECK(yaml_fault_of("# only a comment\n") == message);
    CHECK(yaml_fault_of("---\n") == message);
    CHECK(yaml_fault_of("~\n") == message);
}

TEST_CASE("bytes that are no text are refused where they stand") {
    CHECK(
        read("a: 1\nb: caf\xE9\n").faults ==
        "s.yaml:2:7: error[bad-syntax]: invalid UTF-8\n  2 | b: caf?\n    |       ^\n  hint: save the file as UTF-8\n");
    CHECK(yaml_fault_of("a: x\x04y\n") == "1:5: control character in the text (remove it)");
    CHECK(yaml_fault_of("# " + std::string(70000, 'x') + "\n" + std::string("a: \0\n", 5)) ==
          "2:4: control character in the text (remove it)");
    CHECK(yaml_fault_of("a: 1\rb: 2\r") == "1:5: carriage return without line feed (end lines with LF or CRLF)");
}
