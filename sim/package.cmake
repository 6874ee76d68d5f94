# What `cmake --workflow --preset package` makes: a .deb that names the packages it needs, and a tarball that holds their
# libraries, all but the C library.
install(RUNTIME_DEPENDENCY_SET chokepoint_needs COMPONENT needs EXCLUDE_FROM_ALL
        PRE_EXCLUDE_REGEXES "^libchokepoint[.]"
        POST_EXCLUDE_REGEXES "/(ld-linux[-_x0-9]*|lib(c|m|dl|rt|pthread|resolv|anl|util))[.]so"
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})

set(CPACK_PACKAGE_NAME chokepoint)
set(CPACK_PACKAGE_VENDOR "The chokepoint developers")
set(CPACK_PACKAGE_CONTACT "The chokepoint developers <chokepoint@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_FILE_NAME chokepoint-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_BINARY_DIR}/package_parts.cmake)
file(WRITE ${CPACK_PROJECT_CONFIG_FILE} "set(CPACK_INSTALL_CMAKE_PROJECTS \"${PROJECT_BINARY_DIR};chokepoint;Unspecified;/\")
if(CPACK_GENERATOR STREQUAL TGZ)
  list(APPEND CPACK_INSTALL_CMAKE_PROJECTS \"${PROJECT_BINARY_DIR};chokepoint;needs;/\")
endif()
")
include(CPack)
