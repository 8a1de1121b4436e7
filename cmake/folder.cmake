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
# HEAVY sources (Beast, TLS, ldns, yaml-cpp, json) compile in a small pool, and at -O0 where nothing
# is measured: optimising one takes longer than everything else in its folder.
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
  if(NOT TOCSIN_OPTIMISE_HEAVY)
    # A precompiled header is of one optimisation level, and theirs is another.
    set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_OPTIONS -O0)
    set_property(SOURCE ${ARGN} PROPERTY SKIP_PRECOMPILE_HEADERS ON)
  endif()
endfunction()

add_custom_target(programs)

# tocsin_program(tocsin-probe HEADERS ... SOURCES main.cc DEPS probes/engine ... HEAVY ...)
function(tocsin_program name)
  cmake_parse_arguments(ARG "" "" "HEADERS;SOURCES;DEPS;HEAVY" ${ARGN})
  add_executable(${name} ${ARG_SOURCES} ${ARG_HEAVY})
  target_link_libraries(${name} PRIVATE tocsin.flags)
  tocsin_link(${name} PRIVATE ${ARG_DEPS})
  tocsin_heavy(${name} ${ARG_HEAVY})
  set_property(TARGET ${name} PROPERTY RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  add_dependencies(programs ${name})
  tocsin_program_headers(${name}.headers)
endfunction()

# Header sets of programs are not verified, so they get a target that is nothing but headers.
macro(tocsin_program_headers name)
  if(ARG_HEADERS)
    add_library(${name} INTERFACE)
    target_sources(${name} INTERFACE FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}
      FILES ${ARG_HEADERS})
    target_link_libraries(${name} INTERFACE tocsin.flags)
    tocsin_link(${name} INTERFACE ${ARG_DEPS})
  endif()
endmacro()
