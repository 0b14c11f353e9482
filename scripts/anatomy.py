#!/usr/bin/python3
"""Tells where each instruction of a call goes: see --help and README.md."""

from vdsobench.anatomy.command import main
from vdsobench.errors import run

if __name__ == "__main__":
    run(main)
