"""Sentences of the core in the person's language.

The core knows no Qt and says everything in English. A sentence is known again by its pattern, `core.json`, which
`make translations` reads out of the core's code; what was filled in is filled into the translation.
"""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from lredit_core.errors import LreditError
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIELD = re.compile(r"\{(\w*)\}")
#: A pattern with fields and fewer letters of its own would know anything again.
_LEAST_LETTERS = 5
#: What is longer is no sentence, and would take long to be compared with all of them.
_MOST_CHARACTERS = 2000


def said(text: str) -> str:
    """A sentence of the core, translated; as it is where it is none, or there is no translation."""
    if len(text) > _MOST_CHARACTERS:
        return text
    for template, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            translated = QCoreApplication.translate("Core", template)
            return text if translated == template else _filled(translated, template, match.groups())
    return text


def _filled(translated: str, template: str, values: tuple[str, ...]) -> str:
    """A translation with what stands in the sentence; that may be a sentence of the core as well."""
    names = _FIELD.findall(template)
    filled = {name: said(value) for name, value in zip(names, values, strict=True)}
    return _FIELD.sub(lambda field: filled.get(field.group(1), field.group()), translated)


def said_together(texts: Iterable[str]) -> str:
    """Sentences one after the other, each translated."""
    return " ".join(said(text) for text in texts)


def quoted(text: str) -> str:
    """In the quotation marks of the person's language."""
    return QCoreApplication.translate("Quoted", "\u201c{0}\u201d").format(text)


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Templates with what knows them again, those that say most first."""
    try:
        templates: list[str] = json.loads(resource_path("translations/core.json").read_text("utf-8"))
    except LreditError:  # an incomplete installation speaks English
        return ()
    own = {template: len(_FIELD.sub("", template)) for template in templates}
    templates.sort(key=lambda template: -own[template])
    return tuple((one, _pattern(one)) for one in templates if own[one] >= _LEAST_LETTERS or "{" not in one)


def _pattern(template: str) -> re.Pattern[str]:
    parts = _FIELD.split(template)[::2]
    return re.compile("(.*?)".join(re.escape(part) for part in parts), re.DOTALL)
