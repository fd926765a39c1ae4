"""Blinking, the difference, candidates side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from lredit_gui.comparing.side_by_side import SideBySideDialog
from lredit_gui.window.actions import Action
from tests.gui.window.hands import Modifier, turn_wheel

if TYPE_CHECKING:
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_blinking_shows_before_and_after_in_turn_and_ends_with_the_switch(edited: MainWindow, bench: Bench) -> None:
    canvas = edited.canvas
    QTest.keyClick(edited, Qt.Key.Key_K)
    assert canvas.is_holding_before
    bench.wait(lambda: not canvas.is_holding_before)
    bench.wait(lambda: canvas.is_holding_before)
    edited.action_set[Action.DIFFERENCE].trigger()
    assert not edited.action_set[Action.BLINK].isChecked() and not canvas.is_holding_before


def test_the_difference_is_black_outside_and_eight_times_the_change_inside(edited: MainWindow, bench: Bench) -> None:
    edited.action_set[Action.BOXES].setChecked(False)
    canvas, candidate = edited.canvas, bench.session.selection.candidates.ranked[0]
    bench.session.selection.select(candidate.candidate_id)
    bench.wait(lambda: bench.session.preview.after_tiles is not bench.session.preview.before_tiles)
    bench.wait_for_picture()
    canvas.set_zoom(1.0)
    x, y = (round(place) for place in candidate.region_box.centre)
    inside, outside = canvas.to_widget(x + 0.5, y + 0.5), canvas.to_widget(3.5, 3.5)

    def colour(place: tuple[float, float]) -> np.ndarray:
        shown = canvas.grab().toImage()
        ratio = shown.devicePixelRatio()
        got = QColor(shown.pixel(round(place[0] * ratio), round(place[1] * ratio)))
        return np.array([got.red(), got.green(), got.blue()], dtype=int)

    after = colour(inside)
    canvas.set_holding_before(True)
    before = colour(inside)
    canvas.set_holding_before(False)
    edited.action_set[Action.DIFFERENCE].trigger()
    assert colour(outside).tolist() == [0, 0, 0]
    assert np.abs(after - before).max() > 0
    assert colour(inside) == pytest.approx(np.minimum(255, 8 * np.abs(after - before)), abs=1)


def test_the_difference_shows_where_the_picture_ends(edited: MainWindow, bench: Bench) -> None:
    edited.action_set[Action.BOXES].setChecked(False)
    canvas = edited.canvas
    edited.action_set[Action.DIFFERENCE].trigger()
    edge = canvas.picture_rect().left()
    shown = canvas.grab().toImage()
    row = round(canvas.picture_rect().center().y() * shown.devicePixelRatio())
    near = [QColor(shown.pixel(round(edge * shown.devicePixelRatio()) + step, row)).red() for step in range(-3, 3)]
    assert max(near) >= 40 and min(near) == 0


def test_esc_leaves_blinking_and_the_difference_before_anything_else(edited: MainWindow) -> None:
    selected = edited.session.selection.candidates.selected_id
    for action in (Action.BLINK, Action.DIFFERENCE):
        edited.action_set[action].trigger()
        QTest.keyClick(edited.canvas, Qt.Key.Key_Escape)
        assert not edited.action_set[action].isChecked()
        assert not edited.canvas.shows_difference and not edited.canvas.is_holding_before
    assert edited.session.selection.candidates.selected_id == selected is not None
    QTest.keyClick(edited.canvas, Qt.Key.Key_Escape)
    assert edited.session.selection.candidates.selected_id is None


def dialog_of(window: MainWindow, bench: Bench) -> SideBySideDialog:
    window.action_set[Action.SIDE_BY_SIDE].trigger()
    dialog = window.findChild(SideBySideDialog)
    assert dialog is not None
    bench.wait(lambda: all(pane.view.shown_tiles is not None for pane in dialog.panes))
    return dialog


def test_the_panes_show_different_candidates_at_one_place(edited: MainWindow, bench: Bench) -> None:
    count = len(bench.session.selection.candidates)
    dialog = dialog_of(edited, bench)
    assert len(dialog.panes) == min(4, 1 + count) >= 3
    assert len({id(pane.view.shown_tiles) for pane in dialog.panes}) == len(dialog.panes)
    first = dialog.panes[0].view
    turn_wheel(first, QPointF(60, 50), 360)
    viewport = first.viewport
    assert viewport is not None
    middle = viewport.to_picture(viewport.view.width / 2, viewport.view.height / 2)
    for pane in dialog.panes[1:]:
        other = pane.view.viewport
        assert other is not None and other.scale == viewport.scale
        assert other.to_picture(other.view.width / 2, other.view.height / 2) == pytest.approx(middle, abs=1.0)
    QTest.keyClick(dialog.panes[1].view, Qt.Key.Key_Right)
    assert first.viewport != viewport


def test_another_candidate_is_chosen_for_a_pane_and_accepted_by_key(edited: MainWindow, bench: Bench) -> None:
    dialog = dialog_of(edited, bench)
    last = bench.session.selection.candidates.ranked[-1]
    pane = dialog.panes[1]
    before = pane.view.shown_tiles
    pane.choice.setCurrentIndex(pane.choice.findData(last.candidate_id))
    bench.wait(lambda: pane.view.shown_tiles is not before)
    assert not dialog.panes[0].accept_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_2, Modifier.ControlModifier)
    document = bench.session.document
    assert document is not None and len(document.layers) == 1
    assert document.layers[0].box == last.box


def test_the_panes_begin_with_the_regions_of_all_of_them(edited: MainWindow, bench: Bench) -> None:
    dialog = dialog_of(edited, bench)
    bench.wait(lambda: len({pane.view.shown_tiles for pane in dialog.panes}) == len(dialog.panes))
    for pane in dialog.panes:
        seen = pane.view.viewport
        assert seen is not None
        for other in dialog.panes[1:]:
            box = bench.session.selection.candidates.get(other.candidate_id).region_box  # type: ignore[union-attr]
            left, top = seen.to_view(box.x0, box.y0)
            right, bottom = seen.to_view(box.x1, box.y1)
            assert left >= 0 and top >= 0 and right <= seen.view.width and bottom <= seen.view.height


def test_a_pane_that_comes_later_goes_where_the_others_are(edited: MainWindow, bench: Bench) -> None:
    dialog = dialog_of(edited, bench)
    first, late = dialog.panes[0].view, dialog.panes[-1]
    tiles = late.view.shown_tiles
    assert tiles is not None
    late.view.set_pictures(None, None, key=None)
    turn_wheel(first, QPointF(60, 50), 360)
    place = first.viewport
    assert place is not None
    dialog._on_chosen(late)
    assert first.viewport == place
    assert late.view.viewport is not None and late.view.viewport.scale == place.scale
