# Installs the build in BUILD_DIR into an emptied PREFIX and checks that everything required is there.
file(REMOVE_RECURSE ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${PREFIX} OUTPUT_QUIET
                COMMAND_ERROR_IS_FATAL ANY)

foreach(pattern bin/chokepoint lib*/libchokepoint.* include/chokepoint/base/date.hpp share/chokepoint/models/*
                share/chokepoint/scenarios/* share/doc/chokepoint/LICENSE share/doc/chokepoint/echarts-6.1.0/NOTICE
                share/bash-completion/completions/chokepoint share/zsh/site-functions/_chokepoint)
  file(GLOB found ${PREFIX}/${pattern})
  if(NOT found)
    message(SEND_ERROR "not installed: ${pattern}")
  endif()
endforeach()

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
