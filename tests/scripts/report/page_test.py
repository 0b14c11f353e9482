"""What a browser makes of the page."""

import json
from pathlib import Path
from typing import Any, Iterator

import chromium
import pytest
from report_pages import PAGES, folder

__all__ = ["folder"]  # a fixture
needs_browser = pytest.mark.skipif(
    chromium.BINARY is None, reason="Chromium is not installed: apt-get install chromium"
)


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
@pytest.mark.parametrize("name", ["pair", "anatomy"])
def test_the_page_itself_never_scrolls_sideways(
    folder: Path, browser: chromium.Browser, width: int, name: str
) -> None:
    browser.look(width, 740)
    browser.open(folder / f"{name}.html")
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
