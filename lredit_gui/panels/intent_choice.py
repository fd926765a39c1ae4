"""What an edit is for: as the words are read, or as the person says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from lredit_gui.session.form import EditForm

_CHOICES = (
    EditIntent.REPLACE,
    EditIntent.ADD,
    EditIntent.REMOVE,
    EditIntent.CHANGE,
    EditIntent.MOVE,
    EditIntent.DOUBLE,
)
#: So wide that it does not move while one types.
_CHARACTERS = 13


class IntentChoice(QComboBox):
    """The first entry leaves it to the words, and says how they are read. Signals: changed, by the person."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intentChoice")
        self.setAccessibleName(self.tr("What the edit is for"))
        self.setToolTip(
            self.tr("What the edit is for. The words say it: remove the car, make the car blue, another duck.")
        )
        self.addItem("", None)
        for intent in _CHOICES:
            self.addItem(intent_text(intent), intent)
        self.setItemText(0, self.tr("Auto: {0}").format(intent_text(EditIntent.REPLACE)))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_CHARACTERS)
        self.activated.connect(self.changed)

    @property
    def intent(self) -> EditIntent | None:
        """What the person chose; None where the words decide."""
        data = self.currentData()
        return data if isinstance(data, EditIntent) else None

    def set_intent(self, intent: EditIntent | None) -> None:
        """Without a signal."""
        with QSignalBlocker(self):
            self.setCurrentIndex(0 if intent is None else _CHOICES.index(intent) + 1)

    def show_for(self, form: EditForm) -> None:
        """Says how the words of a form are read."""
        read = dict.fromkeys(intent_text(target.intent) for target in form.read_targets)
        text = self.tr("Auto: {0}").format(" + ".join(read)) if form.has_prompt else self.tr("Auto")
        if text != self.itemText(0):
            self.setItemText(0, text)


def intent_text(intent: EditIntent) -> str:
    """For a person."""
    return {
        EditIntent.REPLACE: _tr("Replace"),
        EditIntent.REPLACE_ANY: _tr("Replace"),
        EditIntent.ADD: _tr("Add"),
        EditIntent.REMOVE: _tr("Remove"),
        EditIntent.CHANGE: _tr("Change"),
        EditIntent.MOVE: _tr("Move"),
        EditIntent.DOUBLE: _tr("Double"),
    }[intent]


def _tr(text: str) -> str:
    return QCoreApplication.translate("IntentChoice", text)
