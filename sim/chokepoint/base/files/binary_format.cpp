#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/files/binary_format.hpp>
#include <chokepoint/base/text/shell_word.hpp>
#include <cstddef>

namespace chokepoint {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kProbe = 64 * 1024;

enum class Remedy { decompress, unpack, save_sheet, export_table, other_download, transcode, none };

struct Signature {
    std::string_view bytes;
    std::string_view name;
    Remedy remedy;
    std::string_view tool;    ///< The program that the remedy runs, or the text's encoding.
    std::string_view suffix;  ///< The usual suffix of such files.
    std::size_t at = 0;
};

// The first match wins, so a longer signature comes before any that is a prefix of it.
constexpr std::array kSignatures = {
    Signature{"\x1F\x8B"sv, "a gzip file", Remedy::decompress, "gzip", ".gz"},
    Signature{"BZh"sv, "a bzip2 file", Remedy::decompress, "bzip2", ".bz2"},
    Signature{"\xFD"
              "7zXZ"sv,
              "an xz file", Remedy::decompress, "xz", ".xz"},
    Signature{"\x28\xB5\x2F\xFD"sv, "a zstd file", Remedy::decompress, "zstd", ".zst"},
    Signature{"7z\xBC\xAF"sv, "a 7-zip archive", Remedy::unpack, "7z x", ".7z"},
    Signature{"ustar"sv, "a tar archive", Remedy::unpack, "tar -xf", ".tar", 257},
    Signature{"PK\x03\x04"sv, "a zip archive", Remedy::unpack, "unzip", ".zip"},
    Signature{"\xD0\xCF\x11\xE0"sv, "an Excel workbook (.xls)", Remedy::save_sheet, "", ".xls"},
    Signature{"PAR1"sv, "a Parquet file", Remedy::export_table, "read_parquet", ".parquet"},
    Signature{"ARROW1"sv, "an Arrow file", Remedy::export_table, "read_feather", ".feather"},
    Signature{"FEA1"sv, "a Feather file", Remedy::export_table, "read_feather", ".feather"},
    Signature{"<stata_dta>"sv, "a Stata file", Remedy::export_table, "read_stata", ".dta"},
    Signature{"\x89HDF"sv, "an HDF5 or netCDF-4 file", Remedy::export_table, "", ".h5"},
    Signature{"CDF\x01"sv, "a netCDF file", Remedy::export_table, "", ".nc"},
    Signature{"CDF\x02"sv, "a netCDF file", Remedy::export_table, "", ".nc"},
    Signature{"CDF\x05"sv, "a netCDF file", Remedy::export_table, "", ".nc"},
    Signature{"\x93NUMPY"sv, "a NumPy array", Remedy::export_table, "", ".npy"},
    Signature{"SQLite format 3"sv, "an SQLite database", Remedy::export_table, "", ".sqlite"},
    Signature{"MATLAB 5.0"sv, "a MATLAB file", Remedy::export_table, "", ".mat"},
    Signature{"RDX"sv, "an R data file", Remedy::export_table, "", ".RData"},
    Signature{"%PDF-"sv, "a PDF document", Remedy::other_download, "", ".pdf"},
    Signature{"\x89PNG"sv, "a picture", Remedy::other_download, "", ".png"},
    Signature{"\xFF\xD8\xFF"sv, "a picture", Remedy::other_download, "", ".jpg"},
    Signature{"\x7F"
              "ELF"sv,
              "a program", Remedy::none, "", ""},
    Signature{"\xFF\xFE\0\0"sv, "UTF-32 text, not UTF-8", Remedy::transcode, "UTF-32", ""},
    Signature{"\xFF\xFE"sv, "UTF-16 text, not UTF-8", Remedy::transcode, "UTF-16", ""},
    Signature{"\xFE\xFF"sv, "UTF-16 text, not UTF-8", Remedy::transcode, "UTF-16", ""},
};

/// Guesses UTF-16 without a byte-order mark: in Latin text, every second byte is 0.
std::string_view unmarked_utf16(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 64);
    if (head.size() < 8) return {};
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i)
        zeros[i % 2] += head[i] == '\0' ? 1 : 0;
    const std::size_t most = head.size() / 2 - head.size() / 8;
    if (zeros[0] == 0 && zeros[1] >= most) return "UTF-16LE";
    if (zeros[1] == 0 && zeros[0] >= most) return "UTF-16BE";
    return {};
}

std::string remedy_of(const Signature& found, std::string_view file) {
    const std::string word = shell_word(file);
    switch (found.remedy) {
        case Remedy::decompress:
            if (!file.ends_with(found.suffix)) {
                return fmt::format("decompress it:\n{0} -dc < {1} > plain.tmp && mv plain.tmp {1}", found.tool, word);
            }
            return fmt::format("decompress it:\n{} -dk {}", found.tool, word);
        case Remedy::unpack:
            return fmt::format("unpack it, then name the unpacked file:\n{} {}", found.tool, word);
        case Remedy::save_sheet:
            return fmt::format(
                "save the sheet as CSV in a spreadsheet program, or with LibreOffice, which saves the first sheet:\n"
                "libreoffice --headless --convert-to csv {}",
                word);
        case Remedy::export_table:
            if (found.tool.empty()) return "export the table as CSV from the program that made it";
            return fmt::format("export it as CSV from the program that made it, or with pandas:\n{}",
                               "python3 -c 'import pandas, sys; pandas." + std::string(found.tool) +
                                   "(sys.argv[1]).to_csv(sys.argv[2], index=False)' " + word + " table.csv");
        case Remedy::other_download:
            return "look for the table as CSV where you found this document";
        case Remedy::transcode:
            return fmt::format("save it as UTF-8:\niconv -f {0} -t UTF-8 {1} > utf8.tmp && mv utf8.tmp {1}", found.tool,
                               word);
        case Remedy::none:
            break;
    }
    return "check that it is the right file";
}

}  // namespace

std::optional<BinaryFormat> recognise_binary(std::string_view file, std::string_view bytes) {
    bytes = bytes.substr(0, kProbe);
    const auto found = std::find_if(kSignatures.begin(), kSignatures.end(), [&](const Signature& one) {
        return bytes.size() >= one.at && bytes.substr(one.at).starts_with(one.bytes);
    });
    if (found != kSignatures.end()) {
        Signature signature = *found;
        const bool is_zip = signature.suffix == ".zip";
        if (is_zip && bytes.find("xl/") != bytes.npos) {
            signature.name = "an Excel workbook (.xlsx)";
            signature.remedy = Remedy::save_sheet;
        } else if (is_zip && bytes.find("opendocument.spreadsheet") != bytes.npos) {
            signature.name = "an OpenDocument spreadsheet";
            signature.remedy = Remedy::save_sheet;
        }
        return BinaryFormat{signature.name, remedy_of(signature, file)};
    }
    if (const auto encoding = unmarked_utf16(bytes); !encoding.empty()) {
        const Signature signature{"", "UTF-16 text, not UTF-8", Remedy::transcode, encoding, ""};
        return BinaryFormat{signature.name, remedy_of(signature, file)};
    }
    if (bytes.find('\0') == bytes.npos) return std::nullopt;
    return BinaryFormat{"binary, not text (it contains a NUL byte)",
                        "check that it is the right file; tables are UTF-8 text"};
}

}  // namespace chokepoint
