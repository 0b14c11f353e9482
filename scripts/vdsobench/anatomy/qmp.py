"""QEMU's machine protocol (docs/interop/qmp-spec.txt), as far as it is needed here."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import Any

from vdsobench.results import document, shape
from vdsobench.errors import Failed


LONGEST_ANSWER = 1 << 20
_COMPLAINT = shape.record({"desc": shape.text()})
_ANSWER = shape.record({}, {"event": shape.name(), "error": _COMPLAINT, "return": shape.anything})


class MonitorFailed(Failed):
    """QEMU refused a command or went away: the message says which."""


class Monitor:
    def __init__(self, path: Path, qemu: subprocess.Popen[bytes], deadline: float) -> None:
        self._deadline = deadline
        self._socket = _once_open(path, qemu, deadline)
        self._stream = self._socket.makefile("rwb")
        self._events: Counter[str] = Counter()

    def __enter__(self) -> Monitor:
        try:
            self._receive()  # the greeting
            self.command("qmp_capabilities")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):  # what QEMU has not taken is not for it any more
            self._stream.close()
        self._socket.close()

    def command(self, name: str, **arguments: Any) -> Any:
        """What QEMU returns for it; events that come before that are counted. Raises
        MonitorFailed."""
        self._send({"execute": name, "arguments": arguments})
        while True:
            answer = self._receive()
            if "event" in answer:
                self._events[answer["event"]] += 1
            elif "error" in answer:
                raise MonitorFailed(f"QEMU refused {name}: {answer['error']['desc']}")
            else:
                return answer.get("return")

    def human(self, line: str) -> str:
        """A command that only the monitor for people has; what it prints is mostly a complaint."""
        return str(self.command("human-monitor-command", **{"command-line": line})).strip()

    def wait_for(self, event: str) -> bool:
        """False when the machine has ended without it."""
        while not self._events[event]:
            try:
                answer = self._receive()
            except MonitorFailed:
                return False
            if "event" in answer:
                self._events[answer["event"]] += 1
        self._events[event] -= 1
        return True

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._stream.write(json.dumps(message).encode() + b"\n")
            self._stream.flush()
        except OSError as error:
            raise MonitorFailed(f"QEMU takes no commands: {error}") from error

    def _receive(self) -> dict[str, Any]:
        left = self._deadline - time.monotonic()
        if left <= 0:  # a guest can make events without end
            raise MonitorFailed("QEMU does not answer: timed out")
        self._socket.settimeout(left)
        try:
            line = self._stream.readline(LONGEST_ANSWER)
        except OSError as error:
            raise MonitorFailed(f"QEMU does not answer: {error}") from error
        if not line:
            raise MonitorFailed("QEMU has ended")
        try:
            return dict(_ANSWER(document.parse(line), ""))
        except document.BadContent as error:
            raise MonitorFailed(f"QEMU's answer {error}") from None


def _once_open(path: Path, qemu: subprocess.Popen[bytes], deadline: float) -> socket.socket:
    """QEMU makes the socket a moment after it starts, if it does start."""
    while True:
        try:
            return connected(path)
        except OSError as error:
            if qemu.poll() is not None:
                raise MonitorFailed(f"QEMU ended with status {qemu.returncode}") from None
            if time.monotonic() > deadline:
                raise MonitorFailed(f"QEMU's monitor did not open: {error}") from error
            time.sleep(0.02)


def connected(path: Path) -> socket.socket:
    """By a descriptor of its folder: a socket's name has room for 107 bytes (unix(7))."""
    folder = os.open(path.parent, os.O_PATH)
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(f"/proc/self/fd/{folder}/{path.name}")
    except OSError:
        connection.close()
        raise
    finally:
        os.close(folder)
    return connection
