"""Layers taken hold of on the canvas and in the panel: one selection, moved, scaled, turned, nudged, edited again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from lredit_core.document.layers import MaskShape, Placement
from lredit_gui.canvas.frame_item import KNOB_PX
from lredit_gui.canvas.layer_frame import Frame
from lredit_gui.canvas.overlay_model import PERSONS_KEY
from lredit_gui.panels.layer_rows import GROUP_ROLE
from lredit_gui.window.actions import Action
from tests.gui.window.hands import LEFT, Modifier, drag

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.document.layers import Layer
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def accepted(edited: MainWindow, bench: Bench) -> MainWindow:
    """With one layer, nothing in hand."""
    QTest.keyClick(edited.canvas, Qt.Key.Key_A)
    bench.wait_for_picture()
    return edited


def the_layer(bench: Bench) -> Layer:
    assert bench.session.document is not None
    return bench.session.document.layers[-1]


def place(window: MainWindow, x: float, y: float) -> QPoint:
    return QPointF(*window.canvas.to_widget(x, y)).toPoint()


def press_middle(window: MainWindow, bench: Bench) -> QPoint:
    middle = place(window, *the_layer(bench).box.centre)
    QTest.mouseClick(window.canvas, LEFT, pos=middle)
    return middle


def test_after_accept_the_picture_is_seen_clean(accepted: MainWindow, bench: Bench) -> None:
    overlay = accepted.canvas.overlay
    assert overlay.boxes == () and overlay.layers == () and overlay.outline is None and not overlay.anchors
    assert bench.session.layers.current is the_layer(bench), "the panel's figures are about it"


def test_a_click_takes_hold_of_a_layer_and_a_click_beside_lets_go(accepted: MainWindow, bench: Bench) -> None:
    press_middle(accepted, bench)
    assert [hold.layer for hold in accepted.canvas.overlay.layers] == [the_layer(bench)]
    assert accepted.layers.list.current_id == the_layer(bench).layer_id
    QTest.mouseClick(accepted.canvas, LEFT, pos=place(accepted, 3, 236))
    assert accepted.canvas.overlay.layers == () and accepted.layers.list.current_id is None
    press_middle(accepted, bench)
    QTest.keyClick(accepted.canvas, Qt.Key.Key_Escape)
    assert accepted.canvas.overlay.layers == () and not bench.session.edits.is_running


def test_a_row_takes_hold_of_its_layer_on_the_canvas(accepted: MainWindow, bench: Bench) -> None:
    bench.session.layers.leave()
    rows = accepted.layers.list
    rect = rows.visualItemRect(rows.item(0))
    QTest.mouseClick(rows.viewport(), LEFT, pos=rect.center())
    assert [hold.layer for hold in accepted.canvas.overlay.layers] == [the_layer(bench)]


def test_a_layer_is_dragged_in_one_step_and_its_pixels_are_not_touched(accepted: MainWindow, bench: Bench) -> None:
    before, count = the_layer(bench), len(bench.session.history.entries)
    middle = place(accepted, *before.box.centre)
    drag(accepted.canvas, middle, middle + QPoint(30, -16))
    after, zoom = the_layer(bench), accepted.canvas.zoom
    assert after.pixels is before.pixels and len(bench.session.history.entries) == count + 1
    assert after.box.x0 - before.box.x0 == pytest.approx(30 / zoom, abs=1)
    assert after.box.y0 - before.box.y0 == pytest.approx(-16 / zoom, abs=1)
    bench.wait_for_picture()
    assert bench.session.renderer.changed_outside == 0
    bench.session.undo()
    assert the_layer(bench) is before


def test_a_drag_that_esc_breaks_off_leaves_the_layer(accepted: MainWindow, bench: Bench) -> None:
    before = the_layer(bench)
    middle = place(accepted, *before.box.centre)
    drag(accepted.canvas, middle, middle + QPoint(40, 0), releases=False)
    QTest.keyClick(accepted.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(accepted.canvas, LEFT, Modifier.NoModifier, middle + QPoint(40, 0))
    bench.wait_for_picture()
    assert the_layer(bench) is before and bench.session.renderer.rendered.document is bench.session.document  # type: ignore[union-attr]


def test_arrows_nudge_it_and_one_undo_takes_them_all_back(accepted: MainWindow, bench: Bench) -> None:
    before = the_layer(bench)
    press_middle(accepted, bench)
    for _ in range(4):
        QTest.keyClick(accepted.canvas, Qt.Key.Key_Right)
    QTest.keyClick(accepted.canvas, Qt.Key.Key_Down, Modifier.ShiftModifier)
    assert the_layer(bench).box == before.box.translated(4, 10)
    bench.session.undo()
    assert the_layer(bench).box == before.box and len(layers_of(bench)) == 1


def layers_of(bench: Bench) -> tuple[Layer, ...]:
    assert bench.session.document is not None
    return bench.session.document.layers


def test_a_corner_scales_and_the_knob_turns(accepted: MainWindow, bench: Bench) -> None:
    before = the_layer(bench)
    press_middle(accepted, bench)
    corner = place(accepted, before.box.x1, before.box.y1)
    drag(accepted.canvas, corner, place(accepted, before.box.x1 + 40, before.box.y1 + 50))
    bench.wait(lambda: the_layer(bench) is not before)
    scaled = the_layer(bench)
    assert (
        scaled.placement.scale_x == pytest.approx(scaled.placement.scale_y, abs=1e-4) and scaled.placement.scale_x > 1.2
    )
    assert (scaled.box.x0, scaled.box.y0) == pytest.approx((before.box.x0, before.box.y0), abs=1)
    frame = Frame.of(scaled)
    knob = frame.knob(KNOB_PX / accepted.canvas.zoom)
    drag(accepted.canvas, place(accepted, *knob), place(accepted, frame.centre[0] + 60, frame.centre[1]))
    bench.wait(lambda: the_layer(bench) is not scaled)
    turned = the_layer(bench)
    assert turned.placement.turn_deg == 90.0 and np.array_equal(turned.pixels, np.rot90(scaled.pixels, -1))
    bench.session.layers.reset_placement()
    bench.wait(lambda: the_layer(bench).placement == Placement())
    assert the_layer(bench).pixels is before.pixels


def test_a_locked_layer_has_no_handles_and_stays(accepted: MainWindow, bench: Bench) -> None:
    press_middle(accepted, bench)
    accepted.action_set[Action.LAYER_LOCK].trigger()
    locked = the_layer(bench)
    assert locked.is_locked and not accepted.canvas.overlay.layers[0].can_scale
    middle = place(accepted, *locked.box.centre)
    drag(accepted.canvas, middle, middle + QPoint(40, 0))
    assert the_layer(bench) is locked
    accepted.action_set[Action.LAYER_DELETE].trigger()
    assert the_layer(bench) is locked and "locked" in bench.texts()[-1]
    assert not accepted.action_set[Action.LAYER_FLIP_ACROSS].isEnabled()


def test_edit_again_takes_up_words_seed_and_region_and_replaces_the_layer(accepted: MainWindow, bench: Bench) -> None:
    before = the_layer(bench)
    accepted.prompt.prompt_edit.setText("a hat")
    press_middle(accepted, bench)
    QTest.keyClick(accepted.canvas, Qt.Key.Key_E)
    assert accepted.prompt.prompt_edit.text() == "a red apple" and accepted.prompt.form.seed == before.provenance.seed
    assert accepted.canvas.overlay.box(PERSONS_KEY) is not None and accepted.canvas.overlay.layers == ()
    assert bench.session.selection.box == before.provenance.region
    QTest.keyClick(accepted.canvas, Qt.Key.Key_Return)
    bench.wait_for_end()
    QTest.keyClick(accepted.canvas, Qt.Key.Key_A)
    assert len(layers_of(bench)) == 1 and the_layer(bench).layer_id != before.layer_id
    assert bench.engine.requests[-1].image == bench.session.document.source  # type: ignore[union-attr]


def test_several_are_chosen_grouped_faded_and_taken_apart(accepted: MainWindow, bench: Bench) -> None:
    session = bench.session
    session.selection.select(session.selection.candidates.ranked[1].candidate_id)
    session.accept()
    accepted.layers.list.selectAll()
    assert len(session.layers.chosen) == 2
    accepted.action_set[Action.LAYER_GROUP].trigger()
    rows = accepted.layers.list
    assert rows.count() == 4 and rows.item(0).data(GROUP_ROLE)
    rect = rows.visualItemRect(rows.item(0))
    count = len(session.history.entries)
    QTest.mouseClick(rows.viewport(), LEFT, pos=QPoint(46, rect.center().y()))
    assert rows.count() == 2 and len(session.history.entries) == count, "folding is no step of undo"
    QTest.mouseClick(rows.viewport(), LEFT, pos=QPoint(46, rect.center().y()))
    QTest.mouseClick(rows.viewport(), LEFT, pos=QPoint(16, rect.center().y()))
    assert not session.document.groups[0].is_visible and session.document.changed_boxes == ()  # type: ignore[union-attr]
    session.undo()
    rows.selectAll()
    session.layers.set_opacity(0.5)
    assert [layer.opacity for layer in layers_of(bench)] == [0.5, 0.5]
    accepted.action_set[Action.LAYER_UNGROUP].trigger()
    assert session.document.groups == () and len(layers_of(bench)) == 2  # type: ignore[union-attr]


def test_masks_are_reshaped_and_painted_without_an_edit(accepted: MainWindow, bench: Bench) -> None:
    before, requests = the_layer(bench), len(bench.engine.requests)
    press_middle(accepted, bench)
    accepted.layers.properties.grow.slider.setValue(accepted.layers.properties.grow.slider.value() - 8)
    bench.wait(lambda: the_layer(bench) is not before)
    shrunk = the_layer(bench)
    assert shrunk.mask_shape == MaskShape(grow_px=-8) and (shrunk.mask > 127).sum() < (before.mask > 127).sum()
    accepted.layers.properties.invert.click()
    bench.wait(lambda: the_layer(bench).mask_shape.is_inverted)
    bench.session.undo()
    bench.session.undo()
    assert the_layer(bench) is before
    accepted.action_set[Action.BRUSH_TOOL].trigger()
    x, y = before.box.centre
    drag_right(accepted, place(accepted, x - 20, y), place(accepted, x + 20, y))
    bench.wait(lambda: the_layer(bench) is not before)
    painted = the_layer(bench)
    assert painted.mask[int(y) - painted.box.y0, int(x) - painted.box.x0] == 0 and painted.pixels is before.pixels
    assert (painted.mask > 127).sum() > (before.mask > 127).sum() / 2, "only what was painted over went"
    assert len(bench.engine.requests) == requests and bench.session.selection.box is None


def drag_right(window: MainWindow, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(window.canvas, Qt.MouseButton.RightButton, Modifier.NoModifier, start)
    QTest.mouseMove(window.canvas, (start + end) / 2)
    QTest.mouseMove(window.canvas, end)
    QTest.mouseRelease(window.canvas, Qt.MouseButton.RightButton, Modifier.NoModifier, end)


def test_an_adjustment_layer_is_live_and_lies_over_the_layers_mask(accepted: MainWindow, bench: Bench) -> None:
    base = the_layer(bench)
    press_middle(accepted, bench)
    accepted.action_set[Action.LAYER_ADJUST].trigger()
    layer = the_layer(bench)
    assert layer.adjustment is not None and layer.box == base.box and layer.mask is base.mask
    assert accepted.layers.properties.adjust_part.isVisibleTo(accepted.layers)
    before = bench.session.document.flattened()  # type: ignore[union-attr]
    accepted.layers.properties.figures["saturation"].slider.setValue(0)
    assert the_layer(bench).adjustment.saturation == -1  # type: ignore[union-attr]
    after = bench.session.document.flattened()  # type: ignore[union-attr]
    here = base.box.as_slices()
    assert (after.pixels[here] != before.pixels[here]).any()
    assert bench.session.document.topmost_at(*(int(value) for value in base.box.centre)) is base  # type: ignore[union-attr]


def test_duplicating_and_merging(accepted: MainWindow, bench: Bench) -> None:
    press_middle(accepted, bench)
    accepted.action_set[Action.LAYER_DUPLICATE].trigger()
    assert len(layers_of(bench)) == 2 and bench.session.layers.current is the_layer(bench)
    bench.session.layers.move(-30, 0)
    seen = bench.session.document.flattened()  # type: ignore[union-attr]
    accepted.action_set[Action.MERGE_DOWN].trigger()
    bench.wait(lambda: len(layers_of(bench)) == 1)
    merged = bench.session.document.flattened()  # type: ignore[union-attr]
    assert np.abs(seen.pixels.astype(int) - merged.pixels).max() <= 2
    bench.session.undo()
    accepted.action_set[Action.MERGE_VISIBLE].trigger()
    bench.wait(lambda: len(layers_of(bench)) == 1)
    assert bench.session.document.flattened() == seen  # type: ignore[union-attr]


def test_the_figures_of_a_chosen_layer_have_room_where_there_is_some(accepted: MainWindow, bench: Bench) -> None:
    accepted.resize(1500, 1000)
    press_middle(accepted, bench)
    accepted.action_set[Action.LAYER_ADJUST].trigger()
    properties = accepted.layers.properties
    bench.wait(lambda: properties.visibleRegion().boundingRect().height() >= properties.sizeHint().height() - 2)
    assert properties.figures["blur_px"].visibleRegion().boundingRect().height() > 0


def test_what_is_said_of_an_edit_is_of_the_picture_that_is_shown(
    accepted: MainWindow, bench: Bench, other_path: Path
) -> None:
    assert accepted.job_panel.stage_label.whole
    bench.open(other_path)
    assert accepted.job_panel.stage_label.whole == "" and accepted.strip.count() == 0
    bench.session.history.show(bench.session.history.pictures[0])
    assert "a red apple" in accepted.job_panel.stage_label.whole and accepted.strip.count() == 3
