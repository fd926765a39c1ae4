"""Texts that are shortened where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication

from lredit_gui.widgets.elided import ElidedComboBox, ElidedLabel
from lredit_gui.widgets.labelled_slider import LabelledSlider

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_label_says_all_of_itself_in_its_tooltip_once_it_is_cut(qtbot: QtBot) -> None:
    label = ElidedLabel("A rather long name", tip="What it does")
    qtbot.addWidget(label)
    label.show()
    label.resize(400, 20)
    assert (label.text(), label.toolTip()) == ("A rather long name", "What it does")
    label.resize(60, 20)
    assert label.text().endswith("\u2026") and label.toolTip() == "A rather long name\nWhat it does"
    assert label.minimumSizeHint().width() < label.sizeHint().width()


def test_a_choice_says_all_of_itself_in_its_tooltip_once_it_is_cut(qtbot: QtBot) -> None:
    combo = ElidedComboBox(about="Who paints")
    qtbot.addWidget(combo)
    combo.addItem("Drawings from the built-in models")
    combo.show()
    for width, shown, tip in (
        (500, "Drawings from the built-in models", "Who paints"),
        (110, None, "Drawings from the built-in models\nWho paints"),
    ):
        combo.resize(width, 30)
        QApplication.sendEvent(combo, QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint()))
        assert combo.toolTip() == tip
        assert combo.shown_text() == shown or (shown is None and combo.shown_text().endswith("\u2026"))
        combo.grab()


def test_a_sliders_name_and_number_never_touch(qtbot: QtBot) -> None:
    slider = LabelledSlider("Relevance of it all", low=0, high=3, step=0.05)
    qtbot.addWidget(slider)
    slider.show()
    for width in (300, 90):
        slider.resize(width, slider.sizeHint().height())
        QApplication.processEvents()
        title, number = slider.findChild(ElidedLabel), slider.number
        assert title is not None and number.geometry().left() - title.geometry().right() >= 5
        assert number.width() > number.fontMetrics().horizontalAdvance(number.text())
