import os
import re
from pathlib import Path

import pytest
import synthetic
from hypothesis import example, given, settings
from hypothesis import strategies as st
from kernel_runs import REPOSITORY

from vdsobench.kernels import cell
from vdsobench.archive.images import KernelImage


def image(label: str) -> KernelImage:
    return KernelImage(label, Path("/k"), "0" * 64)


def test_the_product_of_kernels_and_modes() -> None:
    made = cell.cells([("6.1", image("6.1")), ("7", image("7"))], ["", "vsyscall=none x=1"])
    assert [it.name for it in made] == ["6.1", "6.1,vsyscall=none,x=1", "7", "7,vsyscall=none,x=1"]


@pytest.mark.parametrize(
    ("kernel", "append", "name"),
    [
        ("./bzImage", "", r"bzImage~[0-9a-f]{8}"),
        ("/boot/vmlinuz-6.1", "quiet", r"boot_vmlinuz-6\.1~[0-9a-f]{8},quiet"),
        ("6.1", "rdinit=/nowhere x=1", r"6\.1,rdinit=_nowhere~[0-9a-f]{8},x=1"),
        ("6.12.9-1~bpo12+1", "", r"6\.12\.9-1_bpo12\+1~[0-9a-f]{8}"),
    ],
)
def test_a_name_reads_as_what_was_asked_for(kernel: str, append: str, name: str) -> None:
    assert re.fullmatch(name, cell.file_name(kernel, append))


def test_a_path_is_the_same_kernel_from_wherever_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And another one's file under the same name is another."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "a")
    here = cell.file_name("./bzImage", "")
    assert cell.file_name(f"{tmp_path}/b/../a/bzImage", "").endswith(here[-9:])
    monkeypatch.chdir(tmp_path / "b")
    assert cell.file_name("./bzImage", "") != here


def test_the_committed_results_have_the_names_that_their_cells_have() -> None:
    for file in (REPOSITORY / "results/exact").glob("*.json"):
        kernel, *words = file.stem.split(",")
        assert cell.file_name(kernel, " ".join(words)) == file.stem


TEXT = st.text(max_size=30) | st.lists(
    st.sampled_from(["/", "..", ".", ",", "~", "a", "=", "_", " ", "6.1"]), max_size=12
).map("".join)


@settings(max_examples=500, deadline=None)
@given(TEXT, TEXT, TEXT, TEXT)
@example("-", "", "-a", "")
def test_no_two_cells_share_a_name_and_none_leaves_its_folder(
    kernel: str, append: str, other_kernel: str, other_append: str
) -> None:
    names = [cell.file_name(kernel, append), cell.file_name(other_kernel, other_append)]
    if _meant(kernel, append) != _meant(other_kernel, other_append):
        assert names[0] != names[1]
    for name in names:
        assert "/" not in name and name[0] not in ".-" and len(os.fsencode(name)) <= 220


def _meant(kernel: str, append: str) -> tuple[str, ...]:
    return (os.path.abspath(kernel) if "/" in kernel else kernel, *append.split())


@pytest.mark.parametrize("one", ["a,b", "a b", "a/b", "a_b", "a;b", "a" * 300, "a" * 301])
def test_parameters_that_read_alike_keep_a_result_each(one: str) -> None:
    for other in {"a,b", "a b", "a/b", "a_b", "a;b", "a" * 300, "a" * 301} - {one}:
        assert cell.file_name("6.1", one) != cell.file_name("6.1", other)


def test_a_kernel_that_could_not_be_had_keeps_its_cells_and_its_reason() -> None:
    (made,) = cell.cells([("9.9", "no such kernel")], [""])
    assert made.image is None and made.reason == "no such kernel"


def test_only_a_result_of_the_same_cell_is_kept_on_resume(tmp_path: Path) -> None:
    file = tmp_path / "cell.json"
    synthetic.write(file, synthetic.exact(cell="same"))
    assert cell.finished(file, "same")
    assert not cell.finished(file, "other")


def test_a_broken_result_is_run_again(tmp_path: Path) -> None:
    file = tmp_path / "cell.json"
    for content in ("", "{", "[]", '{"context": null}', '{"a":' * 100_000):
        file.write_text(content)
        assert cell.finished(file, "same") is None
