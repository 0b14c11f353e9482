"""Where each instruction of a call goes: recorded in QEMU, told by symbol."""
