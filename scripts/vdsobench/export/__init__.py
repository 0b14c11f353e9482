"""Figures for other tools."""
