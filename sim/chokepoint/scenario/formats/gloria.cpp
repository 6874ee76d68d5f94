// GLORIA, thousand USD: `*_T-Results_*.csv` and `*_Y-Results_*.csv` without headings. T has, region by region, its
// industries and then its products: make in the rows of industries, use in those of products. The labels are CSV files
// beside them whose names say what they label: `*labels*T*.csv` and `*labels*Y*.csv`.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/formats/matrix_set.hpp>
#include <chokepoint/scenario/formats/square.hpp>

namespace chokepoint::scenario {

namespace {

std::string gloria_file(const FileSet& files, const std::string& main, const std::vector<std::string_view>& parts) {
    const std::string folder = main.substr(0, main.rfind('/') + 1);
    for (const std::string& name : files.names()) {
        if (!name.starts_with(folder)) continue;
        const std::string_view last = std::string_view(name).substr(folder.size());
        if (std::all_of(parts.begin(), parts.end(), [&](std::string_view part) { return contains(last, part); }))
            return name;
    }
    return {};
}

std::vector<std::string> find_gloria(const FileSet& files) {
    std::vector<std::string> found;
    for (const std::string& name : files.candidates()) {
        if (contains(name, "T-Results") && !contains(name, "labels")) found.push_back(name);
    }
    return found;
}

/// `Afghanistan (AFG) Growing wheat industry`, or the same in fields of their own: region or code, sector, kind.
Label label_of_line(const std::vector<std::string>& fields, Account account, int line) {
    Label label;
    label.place = line;
    std::string text;
    for (const std::string& field : fields)
        text += (text.empty() ? "" : " ") + field;
    const auto open = text.find(" (");
    const auto close = text.find(") ", open == text.npos ? 0 : open);
    const bool has_code = open != text.npos && close == open + 5;
    label.country = has_code ? text.substr(open + 2, 3) : fields.front();
    label.code = has_code ? text.substr(close + 2) : fields.size() > 1 ? fields[1] : std::string();
    if (!has_code && fields.size() > 2) label.code += " " + fields.back();
    label.account = account;
    const auto ends_with_kind = [&](std::string_view kind) {
        if (label.code.size() <= kind.size() ||
            !contains(std::string_view(label.code).substr(label.code.size() - kind.size()), kind))
            return false;
        label.code.resize(label.code.size() - kind.size());
        while (label.code.ends_with(' '))
            label.code.pop_back();
        return true;
    };
    if (account == Account::industry) {
        if (ends_with_kind("product") || ends_with_kind("products"))
            label.account = Account::product;
        else if (!ends_with_kind("industry"))
            ends_with_kind("industries");
    } else if (account_of_name(label.code) == Account::inventory) {
        label.account = Account::inventory;
    }
    label.text = fmt::format("{}_{}", label.country, label.code);
    return label;
}

std::vector<Label> gloria_labels(const FileSet& files, const std::string& name, Account account, std::size_t wanted) {
    const NameLines names = lay_out_names(files.open(name));
    std::vector<Label> labels;
    // One line more than the matrix has is a line of headings.
    const std::size_t first = names.fields.size() == wanted + 1 ? 1 : 0;
    for (std::size_t k = first; k < names.fields.size(); ++k)
        labels.push_back(label_of_line(names.fields[k], account, names.lines[k]));
    return labels;
}

RawTable read_gloria(const FileSet& files, const std::string& main, const TableOptions& options) {
    RawTable table;
    const MatrixHints bare{.no_labels = true};
    const MatrixText flows = lay_out_matrix(files.open(main), bare);
    table.file = flows.file->name;
    const auto results = main.find("Results_");
    table.year = year_in(results == main.npos ? main : main.substr(results));
    const std::string labels = gloria_file(files, main, {"label", "T"});
    const std::string demand = gloria_file(files, main, {"Y-Results"});
    const std::string demand_labels = gloria_file(files, main, {"label", "Y"});
    if (labels.empty() || demand.empty() || demand_labels.empty())
        refuse_file(table.file,
                    fmt::format("{} not beside it", labels.empty() ? "a CSV with its labels (labels_T.csv) is"
                                                    : demand.empty()
                                                        ? "the final demand (*_Y-Results_*) is"
                                                        : "a CSV with the labels of final demand (labels_Y.csv) is"),
                    "save the sheet of sequential labels of the ReadMe workbook as CSV, one label a line",
                    Fault::no_file);
    table.rows = gloria_labels(files, labels, Account::industry, flows.rows());
    table.columns = table.rows;
    MatrixSet matrices(table, options);
    matrices.add_bare_flows(flows);
    const MatrixText text = lay_out_matrix(files.open(demand), bare);
    matrices.add_bare_final_demand(text, gloria_labels(files, demand_labels, Account::final_demand, text.width));
    return table;
}

}  // namespace

const TableFormat kGloria = {"gloria", "a table of GLORIA", "thousand USD", find_gloria, read_gloria};

}  // namespace chokepoint::scenario
