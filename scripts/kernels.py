#!/usr/bin/python3
"""Runs vdsobench on any kernel in any mode, in QEMU: see --help and README.md."""

from vdsobench import early, errors

if __name__ == "__main__":
    errors.run_module("vdsobench.kernels.command")
