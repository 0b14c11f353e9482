"""What the guest runs of Redis: a server under load, started by check, and one that check is told of."""

from __future__ import annotations

import shutil
from pathlib import Path

# Debian's server is its redis-check-rdb by another name, and that package starts no service.
PROGRAMS = {
    "redis-server": ("redis-server", "redis-check-rdb"),
    "redis-cli": ("redis-cli",),
    "redis-benchmark": ("redis-benchmark",),
}
SCRIPT = """
serving='/redis-server --bind 127.0.0.1 --port 6379 --daemonize no'
up() { until /redis-cli ping 2>/dev/null | grep -q PONG; do sleep 0.2; done; }
load() { /redis-benchmark -q -t ping,set,get -c 10 -n 1000 >/dev/null; }
down() { /redis-cli shutdown nosave 2>/dev/null; }

/vdsobench check --json -- $serving --save '' 2>redis-checked >/dev/null & check=$!
up; load; down
wait $check

$serving --save '' >/dev/null & server=$!
up
/vdsobench check --pid $server --for 6s --json >redis-by-pid 2>redis-by-pid.errors & check=$!
load; load
wait $check
echo $? >redis-status
down
wait $server
"""


def found(name: str) -> str:
    """Where it is, or nothing."""
    return next(filter(None, map(shutil.which, PROGRAMS[name])), "")


def lacking() -> str:
    """What there is not, or nothing."""
    return ", ".join(name for name in PROGRAMS if not found(name))


def programs() -> dict[str, Path]:
    return {f"/{name}": Path(found(name)) for name in PROGRAMS}
