"""Completing the words of a prompt from what the editor can draw. The search itself knows nothing of Qt."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


def open_phrase(text: str, vocabulary: tuple[str, ...]) -> str:
    """The longest end of the text that begins an entry, from a word's border on: "a red ap" -> "ap"; or ""."""
    lowered = text.lower()
    starts = [0] + [index + 1 for index, character in enumerate(lowered) if not character.isalnum()]
    for start in starts:
        phrase = lowered[start:]
        if len(phrase.strip()) >= 2 and any(entry.lower().startswith(phrase) for entry in vocabulary):
            return text[start:]
    return ""


class PhraseCompleter(QCompleter):
    """Completes the phrase being typed and leaves what stands before it."""

    def __init__(self, line_edit: QLineEdit) -> None:
        super().__init__(line_edit)
        self._vocabulary: tuple[str, ...] = ()
        self._line_edit = line_edit
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setMaxVisibleItems(8)
        line_edit.setCompleter(self)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        return self._vocabulary

    def set_vocabulary(self, vocabulary: tuple[str, ...]) -> None:
        self._vocabulary = tuple(sorted(vocabulary, key=str.lower))
        self.setModel(QStringListModel(list(self._vocabulary), self))

    def splitPath(self, path: str) -> list[str]:
        """What is looked up in the model: the open phrase, or something that is never there."""
        phrase = open_phrase(path, self._vocabulary)
        is_whole = any(entry.lower() == phrase.lower() for entry in self._vocabulary)
        return [phrase] if phrase and not is_whole else ["\0"]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        text = self._line_edit.text()
        phrase = open_phrase(text, self._vocabulary)
        return text[: len(text) - len(phrase)] + str(index.data())

    def is_choosing(self) -> bool:
        """Whether Enter would take an entry rather than send the prompt."""
        popup = self.popup()
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()
