# Configures and builds the program with the debug preset. With g++, the objects also serve a link with -flto.
set(flags -D_GLIBCXX_ASSERTIONS)
if(CXX_ID STREQUAL "GNU")
  string(APPEND flags " -flto -ffat-lto-objects")
endif()
execute_process(COMMAND ${CMAKE_COMMAND} --preset debug -B ${BUILD_DIR} -DCHOKEPOINT_TESTS=OFF -DCMAKE_CXX_COMPILER=${CXX}
                        "-DCMAKE_CXX_FLAGS=${flags}" -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DCMAKE_EXE_LINKER_FLAGS=-fno-lto
                WORKING_DIRECTORY ${SOURCE_DIR} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD_DIR} --target chokepoint_cli COMMAND_ERROR_IS_FATAL ANY)
