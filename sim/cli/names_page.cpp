#include <cli/names_page.hpp>

namespace chokepoint::cli {

std::string names_page() {
    return R"(How names in CSV files and scenarios are read, and which of them count as the same.

Blanks, tabs, no-break and zero-width spaces and byte-order marks at the ends of a CSV field are not part of it.

Countries may be written in any form, wherever one is asked for: US, us, USA, U.S., 840, United States, United States
(US), The United States of America. Known are the alpha-2, alpha-3 and numeric codes and the names of ISO 3166-1,
everyday names (South Korea, Russia, Turkey), names of the World Bank, the OECD, the IMF, UN Comtrade and the
Consolidated Screening List, and codes of OECD, Eora, WIOD, Eurostat and UN Comtrade; case, blanks, accents, punctuation,
usual abbreviations (Rep., Dem., Fed.) and zeros before a number or after its point do not matter. Korea alone is the
Republic of Korea. CN1 and CN2 are China, MX1 and MX2 are Mexico. A text that is none of these is a region, such as ROW,
WWF or FIGW1; it is the same only as itself, but for case and blanks. No country is guessed from a misspelt name, but a
text in firms.csv that is nearly one brings a warning. Output shows what you wrote.

Ids, companies, products, sectors and markets are compared character by character. Two that differ only in case, in
blanks or in Unicode form (NFKC_Casefold: composed accents, full width, ligatures, soft hyphens) are refused, with both
places. A blank between two digits counts: '1 12' is not '11 2'.

Parties of a list match a company of the model by its id or name, after both are put into one form:

  letters      NFKC_Casefold of Unicode; the Turkish letters dotless i and dotted I count as i
  removed      dots, apostrophes, soft hyphens, zero-width characters: S.p.A. is SPA, O'Neil is ONEIL
  blanks       all other punctuation, dashes and symbols; a run of blanks is one
  kept         legal forms, accents, the order of words: Ltd is not Limited, and o with two dots is not oe

A party matches where the countries agree. A list may give several, parted by ';', '|' or ',' (CN; HK), or none: then
the name alone decides, and a warning says so. If the name is in the model with another country, the warning about
parties without a match names it. 'chokepoint timeline' shows every match.
)";
}

}  // namespace chokepoint::cli
