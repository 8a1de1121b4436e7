# One CMake target per folder. A folder's target is its path with dots: core/dns is core.dns.
# A dependency with a slash is another folder's; anything else is a library's own target name.

function(tocsin_link target scope)
  foreach(dep IN LISTS ARGN)
    if(dep MATCHES "/")
      string(REPLACE "/" "." dep "${dep}")
    endif()
    target_link_libraries(${target} ${scope} ${dep})
  endforeach()
endfunction()

function(tocsin_add_folders)
  foreach(folder IN LISTS ARGN)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt)
      add_subdirectory(${folder})
    endif()
  endforeach()
endfunction()

function(tocsin_target_name out)
  file(RELATIVE_PATH path ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" "." name "${path}")
  set(${out} ${name} PARENT_SCOPE)
endfunction()

# tocsin_folder(HEADERS a.h ... SOURCES a.cc ... DEPS core/base ... PRIVATE_DEPS OpenSSL::Crypto ...
#               HEAVY beast.cc ...)
# HEAVY sources (Beast, TLS, ldns, yaml-cpp, json) compile in a small pool and, under sanitizers, at
# -O0.
function(tocsin_folder)
  cmake_parse_arguments(ARG "" "" "HEADERS;SOURCES;DEPS;PRIVATE_DEPS;HEAVY" ${ARGN})
  tocsin_target_name(name)
  if(ARG_SOURCES OR ARG_HEAVY)
    add_library(${name} STATIC)
    set(scope PUBLIC)
    target_sources(${name} PRIVATE ${ARG_SOURCES} ${ARG_HEAVY})
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_sources(${name} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}
    FILES ${ARG_HEADERS})
  target_link_libraries(${name} ${scope} tocsin.flags)
  tocsin_link(${name} ${scope} ${ARG_DEPS})
  if(ARG_PRIVATE_DEPS)
    tocsin_link(${name} PRIVATE ${ARG_PRIVATE_DEPS})
  endif()
  tocsin_heavy(${name} ${ARG_HEAVY})
endfunction()

function(tocsin_heavy name)
  if(NOT ARGN)
    return()
  endif()
  set_property(TARGET ${name} PROPERTY JOB_POOL_COMPILE heavy)
  if(TOCSIN_SANITIZE)
    set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_OPTIONS -O0)
  endif()
endfunction()

# tocsin_program(tocsin-probe SOURCES main.cc DEPS probes/engine ... HEAVY ...)
function(tocsin_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;HEAVY" ${ARGN})
  add_executable(${name} ${ARG_SOURCES} ${ARG_HEAVY})
  target_link_libraries(${name} PRIVATE tocsin.flags)
  tocsin_link(${name} PRIVATE ${ARG_DEPS})
  tocsin_heavy(${name} ${ARG_HEAVY})
  set_property(TARGET ${name} PROPERTY RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()

# tocsin_unit_test(SOURCES a_test.cc ... DEPS core/dns ...): one binary per mirrored folder.
function(tocsin_unit_test)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;HEAVY" ${ARGN})
  tocsin_target_name(name)
  add_executable(${name} ${ARG_SOURCES} ${ARG_HEAVY})
  target_link_libraries(${name} PRIVATE tocsin.flags GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE TOCSIN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  tocsin_link(${name} PRIVATE ${ARG_DEPS})
  tocsin_heavy(${name} ${ARG_HEAVY})
  include(GoogleTest)
  gtest_discover_tests(${name}
    TEST_PREFIX ${name}/
    DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS unit TIMEOUT 120)
endfunction()
