"""Compares, draws and reports what vdsobench measured; it never measures."""
