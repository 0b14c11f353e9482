#!/usr/bin/python3
"""Holds vdsobench beside other tools that measure the same calls."""

from vdsobench import early, errors

if __name__ == "__main__":
    errors.run_module("vdsobench.peers.command")
