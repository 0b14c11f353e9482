"""Boots kernels in QEMU, runs vdsobench inside and brings the results home."""
