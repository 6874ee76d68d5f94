#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/report/files/output_folder.hpp>
#include <optional>
#include <set>
#include <string>

#include "../sample_model.hpp"
#include "../temporary_file.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

namespace fs = std::filesystem;

constexpr const char* kManifest =
    R"({"program": "chokepoint", "version": "0", "commit": "0", "command": "chokepoint run a.yaml", "scenario": {}})";
constexpr const char* kModelManifest =
    R"({"program": "chokepoint", "version": "0", "commit": "0", "command": "chokepoint generate"})";

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

void write_results(const fs::path& path, bool force, const std::string& impacts,
                   report::FolderKind kind = report::FolderKind::results) {
    report::OutputFolder folder(path, force, kind);
    folder.write(kind == report::FolderKind::results ? "impacts.csv" : "links.csv", impacts);
    folder.write("manifest.json", kind == report::FolderKind::results ? kManifest : kModelManifest);
    folder.commit();
}

std::string refusal_output_folder(const fs::path& path, report::FolderKind kind = report::FolderKind::results) {
    try {
        const report::OutputFolder folder(path, true, kind);
        return "";
    } catch (const InputError& error) {
        const std::string text = replaced(error.what(), path.string() + ": error[exists]: ", "");
        return text.substr(0, text.find('\n'));
    }
}

}  // namespace

TEST_CASE("a run that ends early removes what it made, and nothing of another run") {
    const TemporaryFolder folder;
    const fs::path above = folder.path() / "res" / "deep";
    {
        std::optional<report::OutputFolder> refused(std::in_place, above / "a", false);
        refused->write("impacts.csv", "half");
        write_results(above / "b", false, "whole");
        refused.reset();
        CHECK(names_in(above) == std::set<std::string>{"b"});
        CHECK(text_of(above / "b" / "impacts.csv") == "whole");
    }
    {
        std::optional<report::OutputFolder> refused(std::in_place, folder.path() / "new" / "a", false);
        folder.write("new/notes.txt", "mine");
        refused.reset();
        CHECK(names_in(folder.path() / "new") == std::set<std::string>{"notes.txt"});
    }
    { const report::OutputFolder refused(folder.path() / "empty" / "deep" / "a", false); }
    CHECK_FALSE(fs::exists(folder.path() / "empty"));
}

TEST_CASE("a folder that another run removes just then is made again") {
    const TemporaryFolder folder;
    std::optional<report::OutputFolder> first(std::in_place, folder.path() / "res" / "a", false);
    first.reset();
    write_results(folder.path() / "res" / "b", false, "whole");
    CHECK(text_of(folder.path() / "res" / "b" / "impacts.csv") == "whole");
}

TEST_CASE("results are replaced by results, with --force alone") {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "o";
    write_results(path, false, "first");
    CHECK_THROWS_AS(write_results(path, false, "second"), InputError);
    write_results(path, true, "second");
    CHECK(text_of(path / "impacts.csv") == "second");
    CHECK(names_in(folder.path()) == std::set<std::string>{"o"});
    fs::create_directory(folder.path() / "empty");
    write_results(folder.path() / "empty", false, "third");
    CHECK(text_of(folder.path() / "empty" / "impacts.csv") == "third");
}

