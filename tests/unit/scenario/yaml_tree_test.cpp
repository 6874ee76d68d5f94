#include <doctest/doctest.h>

#include <chokepoint/scenario/yaml_tree.hpp>
#include <chrono>

#include "../temporary_file.hpp"

using namespace chokepoint;
using chokepoint::testing::replaced;
using chokepoint::testing::TemporaryFolder;

namespace {

/// A tree, and the faults as text.
struct Reading {
    YamlTree tree;
    std::string faults;
};

std::string as_text(const Diagnostics& diagnostics) {
    std::string text;
    for (const auto& one : diagnostics.sorted()) {
        text += to_string(one) + "\n";
    }
    return text;
}

Reading read(std::string_view content) {
    const TemporaryFolder folder;
    const TextFile file(folder.write("s.yaml", content), std::size_t{1} << 30);
    Diagnostics diagnostics;
    Reading reading;
    reading.tree = parse_yaml(file, diagnostics);
    reading.tree.file = "s.yaml";
    reading.faults = replaced(as_text(diagnostics), folder.path().string() + "/", "");
    return reading;
}

/// The one fault of `content`, without the excerpt: `LINE:COLUMN: MESSAGE (HINT)`.
std::string fault_of(std::string_view content) {
    const TemporaryFolder folder;
    const TextFile file(folder.write("s.yaml", content), std::size_t{1} << 30);
    Diagnostics diagnostics;
    parse_yaml(file, diagnostics);
    const auto faults = diagnostics.sorted();
    if (faults.empty()) return "none";
    REQUIRE(faults.size() == 1);
    const auto& one = faults.front();
    return std::to_string(one.place.line) + ":" + std::to_string(one.place.column) + ": " + one.message + " (" +
           one.hint + ")";
}

/// A tree in one line: `{key@line:column: value@line:column}`, quoted scalars in double quotes.
std::string shape(const YamlNode& node) {
    const auto place = "@" + std::to_string(node.line) + ":" + std::to_string(node.column);
    std::string text;
    switch (node.kind) {
        case YamlKind::null:
            return "null" + place;
        case YamlKind::scalar:
            return node.quoted ? "\"" + node.scalar + "\"" + place : node.scalar + place;
        case YamlKind::sequence:
            for (const auto& item : node.items) {
                text += (text.empty() ? "" : ", ") + shape(item);
            }
            return "[" + text + "]" + place;
        case YamlKind::mapping:
            for (const auto& [key, value] : node.entries) {
                text += (text.empty() ? "" : ", ") + shape(key) + ": " + shape(value);
            }
            return "{" + text + "}" + place;
    }
    return text;
}

std::string shape_of(std::string_view content) {
    const auto reading = read(content);
    CHECK(reading.faults == "");
    return shape(reading.tree.root);
}

double seconds_to_refuse(std::string_view content, std::string_view message) {
    const auto start = std::chrono::steady_clock::now();
    const auto fault = fault_of(content);
    CHECK_MESSAGE(fault.find(message) != std::string::npos, fault);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

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
    CHECK(to_string(reading.tree.fault(*reading.tree.root.find("b"), "m", "h")) ==
          "s.yaml:2:5: error: m\n  2 | b:  two\n    |     ^\n  hint: h");
}

TEST_CASE("duplicate keys are all reported, with the first place, and the first value stays") {
    const auto reading = read("a: 1\nb: 2\na: 3\nc: {x: 1, 'x': 2}\na: [4]\n");
    CHECK(reading.faults ==
          "s.yaml:3:1: error: duplicate key 'a'\n"
          "  3 | a: 3\n"
          "    | ^\n"
          "  note: first given at s.yaml:1:1\n"
          "  1 | a: 1\n"
          "    | ^\n"
          "  hint: remove or rename one of them\n"
          "s.yaml:4:11: error: duplicate key 'x'\n"
          "  4 | c: {x: 1, 'x': 2}\n"
          "    |           ^\n"
          "  note: first given at s.yaml:4:5\n"
          "  4 | c: {x: 1, 'x': 2}\n"
          "    |     ^\n"
          "  hint: remove or rename one of them\n"
          "s.yaml:5:1: error: duplicate key 'a'\n"
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
    CHECK(fault_of("a: &x [*x]\n") == "1:4: " + anchor);
    CHECK(fault_of("a: &x 1\nb: *x\n") == "1:4: " + anchor);
    CHECK(fault_of("&x a: 1\n") == "1:1: " + anchor);
    CHECK(fault_of("a: &x\n") == "1:4: " + anchor);
    CHECK(fault_of("a: & b\n") == "1:5: " + anchor);
    CHECK(fault_of("a: *x\n") == "1:4: " + alias);
    CHECK(fault_of("a: [b, *.csv]\n") == "1:8: " + alias);
    CHECK(fault_of("a: * b\n") == "1:5: " + alias);
    CHECK(fault_of("a: !x 1\n") == "1:4: " + tag);
    CHECK(fault_of("a: !!str 1\n") == "1:4: " + tag);
    CHECK(fault_of("a: ! 1\n") == "1:4: " + tag);
    CHECK(fault_of("a: !x\n") == "1:4: " + tag);
    CHECK(fault_of("!x {a: 1}\n") == "1:1: " + tag);
    CHECK(fault_of("a: [!x [b]]\n") == "1:5: " + tag);
    CHECK(fault_of("a: !<x\n").find(tag) != std::string::npos);
    CHECK(fault_of("<<: {a: 1}\n") == "1:1: merge keys are not supported (write the keys out)");
    CHECK(fault_of("'<<': 1\na: 'x & y * z !'\nb: R&D\n") == "none");
}

TEST_CASE("a second document is refused") {
    CHECK(fault_of("a: 1\n---\nb: 2\n") == "2:1: a second document begins here (keep one document per file)");
    CHECK(fault_of("a: 1\n---\n") == "2:1: a second document begins here (keep one document per file)");
    CHECK(fault_of("a: 1\n...\nb: 2\n") == "3:1: a second document begins here (keep one document per file)");
    CHECK(fault_of("a: 1\r\n...\r\nb: 2\r\n") == "3:1: a second document begins here (keep one document per file)");
}

TEST_CASE("keys are scalars") {
    const std::string message =
        "a key cannot be a list or a mapping (put a text that begins with '[' or '{' in quotes)";
    CHECK(fault_of("? [a]\n: 1\n") == "1:3: " + message);
    CHECK(fault_of("{a: 1, [b]: 2}\n") == "1:8: " + message);
    CHECK(fault_of("{{a: 1}: 2}\n") == "1:2: " + message);
    CHECK(fault_of(": x\n") == "1:1: key is missing before ':' (name it, in quotes if it is null or ~)");
    CHECK(fault_of("a: 1\nnull: 2\n") == "2:1: key is missing before ':' (name it, in quotes if it is null or ~)");
}

TEST_CASE("an unclosed quote is refused at its opening, with and without a final line end") {
    CHECK(fault_of("a: 1\nb: \"x\nc: 2\n") == "2:4: quote is never closed (close it with \")");
    CHECK(fault_of("a: 1\nb: \"x\nc: 2") == "2:4: quote is never closed (close it with \")");
    CHECK(fault_of("b: 'x\n") == "1:4: quote is never closed (close it with ')");
    CHECK(fault_of("b: 'x") == "1:4: quote is never closed (close it with ')");
    CHECK(fault_of("b: 'it''s\n") == "1:4: quote is never closed (close it with ')");
    CHECK(fault_of("b: \"x\\\"\n") == "1:4: quote is never closed (close it with \")");
    CHECK(fault_of("\"x: 1\n") == "1:1: quote is never closed (close it with \")");
    CHECK(fault_of("b: [\"x]\n") == "1:5: quote is never closed (close it with \")");
    CHECK(fault_of("a: 'x\n---\nb: 1\n") == "2:1: a document ends inside a quoted text (close the quote before it)");
}

TEST_CASE("text behind a closing quote is shown with the opening") {
    CHECK(read("a: 'it's'\n").faults ==
          "s.yaml:1:8: error: text behind a closing quote\n"
          "  1 | a: 'it's'\n"
          "    |        ^\n"
          "  note: the quote was opened at s.yaml:1:4\n"
          "  1 | a: 'it's'\n"
          "    |    ^\n"
          "  hint: write a quote inside '...' twice, inside \"...\" as \\\"\n");
}

TEST_CASE("tabs do not indent") {
    CHECK(fault_of("a:\n\tb: 1\n") == "2:1: tab in the indentation (indent with spaces)");
    CHECK(fault_of("a:\n  \t- b\n") == "2:3: tab in the indentation (indent with spaces)");
    CHECK(fault_of("a: |\n\tx\n") == "2:1: tab in the indentation (indent with spaces)");
    CHECK(fault_of("a: [1,\n\t2]\n") == "2:1: tab in the indentation (indent with spaces)");
    CHECK(shape_of("a:\t1\t# x\n") == "{a@1:1: 1@1:4}@1:1");
}

TEST_CASE("syntax errors are told in plain words") {
    CHECK(fault_of("a: b: c\n") == "1:5: a second ':' on the line (put a text that holds ': ' in quotes)");
    CHECK(fault_of("a: - b\n") == "1:4: a list cannot begin here (begin it on a line of its own, or write [a, b])");
    CHECK(fault_of("a: 1\n b: 2\n") ==
          "2:2: a key cannot stand here (check its indentation, and the ':' of the line above)");
    CHECK(fault_of("a\nb: 1\n") ==
          "2:1: a key cannot stand here (check its indentation, and the ':' of the line above)");
    CHECK(fault_of("a: 1\n- b\n") == "2:1: the line fits none of the lists and mappings above (check its indentation)");
    CHECK(fault_of("a:\n  - b\n - c\n") ==
          "3:2: the line fits none of the lists and mappings above (check its indentation)");
    CHECK(fault_of("- a\nb: 1\n") ==
          "2:1: this does not continue what stands before it (check indentation and quotes)");
    CHECK(fault_of("  a: 1\nb: 2\n") ==
          "2:1: this does not continue what stands before it (check indentation and quotes)");
    CHECK(fault_of("a: [1, 2\nb: 3\n") == "1:4: '[' is never closed (close it with ']')");
    CHECK(fault_of("a: {x: 1\n") == "1:4: '{' is never closed (close it with '}')");
    CHECK(fault_of("a: {x: {y: 1}\n") == "1:4: '{' is never closed (close it with '}')");
    CHECK(fault_of("[1, 2\n") == "1:1: '[' is never closed (close it with ']')");
    CHECK(fault_of("{a: {b: 'x]}', c: it's\n") == "1:1: '{' is never closed (close it with '}')");
    CHECK(fault_of("a: [x]]\n") == "1:7: ']' without '[' (remove it, or put the text in quotes)");
    CHECK(fault_of("a: }\n") == "1:4: '}' without '{' (remove it, or put the text in quotes)");
    CHECK(fault_of("a: @x\n") == "1:4: a text cannot begin with '@' (put it in quotes)");
    CHECK(fault_of("a: `x`\n") == "1:4: a text cannot begin with '`' (put it in quotes)");
    CHECK(fault_of("a: %x\n") == "1:4: a text cannot begin with '%' (put it in quotes)");
    CHECK(fault_of("a: \"C:\\qux\"\n") == "1:7: unknown escape '\\q' (put a text with '\\' in single quotes)");
    CHECK(fault_of("a: \"\\xZZ\"\n").find("not a hexadecimal digit in an escape") != std::string::npos);
    CHECK(fault_of("a: >0\n  x\n") == "1:6: a block text cannot have indentation 0 (write | or > alone)");
    CHECK(fault_of("a: |x\n  y\n").find("text behind the sign of a block text") != std::string::npos);
    CHECK(fault_of("%YAML 3.0\n---\na: 1\n") == "1:1: directives are not supported (remove the line)");
}

TEST_CASE("a file without a value is empty") {
    const std::string message = "0:0: file is empty (write 'key: value' lines; `chokepoint describe` lists the keys)";
    CHECK(fault_of("") == message);
    CHECK(fault_of("\n\n") == message);
    CHECK(fault_of("# only a comment\n") == message);
    CHECK(fault_of("---\n") == message);
    CHECK(fault_of("~\n") == message);
}

TEST_CASE("bytes that are no text are refused where they stand") {
    CHECK(read("a: 1\nb: caf\xE9\n").faults ==
          "s.yaml:2:7: error: invalid UTF-8\n  2 | b: caf?\n    |       ^\n  hint: save the file as UTF-8\n");
    CHECK(fault_of("a: x\x04y\n") == "1:5: control character in the text (remove it)");
    CHECK(fault_of("# " + std::string(70000, 'x') + "\n" + std::string("a: \0\n", 5)) ==
          "2:4: control character in the text (remove it)");
    CHECK(fault_of("a: 1\rb: 2\r") == "1:5: carriage return without line feed (end lines with LF or CRLF)");
}

TEST_CASE("64 levels are read and 65 refused") {
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[') + "x" +
               std::string(static_cast<std::size_t>(depth), ']');
    };
    const auto blocks = [](int depth) {
        std::string text;
        for (int i = 0; i < depth; ++i) {
            text += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
        }
        return text;
    };
    CHECK(fault_of(nested(64)) == "none");
    CHECK(fault_of(nested(65)) == "1:65: nested deeper than 64 levels (close brackets that are open, or nest less)");
    CHECK(fault_of(blocks(64)) == "none");
    CHECK(fault_of(blocks(65)) == "65:65: nested deeper than 64 levels (close brackets that are open, or nest less)");
}

TEST_CASE("200,000 values are read and one more refused") {
    std::string text = "- a\n";
    for (int i = 0; i < 199'998; ++i) {
        text += "- a\n";
    }
    CHECK(fault_of(text) == "none");
    CHECK(fault_of(text + "- a\n") == "200000:3: more than 200,000 values (put large tables into CSV files)");
}

TEST_CASE("files over 4 MiB are refused at once") {
    CHECK(seconds_to_refuse(std::string(5'000'000, '['),
                            "0:0: file is larger than 4 MiB (put large tables into CSV files)") < 0.5);
}

TEST_CASE("brackets by the million are refused quickly and without a deep stack") {
    std::string mappings;
    std::string dashes;
    std::string questions;
    for (int i = 0; i < 1'000'000; ++i) {
        mappings += "{a";
        dashes += "- ";
        questions += "? ";
    }
    CHECK(seconds_to_refuse(std::string(3'000'000, '['), "1:65: nested deeper than 64 levels") < 1.0);
    CHECK(seconds_to_refuse(std::string(3'000'000, '{'), "1:65: nested deeper than 64 levels") < 1.0);
    CHECK(seconds_to_refuse("a: 1\nb: " + std::string(3'000'000, '['), "2:68: nested deeper than 64 levels") < 1.0);
    CHECK(seconds_to_refuse(dashes, "nested deeper than 64 levels") < 1.0);
    CHECK(seconds_to_refuse(questions, "a key cannot be a list or a mapping") < 1.0);
    CHECK(seconds_to_refuse(mappings, "1:1: '{' is never closed") < 5.0);
    CHECK(seconds_to_refuse(std::string(3'000'000, ']'), "1:1: ']' without '['") < 1.0);
}

TEST_CASE("many duplicate keys and one long line are read in linear time") {
    std::string duplicates;
    std::string line = "[";
    for (int i = 0; i < 90'000; ++i) {
        duplicates += "key: 1\n";
        line += "aaaaaaaaaaaaaaa, ";
    }
    const auto start = std::chrono::steady_clock::now();
    Diagnostics diagnostics;
    const TemporaryFolder folder;
    parse_yaml(TextFile(folder.write("a", duplicates), kMaxYamlBytes), diagnostics);
    CHECK(diagnostics.sorted().size() == 89'999);
    CHECK(read(line + "a]").faults == "");
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("a value can be set, added and appended by its path") {
    auto tree = read("a: {b: 1}\nc: [x]\nd:\n").tree;
    Diagnostics diagnostics;
    set_yaml_value(tree, "a.b", "2", diagnostics);
    set_yaml_value(tree, "a.e.f", "{uniform: [1, 2]}", diagnostics);
    set_yaml_value(tree, "c.0", "'y'", diagnostics);
    set_yaml_value(tree, "c.1", "z", diagnostics);
    set_yaml_value(tree, "d.g", "7 years", diagnostics);
    CHECK(as_text(diagnostics) == "");
    CHECK(shape(tree.root) ==
          "{a@1:1: {b@1:5: 2@1:5, e@1:3: {f@1:5: {uniform@1:8: [1@1:18, 2@1:21]@1:17}@1:7}@1:3}@1:4, "
          "c@2:1: [\"y\"@1:5, z@1:5]@2:4, d@3:1: {g@1:3: 7 years@1:5}@3:1}@1:1");
    CHECK(tree.root.find("a")->find("b")->source == 1);
    CHECK(tree.root.find("c")->source == 0);
    CHECK(to_string(tree.fault(tree.root.find("c")->items[1], "m")) ==
          "<--set 4>:1:5: error: m\n  1 | c.1=z\n    |     ^");
}

TEST_CASE("a value that cannot be set leaves the tree as it was") {
    auto tree = read("a: {b: 1}\nc: [x]\n").tree;
    const auto before = shape(tree.root);
    const auto refusal = [&](std::string_view path, std::string_view value) {
        tree.overrides.clear();
        Diagnostics diagnostics;
        set_yaml_value(tree, path, value, diagnostics);
        CHECK(shape(tree.root) == before);
        return as_text(diagnostics);
    };
    CHECK(refusal("a.b.x", "1") ==
          "<--set 1>:1:5: error: there is no key 'x' below a single value\n  1 | a.b.x=1\n    |     ^\n  hint: shorten "
          "the path\n");
    CHECK(refusal("c.2", "1") ==
          "<--set 1>:1:3: error: '2' is no place in a list of 1\n  1 | c.2=1\n    |   ^\n  hint: write 0 for the first "
          "item, 1 to add one\n");
    CHECK(refusal("c.x", "1").find("error: 'x' is no place in a list of 1") != std::string::npos);
    CHECK(refusal("z.y..x", "1") ==
          "<--set 1>:1:5: error: a name is missing in the path\n  1 | z.y..x=1\n    |     ^\n  hint: write it as in "
          "dynamics.restart_days\n");
    CHECK(refusal("", "1").find("1:1: error: a name is missing in the path") != std::string::npos);
    CHECK(refusal("a.b", "") ==
          "<--set 1>:1:5: error: a value is missing behind '='\n  1 | a.b=\n    |     ^\n  hint: write key=value\n");
    CHECK(refusal("a.b", "[1, 2") ==
          "<--set 1>:1:5: error: '[' is never closed\n  1 | a.b=[1, 2\n    |     ^\n  hint: close it with ']'\n");
    CHECK(refusal("a.b", "&x 1").find("1:5: error: anchors are not supported") != std::string::npos);
    CHECK(refusal("a.b", "1\nc: 2") == "<--set 1>: error: not a single line of UTF-8 text\n  hint: write key=value\n");
    CHECK(refusal("a.b", "\xFF") == "<--set 1>: error: not a single line of UTF-8 text\n  hint: write key=value\n");
    CHECK(refusal("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q", "1").find("path has more than 16 names") != std::string::npos);
}
