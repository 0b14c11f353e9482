#!/usr/bin/python3
"""Runs vdsobench in virtual machines of many kinds and judges how it ended: see --help."""

from vdsobench import errors

if __name__ == "__main__":
    errors.run_module("vdsobench.compatibility.command")
