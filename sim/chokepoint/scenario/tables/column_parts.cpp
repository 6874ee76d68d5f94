#include <chokepoint/base/parallel.hpp>
#include <chokepoint/scenario/tables/column_parts.hpp>

namespace chokepoint::scenario {

TextParts::TextParts(bool present, std::span<const network::CsvPart> parts) {
    if (!present || parts.empty()) return;
    parts_.assign(parts.begin(), parts.end());
    texts_.resize(parts.size());
    numbers_.resize(parts.back().lines_before + parts.back().lines);
}

TextColumn TextParts::take(std::span<const RowRange> ranges, unsigned threads) {
    TextColumn column;
    std::vector<std::vector<std::uint32_t>> number_of(texts_.size());
    for (std::size_t p = 0; p < texts_.size(); ++p) {
        for (std::uint32_t k = 0; k < texts_[p].size(); ++k)
            number_of[p].push_back(column.texts.add(texts_[p].name(k)));
        texts_[p] = {};
    }
    for_each_index(parts_.size(), threads, [&](std::size_t p) {
        for (std::size_t row = parts_[p].lines_before; row < parts_[p].lines_before + parts_[p].lines; ++row) {
            if (numbers_[row] < number_of[p].size()) numbers_[row] = number_of[p][numbers_[row]];
        }
    });
    column.texts.freeze();
    close_gaps(numbers_, ranges);
    column.numbers = std::move(numbers_);
    return column;
}

LineNumbers joined_lines(std::span<const LineNumbers> of_parts, std::span<const network::CsvPart> parts,
                         std::span<const RowRange> ranges, int line) {
    LineNumbers lines;
    std::size_t row = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        lines.append(of_parts[p], row, line + static_cast<int>(parts[p].lines_before));
        row += ranges[p].count;
    }
    return lines;
}

}  // namespace chokepoint::scenario
