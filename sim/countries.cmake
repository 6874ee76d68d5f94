# Writes OUTPUT, a C++ source that defines iso_countries(), from INPUT, the ISO 3166-1 data of the iso-codes package.
file(READ ${INPUT} json)
# No entry contains another object. Parsing one entry at a time is much faster than querying the whole file.
string(REGEX MATCHALL "{[^{}]*}" entries "${json}")
set(rows "")
foreach(entry IN LISTS entries)
  set(fields "")
  foreach(key alpha_2 alpha_3 numeric name official_name common_name)
    string(JSON value ERROR_VARIABLE missing GET "${entry}" ${key})
    if(missing)
      set(value "")
    endif()
    list(APPEND fields "R\"~(${value})~\"")
  endforeach()
  list(JOIN fields ", " row)
  string(APPEND rows "    {${row}},\n")
endforeach()
list(LENGTH entries count)
if(count LESS 200)
  message(FATAL_ERROR "${INPUT} contains ${count} countries, so it is not the ISO 3166-1 list")
endif()
file(WRITE ${OUTPUT} "#include <array>
#include <chokepoint/base/text/country.hpp>

namespace chokepoint {

std::span<const IsoCountry> iso_countries() {
    static constexpr std::array<IsoCountry, ${count}> kCountries = {{
${rows}    }};
    return kCountries;
}

}  // namespace chokepoint
")
