"""A virtual machine: its files, its boot, what it sends home."""
