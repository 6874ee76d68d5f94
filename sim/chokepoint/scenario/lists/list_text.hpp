#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// The text of a list as UTF-8: a file that is not UTF-8 is read as Latin-1. A byte-order mark and a final 0x1A are
/// left out. Throws InputError for what TextFile throws.
class ListText {
   public:
    explicit ListText(const std::filesystem::path& path);

    std::string_view text() const { return converted_.empty() ? text_ : std::string_view(converted_); }
    std::string_view bytes() const { return file_.bytes(); }

   private:
    TextFile file_;
    std::string_view text_;
    std::string converted_;
};

/// Which number comes first in a date such as 03/04/2018.
enum class DateOrder { day_first, month_first };

/// A day as publishers write it: 2018-04-16, 2018-04-16T00:00:00, 04/16/2018 or 16/04/2018 by `order`, 16-Apr-2018. Of
/// 2018 and of 2018-04 the first day, or the last one if `end`.
std::optional<Date> parse_list_date(std::string_view text, DateOrder order, bool end = false);

/// The parts of a text between separators, trimmed and not empty.
std::vector<std::string> split_list(std::string_view text, std::string_view separator);

/// Adds a text that is not there yet and not empty.
void add_once(std::vector<std::string>& list, std::string_view text);

/// Adds a country that ISO 3166 knows. Other texts are left out: XX, and codes of states that are no more, as suhh.
/// A part of a country (ua-cri) counts as the country.
void add_known_country(std::vector<std::string>& countries, std::string_view text);

/// The countries of a field in which `;`, `|` and commas part them. A comma may also be part of a name: at each place
/// the longest name of a country counts ("Korea, Republic of, China").
std::vector<std::string> split_countries(std::string_view field);

/// `text` in lower case, for comparing what ASCII letters say.
std::string lower_case(std::string_view text);

}  // namespace chokepoint::scenario
