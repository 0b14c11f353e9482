# One file that runs on any x86-64 Linux (scripts/build-portable): the libraries that the compiler's
# host has as shared ones alone are made from source, the others are taken as archives.

include(cmake/parts.cmake)

option(VDSOBENCH_PORTABLE "Make the program for C libraries from glibc 2.28 on" OFF)
set(VDSOBENCH_PORTABLE_SOURCES "" CACHE PATH "Where benchmark/ and fmtlib/ are unpacked")

# Of an unpacked source package, as its change log has it.
function(source_version result name)
  file(STRINGS ${VDSOBENCH_PORTABLE_SOURCES}/${name}/debian/changelog first LIMIT_COUNT 1)
  string(REGEX REPLACE ".*\\(([0-9.]+).*" "\\1" version "${first}")
  set(${result} ${version} PARENT_SCOPE)
endfunction()

if(VDSOBENCH_PORTABLE)
  # Programs that run privileged: whatever goes into this one is hardened, apart from the loops
  # (src/calls/CMakeLists.txt). Nor does it tell where it was made.
  add_compile_options(-fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
                      -fcf-protection=full -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
  source_version(GIT_VERSION benchmark)  # it would ask git, which answers for this repository
  set(BENCHMARK_ENABLE_TESTING OFF)
  set(BENCHMARK_ENABLE_INSTALL OFF)
  set(BENCHMARK_ENABLE_WERROR OFF)
  set(FMT_INSTALL OFF)
  add_subdirectory(${VDSOBENCH_PORTABLE_SOURCES}/fmtlib ${PROJECT_BINARY_DIR}/fmtlib EXCLUDE_FROM_ALL)
  add_subdirectory(${VDSOBENCH_PORTABLE_SOURCES}/benchmark ${PROJECT_BINARY_DIR}/benchmark
                   EXCLUDE_FROM_ALL)
  source_version(fmt_version fmtlib)
  holds("fmt" "${fmt_version}" "MIT")
  holds("Google Benchmark" "${GIT_VERSION}" "Apache-2.0")
  holds("libstdc++ and libgcc" "${CMAKE_CXX_COMPILER_VERSION}"
        "GPL-3.0-or-later WITH GCC-exception-3.1")
else()
  find_package(fmt REQUIRED)
  find_package(benchmark REQUIRED)
endif()

# From what pkg-config said of a package: its archives in place of its shared libraries.
function(take_archives target prefix)
  if(NOT VDSOBENCH_PORTABLE)
    return()
  endif()
  set(archives)
  foreach(library IN LISTS ${prefix}_STATIC_LIBRARIES)
    if(library MATCHES "^(c|m|dl|rt|pthread)$")
      continue()
    endif()
    # The compiler knows its own folder as well: libatomic is there.
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=lib${library}.a
                    OUTPUT_VARIABLE archive OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT IS_ABSOLUTE ${archive})
      message(FATAL_ERROR "lib${library}.a is not there: scripts/install-dependencies portable")
    endif()
    list(APPEND archives ${archive})
    holds_archive(${library} ${archive})
  endforeach()
  set_target_properties(${target} PROPERTIES INTERFACE_LINK_LIBRARIES "${archives}")
endfunction()

set(harden_link -Wl,-z,relro,-z,now,-z,noexecstack,--build-id=sha1)

# Links the C library in.
function(link_static target)
  target_link_libraries(${target} PRIVATE vdsobench::static_libc vdsobench::host_libc)
  target_link_options(${target} PRIVATE -static-pie ${harden_link})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME vdsobench-static)
endfunction()

# Links against glibc 2.28, whichever the host has.
function(link_portable target)
  set(stubs ${PROJECT_BINARY_DIR}/stubs)
  set(maker ${PROJECT_SOURCE_DIR}/scripts/vdsobench/portable/stubs.py)
  add_custom_command(OUTPUT ${stubs}/libc.so COMMAND /usr/bin/python3 ${maker} ${stubs}
                     DEPENDS ${maker} COMMENT "libraries with glibc 2.28's versions" VERBATIM)
  add_custom_target(stubs DEPENDS ${stubs}/libc.so)
  add_dependencies(${target} stubs)
  target_link_libraries(${target} PRIVATE vdsobench::older_libc vdsobench::start)
  target_link_options(${target} PRIVATE -L${stubs} -static-libstdc++ -static-libgcc
                      -pie ${harden_link})
endfunction()
