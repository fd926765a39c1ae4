"""Layers and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from lredit_gui.panels.layer_rows import IMAGE_ROLE
from tests.gui.window.hands import LEFT

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def layered(edited: MainWindow, bench: Bench) -> MainWindow:
    bench.session.accept()
    bench.session.selection.select_neighbour(1)
    bench.session.accept()
    bench.wait_for_picture()
    return edited


def layers_of(bench: Bench) -> tuple[object, ...]:
    assert bench.session.document is not None
    return bench.session.document.layers


def test_the_newest_layer_is_on_top_and_chosen(layered: MainWindow, bench: Bench) -> None:
    assert layered.layers.list.count() == 3
    assert layered.layers.list.current_id == bench.session.document.layers[-1].layer_id  # type: ignore[union-attr]
    assert not layered.layers.up_button.isEnabled() and layered.layers.down_button.isEnabled()


def test_the_eye_hides_and_shows(layered: MainWindow, bench: Bench) -> None:
    rect = layered.layers.list.visualItemRect(layered.layers.list.item(0))
    QTest.mouseClick(layered.layers.list.viewport(), LEFT, pos=rect.topLeft() + QPoint(18, 22))
    assert not bench.session.document.layers[-1].is_visible  # type: ignore[union-attr]
    bench.session.history.undo()
    assert bench.session.document.layers[-1].is_visible  # type: ignore[union-attr]


def test_order_changes_by_button_and_is_undone(layered: MainWindow, bench: Bench) -> None:
    before = layers_of(bench)
    QTest.mouseClick(layered.layers.down_button, LEFT)
    assert layers_of(bench) == before[::-1]
    bench.session.history.undo()
    assert layers_of(bench) == before


def test_a_drop_in_the_list_changes_the_order(layered: MainWindow, bench: Bench) -> None:
    before = layers_of(bench)
    model = layered.layers.list.model()
    layered.layers.list.setCurrentRow(0)
    assert model.moveRow(layered.layers.list.rootIndex(), 0, layered.layers.list.rootIndex(), 2)
    assert layers_of(bench) == before[::-1]


def test_renaming(layered: MainWindow, bench: Bench) -> None:
    layered.layers.list.item(0).setText("my apple")
    assert bench.session.document.layers[-1].name == "my apple"  # type: ignore[union-attr]
    layered.layers.list.item(0).setText("  ")
    assert bench.session.document.layers[-1].name == "my apple"  # type: ignore[union-attr]
    assert layered.layers.list.item(0).text() == "my apple"
    assert "needs a name" in bench.texts()[-1]


@pytest.mark.parametrize("rests", [False, True], ids=["at once", "after a rest"])
def test_a_drag_of_the_opacity_that_ends_where_it_began_leaves_the_document_as_it_was(
    layered: MainWindow, bench: Bench, rests: bool
) -> None:
    history, renderer = bench.session.history, bench.session.renderer
    before, count = history.document, len(history.entries)
    assert before is not None
    bench.wait(lambda: renderer.changed_outside == 0)
    slider = layered.layers.opacity.slider
    slider.setSliderDown(True)
    slider.setValue(40)
    if rests:
        bench.wait(lambda: renderer.rendered is not None and renderer.rendered.document is not before)
    slider.setValue(100)
    if rests:
        bench.wait(lambda: renderer.rendered is not None and renderer.rendered.document.layers[-1].opacity == 1.0)
    slider.setSliderDown(False)
    bench.wait_for_picture()
    assert history.document is before and len(history.entries) == count
    assert renderer.rendered is not None and renderer.rendered.document is before
    bench.wait(lambda: renderer.changed_outside == 0)
    assert bench.session.preview.after_tiles is renderer.rendered.tiles


def test_opacity_is_one_step_for_one_drag(layered: MainWindow, bench: Bench) -> None:
    slider = layered.layers.opacity.slider
    count = len(bench.session.history.entries)  # type: ignore[union-attr]
    slider.setSliderDown(True)
    for value in (80, 60, 40):
        slider.setValue(value)
    assert bench.session.document.layers[-1].opacity == 1.0  # type: ignore[union-attr]
    slider.setSliderDown(False)
    assert bench.session.document.layers[-1].opacity == 0.4  # type: ignore[union-attr]
    assert len(bench.session.history.entries) == count + 1  # type: ignore[union-attr]


def test_blending_and_deleting(layered: MainWindow, bench: Bench) -> None:
    layered.layers.blend.setCurrentIndex(1)
    layered.layers.blend.activated.emit(1)
    assert bench.session.document.layers[-1].blend_mode.value == "multiply"  # type: ignore[union-attr]
    QTest.keyClick(layered.layers.list, Qt.Key.Key_Delete)
    assert len(layers_of(bench)) == 1
    bench.session.history.undo()
    assert len(layers_of(bench)) == 2


def test_the_base_has_its_look_again_after_going_back_to_another_picture(
    layered: MainWindow, bench: Bench, other_path: Path
) -> None:
    def base() -> QImage:
        rows = layered.layers.list
        return rows.item(rows.count() - 1).data(IMAGE_ROLE)

    before = base()
    first = bench.session.history.picture
    bench.open(other_path)
    assert isinstance(base(), QImage) and base() != before
    assert first is not None
    bench.session.history.show(first)
    bench.wait_for_picture()
    assert base() == before


def test_the_current_step_stays_in_view(layered: MainWindow, bench: Bench) -> None:
    for _ in range(8):
        layered.layers.toggle_visible(bench.session.document.layers[-1].layer_id)  # type: ignore[union-attr]
    steps = layered.history.list
    for height in (300, 60, 40):
        steps.resize(200, height)
        assert steps.viewport().rect().contains(steps.visualItemRect(steps.currentItem()).center())


def test_a_click_in_the_history_goes_back_and_forth(layered: MainWindow, bench: Bench) -> None:
    layered.history.list.setCurrentRow(0)
    assert layers_of(bench) == ()
    layered.history.list.setCurrentRow(2)
    assert len(layers_of(bench)) == 2
