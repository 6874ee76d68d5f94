#define XXH_INLINE_ALL
#include <doctest/doctest.h>
#include <xxhash.h>

#include <algorithm>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/network/file/column_file.hpp>
#include <chokepoint/network/file/column_file_layout.hpp>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "../temporary_file.hpp"

using namespace chokepoint;
using chokepoint::testing::replaced;
using chokepoint::testing::TemporaryFolder;

namespace {

const std::vector<std::uint32_t> kColumnFileNumbers = {1, 2, 3, 4, 5};
const std::vector<double> kValues = {0.5, -1.0};
const std::string kText = "a text";

std::string file_bytes(unsigned threads = 1) {
    network::ColumnFileWriter writer;
    writer.add("numbers", std::span<const std::uint32_t>(kColumnFileNumbers));
    writer.add("none", std::span<const double>());
    writer.add("values", std::span<const double>(kValues));
    writer.add("text", std::span<const char>(kText));
    std::string bytes;
    writer.write(threads, [&](std::string_view piece) { bytes += piece; });
    CHECK(bytes.size() == writer.file_bytes());
    return bytes;
}

/// The error on opening the file, without the folder's path, or "".
std::string opening_fault(const std::string& bytes) {
    const TemporaryFolder folder;
    try {
        const network::ColumnFile file(folder.write("a.network", bytes), 2);
        const Column<std::uint32_t> numbers = file.column<std::uint32_t>("numbers");
        const Column<double> values = file.column<double>("values");
        const Column<char> text = file.column<char>("text");
        CHECK(std::equal(numbers.begin(), numbers.end(), kColumnFileNumbers.begin(), kColumnFileNumbers.end()));
        CHECK(std::equal(values.begin(), values.end(), kValues.begin(), kValues.end()));
        CHECK(std::equal(text.begin(), text.end(), kText.begin(), kText.end()));
        return "";
    } catch (const InputError& error) {
        return replaced(error.what(), folder.path().string() + "/", "");
    }
}

/// The file with one entry of its section table changed, and with a valid header checksum.
template <class Change>
std::string with_entry(std::string bytes, std::size_t number, const Change& change) {
    const std::size_t at = sizeof(network::ColumnFileHeader) + number * sizeof(network::SectionEntry);
    network::SectionEntry entry;
    std::memcpy(&entry, bytes.data() + at, sizeof entry);
    change(entry);
    std::memcpy(bytes.data() + at, &entry, sizeof entry);
    network::ColumnFileHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    header.checksum = 0;
    std::memcpy(bytes.data(), &header, sizeof header);
    header.checksum = XXH3_64bits(bytes.data(), sizeof header + header.sections * sizeof(network::SectionEntry));
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
}

}  // namespace

TEST_CASE("columns read back unchanged, and the file's bytes depend only on them") {
    CHECK(opening_fault(file_bytes()) == "");
    CHECK(file_bytes(1) == file_bytes(7));
    const TemporaryFolder folder;
    const network::ColumnFile file(folder.write("a.network", file_bytes()), 1);
    CHECK(file.has("none"));
    CHECK(file.column<double>("none").empty());
    CHECK_FALSE(file.has("nothing"));
}

TEST_CASE("a column outlives the object that opened the file and the file's directory entry") {
    Column<double> values;
    {
        const TemporaryFolder folder;
        values = network::ColumnFile(folder.write("a.network", file_bytes()), 1).column<double>("values");
    }
    CHECK(values[1] == -1.0);
}

TEST_CASE("a column file that is cut short anywhere is refused") {
    const std::string bytes = file_bytes();
    for (std::size_t length = 1; length < bytes.size(); ++length)
        CHECK(opening_fault(bytes.substr(0, length)).starts_with("a.network: error[damaged]: the file is cut short: "));
    CHECK(opening_fault(bytes.substr(0, 10)) ==
          "a.network: error[damaged]: the file is cut short: 10 of 64 bytes\n"
          "  hint: copy it again, or convert it again from its CSV with this version");
    CHECK(opening_fault(bytes.substr(0, 400)).find("cut short: 400 of 454 bytes") != std::string::npos);
    CHECK(opening_fault(bytes + "x").find("goes on after the end of the network: 455 instead of 454 bytes") !=
          std::string::npos);
}

