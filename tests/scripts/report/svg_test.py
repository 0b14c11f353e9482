"""A plot within a page: no styles, no identifier of another's, and words for who cannot see it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from vdsobench.report import svg

SPACE = f"{{{svg.SVG}}}"


def drawn(inner: str) -> bytes:
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg xmlns="{svg.SVG}" {link} width="9" height="8">{inner}</svg>'.encode()


def embedded(inner: str, prefix: str = "p1-") -> ElementTree.Element:
    return ElementTree.fromstring(svg.embed(drawn(inner), prefix, "a <b>", "what & why"))


def test_styles_become_attributes() -> None:
    root = embedded('<path style="fill: #123456; stroke-width: 2"/><style>*{}</style><metadata/>')
    (path,) = root.iter(f"{SPACE}path")
    assert path.attrib == {"fill": "#123456", "stroke-width": "2"}
    assert not list(root.iter(f"{SPACE}style")) and not list(root.iter(f"{SPACE}metadata"))


def test_a_short_font_is_taken_apart() -> None:
    (text,) = embedded("<text style=\"font: bold 10px 'A B', serif\"/>").iter(f"{SPACE}text")
    assert text.attrib == {
        "font-weight": "bold",
        "font-size": "10px",
        "font-family": "'A B', serif",
    }
    with pytest.raises(ValueError, match="unknown form of font"):
        embedded('<text style="font: large"/>')


def test_identifiers_and_what_refers_to_them_keep_together() -> None:
    root = embedded('<g id="m"/><use xlink:href="#m"/><g clip-path="url(#m)"/>', "p7-")
    group, clipped = root.iter(f"{SPACE}g")
    (use,) = root.iter(f"{SPACE}use")
    assert group.get("id") == "p7-m"
    assert use.attrib == {"href": "#p7-m"}
    assert clipped.get("clip-path") == "url(#p7-m)"


def test_it_can_be_read_aloud() -> None:
    root = embedded("")
    title, description = root
    assert (title.text, description.text) == ("a <b>", "what & why")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert root.get("role") == "img" and "width" not in root.attrib
