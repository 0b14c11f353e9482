#!/usr/bin/python3
"""What counting system calls adds to one, by several tools side by side."""

from vdsobench import early, errors

if __name__ == "__main__":
    errors.run_module("vdsobench.peers.counting_cost")
