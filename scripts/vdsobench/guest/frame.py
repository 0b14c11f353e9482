"""What the guest sends: a header with status, length and SHA-256, the content, and an end mark."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from vdsobench.results import document
from vdsobench.errors import Failed

HEADER = re.compile(rb"vdsobench-frame (\d{1,3}) (\d{1,12}) ([0-9a-f]{64})\n")
END = b"vdsobench-end\n"
MOST = document.MAX_BYTES + 200  # with header and end mark


class BadFrame(Failed):
    """The message says how the transfer is broken."""


@dataclass(frozen=True)
class Frame:
    status: int
    content: bytes


def parse(received: bytes) -> Frame:
    """What guest_init.sh sent: the program's exit status and what it printed, checked by length and
    SHA-256. Raises BadFrame."""
    if not received:
        raise BadFrame("the guest sent no result")
    if len(received) > MOST:
        raise BadFrame(f"the guest sent more than the {MOST >> 20} MiB that a result may have")
    header = HEADER.match(received)
    if not header:
        raise BadFrame(f"the guest sent something else than a result: {received[:40]!r}")
    status, length, sha256 = int(header[1]), int(header[2]), header[3].decode()
    content = received[header.end() : header.end() + length]
    if len(content) < length or received[header.end() + length :] != END:
        raise BadFrame(f"the transfer broke off or ran over: {len(content)} of {length} bytes")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise BadFrame("the transfer is damaged: its SHA-256 differs")
    return Frame(status, content)
