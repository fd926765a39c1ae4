"""Says under the prompt when the models cannot draw what it asks for, before anything runs."""

from __future__ import annotations

import html
import textwrap
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from lredit_core.prompt.vocabulary import mentions, similar_words
from lredit_gui.widgets.completion import open_phrase

if TYPE_CHECKING:
    from lredit_core.api.service import EditorInfo
    from lredit_gui.session.form import EditForm

#: Of a phrase, what the hint says again.
_MOST_CHARACTERS = 60
_LEAST_CHARACTERS = 3


class KnownThingsHint(QLabel):
    """Hidden while there is nothing to say. Signals: listRequested; wordChosen(str, str): the words of the prompt that
    are not known, and the word chosen in their place."""

    listRequested = Signal()
    wordChosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("knownThingsHint")
        self.setProperty("role", "caption")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self._on_link)
        self._unknown = ""
        self.hide()

    def show_for(self, form: EditForm, editor: EditorInfo | None) -> None:
        """Says what is missing where the editor knows nothing of a thing that the prompt asks for."""
        text = ""
        for target in form.targets:
            if target.intent.is_retouch or target.problem:
                continue
            self._unknown = target.prompt
            if text := hint_for(target.prompt, editor):
                break
        self.setText(text)
        self.setVisible(bool(text))

    def _on_link(self, target: str) -> None:
        if target == "#list":
            self.listRequested.emit()
        else:
            self.wordChosen.emit(self._unknown, target)


def hint_for(prompt: str, editor: EditorInfo | None) -> str:
    """Rich text, or "" where the editor draws anything, knows the thing, or the word is still being typed."""
    words = editor.words if editor is not None else ()
    text = " ".join(prompt.split())
    if editor is None or not words or len(text) < _LEAST_CHARACTERS or mentions(text, words):
        return ""
    if open_phrase(prompt, words):
        return ""
    parts = [
        _tr("These models draw {0} things, and \u201c{1}\u201d is none of them.").format(
            len(editor.vocabulary), html.escape(textwrap.shorten(text, _MOST_CHARACTERS, placeholder="\u2026"))
        ),
    ]
    similar = similar_words(text, words)
    if similar:
        links = ", ".join(f'<a href="{html.escape(word, quote=True)}">{html.escape(word)}</a>' for word in similar)
        parts.append(_tr("Did you mean {0}?").format(links))
    parts.append(f'<a href="#list">{html.escape(_tr("What they can draw"))}</a>')
    return " ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("KnownThingsHint", text)
