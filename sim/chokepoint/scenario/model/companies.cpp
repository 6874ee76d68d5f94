#include <algorithm>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/scenario/model/companies.hpp>
#include <numeric>

namespace chokepoint::scenario {

namespace {

bool is_before(const std::pair<std::uint32_t, Profile>& entry, std::uint32_t company) {
    return entry.first < company;
}

}  // namespace

Companies::Companies(network::NameTable ids, std::span<const std::uint32_t> node_company) : ids_(std::move(ids)) {
    std::vector<std::uint32_t> first(size() + 1, 0);
    for (const std::uint32_t company : node_company)
        ++first[company + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::uint32_t> nodes(node_company.size());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::uint32_t node = 0; node < node_company.size(); ++node)
        nodes[next[node_company[node]]++] = node;
    first_node_ = std::move(first);
    nodes_ = std::move(nodes);
}

std::span<const std::uint32_t> Companies::nodes(std::uint32_t company) const {
    return {nodes_.data() + first_node_[company], nodes_.data() + first_node_[company + 1]};
}

std::string_view Companies::name(std::uint32_t company) const {
    const std::uint32_t number = name_number_.empty() ? kNone : name_number_[company];
    return number == kNone ? ids_.name(company) : names_.name(number);
}

const Profile& Companies::profile(std::uint32_t company) const {
    static const Profile kFlat;
    const auto found = std::lower_bound(profiles_.begin(), profiles_.end(), company, is_before);
    return found != profiles_.end() && found->first == company ? found->second : kFlat;
}

std::uint32_t Companies::find_shown(std::string_view name) const {
    const auto number = names_.find(name);
    const auto found = std::find(name_number_.begin(), name_number_.end(), number.value_or(kNone));
    if (!number || found == name_number_.end()) return kNone;
    return static_cast<std::uint32_t>(found - name_number_.begin());
}

void Companies::set_name(std::uint32_t company, std::string_view name) {
    if (name_number_.empty()) name_number_.assign(size(), kNone);
    name_number_[company] = names_.add(name);
}

void Companies::set_profile(std::uint32_t company, Profile profile) {
    const auto place = std::lower_bound(profiles_.begin(), profiles_.end(), company, is_before);
    if (place != profiles_.end() && place->first == company) {
        place->second = std::move(profile);
    } else {
        profiles_.emplace(place, company, std::move(profile));
    }
}

}  // namespace chokepoint::scenario
