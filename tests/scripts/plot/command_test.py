import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import synthetic
from commands import run
from matplotlib import image

from vdsobench.plot import command, kernels, save
from vdsobench.report import svg
from vdsobench.results.loader import load
from vdsobench.results.sides import Side

KINDS = ("matrix", "kernels", "quantiles", "threads")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("plots")
    hostile = {"kernel_release": "$x$ <b>&", "cpu_model": "CPU $\\frac{1}{0}$ 漢字 " + "x" * 500}
    return {
        "one": synthetic.write(folder / "one.json", synthetic.result(1)),
        "hostile": synthetic.write(folder / "hostile.json", synthetic.result(1, context=hostile)),
        "exact": synthetic.write(folder / "exact.json", synthetic.exact()),
        "plain": synthetic.write(folder / "plain.json", synthetic.plain()),
    }


def drawn(kind: str, *paths: str) -> bytes:
    sides = [Side(Path(path).stem, [load(path, spread=True)]) for path in paths]
    return save.svg(command.draw(kind, sides))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_plots_are_the_same_byte_for_byte(
    files: dict[str, str], tmp_path: Path, kind: str, suffix: str
) -> None:
    pictures = []
    for zone in ("UTC", "Pacific/Auckland"):
        out = tmp_path / f"{zone[:3]}.{suffix}"
        done = run(
            "plot.py", kind, files["one"], "-o", out, env={"TZ": zone, "PYTHONHASHSEED": "0"}
        )
        assert (done.returncode, done.stderr) == (0, "")
        pictures.append(out.read_bytes())
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("kind", KINDS)
def test_plots_say_machine_kernel_and_unit_in_words(files: dict[str, str], kind: str) -> None:
    text = " ".join(ElementTree.fromstring(drawn(kind, files["one"])).itertext())
    assert "Example CPU @ 2.60GHz, kernel 6.1.0-31-amd64" in text
    assert "nanoseconds a call" in text


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_drawn_as_text(files: dict[str, str], kind: str) -> None:
    text = " ".join(ElementTree.fromstring(drawn(kind, files["hostile"])).itertext())
    assert "CPU $\\frac{1}{0}$ 漢字" in text and "x" * 100 not in text


def test_no_label_covers_another(files: dict[str, str]) -> None:
    """The names of functions and kernels, as they come to lie on the canvas."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    sides = [Side(f"kernel-{n}", [load(files["one"])]) for n in range(20)]
    for figure in (command.draw("matrix", sides[:1]), kernels.draw(sides, ["getcpu/vdso"])):
        FigureCanvasAgg(figure).draw()
        for axes in figure.axes:
            boxes = [t.get_window_extent() for t in axes.get_yticklabels() if t.get_text()]
            boxes.sort(key=lambda box: box.y0)
            assert all(low.y1 <= high.y0 for low, high in zip(boxes, boxes[1:]))
            assert all(box.x0 >= 0 for box in boxes)


def test_a_picture_has_ink_on_paper(files: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "matrix.png"
    run("plot.py", "matrix", files["one"], "-o", out)
    pixels = image.imread(out)[:, :, :3]
    white = np.all(pixels > 0.99, axis=2).mean()
    assert 0.5 < white < 0.99 and pixels.shape[1] == 1200


def test_embedded_plots_have_no_style_and_names_of_their_own(files: dict[str, str]) -> None:
    picture = drawn("matrix", files["one"])
    first, second = (svg.embed(picture, prefix, "T", "D") for prefix in ("a-", "b-"))
    assert "style" not in first and "xlink" not in first
    identifiers = [set(re.findall(r' id="([^"]+)"', text)) for text in (first, second)]
    assert not identifiers[0] & identifiers[1]
    references = re.findall(r'(?:href="#|url\(#)([^")]+)', first)
    assert references and set(references) <= identifiers[0]


@pytest.mark.parametrize(
    "arguments,why",
    [
        (["threads", "{exact}", "-o", "x.png"], "no rows of threads"),
        (["quantiles", "{plain}", "-o", "x.png"], "no quantiles"),
        (["kernels", "{one}", "--call", "none/none", "-o", "x.png"], "no result has figures"),
        (["matrix", "{one}", "{exact}", "-o", "x.png"], "shows one result"),
        (["matrix", "{one}", "-o", "x.jpg"], "should end in .png or .svg"),
        (["matrix", "none.json", "-o", "x.png"], "No such file"),
        (["matrix", "{one}", "-o", "none/x.png"], "cannot write"),
    ],
)
def test_wrong_usage(files: dict[str, str], tmp_path: Path, arguments: list[str], why: str) -> None:
    done = run("plot.py", *(argument.format(**files) for argument in arguments), cwd=tmp_path)
    assert done.returncode == 2 and why in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
