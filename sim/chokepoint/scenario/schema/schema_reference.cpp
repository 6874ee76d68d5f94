#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/schema/schema_check.hpp>

namespace chokepoint::scenario {
namespace {

constexpr std::size_t kPageWidth = 100;
constexpr std::size_t kLeastMeaning = 32;  ///< Columns of the meaning in a table.
constexpr std::size_t kGap = 2;
constexpr std::size_t kReferenceColumns = 4;
/// The widest that key, type and default may be; the meaning has the rest.
constexpr std::array<std::size_t, kReferenceColumns - 1> kWidest = {30, 22, 16};

using ReferenceRow = std::array<std::string, kReferenceColumns>;

/// `text` in lines of at most `width` characters; a word that is longer has a line of its own, cut into pieces.
std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    std::string line;
    for (auto word : split_words(text, ' ')) {
        if (!line.empty() && count_characters(line) + 1 + count_characters(word) > width) {
            lines.push_back(line);
            line.clear();
        }
        for (; word.size() > width; word.remove_prefix(width)) {
            lines.emplace_back(word.substr(0, width));
        }
        if (!line.empty()) line += ' ';
        line += word;
    }
    lines.push_back(line);
    return lines;
}

std::string_view type_name(ValueType type) {
    switch (type) {
        case ValueType::text:
            return "text";
        case ValueType::number:
            return "number";
        case ValueType::integer:
            return "whole number";
        case ValueType::boolean:
            return "true or false";
        case ValueType::date:
            return "date";
        case ValueType::duration:
            return "duration";
        case ValueType::choice:
            return "choice";
        case ValueType::text_list:
            return "list of texts";
        case ValueType::choice_list:
            return "list of choices";
        case ValueType::object:
            return "mapping";
        case ValueType::object_list:
            return "list of mappings";
        case ValueType::object_map:
            return "mappings by name";
        case ValueType::text_list_map:
            return "lists by name";
        case ValueType::uncertain_number:
            return "number or prior";
        case ValueType::uncertain_date:
            return "date or prior";
        case ValueType::date_list:
            return "list of dates";
        case ValueType::number_list:
            return "list of numbers";
    }
    return "";
}

std::string meaning_of(const Key& key) {
    std::string meaning(key.meaning);
    auto bounds_key = key;
    bounds_key.unit = {};
    if (auto bounds = describe_bounds(bounds_key); !bounds.empty()) {
        const char first = bounds.front();
        if (first >= 'a' && first <= 'z') bounds.front() = static_cast<char>(first - 'a' + 'A');
        meaning += fmt::format(" {}{}.", key.min == key.max ? "Must be " : "", bounds);
    }
    if (!key.choices.empty()) meaning += fmt::format(" One of: {}.", join_words(key.choices));
    if (key.child != nullptr && !key.child->short_form.empty())
        meaning += fmt::format(" May be given as its '{}' alone.", key.child->short_form);
    if (key.child != nullptr) meaning += fmt::format(" See '{}'.", key.child->name);
    return meaning;
}

ReferenceRow row_of(const Key& key) {
    auto type = std::string(type_name(key.type));
    if (!key.unit.empty()) type += fmt::format(" ({})", key.unit);
    return {std::string(key.name), std::move(type), key.required ? "required" : std::string(key.default_text),
            meaning_of(key)};
}

void append_row(std::string& page, const ReferenceRow& row, const std::array<std::size_t, kReferenceColumns>& widths) {
    std::array<std::vector<std::string>, kReferenceColumns> cells;
    std::size_t height = 0;
    for (std::size_t i = 0; i < kReferenceColumns; ++i) {
        cells[i] = wrap(row[i], widths[i]);
        height = std::max(height, cells[i].size());
    }
    for (std::size_t line = 0; line < height; ++line) {
        std::string text;
        for (std::size_t i = 0; i < kReferenceColumns; ++i) {
            const auto cell = line < cells[i].size() ? cells[i][line] : std::string();
            text += std::string(kGap, ' ') + cell +
                    std::string(widths[i] - std::min(widths[i], count_characters(cell)), ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        page += text + '\n';
    }
}

void append_list(std::string& page, const std::vector<ReferenceRow>& rows, std::size_t width) {
    for (const auto& row : rows) {
        for (const auto& line :
             wrap(fmt::format("{}: {}{}{}", row[0], row[1], row[2].empty() ? "" : "; ", row[2]), width - kGap))
            page += fmt::format("  {}\n", line);
        for (const auto& line : wrap(row.back(), width - 3 * kGap))
            page += fmt::format("      {}\n", line);
    }
}

void append_table(std::string& page, const Schema& schema, std::size_t width) {
    std::vector<ReferenceRow> rows = {{"key", "type (unit)", "default", "meaning"}};
    for (const auto& key : schema.keys) {
        rows.push_back(row_of(key));
    }
    std::array<std::size_t, kReferenceColumns> widths{};
    std::size_t others = kReferenceColumns * kGap;
    for (std::size_t i = 0; i + 1 < kReferenceColumns; ++i) {
        for (const auto& row : rows) {
            widths[i] = std::max(widths[i], std::min(count_characters(row[i]), kWidest[i]));
        }
        others += widths[i];
    }
    if (others + kLeastMeaning > width) return append_list(page, rows, width);
    widths.back() = width - others;
    for (const auto& row : rows) {
        append_row(page, row, widths);
    }
}

void append_groups(std::string& page, std::string_view groups, std::string_view rule, std::size_t width) {
    for (const auto group : split_words(groups, ' ')) {
        for (const auto& line : wrap(fmt::format("{} {}.", rule, join_words(split_words(group, '|'))), width - kGap)) {
            page += fmt::format("  {}\n", line);
        }
    }
}

void append_page(std::string& page, const Schema& schema, std::size_t width) {
    page += fmt::format("{}\n", schema.name);
    for (const auto& line : wrap(schema.meaning, width - kGap)) {
        page += fmt::format("  {}\n", line);
    }
    page += '\n';
    append_table(page, schema, width);
    if (!schema.one_of.empty() || !schema.exclusive.empty()) page += '\n';
    append_groups(page, schema.one_of, "Exactly one of:", width);
    append_groups(page, schema.exclusive, "At most one of:", width);
    if (schema.example.empty()) return;
    page += "\n  Example:\n";
    for (const auto line : split_words(schema.example, '\n')) {
        page += fmt::format("    {}\n", line);
    }
}

/// `schema` and what its keys lead to, each once, in the order of the first mention.
void collect(const Schema& schema, std::vector<const Schema*>& found) {
    if (std::find(found.begin(), found.end(), &schema) != found.end()) return;
    found.push_back(&schema);
    for (const auto& key : schema.keys) {
        if (key.child != nullptr) collect(*key.child, found);
    }
}

bool has_uncertain_number(const Schema& schema) {
    return std::any_of(schema.keys.begin(), schema.keys.end(),
                       [](const Key& key) { return key.type == ValueType::uncertain_number; });
}

}  // namespace

std::string describe_schema(const Schema& schema, bool deep, std::size_t width) {
    std::string page;
    width = std::min(width, kPageWidth);
    append_page(page, schema, width);
    if (!deep) return page;
    std::vector<const Schema*> found;
    collect(schema, found);
    const bool uses_priors =
        std::any_of(found.begin(), found.end(), [](const Schema* one) { return has_uncertain_number(*one); });
    if (uses_priors) collect(number_schema(), found);
    for (std::size_t i = 1; i < found.size(); ++i) {
        page += '\n';
        append_page(page, *found[i], width);
    }
    return page;
}

}  // namespace chokepoint::scenario
