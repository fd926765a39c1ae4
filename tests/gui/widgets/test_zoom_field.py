"""The zoom, typed or chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lredit_gui.widgets.zoom_field import ZOOM_PRESETS, ZoomField, zoom_of, zoom_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("text", "scale"),
    [("50", 0.5), ("50%", 0.5), (" 50 % ", 0.5), ("12,5 %", 0.125), ("12.5", 0.125), ("800", 8.0), (".5", 0.005)],
)
def test_a_per_cent_is_read_with_and_without_its_sign(text: str, scale: float) -> None:
    assert zoom_of(text) == pytest.approx(scale)


@pytest.mark.parametrize("text", ["", "%", "0", "-50", "50 % of", "fifty", "1e3", "50 %%", "nan"])
def test_what_is_no_zoom_is_none(text: str) -> None:
    assert zoom_of(text) is None


@given(scale=st.floats(0.01, 32.0))
def test_what_is_shown_can_be_typed_back(scale: float) -> None:
    read = zoom_of(zoom_text(scale))
    assert read == pytest.approx(scale, abs=0.0051)


@pytest.fixture
def field(qtbot: QtBot) -> ZoomField:
    made = ZoomField()
    qtbot.addWidget(made)
    made.show_zoom(0.37)
    return made


def typed(field: ZoomField, text: str, key: Qt.Key = Qt.Key.Key_Return) -> tuple[list[float], int]:
    """The zooms that were asked for, and how many times Fit was."""
    zooms: list[float] = []
    fits: list[None] = []
    field.zoomChosen.connect(zooms.append)
    field.fitChosen.connect(lambda: fits.append(None))
    field.lineEdit().selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)
    return zooms, len(fits)


def test_a_typed_zoom_counts_with_enter(field: ZoomField) -> None:
    assert typed(field, "150") == ([1.5], 0)


def test_fit_can_be_typed(field: ZoomField) -> None:
    zooms, fits = typed(field, "fit")
    assert zooms == [] and fits >= 1


@pytest.mark.parametrize(("text", "key"), [("150", Qt.Key.Key_Escape), ("much", Qt.Key.Key_Return)])
def test_esc_and_what_is_no_zoom_leave_it_as_it_was(field: ZoomField, text: str, key: Qt.Key) -> None:
    assert typed(field, text, key) == ([], 0)
    assert field.text() == "37 %"


def test_each_entry_of_the_list_is_a_zoom_and_the_first_one_fits(field: ZoomField) -> None:
    zooms: list[float] = []
    field.zoomChosen.connect(zooms.append)
    with_fit: list[None] = []
    field.fitChosen.connect(lambda: with_fit.append(None))
    for index in range(field.count()):
        field.activated.emit(index)
    assert tuple(zooms) == ZOOM_PRESETS and len(with_fit) == 1


def test_the_list_marks_the_zoom_that_is_its_own(field: ZoomField) -> None:
    field.show_zoom(4.0)
    assert field.currentIndex() == 1 + ZOOM_PRESETS.index(4.0) and field.text() == "400 %"
    field.show_zoom(4.004)
    assert field.currentIndex() == -1 and field.text() == "400 %"
