# The binary, the Python commands, and the package behind them.

install(TARGETS vdsobench RUNTIME)
install(DIRECTORY scripts/ DESTINATION ${CMAKE_INSTALL_DATADIR}/vdsobench
        USE_SOURCE_PERMISSIONS
        PATTERN __pycache__ EXCLUDE
        PATTERN run EXCLUDE PATTERN test EXCLUDE PATTERN install-dependencies EXCLUDE)
install(FILES README.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
