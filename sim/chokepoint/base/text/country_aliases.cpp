#include <array>
#include <chokepoint/base/text/country.hpp>

namespace chokepoint {

namespace {

constexpr std::array kAliases = {
    // Everyday English. "America" and plain "Congo" are missing because they are ambiguous.
    CountryAlias{"US", "U.S. of America"},
    CountryAlias{"GB", "Great Britain"},
    CountryAlias{"GB", "Britain"},
    CountryAlias{"RU", "Russia"},
    CountryAlias{"CN", "Mainland China"},
    CountryAlias{"CN", "China mainland"},
    CountryAlias{"CN", "PRC"},
    CountryAlias{"CN", "PR China"},
    CountryAlias{"CN", "P.R. of China"},
    CountryAlias{"TW", "Chinese Taipei"},
    CountryAlias{"TW", "ROC Taiwan"},
    CountryAlias{"MO", "Macau"},
    CountryAlias{"KP", "North Korea"},
    CountryAlias{"KP", "DPRK"},
    CountryAlias{"KP", "DPR Korea"},
    CountryAlias{"KR", "ROK"},
    CountryAlias{"AE", "UAE"},
    CountryAlias{"AE", "The Emirates"},
    CountryAlias{"NL", "Holland"},
    CountryAlias{"CZ", "Czech Republic"},
    CountryAlias{"SK", "Slovak Republic"},
    CountryAlias{"TR", "Turkey"},
    CountryAlias{"MM", "Burma"},
    CountryAlias{"SZ", "Swaziland"},
    CountryAlias{"MK", "Macedonia"},
    CountryAlias{"CV", "Cape Verde"},
    CountryAlias{"CI", "Ivory Coast"},
    CountryAlias{"CI", "Cote d Ivoire"},
    CountryAlias{"TL", "East Timor"},
    CountryAlias{"SY", "Syria"},
    CountryAlias{"LA", "Laos"},
    CountryAlias{"BN", "Brunei"},
    CountryAlias{"PS", "Palestine"},
    CountryAlias{"VA", "Vatican"},
    CountryAlias{"VA", "Vatican City"},
    CountryAlias{"CD", "DR Congo"},
    CountryAlias{"CD", "DRC"},
    CountryAlias{"CD", "Democratic Republic of Congo"},
    CountryAlias{"CG", "Congo, Republic of the"},
    CountryAlias{"CG", "Republic of Congo"},
    CountryAlias{"XK", "Kosovo"},
    CountryAlias{"BO", "Bolivia"},
    CountryAlias{"VE", "Venezuela"},
    CountryAlias{"IR", "Iran"},
    CountryAlias{"MD", "Moldova"},
    CountryAlias{"TZ", "Tanzania"},
    CountryAlias{"FM", "Micronesia"},
    CountryAlias{"FK", "Falkland Islands"},
    CountryAlias{"VG", "British Virgin Islands"},
    CountryAlias{"VI", "US Virgin Islands"},
    CountryAlias{"ST", "Sao Tome"},
    CountryAlias{"SH", "Saint Helena"},
    CountryAlias{"BA", "Bosnia"},
    CountryAlias{"BA", "Bosnia-Hercegovina"},
    CountryAlias{"TT", "Trinidad"},

    // The Consolidated Screening List and OFAC's lists (US Departments of Commerce and the Treasury).
    CountryAlias{"KP", "Korea, North"},
    CountryAlias{"KR", "Korea, South"},
    CountryAlias{"CD", "Congo, Democratic Republic of the"},
    CountryAlias{"BS", "Bahamas, The"},
    CountryAlias{"GM", "Gambia, The"},
    CountryAlias{"HK", "Hong Kong SAR"},
    CountryAlias{"PS", "Palestinian"},
    CountryAlias{"PS", "West Bank"},

    // World Development Indicators, country names (World Bank).
    CountryAlias{"KR", "Korea, Rep."},
    CountryAlias{"KP", "Korea, Dem. People's Rep."},
    CountryAlias{"KP", "Korea, Dem. Rep."},
    CountryAlias{"IR", "Iran, Islamic Rep."},
    CountryAlias{"EG", "Egypt, Arab Rep."},
    CountryAlias{"YE", "Yemen, Rep."},
    CountryAlias{"VE", "Venezuela, RB"},
    CountryAlias{"CG", "Congo, Rep."},
    CountryAlias{"CD", "Congo, Dem. Rep."},
    CountryAlias{"LA", "Lao PDR"},
    CountryAlias{"KG", "Kyrgyz Republic"},
    CountryAlias{"HK", "Hong Kong SAR, China"},
    CountryAlias{"MO", "Macao SAR, China"},
    CountryAlias{"MO", "Macao SAR"},
    CountryAlias{"TW", "Taiwan, China"},
    CountryAlias{"FM", "Micronesia, Fed. Sts."},
    CountryAlias{"PS", "West Bank and Gaza"},
    CountryAlias{"KN", "St. Kitts and Nevis"},
    CountryAlias{"VC", "St. Vincent and the Grenadines"},
    CountryAlias{"VI", "Virgin Islands (U.S.)"},

    // OECD Inter-Country Input-Output tables, which split China and Mexico into exporting and other firms.
    CountryAlias{"CN", "CN1"},
    CountryAlias{"CN", "CN2"},
    CountryAlias{"MX", "MX1"},
    CountryAlias{"MX", "MX2"},
    // OECD.Stat, country names.
    CountryAlias{"KR", "Korea (Republic of)"},
    CountryAlias{"CN", "China (People's Republic of)"},
    CountryAlias{"HK", "Hong Kong, China"},
    CountryAlias{"VN", "Vietnam"},
    CountryAlias{"KR", "Korea"},

    // International Financial Statistics and Direction of Trade Statistics, country names (IMF).
    CountryAlias{"CN", "China, P.R."},
    CountryAlias{"CN", "China, P.R.: Mainland"},
    CountryAlias{"HK", "China, P.R.: Hong Kong"},
    CountryAlias{"MO", "China, P.R.: Macao"},

    // Eora26, labels_T.txt.
    CountryAlias{"SD", "SUD"},
    CountryAlias{"SS", "SDS"},
    // WIOD 2013, and the World Bank before 2002.
    CountryAlias{"RO", "ROM"},
    CountryAlias{"CD", "ZAR"},
    CountryAlias{"TL", "TMP"},
    CountryAlias{"PS", "WBG"},
    // Eurostat (interinstitutional style guide), which FIGARO follows.
    CountryAlias{"GR", "EL"},
    CountryAlias{"GB", "UK"},
    // ISO 3166 has no code for Kosovo. The European Commission and the World Bank use XK, from the user-assigned range.
    CountryAlias{"XK", "XK"},
    CountryAlias{"XK", "XKX"},
    CountryAlias{"XK", "XKV"},
    CountryAlias{"XK", "KSV"},
    // Numeric codes that UN Comtrade and BACI use and ISO 3166 does not.
    CountryAlias{"FR", "251"},
    CountryAlias{"IT", "381"},
    CountryAlias{"NO", "579"},
    CountryAlias{"IN", "699"},
    CountryAlias{"CH", "757"},
    CountryAlias{"US", "842"},
    CountryAlias{"TW", "490"},
    // UN Comtrade, the names of the countries with these codes and other names that are not in ISO 3166.
    CountryAlias{"FR", "France, Monaco"},
    CountryAlias{"NO", "Norway, Svalbard and Jan Mayen"},
    CountryAlias{"CH", "Switzerland, Liechtenstein"},
    CountryAlias{"US", "USA, Puerto Rico and US Virgin Islands"},
    CountryAlias{"TW", "Other Asia, nes"},
    CountryAlias{"HK", "China, Hong Kong SAR"},
    CountryAlias{"MO", "China, Macao SAR"},
};

}  // namespace

std::span<const CountryAlias> country_aliases() {
    return kAliases;
}

}  // namespace chokepoint
