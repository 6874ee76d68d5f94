# Writes OUTPUT, a C++ source that defines page_asset(), from the files in FILES (separated by commas).
string(REPLACE "," ";" files "${FILES}")
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND entries "    if (name == \"${name}\") return R\"~asset~(${text})~asset~\"sv;\n")
endforeach()
file(WRITE ${OUTPUT} "#include <chokepoint/report/page/page_assets.hpp>
#include <stdexcept>
#include <string>

namespace chokepoint::report {

std::string_view page_asset(std::string_view name) {
    using namespace std::string_view_literals;
${entries}    throw std::logic_error(\"no asset \" + std::string(name));
}

}  // namespace chokepoint::report
")
