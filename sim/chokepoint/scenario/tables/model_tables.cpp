#include <algorithm>
#include <chokepoint/scenario/tables/model_tables.hpp>

namespace chokepoint::scenario {

void LineNumbers::add(std::size_t row, int line) {
    const bool goes_on = !runs_.empty() && runs_.back().line + static_cast<int>(row - runs_.back().row) == line;
    if (!goes_on) runs_.push_back({row, line});
}

void LineNumbers::append(const LineNumbers& part, std::size_t row, int line) {
    for (const Run& run : part.runs_)
        add(row + run.row, line + run.line - 1);
}

int LineNumbers::operator[](std::size_t row) const {
    const auto after =
        std::upper_bound(runs_.begin(), runs_.end(), row, [](std::size_t at, const Run& run) { return at < run.row; });
    if (after == runs_.begin()) return 0;
    const Run& run = *(after - 1);
    return run.line + static_cast<int>(row - run.row);
}

}  // namespace chokepoint::scenario
