# Writes OUTPUT, a C++ source that defines FUNCTION: it returns the content of one of FILES (separated by commas) by its
# name without folders. HEADER declares it.
string(REPLACE "," ";" files "${FILES}")
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND entries "    if (name == \"${name}\") return R\"~asset~(${text})~asset~\"sv;\n")
endforeach()
file(WRITE ${OUTPUT} "#include <${HEADER}>
#include <stdexcept>
#include <string>

std::string_view ${FUNCTION}(std::string_view name) {
    using namespace std::string_view_literals;
${entries}    throw std::logic_error(\"no embedded file \" + std::string(name));
}
")
