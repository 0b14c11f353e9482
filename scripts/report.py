#!/usr/bin/python3
"""Writes one self-contained page about results."""

from vdsobench import early, errors

if __name__ == "__main__":
    errors.run_module("vdsobench.report.command")
