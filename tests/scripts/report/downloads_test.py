"""What a reader takes away is what went in, and never too long for a link."""

from __future__ import annotations

import base64
import csv
import gzip
from pathlib import Path

import comparisons
import pytest
import synthetic

from vdsobench.report import downloads as subject
from vdsobench.report.downloads import Download, downloads


def unpacked(download: Download) -> bytes:
    return gzip.decompress(base64.b64decode(download.address.partition(",")[2]))


def test_files_come_back_as_they_were(tmp_path: Path) -> None:
    side = comparisons.side(tmp_path, "a", synthetic.result(1), synthetic.result(2))
    figures, *files = downloads([side])
    assert [file.name for file in files] == ["1-a-0.json.gz", "2-a-1.json.gz"]
    for file, result in zip(files, side.results, strict=True):
        assert unpacked(file) == Path(result.path).read_bytes()
    rows = list(csv.DictReader(unpacked(figures).decode().splitlines()))
    assert {row["call"] for row in rows} == set(side.names)


def test_the_same_results_make_the_same_links(tmp_path: Path) -> None:
    side = comparisons.side(tmp_path, "a", synthetic.result())
    assert downloads([side]) == downloads([side])


@pytest.mark.parametrize(
    "limit, value, left",
    [("MAX_SIDES", 0, ["1-a-0.json.gz"]), ("MAX_FILES", 0, ["vdsobench-figures.csv.gz"])]
    + [("MAX_LINK", 100, [])],
)
def test_what_is_too_much_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, left: list[str]
) -> None:
    monkeypatch.setattr(subject, limit, value)
    side = comparisons.side(tmp_path, "a", synthetic.result())
    assert [download.name for download in downloads([side])] == left
