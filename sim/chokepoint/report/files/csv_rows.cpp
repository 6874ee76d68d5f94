#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/report/files/csv_rows.hpp>
#include <vector>

namespace chokepoint::report {

namespace {

constexpr std::size_t kEntriesInPart = 65536;
constexpr std::size_t kPartsAtOnce = 16;

}  // namespace

void write_csv_rows(OutputFolder& folder, std::string_view name, std::string_view header, std::size_t entries,
                    unsigned threads, const WritingProgress& progress,
                    const std::function<void(std::string& text, std::size_t entry)>& append) {
    std::vector<std::string> parts(kPartsAtOnce);
    std::size_t next = 0;
    bool begun = false;
    folder.write_stream(name, [&](std::string& chunk) {
        chunk.clear();
        if (!begun) chunk.append(header);
        if (begun && next >= entries) return false;
        begun = true;
        if (progress) progress(name, entries > 0 ? static_cast<double>(next) / static_cast<double>(entries) : 1.0);
        for_each_index(parts.size(), threads, [&](std::size_t part) {
            parts[part].clear();
            const std::size_t first = next + part * kEntriesInPart;
            for (std::size_t entry = first; entry < std::min(entries, first + kEntriesInPart); ++entry)
                append(parts[part], entry);
        });
        for (const std::string& part : parts)
            chunk.append(part);
        next += kPartsAtOnce * kEntriesInPart;
        return true;
    });
}

void append_field(std::string& text, std::string_view field) {
    if (field.find_first_of("\",\r\n") == std::string_view::npos) {
        text += field;
        return;
    }
    text += '"';
    for (const char c : field) {
        if (c == '"') text += '"';
        text += c;
    }
    text += '"';
}

}  // namespace chokepoint::report
