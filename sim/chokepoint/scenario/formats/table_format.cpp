#include <algorithm>
#include <array>
#include <chokepoint/scenario/formats/table_format.hpp>

namespace chokepoint::scenario {

std::span<const TableFormat> table_formats() {
    static const std::array formats = {kExiobase3, kPymrio, kEora26, kGloria,   kMario,
                                       kFigaro,    kWiod,   kBea,    kOecdIcio, kFlat};
    return formats;
}

const TableFormat* find_table_format(std::string_view name) {
    const auto formats = table_formats();
    const auto found =
        std::find_if(formats.begin(), formats.end(), [&](const TableFormat& one) { return one.name == name; });
    return found == formats.end() ? nullptr : &*found;
}

}  // namespace chokepoint::scenario
