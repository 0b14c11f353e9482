#!/usr/bin/python3
"""Exports one figure for each call."""

from vdsobench import errors
from vdsobench.export import main

if __name__ == "__main__":
    errors.run(main)
