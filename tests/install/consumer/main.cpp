// The day a seven-year order of 16 April 2018 ends, as any project might ask the installed library for it.
#include <chokepoint/base/date.hpp>
#include <iostream>
#include <string>

int main() {
    const auto start = chokepoint::parse_date("2018-04-16");
    const auto term = chokepoint::parse_duration("7 years");
    if (!start || !term) return 1;
    const std::string end = chokepoint::format_date(chokepoint::add(*start, *term));
    std::cout << end << '\n';
    return end == "2025-04-16" ? 0 : 1;
}
