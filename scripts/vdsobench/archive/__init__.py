"""Kernels from a package archive, and the cache that they lie in."""
