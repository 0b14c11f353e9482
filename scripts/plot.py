#!/usr/bin/python3
"""Draws results."""

from vdsobench import early, errors

if __name__ == "__main__":
    errors.run_module("vdsobench.plot.command")
