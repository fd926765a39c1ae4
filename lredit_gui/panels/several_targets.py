"""Says under the prompt how a prompt of several targets will be taken apart, and lets the person say otherwise."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal

from lredit_gui.widgets.link_label import LinkLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lredit_gui.session.form import EditForm

_GAP = "&nbsp;" * 4


class SeveralTargetsLine(LinkLabel):
    """Hidden while the prompt has one target. Signals: toggled, after `is_one_thing` was changed by the person."""

    toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("severalTargetsLine")
        self.setProperty("role", "caption")
        self.setWordWrap(True)
        self.setToolTip(self.tr("A semicolon between them takes things apart too: a cat; a dog"))
        self.linkActivated.connect(self._on_link)
        self.is_one_thing = False
        self.hide()

    def show_for(self, form: EditForm) -> None:
        text = several_text(form)
        self.setText(text)
        self.setVisible(bool(text))

    def _on_link(self, _target: str) -> None:
        self.is_one_thing = not self.is_one_thing
        self.toggled.emit()


def several_text(form: EditForm) -> str:
    """Rich text, or "" where the prompt has one target, wherever that should be."""
    targets = form.read_targets
    if not form.names_several or form.intent is not None or form.problem:
        return ""
    if form.is_one_thing:
        whole = _tr("One thing: {0}.").format(html.escape(" ".join(form.prompt.split())))
        return f'{whole} <a href="#several">{html.escape(_tr("Take it apart"))}</a>'
    named = [
        html.escape(_tr("{0} for {1}").format(target.in_words, target.source_prompt))
        if target.source_prompt and not target.intent.is_retouch
        else html.escape(target.in_words)
        for target in targets
    ]
    one = f'<a href="#one">{html.escape(_tr("Take it as one thing"))}</a>'
    if len(targets) == 1:
        return f"{_tr('Read as:')} {named[0]}{_GAP}{one}"
    numbered = _GAP.join(f"{number}\u2009\u00b7\u2009{name}" for number, name in enumerate(named, start=1))
    title = _tr("{0} things, each in a region of its own:").format(len(targets))
    return f"{title} {numbered}{_GAP}{one}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("SeveralTargetsLine", text)
