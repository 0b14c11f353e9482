"""vdsobench side by side with the others, on a quiet CPU and on one that is shared."""
