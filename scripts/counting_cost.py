#!/usr/bin/python3
"""What counting system calls adds to one, by several tools side by side."""

from vdsobench import errors
from vdsobench.counting_cost import main

if __name__ == "__main__":
    errors.run(main)
