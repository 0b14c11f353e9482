"""Makes a plot's SVG part of a page: no styles, which the page's security policy forbids, no
identifier that another plot has too, and a title and description that can be read aloud."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}"
_FONT = re.compile(
    r"(?P<style>italic |oblique )?(?P<weight>bold |\d{3} )?(?P<size>[\d.]+px) (?P<family>.+)"
)
_REFERENCE = re.compile(r"url\(#([^)]+)\)")

ElementTree.register_namespace("", SVG)


def embed(drawn: bytes, prefix: str, title: str, description: str) -> str:
    """An SVG file as an element of a page. prefix: what no other embedded one has; ids within a
    page must differ. title, description: for who does not see it."""
    root = ElementTree.fromstring(drawn)
    _drop_what_is_not_drawn(root)
    for element in root.iter():
        _style_to_attributes(element)
        _prefix_references(element, prefix)
    for size in ("width", "height", "version"):
        root.attrib.pop(size, None)
    # What matplotlib says for all elements in a style sheet.
    root.attrib |= {"stroke-linejoin": "round", "stroke-linecap": "butt"}
    root.attrib |= {"role": "img", "aria-labelledby": f"{prefix}title {prefix}description"}
    root.insert(0, _text("desc", f"{prefix}description", description))
    root.insert(0, _text("title", f"{prefix}title", title))
    return ElementTree.tostring(root, encoding="unicode")


def _drop_what_is_not_drawn(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
                parent.remove(child)


def _style_to_attributes(element: ElementTree.Element) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip(), value.strip()
        if name == "font":
            _font_to_attributes(element, value)
        elif colon:
            element.set(name, value)


def _font_to_attributes(element: ElementTree.Element, value: str) -> None:
    """The short form is the one property without an attribute."""
    match = _FONT.fullmatch(value)
    if not match:
        raise ValueError(f"an unknown form of font: {value}")
    for name, found in match.groupdict().items():
        if found:
            element.set(f"font-{name}", found.strip())


def _prefix_references(element: ElementTree.Element, prefix: str) -> None:
    for name, value in list(element.attrib.items()):
        if name == "id":
            element.set(name, prefix + value)
        elif name == f"{XLINK}href":
            del element.attrib[name]
            element.set("href", value.replace("#", f"#{prefix}", 1))
        else:
            element.set(name, _REFERENCE.sub(rf"url(#{prefix}\1)", value))


def _text(tag: str, identifier: str, content: str) -> ElementTree.Element:
    element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": identifier})
    element.text = content
    return element
