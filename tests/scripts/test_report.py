"""The page, and what a browser makes of it."""

import base64
import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Iterator

import chromium
import pytest
import synthetic
from commands import run
from contrast import contrast

needs_browser = pytest.mark.skipif(
    chromium.BINARY is None, reason="Chromium is not installed: apt-get install chromium"
)
HOSTILE = """<script>alert(1)</script>"'><img src=x onerror=alert(1)>{{7*7}}&amp;]]>"""
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of every kind, made once."""
    made = tmp_path_factory.mktemp("report")
    hpet = {"clocksource_before": "hpet", "clocksource_after": "hpet"}
    changed = synthetic.result(2, scale={"getcpu/vdso": 1.1}, context=hpet)
    for row in changed["benchmarks"]:
        if row["name"] == "gettimeofday/vdso":
            row |= {"label": "fallback", "entries": 1.0}
    hostile = {key: HOSTILE for key in ("kernel_release", "cpu_model", "libc", "warnings")}
    documents = {
        "one": synthetic.result(1),
        "two": changed,
        "hostile": synthetic.result(3, context=hostile),
        "exact": synthetic.exact(),
        "more": synthetic.exact(extra={"getppid/syscall": 40}),
        "plain": synthetic.plain(),
    }
    for name, document in documents.items():
        synthetic.write(made / f"{name}.json", document)
    for page, names in {
        "single": ["one"],
        "pair": ["one", "two"],
        "hostile": ["one", "hostile"],
        "exact": ["exact", "more"],
        "refused": ["one", "exact"],
        "plain": ["plain"],
    }.items():
        done = run("report.py", made / f"{page}.html", *(made / f"{name}.json" for name in names))
        assert done.returncode == 0, done.stderr
    return made


def page(folder: Path, name: str) -> str:
    return (folder / f"{name}.html").read_text("utf-8")


PAGES = ("single", "pair", "hostile", "exact", "refused", "plain")


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


def test_text_from_results_stays_text(folder: Path) -> None:
    text = page(folder, "hostile")
    assert "<script" not in text and "<img" not in text and "49" not in text.split("<style>")[0]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_verdict_comes_first_and_says_what_got_worse(folder: Path) -> None:
    text = page(folder, "pair")
    found = text.index("gettimeofday/vdso: userspace → fallback (clocksource tsc → hpet)")
    assert text.index('id="verdict"') < found < text.index('id="matrix"')


def test_exact_results_are_compared_in_instructions(folder: Path) -> None:
    assert "+40 (+15.6%)" in page(folder, "exact")


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
    css = Path(__file__).parents[2] / "scripts/vdsobench/report/page.css"
    schemes = re.findall(r":root \{(.*?)\}", css.read_text(), re.S)
    assert len(schemes) == 3  # light, dark, print
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+): #(\w{6})", scheme))
        for name in ("ink", "quiet", "link", "good", "bad"):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name
        assert contrast(colours["ink"], colours["marked"]) >= 4.5


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[chromium.Browser]:
    with chromium.Browser() as started:
        yield started


def messages(browser: chromium.Browser) -> list[dict[str, Any]]:
    return browser.said("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")


@needs_browser
@pytest.mark.parametrize("name", PAGES)
def test_no_console_message_and_no_request(
    folder: Path, browser: chromium.Browser, name: str
) -> None:
    path = folder / f"{name}.html"
    browser.look(1200, 900)
    browser.open(path)
    assert messages(browser) == []
    asked = [event["request"]["url"] for event in browser.said("Network.requestWillBeSent")]
    assert asked == [path.as_uri()]


@needs_browser
def test_the_style_sheet_applies_and_nothing_else_may(
    folder: Path, browser: chromium.Browser
) -> None:
    browser.look(1200, 900)
    browser.open(folder / "pair.html")
    assert browser.evaluate("getComputedStyle(document.body).maxWidth") == "1200px"
    browser.evaluate(
        "document.head.append(Object.assign(document.createElement('style'),"
        " {textContent: 'body { max-width: 1px }'}))"
    )
    assert browser.evaluate("getComputedStyle(document.body).maxWidth") == "1200px"
    assert "Content Security Policy" in json.dumps(messages(browser))


@needs_browser
@pytest.mark.parametrize("width", [320, 360, 768, 1200])
def test_the_page_itself_never_scrolls_sideways(
    folder: Path, browser: chromium.Browser, width: int
) -> None:
    browser.look(width, 740)
    browser.open(folder / "pair.html")
    assert browser.evaluate("document.documentElement.scrollWidth") <= width


@needs_browser
def test_the_dark_scheme_reaches_the_plots(folder: Path, browser: chromium.Browser) -> None:
    colours = []
    for dark in (False, True):
        browser.look(1200, 900, dark)
        browser.open(folder / "pair.html")
        colours.append(
            browser.evaluate("getComputedStyle(document.querySelector('.plot text')).fill")
        )
    assert colours == ["rgb(26, 26, 26)", "rgb(232, 232, 232)"]


@needs_browser
def test_the_keyboard_reaches_everything(folder: Path, browser: chromium.Browser) -> None:
    browser.look(1200, 900)
    browser.open(folder / "pair.html")
    browser.press("Tab", 9)
    assert browser.evaluate("document.activeElement.className") == "skip"
    assert browser.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    browser.press("Enter", 13)
    assert browser.evaluate("document.activeElement.id") == "main"
    wanted = browser.evaluate("document.querySelectorAll('main a, main summary, .scroll').length")
    reached = set()
    for _ in range(wanted + 20):
        browser.press("Tab", 9)
        place = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"
        reached.add(browser.evaluate(f"document.activeElement.closest('main') ? {place} : -1"))
    hidden = browser.evaluate("document.querySelectorAll('details:not([open]) .scroll').length")
    assert len(reached - {-1}) >= wanted - hidden


@needs_browser
def test_the_accessibility_tree_names_everything(folder: Path, browser: chromium.Browser) -> None:
    browser.look(1200, 900)
    browser.open(folder / "pair.html")
    nodes = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in browser.accessible()
    ]
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert [found for found, _ in nodes].count(role) == 1, role
    for role in ("region", "table", "image", "link", "heading", "columnheader", "rowheader"):
        names = [name for found, name in nodes if found == role]
        assert names and all(names), role


@needs_browser
def test_print_shows_the_tables_that_are_folded_on_screen(
    folder: Path, browser: chromium.Browser
) -> None:
    browser.look(900, 1200, media="print")
    browser.open(folder / "pair.html")
    shown = "document.querySelector('details .scroll').getBoundingClientRect().height"
    assert browser.evaluate(shown) > 50
    assert browser.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
