# The kinds of tests that are programs: unit tests, fuzz targets and benchmarks. docs/testing.md
# says which kind runs when. `unit_tests`, `corpus_tests` and `benchmarks` build all of one kind.

add_custom_target(unit_tests)
add_custom_target(corpus_tests)
add_custom_target(benchmarks)
# Programs that tests of other kinds run, beside `programs`.
add_custom_target(test_tools)

# Debian's own interpreter, because the independent checks use Debian's Python modules.
find_program(TOCSIN_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)

# A test program runs in the project's root (TOCSIN_SOURCE_DIR is "."), so that what is compiled
# does not depend on where the checkout lies, and a compiler cache serves every checkout.

# What nearly every unit test includes is parsed once per preset: GoogleTest alone is most of the
# time that a small test takes to compile.
file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cc "")
add_library(tests.precompiled OBJECT EXCLUDE_FROM_ALL ${PROJECT_BINARY_DIR}/precompiled.cc)
target_link_libraries(tests.precompiled PRIVATE tocsin.flags GTest::gmock GTest::gtest)
# ccache asks for these two before it caches what uses a precompiled header.
target_compile_options(tests.precompiled PUBLIC
  $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
target_precompile_headers(tests.precompiled PRIVATE
  <gmock/gmock.h> <gtest/gtest.h>
  <algorithm> <chrono> <cstdint> <functional> <map> <memory> <optional> <span> <string> <vector>)

# tocsin_unit_test(SOURCES a_test.cc ... DEPS core/dns ...): one binary per mirrored folder.
function(tocsin_unit_test)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;HEAVY" ${ARGN})
  tocsin_target_name(name)
  add_executable(${name} ${ARG_SOURCES} ${ARG_HEAVY})
  target_link_libraries(${name} PRIVATE tocsin.flags GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE TOCSIN_SOURCE_DIR=".")
  tocsin_link(${name} PRIVATE ${ARG_DEPS})
  tocsin_heavy(${name} ${ARG_HEAVY})
  target_compile_options(${name} PRIVATE
    $<TARGET_PROPERTY:tests.precompiled,INTERFACE_COMPILE_OPTIONS>)
  target_precompile_headers(${name} REUSE_FROM tests.precompiled)
  add_dependencies(unit_tests ${name})
  include(GoogleTest)
  gtest_discover_tests(${name}
    TEST_PREFIX ${name}/
    DISCOVERY_MODE PRE_TEST
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    PROPERTIES LABELS unit TIMEOUT 120)
endfunction()

# tocsin_fuzz_target(dns_reply SOURCES dns_reply.cc DEPS core/dns): the source defines
# LLVMFuzzerTestOneInput. Under the fuzz preset it becomes a libFuzzer program; elsewhere the same
# source replays tests/fuzz/corpus/dns_reply/ as one test.
function(tocsin_fuzz_target name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  set(target fuzz.${name})
  add_executable(${target} ${ARG_SOURCES})
  target_link_libraries(${target} PRIVATE tocsin.flags)
  tocsin_link(${target} PRIVATE ${ARG_DEPS})
  set_property(TARGET ${target} PROPERTY RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
  if(TOCSIN_FUZZ)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    return()
  endif()
  target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/replay.cc)
  add_dependencies(corpus_tests ${target})
  add_test(NAME corpus/${name}
    COMMAND ${target} ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${name})
  set_tests_properties(corpus/${name} PROPERTIES
    LABELS corpus TIMEOUT 120 WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()

# tocsin_benchmark(journal SOURCES journal.cc DEPS core/durable): a Google Benchmark program.
# Figures other than time (bytes per measurement, resident memory) are its counters; `./dev bench`
# runs all.
function(tocsin_benchmark name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;HEAVY" ${ARGN})
  find_package(benchmark REQUIRED)
  set(target bench.${name})
  add_executable(${target} EXCLUDE_FROM_ALL ${ARG_SOURCES} ${ARG_HEAVY})
  target_link_libraries(${target} PRIVATE tocsin.flags benchmark::benchmark_main)
  target_compile_definitions(${target} PRIVATE TOCSIN_SOURCE_DIR=".")
  tocsin_link(${target} PRIVATE ${ARG_DEPS})
  tocsin_heavy(${target} ${ARG_HEAVY})
  set_property(TARGET ${target} PROPERTY RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bench)
  add_dependencies(benchmarks ${target})
endfunction()
