"""The page as text."""

import base64
import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from commands import SCRIPTS, run
from contrast import contrast
from report_pages import PAGES, folder, page

__all__ = ["folder"]  # a fixture
VOID = {"meta", "link", "img", "br"}


class Outline(HTMLParser):
    """What of a page's structure the tests ask about."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_whole_and_its_structure_sound(folder: Path, name: str) -> None:
    outline = Outline(page(folder, name))
    assert outline.open == []
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(outline.of(landmark)) == 1, landmark
    steps = zip(outline.headings, outline.headings[1:])
    assert all(after <= before + 1 for before, after in steps), "a level of headings is skipped"
    identifiers = [a["id"] for _, a in outline.elements if a.get("id")]
    assert len(identifiers) == len(set(identifiers))
    links = [a["href"] or "" for a in outline.of("a")]
    assert all(link[1:] in identifiers for link in links if link.startswith("#"))


@pytest.mark.parametrize("name", PAGES)
def test_tables_have_captions_and_headers(folder: Path, name: str) -> None:
    outline = Outline(page(folder, name))
    assert len(outline.of("table")) == len(outline.of("caption")) > 0
    assert {a.get("scope") for a in outline.of("th")} == {"col", "row"}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_can_run_or_be_fetched(folder: Path, name: str) -> None:
    text = page(folder, name)
    outline = Outline(text)
    policy = next(a for a in outline.of("meta") if a.get("http-equiv"))["content"] or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy and "*" not in policy
    assert not outline.of("script") and not outline.of("link") and not outline.of("img")
    for tag, attributes in outline.elements:
        assert not [key for key in attributes if key.startswith("on") or key == "style"], tag
        addresses = [attributes.get(key) or "" for key in ("href", "src", "xlink:href")]
        assert all(a.startswith(("#", "data:application/gzip;")) for a in addresses if a), tag


@pytest.mark.parametrize("name", ["hostile", "anatomy"])
def test_text_from_results_stays_text(folder: Path, name: str) -> None:
    text = page(folder, name)
    assert "<script" not in text and "<img" not in text and "49" not in text.split("<style>")[0]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_verdict_comes_first_and_says_what_got_worse(folder: Path) -> None:
    text = page(folder, "pair")
    found = text.index("gettimeofday/vdso: userspace → fallback (clocksource tsc → hpet)")
    assert text.index('id="verdict"') < found < text.index('id="matrix"')


def test_exact_results_are_compared_in_instructions(folder: Path) -> None:
    text = page(folder, "exact")
    assert "+40 (+15.6%)" in text and "every difference is shown." in text
    assert "every difference" not in page(folder, "pair")


def test_what_should_not_be_compared_is_shown_side_by_side_only(folder: Path) -> None:
    text = page(folder, "refused")
    assert "times are not compared" in text
    assert "mode timed → exact" in text


def test_every_plot_has_its_table(folder: Path) -> None:
    text = page(folder, "pair")
    assert text.count("<svg") == text.count("The same as a table") == 4


def test_raw_data_comes_back_as_it_was(folder: Path) -> None:
    links = Outline(page(folder, "pair")).of("a")
    saved = {a["download"]: a["href"] or "" for a in links if "download" in a}
    assert list(saved) == ["vdsobench-figures.csv.gz", "1-one.json.gz", "2-two.json.gz"]
    packed = base64.b64decode(saved["1-one.json.gz"].partition(",")[2])
    assert gzip.decompress(packed) == (folder / "one.json").read_bytes()


def test_the_same_results_make_the_same_page(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.html"
    run("report.py", again, folder / "one.json", folder / "two.json", env={"TZ": "Asia/Tokyo"})
    assert again.read_bytes() == (folder / "pair.html").read_bytes()


@pytest.mark.parametrize(
    "arguments,why",
    [
        (["{folder}/one.json", "{folder}/two.json"], "should end in .html"),
        (["{folder}/none/x.html", "{folder}/one.json"], "no such folder"),
        (["{folder}/x.html", "{folder}/none.json"], "No such file"),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], why: str) -> None:
    done = run("report.py", *(argument.format(folder=folder) for argument in arguments))
    assert done.returncode == 2 and why in done.stderr
    assert not (folder / "x.html").exists()


def test_both_colour_schemes_have_contrast_enough() -> None:
    """WCAG AA: 4.5 to 1 for text."""
    css = SCRIPTS / "vdsobench/report/page.css"
    schemes = re.findall(r":root \{(.*?)\}", css.read_text(), re.S)
    assert len(schemes) == 3  # light, dark, print
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+): #(\w{6})", scheme))
        for name in ("ink", "quiet", "link", "good", "bad"):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name
        assert contrast(colours["ink"], colours["marked"]) >= 4.5
