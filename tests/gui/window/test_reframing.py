"""The picture in another frame, by menu and dialog; undo brings frame and candidates back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QDialog, QDialogButtonBox

from lredit_core.document.guides import PictureGuide
from lredit_core.geometry import Box, Size
from lredit_gui.window.actions import Action
from lredit_gui.window.size_dialogs import CanvasDialog, ResizeDialog, StraightenDialog

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.document.document import Document
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def accepted(edited: MainWindow, bench: Bench) -> MainWindow:
    bench.session.accept()
    bench.wait_for_picture()
    return edited


def document(bench: Bench) -> Document:
    assert bench.session.document is not None
    return bench.session.document


def changed(bench: Bench, before: Document) -> Document:
    bench.wait(lambda: document(bench) is not before)
    bench.wait_for_picture()
    return document(bench)


def the(window: MainWindow, kind: type[QDialog]) -> QDialog:
    (dialog,) = window.findChildren(kind)
    return dialog


def press_ok(dialog: QDialog) -> None:
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    QTest.mouseClick(box.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)


def test_cropping_to_the_box_shows_what_was_in_it_and_undo_brings_all_back(accepted: MainWindow, bench: Bench) -> None:
    before, seen = document(bench), document(bench).flattened().pixels
    assert not accepted.action_set[Action.CROP].isEnabled()
    bench.session.selection.draw_box(Box(40, 20, 240, 180))
    accepted.action_set[Action.CROP].trigger()
    after = changed(bench, before)
    assert after.source.size == Size(200, 160) and len(after.layers) == 1
    assert np.array_equal(after.flattened().pixels, seen[20:180, 40:240])
    assert len(bench.session.selection.candidates) == 0 and bench.session.selection.box is None
    assert accepted.canvas.picture_size == Size(200, 160) and bench.session.history.changed_pictures
    bench.session.undo()
    bench.wait_for_picture()
    assert document(bench) is before and len(bench.session.selection.candidates) == 3
    assert bench.session.renderer.changed_outside == 0


@pytest.mark.parametrize(
    ("action", "turn"),
    [
        (Action.FLIP_ACROSS, lambda pixels: pixels[:, ::-1]),
        (Action.FLIP_DOWN, lambda pixels: pixels[::-1]),
        (Action.TURN_RIGHT, lambda pixels: np.rot90(pixels, -1)),
        (Action.TURN_LEFT, np.rot90),
    ],
)
def test_the_picture_is_flipped_and_turned_with_its_layers(
    accepted: MainWindow, bench: Bench, action: Action, turn: object
) -> None:
    before = document(bench)
    accepted.action_set[action].trigger()
    after = changed(bench, before)
    assert callable(turn)
    assert np.array_equal(after.flattened().pixels, turn(before.flattened().pixels))


def test_a_size_is_asked_for_and_keeps_the_proportions(accepted: MainWindow, bench: Bench) -> None:
    before = document(bench)
    accepted.action_set[Action.RESIZE].trigger()
    dialog = the(accepted, ResizeDialog)
    assert isinstance(dialog, ResizeDialog)
    dialog.fields.width_field.setValue(160)
    assert dialog.fields.size_px == Size(160, 120)
    press_ok(dialog)
    assert changed(bench, before).source.size == Size(160, 120)
    assert bench.session.ui.undo_text == "Undo Resize to 160 x 120"


def test_a_canvas_is_asked_for_with_the_place_of_the_picture(accepted: MainWindow, bench: Bench) -> None:
    before = document(bench)
    accepted.action_set[Action.CANVAS].trigger()
    dialog = the(accepted, CanvasDialog)
    assert isinstance(dialog, CanvasDialog)
    dialog.fields.width_field.setValue(400)
    dialog.place.setCurrentIndex(dialog.place.findText("At the right"))
    assert dialog.frame == Box(-80, 0, 320, 240)
    press_ok(dialog)
    after = changed(bench, before).flattened().pixels
    assert after.shape[:2] == (240, 400) and (after[:, :80] == 255).all()
    assert np.array_equal(after[:, 80:], before.flattened().pixels)


def test_an_angle_is_asked_for_and_esc_changes_nothing(accepted: MainWindow, bench: Bench) -> None:
    before = document(bench)
    accepted.action_set[Action.STRAIGHTEN].trigger()
    dialog = the(accepted, StraightenDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert document(bench) is before
    bench.wait(lambda: not accepted.findChildren(StraightenDialog))
    accepted.action_set[Action.STRAIGHTEN].trigger()
    dialog = the(accepted, StraightenDialog)
    assert isinstance(dialog, StraightenDialog)
    dialog.angle.setValue(5.0)
    press_ok(dialog)
    size = changed(bench, before).source.size
    assert size.width < 320 and size.height < 240 and bench.session.layers.current is not None


UPRIGHT, LEVEL = PictureGuide(True, 100), PictureGuide(False, 60)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("crop", {(True, 60), (False, 40)}),
        ("flip", {(True, 220), (False, 60)}),
        ("flip down", {(True, 100), (False, 180)}),
        ("right", {(False, 100), (True, 180)}),
        ("left", {(False, 220), (True, 60)}),
        ("resize", {(True, 50), (False, 30)}),
        ("canvas that leaves one out", {(False, 60)}),
    ],
)
def test_guides_follow_the_picture_and_undo_brings_them_back(
    window: MainWindow, bench: Bench, picture_path: Path, how: str, expected: set[tuple[bool, int]]
) -> None:
    bench.open(picture_path)
    window.view_actions.lay((UPRIGHT, LEVEL))
    before, actions = document(bench), window.image_actions
    assert before.source.size == Size(320, 240)
    {
        "crop": lambda: actions.put_on_canvas(Box(40, 20, 240, 180), "Crop"),
        "flip": lambda: actions.flip(is_across=True),
        "flip down": lambda: actions.flip(is_across=False),
        "right": lambda: actions.turn(is_clockwise=True),
        "left": lambda: actions.turn(is_clockwise=False),
        "resize": lambda: actions.resize(Size(160, 120)),
        "canvas that leaves one out": lambda: actions.put_on_canvas(Box(0, 0, 90, 240), "Canvas size"),
    }[how]()
    changed(bench, before)
    assert {(one.is_upright, one.at) for one in window.canvas.guides.lines} == expected
    window.view_actions.lay(())
    bench.session.undo()
    assert window.canvas.guides.lines == (UPRIGHT, LEVEL)


def test_straightening_turns_the_picture_below_its_guides(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    before = document(bench)
    middle = before.source.size.width // 2
    window.view_actions.lay((PictureGuide(True, middle),))
    window.image_actions.straighten(5.0)
    after = changed(bench, before)
    assert [one.at for one in window.canvas.guides.lines] == [pytest.approx(after.source.size.width / 2, abs=1)]


@pytest.mark.parametrize("action", [Action.STRAIGHTEN, Action.RESIZE, Action.CANVAS, Action.NEW_GUIDE])
def test_a_number_is_typed_into_a_dialog_as_it_comes_up(
    window: MainWindow, bench: Bench, picture_path: Path, action: Action
) -> None:
    bench.open(picture_path)
    window.action_set[action].trigger()
    (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    field = dialog.findChild(QAbstractSpinBox)
    assert field is not None
    bench.wait(field.hasFocus)
    QTest.keyClicks(field, "12")
    assert field.cleanText().startswith("12")  # type: ignore[attr-defined]
    assert field.value() == 12  # type: ignore[attr-defined]
    dialog.reject()


def test_a_turned_view_stays_turned_when_the_picture_is_cropped_and_when_that_is_undone(
    window: MainWindow, bench: Bench, picture_path: Path
) -> None:
    bench.open(picture_path)
    window.action_set[Action.VIEW_RIGHT].trigger()
    window.action_set[Action.VIEW_MIRROR].trigger()
    seen = window.canvas.viewport
    before = document(bench)
    assert seen is not None and seen.is_turned
    window.image_actions.put_on_canvas(Box(40, 20, 240, 180), "Crop")
    changed(bench, before)
    for undo in (lambda: None, bench.session.undo):
        undo()
        bench.wait_for_picture()
        now = window.canvas.viewport
        assert now is not None and now.picture == document(bench).source.size
        assert (now.turn_deg, now.is_mirrored, now.is_fit) == (seen.turn_deg, seen.is_mirrored, True)
