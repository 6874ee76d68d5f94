#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/study/inputs.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace chokepoint::study {

namespace {

constexpr std::size_t kLongestCard = 200'000;  ///< Bytes; what is beyond stays in its file.

std::vector<InputFile> input_files(const scenario::Scenario& scenario) {
    std::vector<InputFile> files = {{scenario.file, scenario.sha256}};
    files.insert(files.end(), scenario.model_spec.files.begin(), scenario.model_spec.files.end());
    for (const policy::Action& action : scenario.actions) {
        files.insert(files.end(), action.list.files.begin(), action.list.files.end());
    }
    return files;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> input_hashes(const scenario::Scenario& scenario) {
    std::vector<std::pair<std::string, std::string>> hashes;
    // Lists of one name may lie in several folders: the second goes by `list.csv (2)`.
    const auto add = [&](const std::string& file, const std::string& hash) {
        std::string name = file;
        for (int number = 2;; ++number) {
            const auto known = std::ranges::find(hashes, name, &std::pair<std::string, std::string>::first);
            if (known != hashes.end() && known->second == hash) return;
            if (known == hashes.end()) break;
            name = fmt::format("{} ({})", file, number);
        }
        hashes.emplace_back(name, hash);
    };
    add(scenario.file.filename().string(), scenario.sha256);
    for (const InputFile& file : scenario.model_spec.files)
        add("model/" + file.path.filename().string(), file.sha256);
    for (const policy::Action& action : scenario.actions) {
        for (const InputFile& file : action.list.files)
            add(file.path.filename().string(), file.sha256);
    }
    return hashes;
}

void require_same_inputs(const scenario::Scenario& scenario, const scenario::Scenario& again) {
    std::map<std::filesystem::path, std::string> hashes;
    for (const InputFile& file : input_files(scenario))
        hashes.emplace(file.path, file.sha256);
    for (const InputFile& file : input_files(again)) {
        const auto before = hashes.find(file.path);
        if (before == hashes.end() || before->second == file.sha256) continue;
        throw InputError(
            {file_fault(file.path.string(), "the file has changed since the run started",
                        "run it again, and do not change an input before it is done", Fault::contradiction)});
    }
}

std::string read_model_card(const scenario::Scenario& scenario) {
    std::ifstream file(scenario.model_folder / "README.md", std::ios::binary);
    std::string card{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    return card.size() > kLongestCard ? "" : card;
}

}  // namespace chokepoint::study
