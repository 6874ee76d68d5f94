// Folders of pymrio and EXIOBASE 3: metadata.json or file_parameters.json beside a matrix of flows (Z) or coefficients
// (A), final demand (Y) and perhaps output (x). Headings are region and sector, and perhaps the unit.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/formats/matrix_set.hpp>
#include <chokepoint/scenario/formats/square.hpp>
#include <nlohmann/json.hpp>
#include <set>

namespace chokepoint::scenario {

namespace {

/// The file of one matrix beside `main`: `Z.txt`, or any name that ends in `_Z.txt`.
std::string matrix_file(const FileSet& files, const std::string& main, std::string_view matrix) {
    const std::string exact = files.neighbour(main, fmt::format("{}.txt", matrix));
    if (!exact.empty()) return exact;
    const auto folder = main.substr(0, main.rfind('/') + 1);
    for (const std::string& name : files.ending(fmt::format("_{}.txt", matrix))) {
        if (name.starts_with(folder) && name.find('/', folder.size()) == name.npos) return name;
    }
    return {};
}

nlohmann::json metadata(const FileSet& files, const std::string& main) {
    const std::string name = files.neighbour(main, "metadata.json");
    if (name.empty()) return nlohmann::json::object();
    const auto text = files.open(name);
    auto json = nlohmann::json::parse(text->text, nullptr, false);
    if (!json.is_object())
        refuse_file(text->name, "the file is no JSON object", "get the whole table again", Fault::damaged);
    return json;
}

std::string text_of(const nlohmann::json& json, const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
}

bool is_exiobase(const FileSet& files, const std::string& main) {
    const std::string description =
        text_of(metadata(files, main), "description") + text_of(metadata(files, main), "name");
    const auto has = [&](std::string_view part) { return description.find(part) != description.npos; };
    return has("EXIOBASE") || has("exio") || main.find("IOT_") != main.npos ||
           !files.neighbour(main, "unit.txt").empty();
}

std::vector<std::string> find_folders(const FileSet& files) {
    std::set<std::string> found;
    for (const std::string_view about : {"metadata.json", "file_parameters.json"}) {
        for (const std::string& name : files.named(about)) {
            const std::string flows = matrix_file(files, name, "Z");
            const std::string main = flows.empty() ? matrix_file(files, name, "A") : flows;
            const bool wanted = files.chosen().empty() || files.chosen() == name || files.chosen() == main;
            if (!main.empty() && wanted) found.insert(main);
        }
    }
    return {found.begin(), found.end()};
}

std::vector<std::string> find_pymrio(const FileSet& files) {
    std::vector<std::string> found = find_folders(files);
    std::erase_if(found, [&](const std::string& main) { return is_exiobase(files, main); });
    return found;
}

std::vector<std::string> find_exiobase(const FileSet& files) {
    std::vector<std::string> found = find_folders(files);
    std::erase_if(found, [&](const std::string& main) { return !is_exiobase(files, main); });
    return found;
}

RawTable read_pymrio(const FileSet& files, const std::string& main, const TableOptions& options) {
    RawTable table;
    const MatrixText flows = lay_out_matrix(files.open(main));
    table.file = flows.file->name;
    table.coefficients = main.size() >= 5 && main[main.size() - 5] == 'A';
    MatrixSet matrices(table, options);
    matrices.add_flows(flows, Account::industry);
    const std::string demand = matrix_file(files, main, "Y");
    if (demand.empty())
        refuse_file(table.file, "the final demand (Y.txt) is not beside it", "get the whole folder of the table",
                    Fault::no_file);
    matrices.add_final_demand(lay_out_matrix(files.open(demand)));
    const std::string factors = matrix_file(files, main, "factor_input").empty()
                                    ? files.neighbour(main, "factor_input.txt")
                                    : matrix_file(files, main, "factor_input");
    if (!factors.empty() && !table.coefficients) matrices.add_value_added(lay_out_matrix(files.open(factors)));
    if (const std::string outputs = matrix_file(files, main, "x"); !outputs.empty())
        matrices.add_outputs(lay_out_matrix(files.open(outputs)));
    if (const std::string units = files.neighbour(main, "unit.txt"); !units.empty())
        matrices.read_units(lay_out_names(files.open(units)), 2);
    const nlohmann::json about = metadata(files, main);
    table.edition = text_of(about, "version");
    if (const std::string system = text_of(about, "system"); !system.empty())
        table.edition += fmt::format("{}{}", table.edition.empty() ? "" : ", ", system);
    table.year = year_in(main);
    if (table.year.empty()) table.year = year_in(text_of(about, "description"));
    if (table.year.empty()) table.year = year_in(files.path().filename().string());
    return table;
}

}  // namespace

const TableFormat kPymrio = {"pymrio", "a table saved by pymrio", "", find_pymrio, read_pymrio};
const TableFormat kExiobase3 = {"exiobase3", "a table of EXIOBASE 3", "million EUR", find_exiobase, read_pymrio};

}  // namespace chokepoint::scenario
