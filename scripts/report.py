#!/usr/bin/python3
"""Writes one self-contained page about results."""

from vdsobench import errors
from vdsobench.report.command import main

if __name__ == "__main__":
    errors.run(main)
