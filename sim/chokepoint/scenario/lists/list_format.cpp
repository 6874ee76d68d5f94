#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/lists/list_format.hpp>

namespace chokepoint::scenario {

namespace {

constexpr std::array kFormats = {
    ListFormat{"csl", "US Consolidated Screening List, with or without _id", is_csl, read_csl},
    ListFormat{"opensanctions", "OpenSanctions targets.simple.csv", is_opensanctions_table, read_opensanctions_table},
    ListFormat{"opensanctions", "OpenSanctions entities.ftm.json", is_ftm, read_ftm},
    ListFormat{"ofac", "OFAC sdn.csv, with add.csv and alt.csv beside it", is_ofac, read_ofac},
    ListFormat{"bis-dpl", "BIS Denied Persons List", is_bis_dpl, read_bis_dpl},
    ListFormat{"eu", "EU consolidated financial sanctions list as CSV", is_eu_list, read_eu_list},
    ListFormat{"uk", "UK Sanctions List and OFSI ConList.csv", is_uk_list, read_uk_list},
    ListFormat{"csv", "a table with a column for the name", is_own_list, read_own_list},
};

/// The format to read with, or nullptr after a fault.
const ListFormat* choose_format(const std::string& file, std::string_view text, const ListSpec& spec,
                                Diagnostics& diagnostics) {
    const ListFormat* seen = recognise_list(text);
    const ListFormat* own = find_list_format("csv");
    if (!spec.format) return spec.columns || seen == nullptr ? own : seen;
    const std::string& name = spec.format->value;
    const bool is_seen = seen != nullptr && seen->name == name;
    // Every list with a header that has a name looks like a table, too.
    const bool is_other = seen != nullptr && !is_seen && seen != own && name != own->name;
    if (is_other) {
        diagnostics.add(fault_at(
            spec.format->where, Fault::unreadable, fmt::format("the list '{}' is not in the format '{}'", file, name),
            fmt::format("it looks like {}: remove 'format', or write 'format: {}'", seen->meaning, seen->name)));
        return nullptr;
    }
    return is_seen ? seen : find_list_format(name);
}

}  // namespace

std::span<const ListFormat> list_formats() {
    return kFormats;
}

const ListFormat* find_list_format(std::string_view name) {
    const auto found = std::ranges::find(kFormats, name, &ListFormat::name);
    return found == kFormats.end() ? nullptr : &*found;
}

const ListFormat* recognise_list(std::string_view text) {
    const auto found =
        std::ranges::find_if(kFormats, [&](const ListFormat& format) { return format.looks_like(text); });
    return found == kFormats.end() ? nullptr : &*found;
}

PartyList read_list(const std::filesystem::path& file, const ListSpec& spec, Diagnostics& diagnostics) {
    const ListText text(file);
    PartyList list;
    list.files.push_back(input_file(file, text.bytes()));
    const ListInput input{file, file.string(), text.text(), spec.columns ? &*spec.columns : nullptr};
    if (spec.columns && spec.format && spec.format->value != "csv") {
        diagnostics.add(fault_at(spec.format->where, Fault::contradiction,
                                 fmt::format("'columns' with the format '{}'", spec.format->value),
                                 "its columns are known: remove 'columns', or write 'format: csv'"));
        return list;
    }
    Diagnostics of_list;
    if (const ListFormat* format = choose_format(input.file, input.text, spec, of_list)) {
        list.format = format->name;
        list.meaning = format->meaning;
        format->read(input, list, of_list);
        if (list.entries.empty() && !of_list.has_errors())
            of_list.add(
                file_fault(input.file, "the list has no party", "give each party a row: name,country", Fault::empty));
    }
    for (Diagnostic& fault : of_list.sorted())
        diagnostics.add(std::move(fault));
    if (of_list.has_errors()) list.entries.clear();
    return list;
}

}  // namespace chokepoint::scenario
