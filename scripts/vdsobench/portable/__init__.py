"""One file for any x86-64 Linux: what it is linked against, and what the file says of itself."""
