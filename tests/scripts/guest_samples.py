"""A kernel's image, and what a guest sends home where all is well."""

from __future__ import annotations

import hashlib
import json

from vdsobench.guest.boot import Boot
from vdsobench.results import schema


def bz_image(release: str) -> bytes:
    """Nothing but the fields of the boot protocol that are read."""
    image = bytearray(0x400)
    image[0x202:0x206] = b"HdrS"
    image[0x20E:0x210] = (0x100).to_bytes(2, "little")
    text = f"{release} (builder@host) #1 SMP".encode()
    image[0x300 : 0x300 + len(text)] = text
    return bytes(image)


def framed(content: bytes, status: int = 0) -> bytes:
    header = f"vdsobench-frame {status} {len(content)} {hashlib.sha256(content).hexdigest()}\n"
    return header.encode() + content + b"vdsobench-end\n"


ROW = {"name": "getppid/insn", "label": "syscall", "repetition_index": 0, "instructions": 325.0}
CONTEXT = {"schema": schema.VERSION, "mode": "exact", "clocksource_before": "tsc"}
RESULT = {
    "context": {schema.key(name): value for name, value in CONTEXT.items()},
    "benchmarks": [ROW],
}
CONSOLE = "vdsobench-init: up on 6.1\nvdsobench: cannot measure\nvdsobench-init: status 3\n"
GOOD = Boot(0, False, 8.0, "", CONSOLE, framed(json.dumps(RESULT).encode()))
