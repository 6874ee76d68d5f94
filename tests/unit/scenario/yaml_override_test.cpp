#include <doctest/doctest.h>

#include "yaml_reading.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

TEST_CASE("a value can be set, added and appended by its path") {
    auto tree = read("a: {b: 1}\nc: [x]\nd:\n").tree;
    Diagnostics diagnostics;
    scenario::set_yaml_value(tree, "a.b", "2", diagnostics);
    scenario::set_yaml_value(tree, "a.e.f", "{uniform: [1, 2]}", diagnostics);
    scenario::set_yaml_value(tree, "c.0", "'y'", diagnostics);
    scenario::set_yaml_value(tree, "c.1", "z", diagnostics);
    scenario::set_yaml_value(tree, "d.g", "7 years", diagnostics);
    CHECK(as_text(diagnostics) == "");
    CHECK(shape(tree.root) ==
          "{a@1:1: {b@1:5: 2@1:5, e@1:3: {f@1:5: {uniform@1:8: [1@1:18, 2@1:21]@1:17}@1:7}@1:3}@1:4, "
          "c@2:1: [\"y\"@1:5, z@1:5]@2:4, d@3:1: {g@1:3: 7 years@1:5}@3:1}@1:1");
    CHECK(tree.root.find("a")->find("b")->source == 1);
    CHECK(tree.root.find("c")->source == 0);
    CHECK(to_string(tree.fault(tree.root.find("c")->items[1], Fault::invalid_value, "m", {})) ==
          "<--set 4>:1:5: error[invalid-value]: m\n  1 | c.1=z\n    |     ^");
}

TEST_CASE("a value that cannot be set leaves the tree as it was") {
    auto tree = read("a: {b: 1}\nc: [x]\n").tree;
    const auto before = shape(tree.root);
    const auto refusal = [&](std::string_view path, std::string_view value) {
        tree.overrides.clear();
        Diagnostics diagnostics;
        scenario::set_yaml_value(tree, path, value, diagnostics);
        CHECK(shape(tree.root) == before);
        return as_text(diagnostics);
    };
    CHECK(refusal("a.b.x", "1") ==
          "<--set 1>:1:5: error[unknown-key]: there is no key 'x' below a single value\n  1 | a.b.x=1\n    |     ^\n  "
          "hint: shorten "
          "the path\n");
    CHECK(refusal("c.2", "1") ==
          "<--set 1>:1:3: error[out-of-range]: '2' is no place in a list of 1\n  1 | c.2=1\n    |   ^\n  hint: write 0 "
          "for the first "
          "item, 1 to add one\n");
    CHECK(refusal("c.x", "1").find("error[out-of-range]: 'x' is no place in a list of 1") != std::string::npos);
    CHECK(refusal("z.y..x", "1") ==
          "<--set 1>:1:5: error[bad-syntax]: a name is missing in the path\n  1 | z.y..x=1\n    |     ^\n  hint: write "
          "it as in "
          "dynamics.order_adjust_days\n");
    CHECK(refusal("", "1").find("1:1: error[bad-syntax]: a name is missing in the path") != std::string::npos);
    CHECK(refusal("a.b", "") ==
          "<--set 1>:1:5: error[empty]: a value is missing behind '='\n  1 | a.b=\n    |     ^\n  hint: write "
          "key=value\n");
    CHECK(refusal("a.b", "[1, 2") ==
          "<--set 1>:1:5: error[bad-syntax]: '[' is never closed\n  1 | a.b=[1, 2\n    |     ^\n  hint: close it with "
          "']'\n");
    CHECK(refusal("a.b", "&x 1").find("1:5: error[unsupported]: anchors are not supported") != std::string::npos);
    CHECK(refusal("a.b", "1\nc: 2") ==
          "<--set 1>: error[bad-syntax]: not a single line of UTF-8 text\n  hint: write key=value\n");
    CHECK(refusal("a.b", "\xFF") ==
          "<--set 1>: error[bad-syntax]: not a single line of UTF-8 text\n  hint: write key=value\n");
    CHECK(refusal("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q", "1").find("path has more than 16 names") != std::string::npos);
}
