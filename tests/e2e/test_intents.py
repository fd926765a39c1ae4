"""Each intent on a photograph, in the real window with the built-in models, by keys and mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from lredit_core.document.compositing import pixels_changed_outside
from lredit_core.geometry import Box
from lredit_core.prompt.intent import EditIntent
from lredit_core.resources import resource_path
from lredit_gui.window.actions import Action
from tests.e2e.walk import Walker, drag, run_walk

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from lredit_core.document.layers import Layer

pytestmark = pytest.mark.e2e

#: Where the rocket stands in the sample.
ROCKET = Box(308, 128, 337, 400)


async def edit(walker: Walker, prompt: str, source: str = "") -> Layer:
    """Types, presses Enter, waits, accepts."""
    await walker.type_prompt(prompt, source)
    await walker.press_enter()
    await walker.until_done()
    return await accept(walker)


async def accept(walker: Walker) -> Layer:
    walker.canvas.setFocus()
    walker.press(Qt.Key.Key_A)
    await walker.until_done()
    document = walker.session.document
    assert document is not None and document.layers
    return document.layers[-1]


def seen(walker: Walker) -> np.ndarray:
    document = walker.session.document
    assert document is not None
    return document.flattened().pixels


def walk(steps, tmp_path: Path, prefix: str) -> None:  # type: ignore[no-untyped-def]
    assert run_walk(steps, settings_dir=tmp_path / "settings", engine_factory=None, prefix=prefix, timeout_s=180) == 0


def test_a_thing_is_removed_its_mask_mended_and_it_is_removed_again(qapp: QApplication, tmp_path: Path) -> None:
    async def steps(walker: Walker) -> None:
        session = walker.session
        await walker.open(resource_path("samples/rocket_photo.jpg"))
        await walker.until(lambda: session.looking.is_photograph, "the photograph to be known as one")
        await walker.screen("1-what-can-be-done")
        assert "removed" in walker.window.prompt.hint.text()
        await walker.type_prompt("remove the rocket")
        assert "Remove" in walker.window.prompt.intent_choice.currentText()
        await walker.press_enter()
        await walker.until_done()
        best = session.selection.candidate
        assert best is not None and best.silhouette is not None and best.silhouette.box.iou(ROCKET) > 0.5
        await walker.screen("2-removed")

        walker.canvas.setFocus()
        walker.press(Qt.Key.Key_P)
        start = QPoint(*map(round, walker.canvas.to_widget(322, 380)))
        await drag(walker.canvas, start, QPoint(0, 30))
        mended = session.selection.mask
        assert mended is not None and mended.area > best.silhouette.area
        await walker.screen("3-mended")
        walker.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert session.selection.mask is None
        walker.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        assert session.selection.mask is mended
        walker.press(Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
        await drag(walker.canvas, start - QPoint(110, 60), QPoint(0, 60))
        strokes = session.selection.strokes
        assert strokes is not None and session.selection.mask is mended
        await walker.screen("3b-not-from-here")
        walker.window.action_set[Action.SELECT_TOOL].trigger()
        walker.press(Qt.Key.Key_Return)
        await walker.until(lambda: session.edits.is_running, "the mask to be edited")
        await walker.until_done()
        again = session.selection.candidate
        assert again is not None and again.silhouette is not None
        assert np.array_equal(again.silhouette.mask, mended.mask)
        assert again.not_from is not None and np.array_equal(again.not_from.mask, strokes.mask)
        layer = await accept(walker)
        await walker.screen("4-accepted")
        assert layer.provenance.intent == EditIntent.REMOVE.value and layer.silhouette is not None
        assert layer.not_from is not None
        source = session.document.source.pixels  # type: ignore[union-attr]
        assert pixels_changed_outside(source, seen(walker), (layer.box,)) == 0
        inside = seen(walker)[layer.box.as_slices()]
        assert np.array_equal(inside[layer.mask == 0], source[layer.box.as_slices()][layer.mask == 0])
        column = seen(walker)[150:350, 322].astype(int)
        assert abs(column - seen(walker)[150:350, 250].astype(int)).mean() < 25, "sky where the rocket was"

    walk(steps, tmp_path, "remove-")


def test_a_thing_is_changed_and_all_but_a_thing(qapp: QApplication, tmp_path: Path) -> None:
    async def steps(walker: Walker) -> None:
        await walker.open(resource_path("samples/cat_photo.jpg"))
        layer = await edit(walker, "black and white except the cat")
        await walker.screen("1-all-but-the-cat")
        assert layer.box == Box(0, 0, 451, 300) and 0 < (layer.mask == 0).mean() < 1
        now = seen(walker)
        assert np.array_equal(now[layer.mask == 0], walker.session.document.source.pixels[layer.mask == 0])  # type: ignore[union-attr]
        grey = now[layer.mask == 255].astype(int)
        assert np.abs(grey - grey.mean(axis=1, keepdims=True)).max() <= 3
        layer = await edit(walker, "make the picture warmer")
        assert layer.opacity < 1, "its strength is the layer's"
        await walker.screen("2-warmer")

    walk(steps, tmp_path, "change-")


def test_a_thing_is_moved_by_words_then_by_hand_and_doubled(qapp: QApplication, tmp_path: Path) -> None:
    async def steps(walker: Walker) -> None:
        session = walker.session
        await walker.open(resource_path("samples/rocket_photo.jpg"))
        await walker.type_prompt("move the rocket to the left")
        await walker.press_enter()
        await walker.until_done()
        moved = session.selection.candidate
        assert moved is not None and moved.destination is not None and moved.silhouette is not None
        assert moved.destination.centre[0] < moved.silhouette.box.centre[0]
        await walker.screen("1-moved")
        await walker.nudge(120, 0)
        there = session.selection.box
        walker.press(Qt.Key.Key_Return)
        await walker.until(lambda: session.edits.is_running, "the thing to be put there")
        await walker.until_done()
        again = session.selection.candidate
        assert again is not None and again.destination == there
        await walker.screen("2-dragged")
        await accept(walker)
        layer = await edit(walker, "another rocket")
        assert layer.provenance.intent == EditIntent.DOUBLE.value
        await walker.screen("3-doubled")

    walk(steps, tmp_path, "move-")


def test_the_choice_beside_the_prompt_is_obeyed_and_what_is_not_understood_is_said(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def steps(walker: Walker) -> None:
        session, prompt = walker.session, walker.window.prompt
        await walker.open(resource_path("samples/coffee_photo.jpg"))
        await walker.until(lambda: session.looking.is_photograph, "the photograph to be known as one")
        await walker.type_prompt("make the cup faster")
        assert not prompt.edit_button.isEnabled() and "faster" in prompt.refusal.text()
        await walker.screen("1-not-understood")
        await walker.type_prompt("remove the gizmotron")
        assert not prompt.edit_button.isEnabled() and "gizmotron" in prompt.hint.text()
        await walker.screen("2-unknown")
        await walker.type_prompt("the cup")
        prompt.intent_choice.setFocus()
        for _entry in range(3):  # replace, add, remove
            QTest.keyClick(prompt.intent_choice, Qt.Key.Key_Down)
        assert session.form.intent is EditIntent.REMOVE and prompt.edit_button.isEnabled()
        prompt.prompt_edit.setFocus()
        await walker.press_enter()
        await walker.until_done()
        candidate = session.selection.candidate
        assert candidate is not None and candidate.intent is EditIntent.REMOVE
        await walker.screen("3-chosen")

    walk(steps, tmp_path, "choice-")
