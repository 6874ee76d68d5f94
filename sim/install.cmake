# What `cmake --install` installs: the program, the library with its headers and CMake package, examples, shell completion,
# models and scenarios.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/chokepoint)
# Needed only for a shared library: the program finds it relative to itself, so both can be moved together. DT_RPATH, in
# place of DT_RUNPATH, also applies to the libraries that the library itself needs.
set_target_properties(chokepoint_cli PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
target_link_options(chokepoint_cli PRIVATE LINKER:--disable-new-dtags)

install(TARGETS chokepoint_cli RUNTIME_DEPENDENCY_SET chokepoint_needs)
install(TARGETS chokepoint EXPORT chokepointTargets RUNTIME_DEPENDENCY_SET chokepoint_needs FILE_SET HEADERS)
if(TARGET chokepoint_avx2)
  install(TARGETS chokepoint_avx2 LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/${avx2_folder} NAMELINK_SKIP)
endif()
install(EXPORT chokepointTargets NAMESPACE chokepoint:: DESTINATION ${package_dir})

# A static library passes its private dependencies on to the programs that link it; a shared library does not.
get_target_property(library_type chokepoint TYPE)
if(library_type STREQUAL STATIC_LIBRARY)
  set(library_is_static ON)
else()
  set(library_is_static OFF)
endif()
configure_package_config_file(chokepointConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/chokepointConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/chokepointConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/chokepointConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/chokepointConfigVersion.cmake DESTINATION ${package_dir})

install(DIRECTORY ${PROJECT_SOURCE_DIR}/models ${PROJECT_SOURCE_DIR}/scenarios
        DESTINATION ${CMAKE_INSTALL_DATADIR}/chokepoint)

# The program writes its own shell completion, so it must run on the machine that builds it. It does so right after
# linking, so that a build of the program alone, as ./quickstart does it, can be installed.
if(NOT CMAKE_CROSSCOMPILING)
  set(completions ${CMAKE_CURRENT_BINARY_DIR}/completion)
  add_custom_command(TARGET chokepoint_cli POST_BUILD
                     COMMAND ${CMAKE_COMMAND} -E make_directory ${completions}
                     COMMAND chokepoint_cli completion bash > ${completions}/bash
                     COMMAND chokepoint_cli completion zsh > ${completions}/zsh
                     BYPRODUCTS ${completions}/bash ${completions}/zsh VERBATIM)
  install(FILES ${completions}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME chokepoint)
  install(FILES ${completions}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _chokepoint)
endif()

install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/examples DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
# The library contains ECharts.
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/chokepoint/report/vendor/echarts-6.1.0
        DESTINATION ${CMAKE_INSTALL_DOCDIR}
        PATTERN echarts.min.js EXCLUDE)

if(BUILD_SHARED_LIBS)
  include(package.cmake)
endif()
