#!/usr/bin/python3
"""Tells where each instruction of a call goes: see --help and README.md."""

from vdsobench import early, errors

if __name__ == "__main__":
    errors.run_module("vdsobench.anatomy.command")
