#!/usr/bin/python3
"""Compares results with the first of them."""

from vdsobench import early, errors

if __name__ == "__main__":
    errors.run_module("vdsobench.compare.command")
