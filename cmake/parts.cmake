# What is inside the program besides its own code, for --licences: names, versions and licences, the
# last as SPDX writes them.

# A part of the program, or a library as pkg-config calls it.
function(holds name version licence)
  set_property(GLOBAL APPEND_STRING PROPERTY VDSOBENCH_PARTS
               "    {\"${name}\", \"${version}\", \"${licence}\"},\n")
endfunction()

# Of a library that is linked as an archive: the package that it is from is a Debian one.
function(holds_archive library archive)
  set(licence_of_absl "Apache-2.0")
  set(licence_of_atomic "GPL-3.0-or-later WITH GCC-exception-3.1")
  set(licence_of_bpf "LGPL-2.1-only OR BSD-2-Clause")
  set(licence_of_elf "GPL-2.0-or-later OR LGPL-3.0-or-later")
  set(licence_of_re2 "BSD-3-Clause")
  set(licence_of_z "Zlib")
  set(licence_of_zstd "BSD-3-Clause OR GPL-2.0-only")
  string(REGEX REPLACE "^absl_.*" "absl" family ${library})
  get_property(known GLOBAL PROPERTY VDSOBENCH_ARCHIVES)
  if(family IN_LIST known)
    return()
  endif()
  set_property(GLOBAL APPEND PROPERTY VDSOBENCH_ARCHIVES ${family})
  if(NOT licence_of_${family})
    message(FATAL_ERROR "cmake/parts.cmake does not know the licence of ${archive}")
  endif()
  execute_process(COMMAND dpkg-query --search "*/lib${library}.a" OUTPUT_VARIABLE owner
                  COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE "[:,].*" "" package "${owner}")
  execute_process(COMMAND dpkg-query --show -f "\${Version}" ${package} OUTPUT_VARIABLE version
                  COMMAND_ERROR_IS_FATAL ANY)
  holds("${package}" "${version}" "${licence_of_${family}}")
endfunction()
