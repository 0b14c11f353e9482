#!/usr/bin/python3
"""Runs vdsobench on any kernel in any mode, in QEMU: see --help and README.md."""

from vdsobench.errors import run
from vdsobench.kernels.command import main

if __name__ == "__main__":
    run(main)
