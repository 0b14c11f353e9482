"""Draws results. The same input gives the same bytes, on any day and in any time zone."""
