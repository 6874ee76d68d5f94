#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/utf8.hpp>
#include <chokepoint/report/screen.hpp>
#include <cmath>

namespace chokepoint {

std::string millions(double usd) {
    const double value = usd / 1e6;
    std::string digits = fmt::format("{:.{}f}", std::abs(value), std::abs(value) < 9999.95 ? 1 : 0);
    if (digits == "0.0") return digits;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t k = point; k > 3; k -= 3)
        digits.insert(k - 3, ",");
    return (value < 0.0 ? "-" : "") + digits;
}

std::string per_cent(double part, double whole) {
    if (whole <= 0.0) return "-";
    const std::string text = fmt::format("{:.1f} %", 100.0 * part / whole);
    return text == "-0.0 %" ? "0.0 %" : text;
}

std::string fitted(std::string_view raw, std::size_t width) {
    const std::string name = printable(raw);
    std::string text;
    std::size_t columns = 0;
    for (const char c : name) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        if (!continues && columns == width) break;
        if (!continues) ++columns;
        text += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    }
    return text + std::string(width - columns, ' ');
}

}  // namespace chokepoint
