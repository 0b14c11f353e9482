# bin/vdsobench; and in lib/vdsobench the Python commands, the package behind them, and, in bench/,
# the programs that they run, which is where scripts/vdsobench/layout.py looks for them.

set(commands ${CMAKE_INSTALL_LIBDIR}/vdsobench)

install(TARGETS vdsobench RUNTIME)
# Optional: scripts/run builds vdsobench alone.
install(TARGETS plain_loop RUNTIME DESTINATION ${commands}/bench OPTIONAL)
if(TARGET counting_cost)
  install(TARGETS counting_cost RUNTIME DESTINATION ${commands}/bench OPTIONAL)
endif()

# A link, so that capabilities that setcap(8) gives to the one are the other's.
file(RELATIVE_PATH from_bench ${CMAKE_INSTALL_FULL_LIBDIR}/vdsobench/bench
     ${CMAKE_INSTALL_FULL_BINDIR}/vdsobench)
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/installed)
file(CREATE_LINK ${from_bench} ${PROJECT_BINARY_DIR}/installed/vdsobench SYMBOLIC)
install(FILES ${PROJECT_BINARY_DIR}/installed/vdsobench DESTINATION ${commands}/bench)

# What is for the source tree alone stays there.
install(DIRECTORY scripts/ DESTINATION ${commands} USE_SOURCE_PERMISSIONS
        PATTERN __pycache__ EXCLUDE
        REGEX "/scripts/(run|test|build-portable)$" EXCLUDE)
install(FILES README.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
