#!/usr/bin/python3
"""What counting system calls adds to one, by several tools side by side."""

from vdsobench import early, errors  # early: first

if __name__ == "__main__":
    errors.run_module("vdsobench.counting_cost")
