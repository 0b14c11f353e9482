"""Compares sides: outcomes first, then times, and never louder than the evidence."""
