"""Which keys do what: the built-in ones with the person's changes over them. A key belongs to one action at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QKeySequence

from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from lredit_gui.session.preferences import Preferences

_FORMAT = "lredit keys"
#: They belong to the canvas, the lists and the fields: what they do depends on what has the keyboard.
_ARROWS = ("Left", "Right", "Up", "Down")
RESERVED = frozenset(
    (
        *("Space", "C", "Esc", "Return", "Enter", "Tab", "Shift+Tab", "Backspace", "Del", "F2"),
        *(f"{held}{arrow}" for held in ("", "Shift+", "Ctrl+") for arrow in _ARROWS),
    )
)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """An action whose keys can be changed.

    Attributes:
        name: stays the same from version to version.
        heading: it stands under; `text` says what it does.
        built_in: its keys before the person changed them, as `QKeySequence` writes them on every system.
    """

    name: str
    action: QAction
    heading: str
    text: str
    built_in: tuple[str, ...]


class KeyBindings(QObject):
    """Gives actions their keys. Signals: changed."""

    changed = Signal()

    def __init__(self, entries: tuple[KeyEntry, ...], preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries = entries
        self._by_name = {entry.name: entry for entry in entries}
        self._preferences = preferences
        changes = {name: keys for name, keys in preferences.keys.items() if name in self._by_name}
        chosen = {key for keys in changes.values() for key in keys}
        for entry in entries:  # a later version may have given a key that the person chose to something else
            _give(entry, tuple(changes.get(entry.name, [key for key in entry.built_in if key not in chosen])))

    def keys_of(self, name: str) -> tuple[str, ...]:
        """As `QKeySequence` writes them on every system."""
        return tuple(key.toString() for key in self._by_name[name].action.shortcuts())

    def is_changed(self, name: str) -> bool:
        return self.keys_of(name) != self._by_name[name].built_in

    def owner_of(self, key: str, *, other_than: str) -> KeyEntry | None:
        """Whose key it is."""
        return next((one for one in self.entries if one.name != other_than and key in self.keys_of(one.name)), None)

    def set_keys(self, name: str, keys: tuple[str, ...]) -> None:
        """Gives an action these keys and no others; whoever had one of them has it no more."""
        wanted = tuple(dict.fromkeys(keys))
        for other in self.entries:
            old = self.keys_of(other.name)
            kept = tuple(key for key in old if key not in wanted)
            if other.name != name and kept != old:
                _give(other, kept)
        _give(self._by_name[name], wanted)
        self._keep()

    def reset(self, name: str) -> None:
        """The built-in keys of one action."""
        self.set_keys(name, self._by_name[name].built_in)

    def reset_all(self) -> None:
        self._put({})

    def as_json(self) -> str:
        """What the person changed, for a file."""
        return json.dumps({"format": _FORMAT, "keys": self._differences()}, indent=2, ensure_ascii=False) + "\n"

    def take_json(self, text: str) -> None:
        """The changes of a file in place of those there are.

        Raises:
            InvalidRequest: where it is no such file, or gives a key to two actions; nothing is changed then.
        """
        self._put(self._checked(text))

    def _checked(self, text: str) -> dict[str, list[str]]:
        try:
            content: Any = json.loads(text)
        except ValueError as error:
            raise InvalidRequest(_tr("This is no file of keys: it cannot be read as JSON.")) from error
        keys = content.get("keys") if isinstance(content, dict) and content.get("format") == _FORMAT else None
        if not isinstance(keys, dict):
            raise InvalidRequest(_tr("This is no file of keys that was exported here."))
        changes: dict[str, list[str]] = {}
        for name, sequences in keys.items():
            if name in self._by_name:  # those of another version are left out
                changes[name] = [_read_key(self._by_name[name].text, one) for one in _listed(sequences)]
        owners: dict[str, KeyEntry] = {}
        for entry in self.entries:
            for key in changes.get(entry.name, entry.built_in):
                other = owners.setdefault(key, entry)
                if other is not entry:
                    sentence = _tr("In this file {0} stands for two things: {1}, and {2}.")
                    raise InvalidRequest(sentence.format(shown_key(key), other.text, entry.text))
        return changes

    def _put(self, changes: dict[str, list[str]]) -> None:
        for entry in self.entries:
            _give(entry, tuple(changes.get(entry.name, entry.built_in)))
        self._keep()

    def _keep(self) -> None:
        self._preferences.keys = self._differences()
        self.changed.emit()

    def _differences(self) -> dict[str, list[str]]:
        return {one.name: list(self.keys_of(one.name)) for one in self.entries if self.is_changed(one.name)}


def _give(entry: KeyEntry, keys: tuple[str, ...]) -> None:
    entry.action.setShortcuts([QKeySequence(key) for key in keys])


def _listed(sequences: Any) -> list[Any]:
    return sequences if isinstance(sequences, list) else [sequences]


def _read_key(text: str, key: Any) -> str:
    written = QKeySequence(key).toString() if isinstance(key, str) else ""
    if not written or "," in written.replace(",,", "").removesuffix(","):
        raise InvalidRequest(_tr("In this file \u201c{0}\u201d, for {1}, is no key.").format(key, text))
    if written in RESERVED:
        raise InvalidRequest(refusal_of(written))
    return written


def shown_key(key: str) -> str:
    """As this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def refusal_of(key: str) -> str:
    """Why a key cannot be given to an action; "" where it can."""
    if key not in RESERVED:
        return ""
    return _tr("{0} has its own meaning on the canvas and in lists. Choose another key.").format(shown_key(key))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keys", text)
