# Installs the build in BUILD_DIR into an emptied PREFIX and checks that everything required is there.
file(REMOVE_RECURSE ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${PREFIX} OUTPUT_QUIET
                COMMAND_ERROR_IS_FATAL ANY)

foreach(pattern bin/chokepoint lib*/libchokepoint.* include/chokepoint/chokepoint.hpp share/chokepoint/models/*
                share/chokepoint/scenarios/* share/doc/chokepoint/LICENSE share/doc/chokepoint/echarts-6.1.0/NOTICE
                share/bash-completion/completions/chokepoint share/zsh/site-functions/_chokepoint
                share/doc/chokepoint/examples/network_in_memory.cpp)
  file(GLOB found ${PREFIX}/${pattern})
  if(NOT found)
    message(SEND_ERROR "not installed: ${pattern}")
  endif()
endforeach()

# The public face is installed, and no other header.
file(GLOB public_headers RELATIVE ${SOURCE_DIR}/sim/chokepoint ${SOURCE_DIR}/sim/chokepoint/*.hpp)
list(APPEND public_headers base/date.hpp base/diagnostic.hpp base/version.hpp)
list(SORT public_headers)
file(GLOB_RECURSE installed_headers RELATIVE ${PREFIX}/include/chokepoint ${PREFIX}/include/*)
list(SORT installed_headers)
if(NOT installed_headers STREQUAL public_headers)
  message(SEND_ERROR "installed headers: ${installed_headers}\nnot the public ones: ${public_headers}")
endif()

file(GLOB_RECURSE package_files ${PREFIX}/*.cmake)
if(NOT package_files)
  message(SEND_ERROR "not installed: the CMake package")
endif()
foreach(file IN LISTS package_files)
  file(READ ${file} text)
  string(REPLACE "${PREFIX}" "" text "${text}")
  foreach(folder ${SOURCE_DIR} ${BUILD_DIR})
    string(FIND "${text}" "${folder}" at)
    if(NOT at EQUAL -1)
      message(SEND_ERROR "${file} names ${folder}, so it would break on another machine")
    endif()
  endforeach()
endforeach()
