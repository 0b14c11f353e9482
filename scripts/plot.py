#!/usr/bin/python3
"""Draws results."""

from vdsobench import errors
from vdsobench.plot.command import main

if __name__ == "__main__":
    errors.run(main)
