#include <doctest/doctest.h>
#include <sys/stat.h>

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/text_file.hpp>

#include "../temporary_file.hpp"

using namespace chokepoint;
using chokepoint::testing::replaced;
using chokepoint::testing::TemporaryFolder;

namespace {

constexpr std::size_t kLimit = 1024 * 1024;

/// The error on opening the file, without the folder's path.
std::string opening_error(const TemporaryFolder& folder, const std::filesystem::path& path) {
    try {
        const TextFile file(path, kLimit);
        return "opened";
    } catch (const InputError& error) {
        return replaced(error.what(), folder.path().string() + "/", "");
    }
}

}  // namespace

TEST_CASE("a text file is mapped without its byte-order mark") {
    const TemporaryFolder folder;
    const auto path = folder.write("a.txt", "\xEF\xBB\xBFone\ntwo\n");
    const TextFile file(path, kLimit);
    CHECK(file.text() == "one\ntwo\n");
    CHECK(file.name() == path.string());
}

TEST_CASE("an empty file has an empty text") {
    const TemporaryFolder folder;
    CHECK(TextFile(folder.write("a.txt", ""), kLimit).text().empty());
    CHECK(TextFile(folder.write("b.txt", "\xEF\xBB\xBF"), kLimit).text().empty());
}

TEST_CASE("a missing file comes with the closest name in its folder") {
    const TemporaryFolder folder;
    folder.write("links.csv", "x");
    CHECK(opening_error(folder, folder.path() / "link.csv") ==
          "link.csv: error[no-file]: no such file\n  hint: did you mean 'links.csv'?");
    CHECK(opening_error(folder, folder.path() / "scenario.yaml") ==
          "scenario.yaml: error[no-file]: no such file\n  hint: check the path");
    CHECK(opening_error(folder, folder.path() / "links.csv" / "x") ==
          "links.csv/x: error[no-file]: no such file\n  hint: check the path");
    CHECK(opening_error(folder, folder.path() / "no" / "x") ==
          "no/x: error[no-file]: no such file\n  hint: check the path");
}

TEST_CASE("a path that is not a regular text file is refused with the reason") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "d");
    CHECK(opening_error(folder, folder.path() / "d") ==
          "d: error[unreadable]: is a directory, not a file\n  hint: name a file inside it");
    REQUIRE(::mkfifo((folder.path() / "p").c_str(), 0600) == 0);
    CHECK(opening_error(folder, folder.path() / "p") ==
          "p: error[unreadable]: is not a regular file\n  hint: copy its content into a file first");
    CHECK(opening_error(folder, folder.write("z", std::string("ab\0c", 4))) ==
          "z: error[unreadable]: the file is binary, not text (it contains a NUL byte)\n"
          "  hint: check that it is the right file; tables are UTF-8 text");
    CHECK(opening_error(folder, folder.write("u", "\xFF\xFE" + std::string("a\0", 2))) ==
          "u: error[unreadable]: the file is UTF-16 text, not UTF-8\n"
          "  hint: save it as UTF-8:\n    iconv -f UTF-16 -t UTF-8 u > utf8.tmp && mv utf8.tmp u");
}

TEST_CASE("a file that is too large is refused before it is read") {
    const TemporaryFolder folder;
    CHECK(opening_error(folder, folder.write("a", std::string(kLimit, 'x'))) == "opened");
    CHECK(opening_error(folder, folder.write("b", std::string(kLimit * 3 / 2, 'x'))) ==
          "b: error[too-large]: the file is too large: 1.5 MiB, and the limit is 1.0 MiB\n  hint: check that it is the "
          "right file");
}

TEST_CASE("a line is found by its number, without its line end") {
    CHECK(line_of("one\r\ntwo\n\nfour", 1) == "one");
    CHECK(line_of("one\r\ntwo\n\nfour", 2) == "two");
    CHECK(line_of("one\r\ntwo\n\nfour", 3) == "");
    CHECK(line_of("one\r\ntwo\n\nfour", 4) == "four");
    CHECK(line_of("one\r\ntwo\n\nfour", 5) == "");
    CHECK(line_of("", 1) == "");
    CHECK(line_from("one\ntwo", 4) == "two");
}

TEST_CASE("a long line is cut at 10,000 bytes, but not inside a character") {
    CHECK(line_of(std::string(20000, 'x'), 1) == std::string(10000, 'x'));
    const auto cut = line_of(std::string(9999, 'x') + "é" + std::string(100, 'x'), 1);
    CHECK(cut == std::string(9999, 'x'));
}
