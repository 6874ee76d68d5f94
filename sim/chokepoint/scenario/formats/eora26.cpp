// Eora26, thousand USD: `*_T.txt` and `*_FD.txt` without headings, whose rows and columns are in labels_T.txt and
// labels_FD.txt: country, its code, the kind of entity, and its name.
#include <fmt/format.h>

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/formats/matrix_set.hpp>
#include <chokepoint/scenario/formats/square.hpp>

namespace chokepoint::scenario {

namespace {

/// `Eora26_2010_bp_T.txt` becomes `Eora26_2010_bp_FD.txt`.
std::string eora_file(const FileSet& files, const std::string& main, std::string_view matrix) {
    const std::string begin = main.substr(main.rfind('/') + 1, main.size() - main.rfind('/') - 1 - 5);
    return files.neighbour(main, fmt::format("{}{}.txt", begin, matrix));
}

std::vector<std::string> find_eora(const FileSet& files) {
    std::vector<std::string> found;
    for (const std::string& main : files.ending("_T.txt")) {
        if (main.ends_with("labels_T.txt") || files.neighbour(main, "labels_T.txt").empty()) continue;
        if (files.chosen().empty() || files.chosen() == main) found.push_back(main);
    }
    return found;
}

std::vector<Label> eora_labels(const NameLines& names, Account account) {
    std::vector<Label> labels;
    for (std::size_t k = 0; k < names.fields.size(); ++k) {
        const auto& fields = names.fields[k];
        if (fields.size() < 2)
            throw InputError({Diagnostic{.place = {names.file->name, names.lines[k], 1},
                                         .message = "the label has fewer than two fields",
                                         .hint = "a line has country, code, kind and name, parted by tabs",
                                         .fault = Fault::bad_syntax}});
        Label label;
        // The files of value added have two fields, those of industries four; the country's code is the second.
        label.country = fields.size() > 2 ? fields[1] : "";
        label.code = fields.back();
        label.text = label.country.empty() ? label.code : fmt::format("{}_{}", label.country, label.code);
        label.account = account;
        label.place = names.lines[k];
        if (account == Account::industry && fields.size() > 3 && fields[2] == "Commodities")
            label.account = Account::product;
        if (account == Account::final_demand && account_of_name(label.code) == Account::inventory)
            label.account = Account::inventory;
        labels.push_back(std::move(label));
    }
    return labels;
}

RawTable read_eora(const FileSet& files, const std::string& main, const TableOptions& options) {
    RawTable table;
    const MatrixHints bare{.no_labels = true};
    const MatrixText flows = lay_out_matrix(files.open(main), bare);
    table.file = flows.file->name;
    table.year = year_in(main);
    table.edition = main.find("_pp_") != main.npos   ? "purchasers' prices"
                    : main.find("_bp_") != main.npos ? "basic prices"
                                                     : "";
    table.rows = eora_labels(lay_out_names(files.open(files.neighbour(main, "labels_T.txt"))), Account::industry);
    table.columns = table.rows;
    MatrixSet matrices(table, options);
    matrices.add_bare_flows(flows);
    const std::string demand = eora_file(files, main, "FD");
    const std::string demand_labels = files.neighbour(main, "labels_FD.txt");
    if (demand.empty() || demand_labels.empty())
        refuse_file(table.file, "the final demand (FD) and its labels_FD.txt are not beside it",
                    "put all files of the year into one folder", Fault::no_file);
    matrices.add_bare_final_demand(lay_out_matrix(files.open(demand), bare),
                                   eora_labels(lay_out_names(files.open(demand_labels)), Account::final_demand));
    if (const std::string inputs = eora_file(files, main, "VA"); !inputs.empty()) {
        MatrixText text = lay_out_matrix(files.open(inputs), bare);
        text.labels.assign(text.rows(), {"Primary inputs"});
        for (std::size_t r = 0; r < text.rows(); ++r)
            text.labels[r][0] += text.rows() > 1 ? fmt::format(" {}", r + 1) : "";
        matrices.add_value_added(text);
    }
    return table;
}

}  // namespace

const TableFormat kEora26 = {"eora26", "a table of Eora26", "thousand USD", find_eora, read_eora};

}  // namespace chokepoint::scenario
