# Counting by eBPF: whether it can be built, and how a BPF program becomes a header.

set(VDSOBENCH_BPF AUTO CACHE STRING "Count kernel entries by eBPF: AUTO, ON or OFF")
set_property(CACHE VDSOBENCH_BPF PROPERTY STRINGS AUTO ON OFF)

# Sets VDSOBENCH_BPF_LACKS to what is missing; empty if nothing is.
function(find_bpf)
  set(lacks)
  find_package(PkgConfig QUIET)
  if(PkgConfig_FOUND)
    pkg_check_modules(LIBBPF QUIET IMPORTED_TARGET GLOBAL libbpf>=1.0)
  endif()
  if(NOT LIBBPF_FOUND)
    list(APPEND lacks "libbpf 1.0 or later")
  endif()
  find_program(VDSOBENCH_BPF_CLANG NAMES clang clang-19 clang-16 clang-14)
  if(VDSOBENCH_BPF_CLANG)
    execute_process(COMMAND ${VDSOBENCH_BPF_CLANG} -print-targets
                    OUTPUT_VARIABLE targets ERROR_QUIET)
  endif()
  if(NOT targets MATCHES " bpf ")
    list(APPEND lacks "a clang that compiles for BPF")
  endif()
  # Debian keeps it off an ordinary user's PATH.
  find_program(VDSOBENCH_BPFTOOL NAMES bpftool PATHS /usr/sbin /sbin)
  # Ubuntu's may be a script that looks for one of the running kernel, and fails without.
  if(VDSOBENCH_BPFTOOL)
    execute_process(COMMAND ${VDSOBENCH_BPFTOOL} version RESULT_VARIABLE bpftool_fails
                    OUTPUT_QUIET ERROR_QUIET)
  endif()
  if(NOT VDSOBENCH_BPFTOOL OR bpftool_fails)
    list(APPEND lacks "a bpftool that runs")
  endif()
  list(JOIN lacks ", " lacks)
  set(VDSOBENCH_BPF_LACKS "${lacks}" PARENT_SCOPE)
endfunction()

if(VDSOBENCH_BPF STREQUAL "OFF")
  set(VDSOBENCH_BPF_LACKS "VDSOBENCH_BPF=ON when it was configured")
else()
  find_bpf()
  if(VDSOBENCH_BPF_LACKS AND VDSOBENCH_BPF STREQUAL "AUTO")
    message(STATUS "No counting by eBPF, for want of: ${VDSOBENCH_BPF_LACKS}")
  elseif(VDSOBENCH_BPF_LACKS)
    message(FATAL_ERROR "VDSOBENCH_BPF=${VDSOBENCH_BPF}, but there is no ${VDSOBENCH_BPF_LACKS}")
  endif()
endif()

# Makes NAME.skel.h, as LAYER/bpf/NAME.skel.h, of src/LAYER/bpf/NAME.bpf.c for a target. Its
# structures are named vdsobench_NAME.
function(target_bpf_program target layer name)
  set(source ${PROJECT_SOURCE_DIR}/src/${layer}/bpf/${name}.bpf.c)
  set(includes ${PROJECT_BINARY_DIR}/generated/bpf)
  set(folder ${includes}/${layer}/bpf)
  set(header ${folder}/${name}.skel.h)
  file(MAKE_DIRECTORY ${folder})
  # bpftool writes to standard output: a failure must not leave half a header behind.
  add_custom_command(OUTPUT ${header}
    COMMAND ${VDSOBENCH_BPF_CLANG} -O2 -g -Wall -Wextra -Werror -target bpf
            -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=
            -c ${source} -o ${folder}/${name}.unlinked.o
            -MD -MF ${folder}/${name}.d -MT ${header}
    COMMAND ${VDSOBENCH_BPFTOOL} gen object ${folder}/${name}.o ${folder}/${name}.unlinked.o
    COMMAND ${VDSOBENCH_BPFTOOL} gen skeleton ${folder}/${name}.o name vdsobench_${name}
            > ${header}.new
    COMMAND ${CMAKE_COMMAND} -E rename ${header}.new ${header}
    DEPENDS ${source} DEPFILE ${folder}/${name}.d
    COMMENT "BPF program ${name}" VERBATIM)
  target_sources(${target} PRIVATE ${header})
  target_include_directories(${target} SYSTEM PRIVATE ${includes})
  target_link_libraries(${target} PRIVATE PkgConfig::LIBBPF)
endfunction()
