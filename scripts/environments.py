#!/usr/bin/python3
"""Runs vdsobench in sandboxes, tracers and emulators, and writes what it says there: see --help."""

from vdsobench import errors

if __name__ == "__main__":
    errors.run_module("vdsobench.environments.command")
