"""Vdsobench started in the sandboxes, tracers and emulators that people start programs in."""
