# vdsobench_pytest(name file): a file of pytest tests as one test of CTest. It finds the built
# program in the environment variable VDSOBENCH_BINARY.

# The system's own: another python3 on PATH may lack the packages.
find_program(VDSOBENCH_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
execute_process(COMMAND ${VDSOBENCH_PYTHON} -c "import pytest"
                RESULT_VARIABLE pytest_missing OUTPUT_QUIET ERROR_QUIET)
if(pytest_missing)
  message(FATAL_ERROR "${VDSOBENCH_PYTHON} has no pytest, which half of the tests need: run "
                      "scripts/test, which installs python3-pytest, or set -DBUILD_TESTING=OFF")
endif()

function(vdsobench_pytest name file)
  add_test(NAME ${name}
           COMMAND ${VDSOBENCH_PYTHON} -m pytest -q -rs -p no:cacheprovider
                   ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT
      "VDSOBENCH_BINARY=$<TARGET_FILE:vdsobench>;PYTHONDONTWRITEBYTECODE=1")
endfunction()
