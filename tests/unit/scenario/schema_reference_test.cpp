#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chokepoint/scenario/schema/schema.hpp>
#include <sstream>

using namespace chokepoint;

namespace {

constexpr std::array<std::string_view, 2> kSchemaReferencePresets = {"export-control", "pandemic"};

const scenario::Schema& step_schema() {
    static const std::array keys = {
        scenario::Key{"deny", scenario::ValueType::text, "What is denied."},
        scenario::Key{"ends", scenario::ValueType::text, "What is ended."},
        scenario::Key{"until", scenario::ValueType::date, "Last day."},
        scenario::Key{"for", scenario::ValueType::duration, "How long."},
    };
    static const scenario::Schema schema{"case steps", "Steps.", keys, "deny: x\nfor: 1 day", "until|for", "deny|ends"};
    return schema;
}

const scenario::Schema& case_schema() {
    static const std::array keys = [] {
        std::array list = {
            scenario::Key{"title", scenario::ValueType::text, "In one line.", true},
            scenario::Key{"share", scenario::ValueType::number,
                          "Of all that is bought, as far as it is known to the people who wrote the model.", false,
                          "share", "0.5", 0, 1},
            scenario::Key{"preset", scenario::ValueType::choice, "Rules."},
            scenario::Key{"stock_days", scenario::ValueType::uncertain_number, "Cover.", false, "days", "the preset's",
                          0},
            scenario::Key{"steps", scenario::ValueType::object_map, "By name."},
        };
        list[2].choices = kSchemaReferencePresets;
        list[3].min_open = true;
        list[4].child = &step_schema();
        return list;
    }();
    static const scenario::Schema schema{"case", "A case.", keys};
    return schema;
}

}  // namespace

TEST_CASE("the reference of a schema is an aligned table") {
    CHECK(scenario::describe_schema(case_schema(), false) ==
          "case\n"
          "  A case.\n"
          "\n"
          "  key         type (unit)             default       meaning\n"
          "  title       text                    required      In one line.\n"
          "  share       number (share)          0.5           Of all that is bought, as far as it is known to\n"
          "                                                    the people who wrote the model. Between 0 and 1.\n"
          "  preset      choice                                Rules. One of: export-control, pandemic.\n"
          "  stock_days  number or prior (days)  the preset's  Cover. More than 0.\n"
          "  steps       mappings by name                      By name. See 'case steps'.\n");
    CHECK(scenario::describe_schema(step_schema(), true) ==
          "case steps\n"
          "  Steps.\n"
          "\n"
          "  key    type (unit)  default  meaning\n"
          "  deny   text                  What is denied.\n"
          "  ends   text                  What is ended.\n"
          "  until  date                  Last day.\n"
          "  for    duration              How long.\n"
          "\n"
          "  Exactly one of: deny, ends.\n"
          "  At most one of: until, for.\n"
          "\n"
          "  Example:\n"
          "    deny: x\n"
          "    for: 1 day\n");
}

TEST_CASE("the deep reference adds each child once, and how numbers are written if a key takes a prior") {
    const auto page = scenario::describe_schema(case_schema(), true);
    CHECK(page.starts_with(scenario::describe_schema(case_schema(), false) + "\n" +
                           scenario::describe_schema(step_schema(), false) + "\nnumber\n"));
    CHECK(page.ends_with(scenario::describe_schema(scenario::number_schema(), false)));
}

TEST_CASE("no line of a reference is wider than it is asked to be") {
    const std::string word(150, 'w');
    const std::string sentence = "A sentence of many words that has to be wrapped, " + word + " among them.";
    const std::array keys = {scenario::Key{
        "a_key_with_a_name_that_is_longer_than_any_that_should_be_used", scenario::ValueType::number, sentence, false,
        "a unit that is described at some length", "a default that is described at some length", 0, 1}};
    for (const std::size_t width : {std::size_t{40}, std::size_t{80}, std::size_t{100}}) {
        std::istringstream page(scenario::describe_schema(scenario::Schema{"wide", sentence, keys}, false, width));
        std::string line;
        std::size_t widest = 0;
        while (std::getline(page, line)) {
            widest = std::max(widest, line.size());
        }
        CHECK(widest > width - 20);
        CHECK(widest <= width);
    }
}

TEST_CASE("the JSON Schema of a schema says the same") {
    const std::array keys = {
        scenario::Key{"samples", scenario::ValueType::integer, "Draws.", true, "count", "1", 1},
        scenario::Key{"start", scenario::ValueType::date, "First day."},
        scenario::Key{"firms", scenario::ValueType::text_list},
    };
    const scenario::Schema schema{"small", "A test.", keys, {}, "start|firms"};
    CHECK(scenario::json_schema(schema, "Small") == R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Small",
  "type": "object",
  "description": "A test.",
  "properties": {
    "samples": {
      "type": "integer",
      "minimum": 1.0,
      "description": "Draws. Unit: count. Default: 1."
    },
    "start": {
      "type": "string",
      "format": "date",
      "pattern": "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
      "description": "First day."
    },
    "firms": {
      "anyOf": [
        {
          "type": [
            "string",
            "number",
            "boolean"
          ]
        },
        {
          "type": "array",
          "items": {
            "type": [
              "string",
              "number",
              "boolean"
            ]
          }
        }
      ]
    }
  },
  "additionalProperties": false,
  "required": [
    "samples"
  ],
  "allOf": [
    {
      "not": {
        "required": [
          "start",
          "firms"
        ]
      }
    }
  ]
}
)");
}

TEST_CASE("children of a JSON Schema are definitions, named so that they can be referred to") {
    const auto json = scenario::json_schema(case_schema(), "Case");
    CHECK(json.find("\"$ref\": \"#/$defs/case-steps\"") != std::string::npos);
    CHECK(json.find("\"case-steps\": {") != std::string::npos);
    CHECK(json.find("\"$ref\": \"#/$defs/number\"") != std::string::npos);
    CHECK(json.find("\"exclusiveMinimum\": 0.0") != std::string::npos);
    CHECK(json.find("\"oneOf\": [") != std::string::npos);
}
