import gzip
from pathlib import Path

from vdsobench.compatibility.memory import least

MIB = 1 << 20


def test_all_that_lies_in_memory_at_the_same_time(tmp_path: Path) -> None:
    kernel, initrd = tmp_path / "kernel", tmp_path / "initrd"
    header = bytearray(0x400)
    header[0x258:0x260] = (16 * MIB).to_bytes(8, "little")
    header[0x260:0x264] = (45 * MIB).to_bytes(4, "little")
    kernel.write_bytes(bytes(header))
    initrd.write_bytes(gzip.compress(bytes(10 * MIB)))
    assert least(kernel, initrd) == 72  # 16 + 45 + 10, and a little