TEST_CASE("every changed byte is detected, except between the columns") {
    const std::string bytes = file_bytes();
    std::size_t unnoticed = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const char flip : {'\x01', '\x80', '\xFF'}) {
            std::string damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ flip);
            if (opening_fault(damaged).empty()) ++unnoticed;
        }
    }
    CHECK(unnoticed == 3 * (44 + 48));  // after "numbers" and "values"
    std::string damaged = bytes;
    damaged[320] = 'x';
    damaged[390] = 'x';
    CHECK(opening_fault(damaged) ==
          "a.network: error[damaged]: section 'numbers' does not match its checksum: the file is damaged\n"
          "  hint: copy it again, or convert it again from its CSV with this version\n\n"
          "a.network: error[damaged]: section 'values' does not match its checksum: the file is damaged\n"
          "  hint: copy it again, or convert it again from its CSV with this version");
    damaged = bytes;
    damaged[70] = 'x';
    CHECK(opening_fault(damaged) ==
          "a.network: error[damaged]: the header does not match its checksum: the file is damaged\n"
          "  hint: copy it again, or convert it again from its CSV with this version");
}

TEST_CASE("a file of another kind, version or byte order is refused with the reason") {
    const std::string foreign =
        "a.network: error[unreadable]: not a chokepoint network\n"
        "  hint: a model is a folder with firms.csv and links.csv, or a file that 'chokepoint convert' made of one";
    CHECK(opening_fault("") == foreign);
    CHECK(opening_fault("id,country,product\n") == foreign);
    CHECK(opening_fault("\x89PNG\r\n\x1a\n and more") == foreign);
    CHECK(opening_fault(std::string(1000, '\0')) == foreign);
    std::string newer = file_bytes();
    newer[8] = 2;
    CHECK(opening_fault(newer) ==
          "a.network: error[unreadable]: written in version 2 of the format, but this program reads only versions up "
          "to 1\n"
          "  hint: use a newer chokepoint, or convert it again from its CSV with this version");
    std::string swapped = file_bytes();
    std::reverse(swapped.begin() + 12, swapped.begin() + 16);
    CHECK(opening_fault(swapped) ==
          "a.network: error[unreadable]: written on a machine with a different byte order\n"
          "  hint: convert it from its CSV on this machine");
    const TemporaryFolder folder;
    CHECK_THROWS_AS(network::ColumnFile(folder.path(), 1), InputError);
    CHECK_THROWS_AS(network::ColumnFile(folder.path() / "nothing", 1), InputError);
}

TEST_CASE("a section table with invalid places is refused even if its checksum is right") {
    const auto fault = [](std::size_t number, auto&& change) {
        return opening_fault(with_entry(file_bytes(), number, change));
    };
    const std::string hint = "\n  hint: convert it again from its CSV with this version";
    CHECK(fault(0, [](network::SectionEntry& entry) { entry.count = std::uint64_t{1} << 62; }) ==
          "a.network: error[damaged]: section 'numbers' extends beyond the end of the file" + hint);
    CHECK(fault(2, [](network::SectionEntry& entry) { entry.offset = ~std::uint64_t{63}; }) ==
          "a.network: error[damaged]: section 'values' extends beyond the end of the file" + hint);
    CHECK(fault(2, [](network::SectionEntry& entry) { entry.offset = 320; }) ==
          "a.network: error[damaged]: section 'values' overlaps the section before it" + hint);
    CHECK(fault(0, [](network::SectionEntry& entry) { entry.offset = 0; }) ==
          "a.network: error[damaged]: section 'numbers' overlaps the section before it" + hint);
    CHECK(fault(0, [](network::SectionEntry& entry) { entry.offset += 4; }) ==
          "a.network: error[damaged]: section 'numbers' is not aligned" + hint);
    CHECK(fault(0, [](network::SectionEntry& entry) { entry.element_bytes = 0; }) ==
          "a.network: error[damaged]: section 'numbers' has elements of an unsupported size" + hint);
    CHECK(fault(0, [](network::SectionEntry& entry) { entry.element_bytes = 2; }).find("does not match its checksum") !=
          std::string::npos);
    CHECK(fault(2, [](network::SectionEntry& entry) {
              entry.name = {'t', 'e', 'x', 't'};
          }) == "a.network: error[damaged]: section 'text' appears twice" + hint);
    CHECK(fault(2, [](network::SectionEntry& entry) { entry.name.fill('x'); }).find("an unterminated name") !=
          std::string::npos);
    CHECK(fault(2, [](network::SectionEntry& entry) { entry.name = {'x'}; }) ==
          "a.network: error[damaged]: section 'values' is missing" + hint);
    CHECK(fault(0, [](network::SectionEntry& entry) {
              entry.element_bytes = 1;
              entry.count *= 4;
          }) == "a.network: error[damaged]: section 'numbers' has elements of 1 bytes instead of 4" + hint);
}
