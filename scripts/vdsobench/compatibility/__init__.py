"""Runs the program in virtual machines that differ from one another, and judges how it ended."""
