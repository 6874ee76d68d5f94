#include <doctest/doctest.h>

#include "yaml_reading.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

void check_refused(std::string_view content, std::string_view message) {
    const auto fault = yaml_fault_of(content);
    CHECK_MESSAGE(fault.find(message) != std::string::npos, fault);
}

}  // namespace

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
    CHECK(yaml_fault_of(nested(64)) == "none");
    CHECK(yaml_fault_of(nested(65)) ==
          "1:65: nested deeper than 64 levels (close brackets that are open, or nest less)");
    CHECK(yaml_fault_of(blocks(64)) == "none");
    CHECK(yaml_fault_of(blocks(65)) ==
          "65:65: nested deeper than 64 levels (close brackets that are open, or nest less)");
}

TEST_CASE("200,000 values are read and one more refused") {
    std::string text = "- a\n";
    for (int i = 0; i < 199'998; ++i) {
        text += "- a\n";
    }
    CHECK(yaml_fault_of(text) == "none");
    CHECK(yaml_fault_of(text + "- a\n") == "200000:3: more than 200,000 values (put large tables into CSV files)");
}

TEST_CASE("files over 4 MiB are refused at once") {
    check_refused(std::string(5'000'000, '['), "0:0: file is larger than 4 MiB (put large tables into CSV files)");
}

TEST_CASE("brackets by the million are refused without a deep stack") {
    std::string mappings;
    std::string dashes;
    std::string questions;
    for (int i = 0; i < 1'000'000; ++i) {
        mappings += "{a";
        dashes += "- ";
        questions += "? ";
    }
    check_refused(std::string(3'000'000, '['), "1:65: nested deeper than 64 levels");
    check_refused(std::string(3'000'000, '{'), "1:65: nested deeper than 64 levels");
    check_refused("a: 1\nb: " + std::string(3'000'000, '['), "2:68: nested deeper than 64 levels");
    check_refused(dashes, "nested deeper than 64 levels");
    check_refused(questions, "a key cannot be a list or a mapping");
    check_refused(mappings, "1:1: '{' is never closed");
    check_refused(std::string(3'000'000, ']'), "1:1: ']' without '['");
}

TEST_CASE("many duplicate keys and one long line are read") {
    std::string duplicates;
    std::string line = "[";
    for (int i = 0; i < 90'000; ++i) {
        duplicates += "key: 1\n";
        line += "aaaaaaaaaaaaaaa, ";
    }
    Diagnostics diagnostics;
    const TemporaryFolder folder;
    scenario::parse_yaml(TextFile(folder.write("a", duplicates), scenario::kMaxYamlBytes), diagnostics);
    CHECK(diagnostics.sorted().size() == 89'999);
    CHECK(read(line + "a]").faults == "");
}
