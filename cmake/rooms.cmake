# redress_room(NAME FLOOR n [ROOMS ...] [LIBRARIES ...])
#
# One room: the library redress_NAME of src/NAME/*.cpp, its tests NAME_test of *_test.cpp, its
# benchmarks NAME_bench of *_bench.cpp, its fuzzers of fuzzers/NAME_*.cpp. A room sees the headers of
# the rooms that it links and of no other: each has an include folder of its own, so a wrong
# #include does not compile. Linking a room of the same or a higher floor ends the configuration.

add_library(redress_flags INTERFACE)
target_compile_options(redress_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Wcast-align -Woverloaded-virtual -Werror
  # Structs with designated initializers leave fields at their defaults on purpose.
  -Wno-missing-field-initializers
  # GCC 12 raises it falsely for "x" + std::string (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # Clang raises it for std::stable_sort of libstdc++ 12, which uses what C++17 deprecated.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  -fstack-protector-strong)
if(NOT REDRESS_SANITIZE)
  # It hides from the sanitizers what they look for.
  target_compile_options(redress_flags INTERFACE $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
endif()
if(REDRESS_SANITIZE)
  target_compile_options(redress_flags INTERFACE -fsanitize=${REDRESS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(redress_flags INTERFACE -fsanitize=${REDRESS_SANITIZE})
  # GCC 12 follows variants wrongly once a sanitizer stands between; the release build keeps the warning.
  target_compile_options(redress_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(REDRESS_COVERAGE)
  target_compile_options(redress_flags INTERFACE --coverage)
  target_link_options(redress_flags INTERFACE --coverage)
endif()
find_program(MOLD mold)
if(MOLD AND NOT REDRESS_SANITIZE)
  target_link_options(redress_flags INTERFACE -fuse-ld=mold)
endif()

# GoogleTest's macros and RapidCheck's headers do not keep to these.
# Linked after redress_flags, so that it has the last word.
add_library(redress_test_flags INTERFACE)
# Tests are compiled once and run once: optimising them costs more than it gives (fortification needs it).
target_compile_options(redress_test_flags INTERFACE -O0 -U_FORTIFY_SOURCE -Wno-sign-conversion -Wno-conversion -Wno-shadow -Wno-dangling-else)

function(redress_room NAME)
  cmake_parse_arguments(ARG "" "FLOOR" "ROOMS;LIBRARIES" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/${NAME})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  set(tests ${sources})
  set(benches ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER benches INCLUDE REGEX "_bench\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|bench)\\.cpp$")

  set(include_root ${CMAKE_BINARY_DIR}/include/${NAME})
  file(MAKE_DIRECTORY ${include_root})
  file(CREATE_LINK ${folder} ${include_root}/${NAME} SYMBOLIC)

  add_library(redress_${NAME} STATIC ${sources})
  set_property(TARGET redress_${NAME} PROPERTY REDRESS_FLOOR ${ARG_FLOOR})
  target_include_directories(redress_${NAME} PUBLIC ${include_root})
  target_link_libraries(redress_${NAME} PRIVATE redress_flags PUBLIC ${ARG_LIBRARIES})
  foreach(room ${ARG_ROOMS})
    get_property(below TARGET redress_${room} PROPERTY REDRESS_FLOOR)
    if(NOT below LESS ARG_FLOOR)
      message(FATAL_ERROR "room ${NAME} (floor ${ARG_FLOOR}) may not link ${room} (floor ${below})")
    endif()
    target_link_libraries(redress_${NAME} PUBLIC redress_${room})
  endforeach()

  if(REDRESS_TESTS AND tests)
    add_executable(${NAME}_test ${tests})
    target_link_libraries(${NAME}_test PRIVATE redress_${NAME} redress_flags redress_test_flags GTest::gtest_main GTest::gmock rapidcheck)
    target_compile_definitions(${NAME}_test PRIVATE REDRESS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    add_test(NAME ${NAME} COMMAND ${NAME}_test)
  endif()
  if(REDRESS_BENCH AND benches)
    add_executable(${NAME}_bench ${benches})
    target_link_libraries(${NAME}_bench PRIVATE redress_${NAME} redress_flags benchmark::benchmark_main)
    target_compile_definitions(${NAME}_bench PRIVATE REDRESS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  endif()
  if(REDRESS_FUZZ)
    file(GLOB fuzzers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/fuzzers/${NAME}_*.cpp)
    foreach(fuzzer ${fuzzers})
      get_filename_component(target ${fuzzer} NAME_WE)
      add_executable(fuzz_${target} ${fuzzer})
      target_link_libraries(fuzz_${target} PRIVATE redress_${NAME} redress_flags)
      target_link_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
    endforeach()
  endif()
endfunction()
