#include "reference_table.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace chokepoint {

namespace {

const std::filesystem::path kReference = CHOKEPOINT_REFERENCE_FOLDER;

}  // namespace

bool absent(const std::string& name) {
    if (std::filesystem::exists(kReference / name)) return false;
    MESSAGE("skipped: no " << (kReference / name).string());
    return true;
}

std::vector<std::vector<double>> table(const std::string& name, int skip) {
    std::ifstream file(kReference / name);
    std::vector<std::vector<double>> rows;
    for (std::string line; std::getline(file, line);) {
        if (skip-- > 0) continue;
        std::vector<double>& row = rows.emplace_back();
        for (char& c : line) {
            if (c == ',') c = ' ';
        }
        std::istringstream words(line);
        for (std::string word; words >> word;) {
            char* end = nullptr;
            const double value = std::strtod(word.c_str(), &end);
            if (*end == '\0') row.push_back(value);
        }
    }
    return rows;
}

}  // namespace chokepoint
