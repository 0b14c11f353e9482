import json
from pathlib import Path

import pytest

from vdsobench.kernels import cell
from vdsobench.kernels.images import KernelImage


def image(label: str) -> KernelImage:
    return KernelImage(label, Path("/k"), "0" * 64)


def test_the_product_of_kernels_and_modes() -> None:
    made = cell.cells([("6.1", image("6.1")), ("7", image("7"))], ["", "vsyscall=none x=1"])
    assert [it.name for it in made] == ["6.1", "6.1,vsyscall=none,x=1", "7", "7,vsyscall=none,x=1"]


@pytest.mark.parametrize(
    ("kernels", "names"),
    [
        (["./bzImage", "/boot/vmlinuz-6.1"], ["bzImage", "boot_vmlinuz-6.1"]),
        (["../a/boot/bzImage", "b/boot/bzImage"], ["a_boot_bzImage", "b_boot_bzImage"]),
        (["a/bzImage", "./a_bzImage"], ["a_bzImage", "a_bzImage-2"]),
    ],
)
def test_two_trees_images_get_files_of_their_own(kernels: list[str], names: list[str]) -> None:
    made = cell.cells([(kernel, image("")) for kernel in kernels], [""])
    assert [it.name for it in made] == names


def test_a_kernel_that_could_not_be_had_keeps_its_cells_and_its_reason() -> None:
    (made,) = cell.cells([("9.9", "no such kernel")], [""])
    assert made.image is None and made.reason == "no such kernel"


def test_no_name_leaves_its_folder() -> None:
    (made,) = cell.cells([("6.1", image("6.1"))], ["init=/../../x"])
    assert "/" not in made.name


def test_only_a_result_of_the_same_cell_is_kept_on_resume(tmp_path: Path) -> None:
    file = tmp_path / "cell.json"
    file.write_text(json.dumps({"context": {"vdsobench.cell": "same"}, "benchmarks": []}))
    assert cell.finished(file, "same")
    assert not cell.finished(file, "other")


def test_a_broken_result_is_run_again(tmp_path: Path) -> None:
    file = tmp_path / "cell.json"
    for content in ("", "{", "[]", '{"context": null}', '{"a":' * 100_000):
        file.write_text(content)
        assert cell.finished(file, "same") is None
