#include <cli/terminal/table_output.hpp>
#include <cli/terminal/terminal.hpp>

namespace chokepoint::cli {

void print_as(Format format, const std::function<report::Table()>& table, const std::function<std::string()>& text) {
    switch (format) {
        case Format::csv:
            return print(report::to_csv(table()));
        case Format::json:
            return print(report::to_json(table()));
        case Format::table:
            return print_text(text());
    }
}

}  // namespace chokepoint::cli
