"""Where the other files of vdsobench are, in a source tree and where `cmake --install` put them."""

from __future__ import annotations

from pathlib import Path

# The folder of the commands: scripts/ in a source tree, lib/vdsobench/ of an installation.
COMMANDS = Path(__file__).resolve().parents[1]
INSTALL_DEPENDENCIES = COMMANDS / "install-dependencies"

# cmake/install.cmake puts the built programs beside the commands, a build elsewhere.
_INSTALLED = COMMANDS / "bench"
_SOURCES = COMMANDS.parent
IS_INSTALLED = _INSTALLED.is_dir()
PROGRAMS = _INSTALLED if IS_INSTALLED else _SOURCES / "build" / "release" / "bench"
VDSOBENCH = PROGRAMS / "vdsobench"

# An installation is no place to write to: there results go below the folder one stands in.
RESULTS = (Path() if IS_INSTALLED else _SOURCES) / "results" / "local"
