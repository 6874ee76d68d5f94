#include <doctest/doctest.h>

#include <chokepoint/base/text/country.hpp>
#include <map>
#include <string>

using namespace chokepoint;

TEST_CASE("a country is known by its codes and names, whatever their case and blanks") {
    for (const char* written :
         {"DE", "de", " De\t", "DEU", "deu", "276", "Germany", "GERMANY", "D.E.", "Federal Republic of Germany"})
        CHECK_MESSAGE(country_code(written) == "DE", written);
    for (const char* written : {"US", "USA", "U.S.", "U.S.A.", "United States", "the United States",
                                "United States of America", "The United States of America", "840", "842", "ＵＳＡ"})
        CHECK_MESSAGE(country_code(written) == "US", written);
}

TEST_CASE("everyday and official names lead to one code") {
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

TEST_CASE("codes of input-output tables are those of their countries") {
    for (const char* written : {"CN1", "CN2", "CHN"})
        CHECK_MESSAGE(country_code(written) == "CN", written);
    for (const char* written : {"MX1", "MX2", "MEX"})
        CHECK_MESSAGE(country_code(written) == "MX", written);
    CHECK(country_code("ROM") == "RO");
    CHECK(country_code("SUD") == "SD");
}

TEST_CASE("regions and near misses are no countries") {
    for (const char* written : {"ROW", "RoW", "WWF", "FIGW1", "Rest of world", "Europe", "EU", "Unted States", "Germny",
                                "Korea", "C1", "C12", "84", "", " ", "США", "America"})
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
