#!/usr/bin/python3
"""Compares results with the first of them."""

from vdsobench import errors
from vdsobench.compare.command import main

if __name__ == "__main__":
    errors.run(main)
