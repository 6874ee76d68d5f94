#pragma once

#include <chokepoint/scenario/lists/list_format.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "../../temporary_file.hpp"

namespace chokepoint::testing {

/// A list that was read from a text, with its faults.
struct ReadList {
    scenario::PartyList list;
    std::vector<Diagnostic> faults;
};

inline ReadList read_list_file(const std::filesystem::path& file, const scenario::ListSpec& spec = {}) {
    Diagnostics diagnostics;
    ReadList read;
    read.list = scenario::read_list(file, spec, diagnostics);
    read.faults = diagnostics.sorted();
    return read;
}

inline ReadList read_list_text(std::string_view name, std::string_view text, const scenario::ListSpec& spec = {}) {
    const TemporaryFolder folder;
    return read_list_file(folder.write(name, text), spec);
}

/// The text with its first line in capitals.
inline std::string upper_header(std::string text) {
    for (std::size_t k = 0; k < text.size() && text[k] != '\n'; ++k) {
        if (text[k] >= 'a' && text[k] <= 'z') text[k] = static_cast<char>(text[k] - 'a' + 'A');
    }
    return text;
}

using Texts = std::vector<std::string>;

}  // namespace chokepoint::testing
