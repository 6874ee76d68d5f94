#include <doctest/doctest.h>

#include <chokepoint/base/text/country.hpp>
#include <map>
#include <string>

using namespace chokepoint;

TEST_CASE("a country is recognised by its codes and names in any case and spacing") {
    for (const char* written :
         {"DE", "de", " De\t", "DEU", "deu", "276", "Germany", "GERMANY", "D.E.", "Federal Republic of Germany"})
        CHECK_MESSAGE(country_code(written) == "DE", written);
    for (const char* written : {"US", "USA", "U.S.", "U.S.A.", "United States", "the United States",
                                "United States of America", "The United States of America", "840", "842", "ＵＳＡ"})
        CHECK_MESSAGE(country_code(written) == "US", written);
}

TEST_CASE("everyday and official names have the same code") {
    const std::map<std::string, std::string> codes = {{"South Korea", "KR"},
                                                      {"Korea, Republic of", "KR"},
                                                      {"Republic of Korea", "KR"},
                                                      {"Korea, South", "KR"},
                                                      {"North Korea", "KP"},
                                                      {"Taiwan", "TW"},
                                                      {"Taiwan, Province of China", "TW"},
                                                      {"Chinese Taipei", "TW"},
                                                      {"Russia", "RU"},
                                                      {"Russian Federation", "RU"},
                                                      {"UK", "GB"},
                                                      {"U.K.", "GB"},
                                                      {"EL", "GR"},
                                                      {"Hong Kong", "HK"},
                                                      {"Hong Kong SAR", "HK"},
                                                      {"Iran", "IR"},
                                                      {"Islamic Republic of Iran", "IR"},
                                                      {"Viet Nam", "VN"},
                                                      {"Vietnam", "VN"},
                                                      {"Türkiye", "TR"},
                                                      {"Turkey", "TR"},
                                                      {"Czech Republic", "CZ"},
                                                      {"Côte d'Ivoire", "CI"},
                                                      {"COTE D’IVOIRE", "CI"},
                                                      {"Ivory Coast", "CI"},
                                                      {"St. Lucia", "LC"},
                                                      {"Antigua & Barbuda", "AG"},
                                                      {"The Netherlands", "NL"},
                                                      {"Bahamas, The", "BS"},
                                                      {"Kosovo", "XK"}};
    for (const auto& [written, code] : codes)
        CHECK_MESSAGE(country_code(written) == code, written);
}

TEST_CASE("the country codes of input-output tables are recognised") {
    for (const char* written : {"CN1", "CN2", "CHN"})
        CHECK_MESSAGE(country_code(written) == "CN", written);
    for (const char* written : {"MX1", "MX2", "MEX"})
        CHECK_MESSAGE(country_code(written) == "MX", written);
    CHECK(country_code("ROM") == "RO");
    CHECK(country_code("AND") == "AD");
    CHECK(country_code("ST") == "ST");
    CHECK(country_code("SUD") == "SD");
}

TEST_CASE("a numeric code may lack leading zeros or have a spreadsheet's decimal point") {
    const std::map<std::string, std::string> codes = {
        {"36", "AU"}, {"036", "AU"},    {"36.0", "AU"},  {"4", "AF"},    {"004", "AF"},  {"8", "AL"},
        {"56", "BE"}, {" 0056 ", "BE"}, {"840.0", "US"}, {"0840", "US"}, {"842.", "US"}, {"392.00", "JP"}};
    for (const auto& [written, code] : codes)
        CHECK_MESSAGE(country_code(written) == code, written);
}

TEST_CASE("abbreviated and inverted names are recognised") {
    const std::map<std::string, std::string> codes = {{"Rep. of Korea", "KR"},
                                                      {"Rep.of Korea", "KR"},
                                                      {"Korea", "KR"},
                                                      {"Korea (the Republic of)", "KR"},
                                                      {"S. Korea", "KR"},
                                                      {"S.Korea", "KR"},
                                                      {"S Korea", "KR"},
                                                      {"N. Korea", "KP"},
                                                      {"Dem. People's Rep. of Korea", "KP"},
                                                      {"Korea, Dem. People's Rep. of", "KP"},
                                                      {"Czech Rep.", "CZ"},
                                                      {"Dominican Rep.", "DO"},
                                                      {"Russian Fed.", "RU"},
                                                      {"Micronesia (Fed. States of)", "FM"},
                                                      {"Fed. Rep. of Germany", "DE"},
                                                      {"Germany, Fed. Rep. of", "DE"},
                                                      {"Azerbaijan, Rep. of", "AZ"},
                                                      {"Netherlands (Kingdom of the)", "NL"},
                                                      {"Congo, Dem. Rep. of the", "CD"},
                                                      {"Solomon Isds", "SB"},
                                                      {"Bosnia Herzegovina", "BA"},
                                                      {"S. Africa", "ZA"},
                                                      {"Hongkong", "HK"},
                                                      {"U S", "US"},
                                                      {"U. S. A.", "US"},
                                                      {"U.S. of America", "US"}};
    for (const auto& [written, code] : codes)
        CHECK_MESSAGE(country_code(written) == code, written);
}

TEST_CASE("the country names of trade statistics are recognised") {
    const std::map<std::string, std::string> codes = {{"USA, Puerto Rico and US Virgin Islands", "US"},
                                                      {"France, Monaco", "FR"},
                                                      {"Switzerland, Liechtenstein", "CH"},
                                                      {"Norway, Svalbard and Jan Mayen", "NO"},
                                                      {"Other Asia, nes", "TW"},
                                                      {"China, Hong Kong SAR", "HK"},
                                                      {"China, P.R.: Mainland", "CN"},
                                                      {"China, P.R.: Hong Kong", "HK"},
                                                      {"China, P.R.", "CN"}};
    for (const auto& [written, code] : codes)
        CHECK_MESSAGE(country_code(written) == code, written);
}

TEST_CASE("a name with a code is a country if both mean the same one") {
    for (const char* written : {"United States (US)", "USA (United States)", "US [USA]", "USA - United States",
                                "840: U.S.", "United States of America (842)"})
        CHECK_MESSAGE(country_code(written) == "US", written);
    for (const char* written : {"United States (CN)", "Congo (COD)", "Korea (PRK)", "Japan (Tokyo)", "Japan (JP", "()"})
        CHECK_MESSAGE(country_code(written) == "", written);
}

TEST_CASE("regions and misspelt names are not countries") {
    for (const char* written :
         {"ROW",  "RoW",    "WWF",  "FIGW1", "Rest of world", "Europe", "EU", "Unted States", "Germny", "C1", "C12",
          "8 40", "840.5",  "1840", "0",     "000",           ".",      ".0", "Saint",        "S",      "",   " ",
          "США",  "America"})
        CHECK_MESSAGE(country_code(written) == "", written);
}

TEST_CASE("spellings of one country or region share a key") {
    CHECK(country_key("USA") == country_key("us"));
    CHECK(country_key("RoW") == country_key("ROW "));
    CHECK(country_key("ROW") != country_key("Rest of world"));
    CHECK(country_key("FIGW1") != country_key("WWF"));
}

TEST_CASE("no alias contradicts ISO 3166-1 or another alias") {
    for (const CountryAlias& alias : country_aliases())
        CHECK_MESSAGE(country_code(alias.written) == alias.alpha_2, std::string(alias.written));
}
