#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/study/sensitivity.hpp>
#include <string_view>

namespace chokepoint::report {

namespace {

std::string entry_name(const scenario::ReconstructionSpec& rebuilt, std::string_view list, std::size_t number) {
    if (list == "named" && number < rebuilt.named.size()) return rebuilt.named[number].firm;
    for (const auto& [name, shares] :
         {std::pair<std::string_view, const std::vector<scenario::ShareSpec>*>{"unnamed", &rebuilt.unnamed},
          {"others", &rebuilt.others},
          {"standby", &rebuilt.standby}}) {
        if (list != name || number >= shares->size()) continue;
        const scenario::ShareSpec& share = (*shares)[number];
        return share.firm.empty() ? "unnamed sellers of " + as_words(share.product)
                                  : share.firm + " in " + as_words(share.product);
    }
    return "";
}

/// `us-exporters.named.1` as the firm's name; "" if it is no entry of a list.
std::string reconstruction_entry(std::string_view whose, const scenario::ModelSpec& spec) {
    for (const scenario::ReconstructionSpec& rebuilt : spec.reconstructions) {
        if (!whose.starts_with(rebuilt.id + ".")) continue;
        const std::string_view entry = whose.substr(rebuilt.id.size() + 1);
        const std::size_t dot = entry.find('.');
        if (dot == std::string_view::npos) return "";
        const auto number = parse_integer(entry.substr(dot + 1));
        if (number && *number >= 0) return entry_name(rebuilt, entry.substr(0, dot), static_cast<std::size_t>(*number));
    }
    return "";
}

/// `ZTE.profile.quarters.3` as `ZTE in 2017-Q4`.
std::string company_in_words(const std::string& whose, const scenario::ModelSpec& spec) {
    const std::size_t at = whose.rfind(".profile");
    if (at == std::string::npos) return whose;
    const std::string name = whose.substr(0, at);
    const auto number = parse_integer(whose.substr(whose.rfind('.') + 1));
    for (const scenario::CompanySpec& company : spec.companies) {
        if (company.id != name || !number || *number < 0) continue;
        const auto quarter = static_cast<std::size_t>(*number);
        if (quarter < company.quarters.size()) return name + " in " + company.quarters[quarter].quarter;
    }
    return name;
}

std::string owner_in_words(const std::string& whose, const scenario::ModelSpec& spec) {
    if (whose.starts_with("products.")) return as_words(whose.substr(9));
    if (whose.starts_with("companies.")) return company_in_words(whose.substr(10), spec);
    if (whose.starts_with("actions.")) return "the action " + whose.substr(8);
    if (whose == "dynamics") return "every product";
    if (!whose.starts_with("reconstruction.")) return as_words(whose);
    const std::string inside = whose.substr(15);
    const std::string entry = reconstruction_entry(inside, spec);
    return entry.empty() ? as_words(inside) : entry;
}

}  // namespace

std::string as_words(std::string name) {
    for (const char mark : {'-', '_', '.'})
        std::replace(name.begin(), name.end(), mark, ' ');
    return name;
}

std::string parameter_in_words(const std::string& path, const scenario::ModelSpec& spec) {
    if (path == study::kReconstruction) return "the draw of undisclosed links";
    const std::size_t dot = path.rfind('.');
    std::string what = path.substr(dot == std::string::npos ? 0 : dot + 1);
    for (const std::string_view unit : {"_days", "_usd"}) {
        if (what.ends_with(unit)) what.resize(what.size() - unit.size());
    }
    if (path.starts_with("actions.") && (what == "on" || what == "from" || what == "until")) what = "date";
    if (dot == std::string::npos) return "the " + as_words(what);
    return "the " + as_words(what) + " of " + owner_in_words(path.substr(0, dot), spec);
}

}  // namespace chokepoint::report
