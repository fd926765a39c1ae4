"""Says under the prompt how a prompt of several things will be taken apart, and lets the person say otherwise."""

from __future__ import annotations

import html

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from lredit_core.prompt.clauses import read_things

_GAP = "&nbsp;" * 4


class SeveralThingsLine(QLabel):
    """Hidden while the prompt names one thing. Signals: toggled, after `is_one_thing` was changed by the person."""

    toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("severalThingsLine")
        self.setProperty("role", "caption")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setToolTip(self.tr("A semicolon between them takes things apart too: a cat; a dog"))
        self.linkActivated.connect(self._on_link)
        self.is_one_thing = False
        self.hide()

    def show_for(self, prompt: str, source_prompt: str) -> None:
        """A prompt that names one thing forgets that the person once said so of another."""
        text = several_text(prompt, source_prompt, is_one_thing=self.is_one_thing)
        if not text:
            self.is_one_thing = False
        self.setText(text)
        self.setVisible(bool(text))

    def _on_link(self, _target: str) -> None:
        self.is_one_thing = not self.is_one_thing
        self.toggled.emit()


def several_text(prompt: str, source_prompt: str, *, is_one_thing: bool) -> str:
    """Rich text, or "" where the prompt names one thing, wherever that should be."""
    things = read_things(prompt, source_prompt)
    if len(things) == 1 and things[0].relation is None:
        return ""
    if is_one_thing:
        whole = _tr("One thing: {0}.").format(html.escape(" ".join(prompt.split())))
        return f'{whole} <a href="#several">{html.escape(_tr("Take it apart"))}</a>'
    named = [
        html.escape(_tr("{0} for {1}").format(thing.in_words, thing.source_prompt))
        if thing.source_prompt
        else html.escape(thing.in_words)
        for thing in things
    ]
    numbered = [f"{number}\u2009\u00b7\u2009{name}" for number, name in enumerate(named, start=1)]
    listed = _GAP.join(numbered) if len(things) > 1 else named[0]
    title = _tr("{0} things, each in a region of its own:").format(len(things)) if len(things) > 1 else _tr("Read as:")
    return f'{title} {listed}{_GAP}<a href="#one">{html.escape(_tr("Take it as one thing"))}</a>'


def _tr(text: str) -> str:
    return QCoreApplication.translate("SeveralThingsLine", text)
