# What every target is compiled with, as the target vdsobench::options.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

option(VDSOBENCH_WERROR "Treat warnings as errors" OFF)
set(VDSOBENCH_SANITIZE "" CACHE STRING "Sanitizers, such as address,undefined")
option(VDSOBENCH_FUZZ "Build the fuzz targets (Clang only)" OFF)
option(VDSOBENCH_TIDY "Run clang-tidy while building" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# Of a unity build (CMAKE_UNITY_BUILD, as in every preset but tidy and fuzz): so many files are compiled
# as one, which parses and instantiates the libraries' headers once for all.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 16)

add_library(vdsobench_options INTERFACE)
add_library(vdsobench::options ALIAS vdsobench_options)
target_compile_options(vdsobench_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    $<$<BOOL:${VDSOBENCH_WERROR}>:-Werror>)

# What never runs while anything is timed or counted: a quarter less to compile. In a release build
# alone: other build types are their users'.
add_library(vdsobench_untimed INTERFACE)
add_library(vdsobench::untimed ALIAS vdsobench_untimed)
target_compile_options(vdsobench_untimed INTERFACE $<$<CONFIG:Release>:-O1>)

if(VDSOBENCH_SANITIZE)
  add_compile_options(-fsanitize=${VDSOBENCH_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${VDSOBENCH_SANITIZE})
endif()

if(VDSOBENCH_TIDY)
  find_program(CLANG_TIDY NAMES clang-tidy clang-tidy-19 clang-tidy-14 REQUIRED)
  set(CMAKE_CXX_CLANG_TIDY ${CLANG_TIDY} --quiet --warnings-as-errors=*)
endif()
