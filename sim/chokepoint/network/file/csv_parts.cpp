#include <algorithm>
#include <atomic>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/file/csv_parts.hpp>

namespace chokepoint::network {

namespace {

constexpr std::size_t kPartBytes = std::size_t{1} << 20;

/// The number of lines in a part. The last one may lack its line feed.
std::size_t count_lines(std::string_view text) {
    const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    return ends + (text.empty() || text.back() == '\n' ? 0 : 1);
}

}  // namespace

std::vector<CsvPart> cut_into_parts(std::string_view text, std::size_t begin, unsigned threads) {
    std::vector<CsvPart> parts;
    for (std::size_t at = begin; at < text.size();) {
        const std::size_t line_end = text.find('\n', std::min(at + kPartBytes, text.size()) - 1);
        const std::size_t end = line_end == std::string_view::npos ? text.size() : line_end + 1;
        parts.push_back({at, end});
        at = end;
    }
    std::atomic<bool> quoted = false;
    for_each_index(parts.size(), threads, [&](std::size_t p) {
        const std::string_view part = text.substr(parts[p].begin, parts[p].end - parts[p].begin);
        parts[p].lines = count_lines(part);
        if (part.find('"') != std::string_view::npos) quoted = true;
    });
    std::size_t lines = 0;
    for (CsvPart& part : parts) {
        part.lines_before = lines;
        lines += part.lines;
    }
    if (quoted) parts = {{begin, text.size(), 0, lines}};
    return parts;
}

}  // namespace chokepoint::network
