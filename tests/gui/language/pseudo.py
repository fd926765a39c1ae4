"""A language that only marks: what went through the translation is written in wide letters.

What is filled in keeps its own letters, so that it is seen whether that was translated as well.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QWidget,
)

from lredit_gui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

#: From "A" to its wide form.
_WIDER = 0xFF21 - ord("A")
_WIDE = {ord(letter): ord(letter) + _WIDER for letter in string.ascii_letters}
#: Of a text, what is no writing: places for what is filled in, and tags.
_KEPT = re.compile(r"(\{[^{}]*\}|<[^>]*>|&\w+;)")
_KEY = r"(?:Ctrl|Shift|Alt|Meta|F\d\d?|Tab|PgDown|PgUp|Return|Enter|Space|Del|.)"
_KEYS = re.compile(rf"\(?\b(?:(?:Ctrl|Shift|Alt)\+)+{_KEY}\)?|\bF\d\d?\b|\((?:.|Tab)\)")
#: A letter by itself is the name of a key.
_LETTER = re.compile(r"(?<!\w)\w(?!\w)")
_TAGS = re.compile(r"<[^>]*>|&nbsp;")
#: Units and names are the same in every language.
_SAME = re.compile(r"\b(?:px|GB|MB|KB|bit|s|min|CPU|sRGB|RGB|PNG|JPEG|TIFF|WebP|AVIF|HEIC|EXIF|GPS|ICC|lredit|x)\b")


class PseudoTranslator(QTranslator):
    """Marks every text that is translated."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return source if context == "QShortcut" else wide(source)


def wide(text: str) -> str:
    """Its letters, but for what is filled in."""
    return "".join(part if index % 2 else part.translate(_WIDE) for index, part in enumerate(_KEPT.split(text)))


def escaped(text: str, allowed: tuple[str, ...] = ()) -> str:
    """What of a text was not translated though it has letters; "" where there is nothing of the kind."""
    rest = text
    for name in sorted(allowed, key=len, reverse=True):
        rest = rest.replace(name, "")
    for pattern in (_TAGS, _KEYS, _SAME, _LETTER):
        rest = pattern.sub("", rest)
    return text if re.search("[A-Za-z]", rest) else ""


def texts_of(top: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that a person can see or hear in a window, with where it stands."""
    for widget in (top, *top.findChildren(QWidget)):
        where = f"{type(widget).__name__} {widget.objectName()}"
        for text in (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()):
            yield where, text
        yield from ((where, text) for text in _own_texts(widget))
    for action in top.findChildren(QAction):
        if not isinstance(action.parent(), QLineEdit):  # Qt's own
            yield f"action {action.objectName()}", action.text()
            yield f"action {action.objectName()}", action.toolTip()


def _own_texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, ElidedLabel):
        yield widget.whole
    elif isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(row) for row in range(widget.count()))
    elif isinstance(widget, QListWidget):
        yield from (widget.item(row).text() for row in range(widget.count()))
    elif isinstance(widget, QAbstractSpinBox):
        yield widget.text()
    elif isinstance(widget, QMenu):
        yield widget.title()
    elif isinstance(widget, QDockWidget):
        yield widget.windowTitle()
    elif isinstance(widget, QLineEdit) and not isinstance(widget.parent(), QAbstractSpinBox | QComboBox):
        yield widget.placeholderText()
