#!/usr/bin/python3
"""Tells how well the figures of many runs of one machine agree."""

from vdsobench import errors
from vdsobench.repeatability import main

if __name__ == "__main__":
    errors.run(main)
