#include <fmt/format.h>

#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>

namespace chokepoint::scenario {

std::string hint_for(std::string_view name, const std::vector<std::string>& known, const std::string& remedy) {
    const std::vector<std::string_view> words(known.begin(), known.end());
    const std::string_view near = nearest_word(name, words);
    return near.empty() ? remedy : fmt::format("did you mean '{}'?", near);
}

std::string hint_for(std::string_view name, const network::NameTable& known, const std::string& remedy) {
    constexpr std::size_t kMostCandidates = 5000;
    std::vector<std::string_view> words;
    for (std::uint32_t k = 0; known.size() <= kMostCandidates && k < known.size(); ++k)
        words.push_back(known.name(k));
    const std::string_view near = nearest_word(name, words);
    return near.empty() ? remedy : fmt::format("did you mean '{}'?", near);
}

}  // namespace chokepoint::scenario
