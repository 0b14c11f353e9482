#!/usr/bin/python3
"""Holds vdsobench beside other tools that measure the same calls."""

from vdsobench import errors
from vdsobench.peers.command import main

if __name__ == "__main__":
    errors.run(main)
