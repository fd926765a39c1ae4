"""The XML of OpenRaster with something wrong in it: numbers, names, nesting, repetition, entities."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    import random

_VALUES = (
    "", "0", "-1", "1", "1.5", "nan", "inf", "-inf", "1e308", "1e999", "9" * 30, "9" * 6_000, "900000", "x",
    "../../etc/passwd",    "/etc/passwd", "data/source.png", "mergedimage.png", "stack.xml", "hidden", "svg:sparkle",
    "\u202e", "x" * 30_000,
)  # fmt: skip
_ENTITIES = (
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><image w='9' h='9'>&b;</image>",
    b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><image w='9' h='9'>&a;</image>",
    b"<?xml version='1.0' encoding='utf-7'?><image w='9' h='9'/>",
    b"\xff\xfe<\0i\0",
)
_DEEP, _MANY = 3_000, 1_990


def changed_xml(data: bytes, rng: random.Random) -> bytes:
    """The document with one thing wrong in it."""
    root = ElementTree.fromstring(data)
    elements = list(root.iter())
    one = rng.choice(elements)
    way = rng.randrange(10)
    if way < 5 and one.attrib:
        one.set(rng.choice(list(one.attrib)), rng.choice(_VALUES))
    elif way == 5 and one.attrib:
        del one.attrib[rng.choice(list(one.attrib))]
    elif way == 6:
        parent = rng.choice([each for each in elements if len(each)])
        child = rng.choice(list(parent))
        for _ in range(rng.choice((1, 40, _MANY, _MANY + 20))):
            parent.append(copy.copy(child))
    elif way == 7:
        parent = rng.choice([each for each in elements if each.tag != "layer"])
        for _ in range(rng.choice((3, _DEEP))):
            inner = ElementTree.SubElement(parent, "stack")
            parent = inner
        ElementTree.SubElement(parent, "layer", {"src": "data/source.png"})
        return _text_of(root)
    elif way == 8:
        return rng.choice(_ENTITIES)
    else:
        text = bytearray(data)
        text[rng.randrange(len(text))] = rng.randrange(256)
        return bytes(text)
    return _text_of(root)


def _text_of(root: ElementTree.Element) -> bytes:
    """Without recursion, as the library's own writer has it."""
    parts: list[str] = []
    waiting: list[ElementTree.Element | str] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        attributes = "".join(f' {name}="{_escaped(value)}"' for name, value in one.attrib.items())
        parts.append(f"<{one.tag}{attributes}>")
        waiting += [f"</{one.tag}>", *reversed(list(one))]
    return "".join(parts).encode()


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