TEST_CASE("--force replaces nothing that chokepoint did not write") {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "o";
    const std::string begin = "the output folder holds something other than results: ";
    fs::create_directory(path);
    const auto with_manifest = [&](const std::string& manifest) {
        folder.write("o/manifest.json", manifest);
        return replaced(refusal_output_folder(path), begin, "");
    };
    const std::string foreign = "a manifest.json that chokepoint did not write";
    CHECK(with_manifest(R"({"name": "my app", "start_url": "/"})") == foreign);
    CHECK(with_manifest("") == foreign);
    CHECK(with_manifest("[]") == foreign);
    CHECK(with_manifest(std::string(300'000, '[')) == foreign);
    CHECK(with_manifest(R"({"program": "chokepoint"})") == foreign);
    CHECK(with_manifest(replaced(kManifest, R"("chokepoint")", R"("checkpoint")")) == foreign);
    CHECK(with_manifest(replaced(kManifest, R"("version": "0")", R"("version": 0)")) == foreign);
    CHECK(with_manifest(std::string("\0\0", 2)) == "a manifest.json that cannot be read");
    CHECK(with_manifest(kModelManifest) == "a model");
    CHECK(with_manifest(kManifest) == "");
    folder.write("o/thesis.txt", "mine");
    CHECK(refusal_output_folder(path) == begin + "'thesis.txt'");
    fs::create_directory(path / "photos");
    CHECK(refusal_output_folder(path) == begin + "'photos' and 1 more");
    fs::remove(path / "photos");
    fs::remove(path / "thesis.txt");
    folder.write("elsewhere", "mine");
    fs::create_symlink(folder.path() / "elsewhere", path / "impacts.csv");
    CHECK(refusal_output_folder(path) == begin + "'impacts.csv'");
    fs::remove(path / "impacts.csv");
    fs::remove(path / "manifest.json");
    fs::create_symlink(folder.write("m.json", kManifest), path / "manifest.json");
    CHECK(refusal_output_folder(path) == begin + "files without a manifest.json");
    CHECK(text_of(folder.path() / "elsewhere") == "mine");
}

TEST_CASE("a model is no result, and a result is no model") {
    const TemporaryFolder folder;
    write_results(folder.path() / "m", false, "links", report::FolderKind::model);
    write_results(folder.path() / "r", false, "impacts");
    CHECK(refusal_output_folder(folder.path() / "m") ==
          "the output folder holds something other than results: 'links.csv'");
    CHECK(refusal_output_folder(folder.path() / "r", report::FolderKind::model) ==
          "the output folder holds something other than models: 'impacts.csv'");
    write_results(folder.path() / "m", true, "other links", report::FolderKind::model);
    CHECK(text_of(folder.path() / "m" / "links.csv") == "other links");
}

TEST_CASE("a link in the place of results is not followed") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "far");
    fs::create_directory_symlink(folder.path() / "far", folder.path() / "o");
    CHECK(refusal_output_folder(folder.path() / "o") == "the output folder is a link");
    CHECK(names_in(folder.path() / "far").empty());
    write_results(folder.path() / "far" / "r", false, "results");
    fs::remove(folder.path() / "o");
    fs::create_directory_symlink(folder.path() / "far" / "r", folder.path() / "o");
    CHECK(refusal_output_folder(folder.path() / "o") == "the output folder is a link");
    CHECK(text_of(folder.path() / "far" / "r" / "impacts.csv") == "results");
}

TEST_CASE("what comes into the folder in the meantime is not lost") {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "o";
    write_results(path, false, "first");
    {
        report::OutputFolder again(path, true);
        again.write("impacts.csv", "second");
        folder.write("o/thesis.txt", "mine");
        CHECK_THROWS_AS(again.commit(), InputError);
    }
    CHECK(text_of(path / "thesis.txt") == "mine");
    CHECK(text_of(path / "impacts.csv") == "first");
    CHECK(names_in(folder.path()) == std::set<std::string>{"o"});
    {
        report::OutputFolder fresh(folder.path() / "p", false);
        fresh.write("impacts.csv", "first");
        fs::create_directory(folder.path() / "p");
        folder.write("p/thesis.txt", "mine");
        CHECK_THROWS_AS(fresh.commit(), InputError);
    }
    CHECK(names_in(folder.path() / "p") == std::set<std::string>{"thesis.txt"});
}

TEST_CASE("the draft of a killed run is told, and that of a running one is not") {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "o";
    fs::create_directory(folder.path() / "o.draft-12345");
    const report::OutputFolder running(path, false);
    const report::OutputFolder next(path, false);
    CHECK(next.abandoned() == std::vector<fs::path>{folder.path() / "o.draft-12345"});
    CHECK(report::OutputFolder(folder.path() / "other", false).abandoned().empty());
}

TEST_CASE("a file that no result is called is not written") {
    const TemporaryFolder folder;
    report::OutputFolder out(folder.path() / "o", false);
    CHECK_THROWS_AS(out.write("impact.csv", ""), std::logic_error);
}
