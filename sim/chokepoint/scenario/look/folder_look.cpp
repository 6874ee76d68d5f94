#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chokepoint/base/files/binary_format.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/base/text/shell_word.hpp>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/network/file/column_file.hpp>
#include <chokepoint/network/file/table_commands.hpp>
#include <chokepoint/scenario/look/first_look.hpp>
#include <chokepoint/scenario/look/folder_look.hpp>
#include <chokepoint/scenario/tables/model_columns.hpp>
#include <fstream>

namespace chokepoint::scenario {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 200;
constexpr std::size_t kShown = 4;
constexpr std::size_t kProbe = 64 * 1024;

/// Names in a folder, sorted.
std::vector<std::string> entries_of(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; it != end && names.size() < kMostEntries;
         it.increment(ignored))
        names.push_back(it->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string first_bytes(const fs::path& file) {
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) return {};
    std::string bytes(kProbe, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

network::WantedColumns links_wanted() {
    return network::WantedColumns::of(link_columns());
}

bool is_scenario(const fs::path& file) {
    if (file.extension() != ".yaml" && file.extension() != ".yml") return false;
    const std::string text = "\n" + first_bytes(file);
    return text.find("\narms:") != text.npos || text.find("\ncalendar:") != text.npos;
}

std::string listed(const std::vector<std::string>& names) {
    const std::size_t shown = std::min(names.size(), kShown);
    std::string text =
        fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
    return names.size() > shown ? fmt::format("{} and {} more", text, names.size() - shown) : text;
}

std::optional<network::TextFormat> own_folder(const fs::path& folder, const std::vector<std::string>& names) {
    const std::string word = shell_word(folder.string());
    if (is_model_folder(folder)) {
        return network::TextFormat{
            "it is a model",
            fmt::format("a scenario is a YAML file that names it at 'model:'; the model alone is checked or "
                        "ranked:\nchokepoint check {0}\nchokepoint rank {0}",
                        word)};
    }
    const auto has = [&](std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
    if (has("manifest.json") || has("impacts.csv") || has("summary.json"))
        return network::TextFormat{
            "it has the results of a run",
            "name the scenario that they were made of, which manifest.json tells; 'compare DIR_A DIR_B' takes "
            "folders of results"};
    std::vector<std::string> scenarios, models, networks;
    for (const std::string& name : names) {
        if (is_scenario(folder / name)) scenarios.push_back(name);
        if (is_model_folder(folder / name)) models.push_back(name);
        if (network::is_column_file(folder / name)) networks.push_back(name);
    }
    if (!scenarios.empty())
        return network::TextFormat{
            fmt::format("it has the scenarios {}", listed(scenarios)),
            fmt::format("name one:\nchokepoint run {}", shell_word((folder / scenarios[0]).string()))};
    if (models.empty()) models = networks;
    if (!models.empty())
        return network::TextFormat{
            fmt::format("it has the models {}", listed(models)),
            fmt::format("name one:\nchokepoint check {}", shell_word((folder / models[0]).string()))};
    return std::nullopt;
}

/// What the first of its files that is recognised looks like.
std::optional<network::TextFormat> foreign_file(const fs::path& folder, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        const fs::path file = folder / name;
        const std::string bytes = first_bytes(file);
        if (bytes.empty()) continue;
        if (auto binary = recognise_binary(file.string(), bytes))
            return network::TextFormat{fmt::format("it has {}, which is {}", name, binary->name),
                                       std::move(binary->remedy)};
        if (auto text = network::recognise_text(file.string(), bytes, links_wanted()))
            return network::TextFormat{fmt::format("it has {}, which looks like {}", name, text->what),
                                       std::move(text->remedy)};
    }
    return std::nullopt;
}

/// The fault of a links.csv that is no table of links: no firms can be made of it.
std::optional<Diagnostic> foreign_links(const fs::path& links) {
    const std::string bytes = first_bytes(links);
    if (auto binary = recognise_binary(links.string(), bytes))
        return file_fault(links.string(), fmt::format("the file is {}", binary->name), std::move(binary->remedy));
    if (auto format = network::recognise_table(links.string(), bytes, links_wanted()))
        return file_fault(links.string(), "the file looks like " + format->what, std::move(format->remedy));
    return std::nullopt;
}

}  // namespace

bool is_model_folder(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "firms.csv", ignored) || fs::exists(folder / "nodes.csv", ignored);
}

network::TextFormat recognise_folder(const fs::path& folder) {
    const std::vector<std::string> names = entries_of(folder);
    const std::string model =
        "a model is a folder with firms.csv (id,country,product) and links.csv "
        "(supplier,customer,value_usd): begin with a copy of models/template";
    if (names.empty()) return {"it is empty", model};
    if (auto own = own_folder(folder, names)) return *own;
    if (auto foreign = foreign_file(folder, names)) return *foreign;
    // A table that has the right name but for what it was compressed to, or for its case.
    for (const std::string_view table : {"firms.csv", "nodes.csv"}) {
        for (const std::string& name : names) {
            if (nearest_word(table, std::vector<std::string_view>{name}).empty()) continue;
            const Diagnostic fault = missing_table(folder, table);
            return {fmt::format("it has {}, not {}", name, table), fault.hint};
        }
    }
    return {fmt::format("it has {}", listed(names)), model};
}

Diagnostic missing_table(const fs::path& folder, std::string_view name) {
    const std::string path = (folder / name).string();
    const auto fault = [&](std::string hint) {
        return file_fault(path, "no such file", std::move(hint), Fault::no_file);
    };
    const std::vector<std::string> names = entries_of(folder);
    for (const std::string& entry : names) {
        if (!entry.starts_with(std::string(name) + ".")) continue;
        const std::string other = (folder / entry).string();
        if (auto binary = recognise_binary(other, first_bytes(other)))
            return fault(fmt::format("{} is there, and is {}; {}", in_quotes(other), binary->name, binary->remedy));
    }
    std::vector<std::string_view> candidates;
    for (const std::string& entry : names) {
        if (entry == "firms.csv" || entry == "links.csv" || entry == "nodes.csv" || entry == "model.yaml") continue;
        const fs::path other = folder / entry;
        const auto format = network::recognise_text(other.string(), first_bytes(other), links_wanted());
        if (!format || format->what.starts_with("an edge list")) candidates.push_back(entry);
    }
    if (const auto nearest = nearest_word(name, candidates); !nearest.empty()) {
        const std::string other = (folder / nearest).string();
        return fault(fmt::format("{} may be it: give it its name\nmv {} {}", in_quotes(other), shell_word(other),
                                 shell_word(path)));
    }
    if (name == "links.csv") {
        for (const std::string_view entry : candidates) {
            const fs::path other = folder / entry;
            const auto format = network::recognise_text(other.string(), first_bytes(other), links_wanted());
            if (!format || !format->what.starts_with("an edge list")) continue;
            return fault(fmt::format("{} looks like {}: give it its name, and check again\nmv {} {}",
                                     in_quotes(other.string()), format->what, shell_word(other.string()),
                                     shell_word(path)));
        }
        return fault(
            "write it: who sells to whom, and for how much a year, with the header supplier,customer,value_usd");
    }
    const fs::path links = folder / "links.csv";
    if (name == "firms.csv") {
        if (auto foreign = foreign_links(links)) return *foreign;
    }
    return fault(fmt::format("write it with the header {}",
                             name == "firms.csv" ? "id,country,product" : "id,country,sector,gross_output"));
}

}  // namespace chokepoint::scenario
