#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/model/model_file.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace chokepoint::testing {

/// A model in which every column is in use and every firm is one node: products that only links carry, links that stand
/// by, values with digits, names that need quotes.
inline void write_sample_model(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "model.yaml") << "chokepoint: 1\n"
                                            "title: Five firms\n"
                                            "as_of: 2018-05-14\n"
                                            "sources:\n"
                                            "  paper: {title: A paper, reference: none}\n"
                                            "products:\n"
                                            "  chips: {stock_days: {value: 20, source: paper, quote: about a month}}\n"
                                            "  boards: {}\n"
                                            "  phones: {}\n"
                                            "  licences: {kind: licence}\n"
                                            "  software: {kind: software}\n"
                                            "markets:\n"
                                            "  phone-market: {meaning: who sells phones}\n"
                                            "companies:\n"
                                            "  Group: {name: The Group}\n";
    std::ofstream(folder / "firms.csv")
        << "id,company,name,country,product,market,revenue_usd,final_demand_usd,lines,source,assumption\n"
           "\"maker \"\"one\"\"\",Group,\"First, of two\",US,chips,,400000000.1,,1,paper,\n"
           "maker-two,Group,,JP,chips,,,0.30000000000000004,,,a guess\n"
           "boards,,,TW,boards,,200000000,,1,paper,\n"
           "phones,,Phones Ltd,CN,phones,phone-market,9e8,,1,paper,\n"
           "rival,,,KR,phones,phone-market,700000000,,1,paper,a second hand\n";
    std::ofstream(folder / "links.csv")
        << "supplier,customer,value_usd,product,standby_usd,us_content,source,assumption\n"
           "rival,phones,0.1,software,,0.25,,swapped\n"
           "maker-two,phones,123456789.012345,,5,NA,paper,\n"
           "\"maker \"\"one\"\"\",boards,20000000,chips,,,paper,\n"
           "\"maker \"\"one\"\"\",phones,90000000.333333,,,1,paper,read twice\n"
           "boards,phones,6e7,,,0,,a guess\n"
           "\"maker \"\"one\"\"\",phones,2.5,licences,,,paper,\n"
           "boards,rival,0.012345678901234567,,,,paper,\n"
           "maker-two,rival,1000,,,,,a guess\n"
           "\"maker \"\"one\"\"\",rival,0,,77.7,0.5,,a guess\n";
}

/// The same with a firm of two product lines: its file holds rows, and no network.
inline void write_sample_model_of_lines(const std::filesystem::path& folder) {
    write_sample_model(folder);
    std::ofstream(folder / "firms.csv", std::ios::app) << "lines,,,CN,phones,,1000000,,2,paper,\n";
    std::ofstream(folder / "links.csv", std::ios::app) << "maker-two,lines,1000.5,,3,0.125,,a guess\n";
}

/// An input-output table with a cell on the diagonal, a row to be left out, and one that sells more than its output.
inline void write_sample_table(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "nodes.csv") << "id,country,sector,gross_output,final_demand\n"
                                           "DE-cars,DE,cars,1234.567,900\n"
                                           "DE-steel,DE,steel,80.3,\n"
                                           "FR-steel,FR,steel,0,\n"
                                           "FR-cars,FR,cars,77.123456789,50\n";
    std::ofstream(folder / "links.csv") << "supplier,customer,value\n"
                                           "DE-steel,DE-cars,60.123456\n"
                                           "DE-cars,DE-cars,200.1\n"
                                           "DE-cars,FR-cars,0.000123\n"
                                           "FR-cars,DE-cars,3.3\n"
                                           "DE-steel,FR-cars,40.7\n"
                                           "DE-steel,FR-steel,1\n";
}

inline std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

/// The model with all columns, without a fault.
inline scenario::ModelSpec load_whole_model(const std::filesystem::path& path, unsigned threads = 1) {
    Diagnostics diagnostics;
    scenario::LoadSettings settings;
    settings.threads = threads;
    settings.all_columns = true;
    scenario::ModelSpec spec = scenario::load_model(path, {}, diagnostics, {}, settings);
    diagnostics.throw_if_errors();
    return spec;
}

/// The bytes of the model's one file.
inline std::string model_file_of(const std::filesystem::path& path, unsigned threads = 1) {
    Diagnostics diagnostics;
    std::string bytes;
    scenario::write_model_file(load_whole_model(path, threads), threads, diagnostics,
                               [&](std::string_view piece, std::uint64_t) { bytes += piece; });
    diagnostics.throw_if_errors();
    return bytes;
}

}  // namespace chokepoint::testing
