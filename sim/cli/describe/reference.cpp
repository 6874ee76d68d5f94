#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/scenario/model/model_keys.hpp>
#include <chokepoint/scenario/scenario_spec.hpp>
#include <chokepoint/study/forecast/forecast_file.hpp>
#include <cli/commands.hpp>
#include <cli/describe/command_help.hpp>
#include <cli/describe/help.hpp>
#include <cli/describe/markdown.hpp>
#include <cli/describe/reference.hpp>
#include <cli/terminal/terminal.hpp>
#include <cli/terminal/wrap.hpp>
#include <vector>

namespace chokepoint::cli {

namespace {

/// A topic is a help page or, if it has one, a schema.
struct Topic {
    std::string_view name;
    std::string_view meaning;
    const scenario::Schema* schema = nullptr;
};

constexpr std::string_view kCommands = "commands";

const std::vector<Topic>& topics() {
    static const std::vector<Topic> list = {
        {kCommands, "Every command with its options"},
        {"scenario", "The scenario file and all of its keys", &scenario::scenario_schema()},
        {"model", "The file model.yaml and all of its keys", &scenario::model_schema()},
        {"number", "How a number is written: value or prior, source or assumption", &scenario::number_schema()},
        {"date", "How the date of an action is written: a day, or a prior for a day that is not known",
         &scenario::date_schema()},
        {"firms.csv", "The columns of firms.csv"},
        {"links.csv", "The columns of links.csv"},
        {"nodes.csv", "An input-output table in place of firms: columns, and what is repaired"},
        {"tables", "Published input-output tables and lists of edges: formats, checks and repairs"},
        {"names", "Countries, names that look alike, and how the parties of a list match"},
        {"parameters", "Every parameter of the day step with unit, bounds, default and source"},
        {"presets", "Models to start from, and adaptations to switch on or off"},
        {"outputs", "The files that 'run --out' writes"},
        {"generate", "How synthetic networks are drawn, and what they are compared with"},
        {"rank", "The systemic-risk index of a firm, and the columns of 'rank'"},
        {"sweep", "An outcome against one quantity or two, and the columns of 'sweep'"},
        {"serve", "What the page of 'serve' can change, and who can reach it"},
        {"timeline", "Which of several actions applies, and the columns of 'timeline'"},
        {"explain", "How a loss is followed to its causes, and the rows of 'explain'"},
        {"sensitivity", "Sobol' indices: what is computed, and the columns of 'sensitivity'"},
        {"forecast", "What a forecast records, and the columns of forecasts.csv"},
        {"score", "How forecasts are scored, and the columns of outcomes"},
        {"network-file", "A model in one file, as 'chokepoint convert' writes it"},
        {"exit-codes", "The exit codes of the program"},
    };
    return list;
}

/// Finds `model.products` and the like among a schema's children.
const scenario::Schema* find_schema(const scenario::Schema& schema, std::string_view name) {
    if (schema.name == name) return &schema;
    for (const scenario::Key& key : schema.keys) {
        if (key.child == nullptr) continue;
        if (const scenario::Schema* found = find_schema(*key.child, name)) return found;
    }
    return nullptr;
}

std::string fenced(const std::string& text) {
    return fmt::format("```text\n{}```\n", wrapped_lines(text, kPageWidth));
}

/// The link target that Markdown gives a heading.
std::string anchor(std::string heading) {
    std::erase(heading, '.');
    return heading;
}

void collect_names(const scenario::Schema& schema, std::vector<std::string_view>& names) {
    if (std::find(names.begin(), names.end(), schema.name) == names.end()) names.push_back(schema.name);
    for (const scenario::Key& key : schema.keys) {
        if (key.child != nullptr) collect_names(*key.child, names);
    }
}

/// The topics and the parts of their schemas, each once.
std::vector<std::string_view> topic_names() {
    std::vector<std::string_view> names;
    for (const Topic& topic : topics())
        names.push_back(topic.name);
    for (const Topic& topic : topics()) {
        if (topic.schema != nullptr) collect_names(*topic.schema, names);
    }
    return names;
}

std::string commands_text() {
    std::string text;
    for (const CommandRecord& command : command_table())
        text += (text.empty() ? "" : "\n\n") + command_help(command);
    return text;
}

std::string commands_markdown() {
    std::string text;
    for (const CommandRecord& command : command_table())
        text += fmt::format("{}### chokepoint {}\n\n{}", text.empty() ? "" : "\n", command.name,
                            fenced(command_help(command)));
    return text;
}

std::string topic_markdown(const Topic& topic) {
    if (topic.name == kCommands) return commands_markdown();
    if (topic.schema != nullptr) return fenced(scenario::describe_schema(*topic.schema, true, kPageWidth));
    return help_page(topic.name);
}

}  // namespace

std::vector<std::string> reference_topics() {
    const std::vector<std::string_view> names = topic_names();
    return {names.begin(), names.end()};
}

std::string reference_markdown() {
    std::string text =
        "# Reference\n\nThis page is the output of `chokepoint describe --markdown`. The program generates it from the "
        "tables that it works with.\n\n";
    for (const Topic& topic : topics())
        text += fmt::format("- [{}](#{}): {}\n", topic.name, anchor(std::string(topic.name)), topic.meaning);
    for (const Topic& topic : topics())
        text += fmt::format("\n## {}\n\n{}.\n\n{}", topic.name, topic.meaning, topic_markdown(topic));
    return text;
}

std::string reference_overview() {
    std::string text = "usage: chokepoint describe TOPIC\n\ntopics:\n";
    for (const Topic& topic : topics())
        text += fmt::format("  {:<12}  {}\n", topic.name, topic.meaning);
    return text +
           "\n'describe scenario.actions' shows one part of a file. 'describe scenario --schema' and 'describe model "
           "--schema' print a JSON Schema.\n";
}

std::string reference_page(std::string_view name, std::size_t width) {
    if (name == kCommands) return commands_text();
    for (const Topic& topic : topics()) {
        if (topic.name == name)
            return topic.schema != nullptr ? scenario::describe_schema(*topic.schema, true, width)
                                           : plain_text(help_page(name));
    }
    for (const Topic& topic : topics()) {
        const scenario::Schema* found = topic.schema == nullptr ? nullptr : find_schema(*topic.schema, name);
        if (found != nullptr) return scenario::describe_schema(*found, true, width);
    }
    const std::string_view near = nearest_word(name, topic_names());
    throw UsageError(Fault::unknown_name, fmt::format("unknown topic '{}'", name),
                     near.empty() ? "see 'chokepoint describe'" : fmt::format("did you mean '{}'?", near));
}

}  // namespace chokepoint::cli
