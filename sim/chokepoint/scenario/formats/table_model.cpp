#include <fmt/format.h>

#include <chokepoint/scenario/formats/table_format.hpp>
#include <chokepoint/scenario/formats/table_model.hpp>
#include <filesystem>

namespace chokepoint::scenario {

namespace {

/// A text as a double-quoted scalar of YAML.
std::string yaml_quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + "\"";
}

}  // namespace

std::string table_model_yaml(const TableReport& report, std::string_view file) {
    const TableFormat* format = find_table_format(report.format);
    std::string title(format == nullptr ? "a table" : format->what);
    title = title.substr(title.find(' ') + 1);
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
    if (!report.edition.empty()) title += ", " + report.edition;
    if (!report.year.empty()) title += ", " + report.year;
    std::string yaml = fmt::format("chokepoint: 1\ntitle: {}\n", yaml_quoted(title));
    yaml += report.year.empty() ? "as_of: 2000-01-01  # the table does not say its year: correct this\n"
                                : fmt::format("as_of: {}-12-31\n", report.year);
    const std::string name = std::filesystem::path(report.file).filename().string();
    yaml += fmt::format("sources:\n  table: {{title: {}, reference: {}}}\n", yaml_quoted(title), yaml_quoted(name));
    if (file.empty()) {
        yaml += fmt::format("unit: {}\ntable: {{source: table}}\n", report.unit.empty() ? "million USD" : report.unit);
        return yaml;
    }
    yaml += fmt::format("table:\n  file: {}\n  format: {}\n", yaml_quoted(file), report.format);
    if (report.unit.empty()) yaml += "  unit: million USD  # the table does not say its unit: correct this\n";
    return yaml + "  source: table\n";
}

}  // namespace chokepoint::scenario
