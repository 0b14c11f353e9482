#!/usr/bin/python3
"""Tells how well the figures of many runs of one machine agree."""

from vdsobench import early, errors

if __name__ == "__main__":
    errors.run_module("vdsobench.peers.repeatability")
