#include <doctest/doctest.h>

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/report/files/output_file.hpp>
#include <string>

#include "../sample_model.hpp"
#include "../temporary_file.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

bool begins_with_ours(const std::filesystem::path& file) {
    return text_of(file).starts_with("ours");
}

std::string refusal_output_file(const TemporaryFolder& folder, const std::filesystem::path& path, bool force) {
    try {
        const report::OutputFile file(path, force, begins_with_ours, "network");
        return "";
    } catch (const InputError& error) {
        return replaced(error.what(), folder.path().string() + "/", "");
    }
}

std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("an output file appears whole or not at all") {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "a";
    {
        report::OutputFile file(path, false, begins_with_ours, "network");
        file.write("half");
        CHECK_FALSE(std::filesystem::exists(path));
    }
    CHECK(files_in(folder.path()) == 0);
    {
        report::OutputFile file(path, false, begins_with_ours, "network");
        file.write("ours, ");
        file.write("whole");
        file.commit();
    }
    CHECK(text_of(path) == "ours, whole");
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("an output file replaces its like alone, and that only if it is told to") {
    const TemporaryFolder folder;
    const std::filesystem::path ours = folder.write("ours", "ours");
    const std::filesystem::path theirs = folder.write("theirs", "theirs");
    CHECK(refusal_output_file(folder, ours, false) ==
          "ours: error[exists]: the output file exists\n  hint: use --force to replace it, or another name");
    CHECK(refusal_output_file(folder, ours, true) == "");
    CHECK(refusal_output_file(folder, theirs, true) ==
          "theirs: error[exists]: the output file is something other than a network\n"
          "  hint: --force replaces networks only: choose another name");
    CHECK(refusal_output_file(folder, folder.path(), true).find("the output file is a folder") != std::string::npos);
    CHECK(refusal_output_file(folder, folder.path() / "no" / "x", false)
              .find("the output file cannot be made: No such file") != std::string::npos);
    CHECK(text_of(ours) == "ours");
    report::OutputFile file(ours, true, begins_with_ours, "network");
    file.write("ours again");
    file.commit();
    CHECK(text_of(ours) == "ours again");
}

TEST_CASE("a file that somebody else makes in the meantime is not lost") {
    const TemporaryFolder folder;
    report::OutputFile file(folder.path() / "a", false, begins_with_ours, "network");
    file.write("ours");
    folder.write("a", "theirs");
    CHECK_THROWS_AS(file.commit(), InputError);
    CHECK(text_of(folder.path() / "a") == "theirs");
}
