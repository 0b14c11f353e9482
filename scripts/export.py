#!/usr/bin/python3
"""Exports one figure for each call."""

from vdsobench import early, errors

if __name__ == "__main__":
    errors.run_module("vdsobench.export.command")
