"""Says under the prompt what the models can do, and which thing of the prompt they know nothing of."""

from __future__ import annotations

import html
import textwrap
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal

from lredit_core.prompt.vocabulary import mentions
from lredit_gui.session.unknown_things import Lack, UnknownThing, unknown_thing
from lredit_gui.widgets.link_label import LinkLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lredit_core.api.service import BundleInfo
    from lredit_gui.session.form import EditForm

#: Of a phrase, what the hint says again.
_MOST_CHARACTERS = 60


class KnownThingsHint(LinkLabel):
    """Hidden while there is nothing to say. Signals: listRequested; wordChosen(str, str): the words of the prompt that
    are not known, and the word chosen in their place; exampleChosen(str): a prompt to try."""

    listRequested = Signal()
    wordChosen = Signal(str, str)
    exampleChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("knownThingsHint")
        self.setProperty("role", "caption")
        self.setWordWrap(True)
        self.linkActivated.connect(self._on_link)
        self._unknown = ""
        self.hide()

    def show_for(
        self, form: EditForm, bundle: BundleInfo | None, *, is_photograph: bool, own_names: tuple[str, ...] = ()
    ) -> None:
        """Says what is missing where the models know nothing of a thing that the prompt speaks of; on a photograph,
        what can be done with it."""
        unknown = unknown_thing(form, bundle, is_photograph=is_photograph, own_names=own_names)
        self._unknown = "" if unknown is None else unknown.words
        text = ""
        if unknown is not None:
            text = "" if unknown.is_readable and not unknown.similar else unknown_text(unknown, bundle)
        elif is_photograph and bundle is not None and bundle.is_builtin:
            text = photograph_text(form, own_names)
        self.setText(text)
        self.setVisible(bool(text))

    def _on_link(self, target: str) -> None:
        if target == "#list":
            self.listRequested.emit()
        elif target.startswith("#try:"):
            self.exampleChosen.emit(target.removeprefix("#try:"))
        else:
            self.wordChosen.emit(self._unknown, target)


def unknown_text(unknown: UnknownThing, bundle: BundleInfo | None) -> str:
    """Rich text: which thing is not known, what may be meant, and the ways out."""
    words = html.escape(textwrap.shorten(unknown.words, _MOST_CHARACTERS, placeholder="\u2026"))
    editor = bundle.editor("") if bundle is not None else None
    if unknown.lack is Lack.FINDING:
        said = _tr("These models know no word for \u201c{0}\u201d in photographs.").format(words)
    else:
        count = len(editor.vocabulary) if editor is not None else 0
        said = _tr("These models draw {0} things, and \u201c{1}\u201d is none of them.").format(count, words)
    parts = [said]
    if unknown.similar:
        links = ", ".join(
            f'<a href="{html.escape(word, quote=True)}">{html.escape(word)}</a>' for word in unknown.similar
        )
        parts.append(_tr("Did you mean {0}?").format(links))
    if unknown.lack is Lack.FINDING:
        parts.append(_tr("Or click on the thing, or draw a box around it."))
    parts.append(_link("#list", _tr("What they can draw") if unknown.lack is Lack.DRAWING else _tr("Models")))
    return " ".join(parts)


def photograph_text(form: EditForm, own_names: tuple[str, ...] = ()) -> str:
    """Rich text: what the built-in models can do with a photograph, and what they cannot."""
    if not form.has_prompt:
        examples = (_tr("remove the car"), _tr("make the car blue"), _tr("blur everything but the dog"))
        tries = " \u00b7 ".join(_link(f"#try:{text}", text) for text in (*examples, _tr("another duck")))
        said = _tr("In this photograph things can be found, removed, changed, moved and doubled: {0}.").format(tries)
        return f"{said} {_tr('To paint new things,')} {_link('#list', _tr('get a model'))}."
    if form.is_retouch or form.problem:
        return ""
    if not form.editor and all(mentions(target.prompt, own_names) for target in form.targets):
        return _tr("From your own photographs.")
    said = _tr("The built-in models cannot paint: in a photograph, they put a drawing.")
    return f"{said} {_link('#list', _tr('Get a model that paints'))}"


def _link(target: str, text: str) -> str:
    return f'<a href="{html.escape(target, quote=True)}">{html.escape(text)}</a>'


def _tr(text: str) -> str:
    return QCoreApplication.translate("KnownThingsHint", text)
