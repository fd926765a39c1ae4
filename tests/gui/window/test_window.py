"""The window as a person uses it: mouse, keys, clipboard, drops."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton, QWidget

from lredit_core.api.request import Preset
from lredit_core.geometry import Box
from lredit_core.report.versions import about_this_machine
from lredit_gui.canvas.overlay_model import PERSONS_KEY
from lredit_gui.canvas.tools import Tool
from lredit_gui.panels.layer_rows import IMAGE_ROLE
from lredit_gui.panels.messages import report_of
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.window.actions import Action
from lredit_gui.window.main_window import MainWindow
from tests.gui.canvas.test_canvas_parts import count_paintings
from tests.gui.conftest import WAIT_MS, Bench

Modifier = Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def edited(window: MainWindow, bench: Bench, picture_path: Path) -> MainWindow:
    """With a picture, three candidates, and the best one selected."""
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("a red apple")
    window.start_edit()
    bench.wait_for_end()
    bench.wait_for_picture()
    return window


def box_corner(window: MainWindow, key: str, *, corner: str = "bottom_right") -> QPoint:
    rect = window.canvas.box_widget_rect(key)
    assert rect is not None
    place = {
        "bottom_right": rect.bottomRight(),
        "centre": rect.center(),
        "left": QPointF(rect.left(), rect.center().y()),
    }
    return place[corner].toPoint()


def drag(canvas: QWidget, start: QPoint, end: QPoint, *, releases: bool = True) -> None:
    QTest.mousePress(canvas, LEFT, Modifier.NoModifier, start)
    for share in (0.2, 0.6, 1.0):
        QTest.mouseMove(canvas, start + (end - start) * share)
    if releases:
        QTest.mouseRelease(canvas, LEFT, Modifier.NoModifier, end)


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            *("canvas", "promptEdit", "sourceEdit", "editButton", "stopButton", "progressBar", "candidateStrip"),
            *("acceptButton", "retryButton", "compareSlider", "layerPanel", "lossPlot", "statusLine"),
        ],
    )
    def test_every_main_widget_has_its_name_and_an_accessible_name(self, window: MainWindow, name: str) -> None:
        found = window.findChildren(QWidget, name)
        assert len(found) == 1 and found[0].accessibleName()

    @pytest.mark.parametrize("name", ["openAction", "exportAction", "undoAction", "redoAction"])
    def test_the_main_actions_are_there_once_and_have_keys(self, window: MainWindow, name: str) -> None:
        (action,) = window.findChildren(QAction, name)
        assert action.shortcuts() and action.toolTip()

    def test_every_button_has_a_name_for_screen_readers(self, edited: MainWindow) -> None:
        for button in edited.findChildren(QPushButton):
            assert button.accessibleName() or button.text(), button.objectName()

    def test_no_two_actions_share_a_key(self, window: MainWindow) -> None:
        keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
        assert len(keys) == len(set(keys))


class TestMainPath:
    def test_the_welcome_page_gives_way_to_the_picture_and_the_prompt_takes_the_keys(
        self, window: MainWindow, bench: Bench, picture_path: Path
    ) -> None:
        assert window.stage.currentWidget() is window.welcome
        bench.open(picture_path)
        assert window.stage.currentWidget() is window.canvas
        assert window.windowTitle() == "meadow.png - lredit"
        assert window.focusWidget() is window.prompt.prompt_edit

    def test_enter_in_the_prompt_starts_the_edit(self, window: MainWindow, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        assert not window.prompt.edit_button.isEnabled()
        QTest.keyClicks(window.prompt.prompt_edit, "a zebra")
        assert window.prompt.edit_button.isEnabled()
        QTest.keyClick(window.prompt.prompt_edit, Qt.Key.Key_Return)
        bench.wait(lambda: bench.session.selection.candidates.ranked and not bench.session.edits.is_running)
        assert window.strip.count() == 3 and window.strip.currentRow() == 0

    def test_while_it_runs_stop_is_there_and_edit_is_not(
        self, window: MainWindow, bench: Bench, picture_path: Path
    ) -> None:
        bench.engine.hold_before = ("CandidateReady",)
        bench.open(picture_path)
        window.prompt.prompt_edit.setText("a red apple")
        window.start_edit()
        bench.wait(lambda: bench.engine.reached.is_set() and bench.session.job and bench.session.job.step == 5)
        panel = window.job_panel
        assert panel.stop_button.isEnabled() and panel.stop_button.isVisible()
        assert not window.prompt.edit_button.isEnabled() and not panel.accept_button.isEnabled()
        bench.wait(lambda: len(panel.loss_plot.losses) == 5)
        assert len(window.canvas.overlay.anchors) == 6 and window.legend.isVisible()
        assert all(box.label.endswith("%") for box in window.canvas.overlay.boxes)
        QTest.mouseClick(panel.stop_button, LEFT)
        bench.wait_for_end()
        assert window.prompt.edit_button.isEnabled() and not panel.stop_button.isEnabled()
        assert panel.stage_label.text() == "Stopped"

    def test_accept_undo_and_redo_by_button_and_key(self, edited: MainWindow, bench: Bench) -> None:
        QTest.mouseClick(edited.job_panel.accept_button, LEFT)
        assert edited.layers.list.count() == 2 and not edited.job_panel.accept_button.isEnabled()
        bench.wait_for_picture()
        assert edited.status.outside.text() == "0 px changed outside the box"
        QTest.keyClick(edited.canvas, Qt.Key.Key_Z, Modifier.ControlModifier)
        assert edited.layers.list.count() == 1 and edited.job_panel.accept_button.isEnabled()
        QTest.keyClick(edited.canvas, Qt.Key.Key_Z, Modifier.ControlModifier | Modifier.ShiftModifier)
        assert edited.layers.list.count() == 2
        assert edited.history.list.count() == 2 and edited.history.list.currentRow() == 1

    def test_undo_in_a_prompt_without_anything_to_undo_is_the_documents(self, edited: MainWindow, bench: Bench) -> None:
        bench.session.accept()
        edited.prompt.prompt_edit.setFocus()
        QTest.keyClick(edited.prompt.prompt_edit, Qt.Key.Key_Z, Modifier.ControlModifier)
        assert edited.layers.list.count() == 1

    def test_a_click_in_the_strip_shows_that_candidate(self, edited: MainWindow, bench: Bench) -> None:
        item = edited.strip.item(1)
        QTest.mouseClick(edited.strip.viewport(), LEFT, pos=edited.strip.visualItemRect(item).center())
        assert bench.session.selection.candidates.selected is bench.session.selection.candidates.ranked[1]
        QTest.keyClick(edited.canvas, Qt.Key.Key_BracketLeft)
        assert edited.strip.currentRow() == 0

    def test_a_click_on_a_candidates_box_selects_it(self, edited: MainWindow, bench: Bench) -> None:
        other = bench.session.selection.candidates.ranked[2]
        rect = edited.canvas.box_widget_rect(other.candidate_id)
        active = edited.canvas.box_widget_rect(bench.session.selection.candidates.ranked[0].candidate_id)
        assert rect is not None and active is not None
        corners = (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight())
        spot = next(
            point + (rect.center() - point) * 0.2
            for point in corners
            if not active.adjusted(-14, -14, 14, 14).contains(point + (rect.center() - point) * 0.2)
        )
        QTest.mouseClick(edited.canvas, LEFT, pos=spot.toPoint())
        assert bench.session.selection.candidates.selected is other


class TestNudging:
    def test_dragging_the_box_offers_to_edit_it_and_enter_does(self, edited: MainWindow, bench: Bench) -> None:
        selected = bench.session.selection.candidates.selected
        assert selected is not None
        centre = box_corner(edited, selected.candidate_id, corner="centre")
        drag(edited.canvas, centre, centre + QPoint(40, -20))
        scale = edited.canvas.zoom
        moved = bench.session.selection.box
        assert moved is not None and moved.size == selected.box.size
        assert moved.x0 - selected.box.x0 == pytest.approx(40 / scale, abs=1.5)
        assert edited.box_bar.isVisible() and edited.prompt.edit_button.text() == "Edit box"
        QTest.keyClick(edited.canvas, Qt.Key.Key_Return)
        bench.wait_for_end()
        assert bench.engine.requests[-1].user_boxes == (moved,) and not edited.box_bar.isVisible()

    def test_dragging_a_corner_leaves_the_far_edges(self, edited: MainWindow, bench: Bench) -> None:
        selected = bench.session.selection.candidates.selected
        assert selected is not None
        corner = box_corner(edited, selected.candidate_id)
        drag(edited.canvas, corner + QPoint(7, 7), corner + QPoint(-30, -25))
        moved = bench.session.selection.box
        assert moved is not None and (moved.x0, moved.y0) == (selected.box.x0, selected.box.y0)
        assert moved.width < selected.box.width and moved.height < selected.box.height

    def test_the_drag_is_a_draft_until_release_and_esc_drops_it(self, edited: MainWindow, bench: Bench) -> None:
        selected = bench.session.selection.candidates.selected
        assert selected is not None
        centre = box_corner(edited, selected.candidate_id, corner="centre")
        drag(edited.canvas, centre, centre + QPoint(60, 10), releases=False)
        assert bench.session.selection.box is None
        QTest.keyClick(edited.canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(edited.canvas, LEFT, Modifier.NoModifier, centre + QPoint(60, 10))
        assert bench.session.selection.box is None

    def test_moving_a_box_paints_no_tile_of_the_picture(
        self, edited: MainWindow, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        selected = bench.session.selection.candidates.selected
        assert selected is not None
        edited.canvas.repaint()
        painted = count_paintings(monkeypatch)
        centre = box_corner(edited, selected.candidate_id, corner="centre")
        drag(edited.canvas, centre, centre + QPoint(80, 30), releases=False)
        edited.canvas.repaint()
        assert not painted

    def test_arrow_keys_move_by_one_and_by_ten_and_resize(self, edited: MainWindow, bench: Bench) -> None:
        selected = bench.session.selection.candidates.selected
        assert selected is not None
        box = selected.box
        edited.canvas.setFocus()
        QTest.keyClick(edited.canvas, Qt.Key.Key_Right)
        QTest.keyClick(edited.canvas, Qt.Key.Key_Down, Modifier.ShiftModifier)
        assert bench.session.selection.box == box.translated(1, 10)
        QTest.keyClick(edited.canvas, Qt.Key.Key_Left, Modifier.ControlModifier | Modifier.ShiftModifier)
        assert bench.session.selection.box == Box(box.x0 + 1, box.y0 + 10, box.x1 - 9, box.y1 + 10)
        QTest.keyClick(edited.canvas, Qt.Key.Key_Escape)
        assert bench.session.selection.box is None and not edited.box_bar.isVisible()

    def test_the_wheel_over_an_edge_zooms_and_with_ctrl_moves_that_edge(self, edited: MainWindow, bench: Bench) -> None:
        selected = bench.session.selection.candidates.selected
        assert selected is not None
        place = QPointF(box_corner(edited, selected.candidate_id, corner="left"))
        before = edited.canvas.zoom
        turn_wheel(edited.canvas, place, 120)
        assert bench.session.selection.box is None and edited.canvas.zoom > before
        place = QPointF(box_corner(edited, selected.candidate_id, corner="left"))
        turn_wheel(edited.canvas, place, 120, Modifier.ControlModifier)
        assert bench.session.selection.box == Box(
            selected.box.x0 - 1, selected.box.y0, selected.box.x1, selected.box.y1
        )

    def test_a_moved_box_cannot_be_accepted_before_it_was_edited(self, edited: MainWindow, bench: Bench) -> None:
        edited.canvas.setFocus()
        QTest.keyClick(edited.canvas, Qt.Key.Key_Right)
        assert not edited.job_panel.accept_button.isEnabled()
        QTest.keyClick(edited.canvas, Qt.Key.Key_A)
        assert not bench.session.document.layers  # type: ignore[union-attr]
        QTest.keyClick(edited.canvas, Qt.Key.Key_Escape)
        QTest.keyClick(edited.canvas, Qt.Key.Key_A)
        assert len(bench.session.document.layers) == 1  # type: ignore[union-attr]

    def test_after_a_stop_an_older_candidate_can_be_moved(self, edited: MainWindow, bench: Bench) -> None:
        bench.engine.hold_before = ("CandidateReady",)
        edited.start_edit()
        bench.wait(lambda: bench.engine.reached.is_set() and bench.session.job and bench.session.job.step == 5)
        QTest.keyClick(edited.canvas, Qt.Key.Key_Escape)
        bench.wait_for_end()
        item = edited.strip.item(1)
        QTest.mouseClick(edited.strip.viewport(), LEFT, pos=edited.strip.visualItemRect(item).center())
        chosen = bench.session.selection.candidates.selected
        active = edited.canvas.active_box()
        assert chosen is bench.session.selection.candidates.ranked[1]
        assert active is not None and active.key == chosen.candidate_id
        QTest.keyClick(edited.canvas, Qt.Key.Key_Right)
        assert bench.session.selection.box == chosen.box.translated(1, 0)

    def test_a_learned_box_can_be_taken_while_it_is_learned(
        self, window: MainWindow, bench: Bench, picture_path: Path
    ) -> None:
        bench.engine.hold_before = ("CandidateReady",)
        bench.open(picture_path)
        window.prompt.prompt_edit.setText("a red apple")
        window.start_edit()
        bench.wait(lambda: bench.session.job and bench.session.job.step == 5 and window.canvas.overlay.boxes)
        bench.wait(lambda: window.canvas.overlay.boxes[-1].box == Box(115, 48, 224, 192))
        QTest.mouseClick(window.canvas, LEFT, pos=box_corner(window, "region-0", corner="centre"))
        assert bench.session.selection.box == Box(115, 48, 224, 192)
        bench.engine.hold_before = ()
        QTest.mouseClick(window.box_bar.edit_button, LEFT)
        bench.wait_for_end()
        assert bench.engine.requests[-1].user_boxes == (Box(115, 48, 224, 192),)

    def test_drawing_a_box_and_editing_it(self, window: MainWindow, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        window.prompt.prompt_edit.setText("a red apple")
        window.canvas.setFocus()
        QTest.keyClick(window.canvas, Qt.Key.Key_B)
        assert window.canvas.tool is Tool.DRAW
        start, end = (QPointF(*window.canvas.to_widget(x, y)).toPoint() for x, y in ((20, 30), (120, 110)))
        drag(window.canvas, start, end)
        box = bench.session.selection.box
        assert box is not None and box.as_tuple() == pytest.approx((20, 30, 120, 110), abs=1)
        assert window.canvas.tool is Tool.SELECT and window.canvas.overlay.box(PERSONS_KEY) is not None
        assert window.box_bar.isVisible()

    def test_a_box_can_be_drawn_with_the_keyboard(self, window: MainWindow, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        window.canvas.setFocus()
        QTest.keyClick(window.canvas, Qt.Key.Key_B)
        QTest.keyClick(window.canvas, Qt.Key.Key_Return)
        assert bench.session.selection.box is not None


def turn_wheel(canvas: QWidget, place: QPointF, amount: int, modifiers: Modifier = Modifier.NoModifier) -> None:
    event = QWheelEvent(
        place,
        QPointF(canvas.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, amount),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


class TestView:
    def test_the_wheel_zooms_to_the_pointer(self, window: MainWindow, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        place, before = QPointF(300, 200), window.canvas.zoom
        spot = window.canvas.to_picture(place)
        turn_wheel(window.canvas, place, 240)
        assert window.canvas.zoom > before
        assert window.canvas.to_picture(place) == pytest.approx(spot, abs=0.01)
        assert window.status.zoom.text().endswith("%")

    def test_fit_and_one_to_one_by_key(self, window: MainWindow, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        fitted = window.canvas.zoom
        window.canvas.setFocus()
        QTest.keyClick(window.canvas, Qt.Key.Key_1, Modifier.ControlModifier)
        assert window.canvas.zoom == 1.0
        QTest.keyClick(window.canvas, Qt.Key.Key_0, Modifier.ControlModifier)
        assert window.canvas.zoom == fitted

    @pytest.mark.parametrize("how", ["space", "middle", "tool"])
    def test_panning(self, window: MainWindow, bench: Bench, picture_path: Path, how: str) -> None:
        bench.open(picture_path)
        canvas = window.canvas
        canvas.setFocus()
        before = canvas.picture_rect().topLeft()
        button = Qt.MouseButton.MiddleButton if how == "middle" else LEFT
        if how == "space":
            QTest.keyPress(canvas, Qt.Key.Key_Space)
        elif how == "tool":
            QTest.keyClick(canvas, Qt.Key.Key_H)
        QTest.mousePress(canvas, button, Modifier.NoModifier, QPoint(200, 200))
        QTest.mouseMove(canvas, QPoint(230, 215))
        QTest.mouseRelease(canvas, button, Modifier.NoModifier, QPoint(230, 215))
        moved = canvas.picture_rect().topLeft() - before
        assert (moved.x(), moved.y()) == pytest.approx((30, 15))

    def test_the_pointers_pixel_is_shown(self, window: MainWindow, bench: Bench, picture_path: Path) -> None:
        bench.open(picture_path)
        QTest.mouseMove(window.canvas, QPointF(*window.canvas.to_widget(50.5, 60.5)).toPoint())
        x, y = (int(part.strip(" px")) for part in window.status.position.text().split(","))
        assert (x, y) == pytest.approx((50, 60), abs=1)
        assert "px" in window.status.text()

    def test_comparing_by_slider_by_line_and_by_key(self, edited: MainWindow, bench: Bench) -> None:
        canvas = edited.canvas
        edited.compare_slider.setValue(500)
        assert canvas.split == 0.5 and edited.action_set[Action.COMPARE].isChecked()
        rect = canvas.picture_rect()
        line = QPoint(round(rect.center().x()), round(rect.bottom() - 12))
        drag(canvas, line, line + QPoint(round(rect.width() / 4), 0))
        assert canvas.split == pytest.approx(0.75, abs=0.01)
        assert edited.compare_slider.value() == pytest.approx(750, abs=10)
        edited.action_set[Action.COMPARE].trigger()
        assert canvas.split == 0.0
        canvas.setFocus()
        with_candidate = canvas.grab().toImage()
        QTest.keyPress(canvas, Qt.Key.Key_C)
        assert canvas.is_holding_before and canvas.grab().toImage() != with_candidate
        QTest.keyRelease(canvas, Qt.Key.Key_C)
        assert not canvas.is_holding_before and canvas.grab().toImage() == with_candidate

    def test_there_is_nothing_to_compare_before_an_edit(
        self, window: MainWindow, bench: Bench, picture_path: Path
    ) -> None:
        bench.open(picture_path)
        assert not window.compare_slider.isEnabled()

    def test_boxes_can_be_hidden(self, edited: MainWindow) -> None:
        edited.canvas.setFocus()
        QTest.keyClick(edited.canvas, Qt.Key.Key_X)
        assert len(edited.canvas.overlay.boxes) == 1
        QTest.keyClick(edited.canvas, Qt.Key.Key_X)
        assert len(edited.canvas.overlay.boxes) == 3


class TestLayers:
    @pytest.fixture
    def layered(self, edited: MainWindow, bench: Bench) -> MainWindow:
        bench.session.accept()
        bench.session.selection.select_neighbour(1)
        bench.session.accept()
        bench.wait_for_picture()
        return edited

    def layers(self, bench: Bench) -> tuple[object, ...]:
        assert bench.session.document is not None
        return bench.session.document.layers

    def test_the_newest_layer_is_on_top_and_chosen(self, layered: MainWindow, bench: Bench) -> None:
        assert layered.layers.list.count() == 3
        assert layered.layers.list.current_id == bench.session.document.layers[-1].layer_id  # type: ignore[union-attr]
        assert not layered.layers.up_button.isEnabled() and layered.layers.down_button.isEnabled()

    def test_the_eye_hides_and_shows(self, layered: MainWindow, bench: Bench) -> None:
        rect = layered.layers.list.visualItemRect(layered.layers.list.item(0))
        QTest.mouseClick(layered.layers.list.viewport(), LEFT, pos=rect.topLeft() + QPoint(18, 22))
        assert not bench.session.document.layers[-1].is_visible  # type: ignore[union-attr]
        bench.session.history.undo()
        assert bench.session.document.layers[-1].is_visible  # type: ignore[union-attr]

    def test_order_changes_by_button_and_is_undone(self, layered: MainWindow, bench: Bench) -> None:
        before = self.layers(bench)
        QTest.mouseClick(layered.layers.down_button, LEFT)
        assert self.layers(bench) == before[::-1]
        bench.session.history.undo()
        assert self.layers(bench) == before

    def test_a_drop_in_the_list_changes_the_order(self, layered: MainWindow, bench: Bench) -> None:
        before = self.layers(bench)
        model = layered.layers.list.model()
        layered.layers.list.setCurrentRow(0)
        assert model.moveRow(layered.layers.list.rootIndex(), 0, layered.layers.list.rootIndex(), 2)
        assert self.layers(bench) == before[::-1]

    def test_renaming(self, layered: MainWindow, bench: Bench) -> None:
        layered.layers.list.item(0).setText("my apple")
        assert bench.session.document.layers[-1].name == "my apple"  # type: ignore[union-attr]
        layered.layers.list.item(0).setText("  ")
        assert bench.session.document.layers[-1].name == "my apple"  # type: ignore[union-attr]
        assert layered.layers.list.item(0).text() == "my apple"
        assert "needs a name" in bench.texts()[-1]

    def test_opacity_is_one_step_for_one_drag(self, layered: MainWindow, bench: Bench) -> None:
        slider = layered.layers.opacity.slider
        count = len(bench.session.history.entries)  # type: ignore[union-attr]
        slider.setSliderDown(True)
        for value in (80, 60, 40):
            slider.setValue(value)
        assert bench.session.document.layers[-1].opacity == 1.0  # type: ignore[union-attr]
        slider.setSliderDown(False)
        assert bench.session.document.layers[-1].opacity == 0.4  # type: ignore[union-attr]
        assert len(bench.session.history.entries) == count + 1  # type: ignore[union-attr]

    def test_blending_and_deleting(self, layered: MainWindow, bench: Bench) -> None:
        layered.layers.blend.setCurrentIndex(1)
        layered.layers.blend.activated.emit(1)
        assert bench.session.document.layers[-1].blend_mode.value == "multiply"  # type: ignore[union-attr]
        QTest.keyClick(layered.layers.list, Qt.Key.Key_Delete)
        assert len(self.layers(bench)) == 1
        bench.session.history.undo()
        assert len(self.layers(bench)) == 2

    def test_the_base_has_its_look_again_after_going_back_to_another_picture(
        self, layered: MainWindow, bench: Bench, other_path: Path
    ) -> None:
        def base() -> QImage:
            rows = layered.layers.list
            return rows.item(rows.count() - 1).data(IMAGE_ROLE)

        before = base()
        bench.open(other_path)
        assert isinstance(base(), QImage) and base() != before
        bench.session.history.undo()
        bench.wait_for_picture()
        assert base() == before

    def test_the_current_step_stays_in_view(self, layered: MainWindow, bench: Bench) -> None:
        for _ in range(8):
            layered.layers.toggle_visible(bench.session.document.layers[-1].layer_id)  # type: ignore[union-attr]
        steps = layered.history.list
        for height in (300, 60, 40):
            steps.resize(200, height)
            assert steps.viewport().rect().contains(steps.visualItemRect(steps.currentItem()).center())

    def test_a_click_in_the_history_goes_back_and_forth(self, layered: MainWindow, bench: Bench) -> None:
        layered.history.list.setCurrentRow(0)
        assert self.layers(bench) == ()
        layered.history.list.setCurrentRow(2)
        assert len(self.layers(bench)) == 2


class TestInAndOut:
    def test_a_dropped_file_is_opened(self, window: MainWindow, bench: Bench, picture_path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(picture_path))])
        assert window.exchange.can_take(data)
        event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, Modifier.NoModifier)
        window.dropEvent(event)
        bench.wait(lambda: bench.session.document is not None)

    def test_an_address_from_the_web_is_refused_in_words(self, window: MainWindow, bench: Bench) -> None:
        data = QMimeData()
        data.setUrls([QUrl("https://example.org/cat.png")])
        window.exchange.take(data, "x")
        assert "not fetched" in bench.texts()[-1]

    def test_pasting_an_image_a_file_and_nothing(self, window: MainWindow, bench: Bench, picture_path: Path) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText("no picture")
        window.exchange.paste()
        assert "no picture on the clipboard" in bench.texts()[-1]
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        clipboard.setImage(image)
        window.exchange.paste()
        bench.wait(lambda: bench.session.document is not None)
        assert bench.session.document.source.pixels[5, 5].tolist() == [255, 0, 0]  # type: ignore[union-attr]
        data = QMimeData()
        data.setData("image/png", picture_path.read_bytes())
        window.exchange.take(data, "Pasted picture")
        bench.wait(lambda: bench.session.document.source.size.width == 320)  # type: ignore[union-attr]
        assert bench.session.history.name is not None and bench.session.history.name.title == "Pasted picture"

    def test_the_open_dialog_blocks_nothing(self, window: MainWindow, bench: Bench, picture_path: Path) -> None:
        window.action_set[Action.OPEN].trigger()
        (dialog,) = window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(picture_path))
        dialog.close()
        bench.wait(lambda: bench.session.document is not None)

    def test_exporting_says_where_to(self, edited: MainWindow, bench: Bench, tmp_path: Path) -> None:
        edited.action_set[Action.EXPORT].trigger()
        (dialog,) = edited.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "out.png"))
        dialog.close()
        bench.wait(lambda: (tmp_path / "out.png").exists() and bench.notices)
        assert "out.png" in bench.texts()[-1]

    def test_opened_files_are_remembered(
        self, window: MainWindow, bench: Bench, picture_path: Path, other_path: Path
    ) -> None:
        bench.open(picture_path)
        bench.open(other_path)
        assert [path.name for path in window._preferences.recent] == ["harbour.png", "meadow.png"]


class TestTelling:
    def test_an_error_is_shown_with_details_to_copy_and_closed_with_its_button(
        self, window: MainWindow, bench: Bench, tmp_path: Path
    ) -> None:
        bench.session.pictures.open_path(tmp_path / "gone.png")
        bench.wait(window.banner.isVisible)
        assert "gone.png" in window.findChildren(QLabel, "messageText")[0].text()
        QTest.mouseClick(window.findChildren(QPushButton, "copyDetailsButton")[0], LEFT)
        assert "gone.png" in QGuiApplication.clipboard().text()
        assert "PySide6" in QGuiApplication.clipboard().text()
        window.banner.dismiss()
        assert not window.banner.isVisible()

    def test_an_error_comes_back_when_the_note_over_it_is_closed(self, window: MainWindow) -> None:
        error, note = Notice(NoticeKind.ERROR, "It broke.", "why"), Notice(NoticeKind.NOTE, "By the way.")
        window.banner.show_notice(error)
        window.banner.show_notice(note)
        assert window.banner.notice is note
        window.banner.dismiss()
        assert window.banner.notice is error
        report = report_of(error, about_this_machine())
        assert "why" in report and "lredit" in report and f"{os.cpu_count()} cores" in report

    def test_a_failed_edit_is_told_and_keeps_everything(self, edited: MainWindow, bench: Bench) -> None:
        bench.engine.fails_with = "The engine broke. Try it once more."
        edited.start_edit()
        bench.wait_for_end()
        assert edited.banner.isVisible() and edited.banner.notice is not None
        assert edited.banner.notice.text == "The engine broke. Try it once more."
        assert edited.strip.count() == 3 and edited.prompt.edit_button.isEnabled()

    def test_the_next_edit_takes_an_old_error_away_and_leaves_a_warning(self, edited: MainWindow, bench: Bench) -> None:
        warning = Notice(NoticeKind.WARNING, "Look at this.")
        edited.banner.show_notice(warning)
        bench.engine.fails_with = "The engine broke. Try it once more."
        edited.start_edit()
        bench.wait_for_end()
        assert edited.banner.notice is not None and edited.banner.notice.kind is NoticeKind.ERROR
        bench.engine.fails_with = ""
        edited.start_edit()
        bench.wait_for_end()
        assert edited.banner.notice is warning

    def test_what_would_be_refused_is_said_under_the_prompt(
        self, window: MainWindow, bench: Bench, picture_path: Path
    ) -> None:
        bench.open(picture_path)
        window.prompt.prompt_edit.setText("apple " * 200)
        assert window.prompt.refusal.isVisible() and "1199 characters" in window.prompt.refusal.text()
        assert not window.prompt.edit_button.isEnabled()
        window.prompt.prompt_edit.setText("apple")
        assert not window.prompt.refusal.isVisible() and window.prompt.edit_button.isEnabled()

    def test_the_list_of_shortcuts_opens(self, window: MainWindow) -> None:
        window.action_set[Action.SHORTCUTS].trigger()
        (dialog,) = window.findChildren(QDialog, "shortcutsDialog")
        words = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert "Ctrl+O" in words and "Draw a box" in words
        dialog.close()


class TestSettings:
    def test_advanced_settings_reach_the_request(self, edited: MainWindow, bench: Bench) -> None:
        edited.action_set[Action.ADVANCED].trigger()
        advanced = edited.prompt.advanced
        assert advanced.isVisible()
        advanced.seed.set_value(4_000_000_000)
        advanced.guidance.slider.setValue(advanced.guidance.slider.value() + 2)
        advanced.weights["size"].slider.setValue(20)
        advanced.negative.setText("blurry")
        advanced.estimator.setCurrentIndex(1)
        edited.start_edit()
        bench.wait_for_end()
        request = bench.engine.requests[-1]
        assert (request.seed, request.negative_prompt) == (4_000_000_000, "blurry")
        assert request.settings.guidance_scale == 8.5 and request.settings.weights.size == 1.0
        assert request.settings.estimator.value == "straight-through"

    def test_in_a_small_window_the_advanced_settings_fit_and_scroll(self, edited: MainWindow, bench: Bench) -> None:
        edited.resize(900, 600)
        edited.action_set[Action.ADVANCED].trigger()
        fold = edited.prompt.advanced.fold
        bench.wait(lambda: fold.is_scrolling)
        assert (edited.width(), edited.height()) == (900, 600)
        slider = edited.prompt.advanced.steps.slider
        before = slider.value()
        turn_wheel(slider, QPointF(5, 5), -120)
        assert slider.value() == before and fold.verticalScrollBar().value() > 0
        edited.resize(1300, 900)
        bench.wait(lambda: not fold.is_scrolling)
        turn_wheel(slider, QPointF(5, 5), 120)
        assert slider.value() > before

    def test_a_preset_sets_its_numbers(self, window: MainWindow, bench: Bench) -> None:
        QTest.mouseClick(window.prompt.presets.button(0), LEFT)
        assert bench.session.form.preset is Preset.FAST
        assert bench.session.form.settings.anchor_count == 6
        assert window.prompt.advanced.anchors.value == 6

    def test_closing_keeps_the_preset_and_the_layout(self, window: MainWindow, bench: Bench) -> None:
        window.prompt.set_preset(Preset.THOROUGH)
        with bench.qtbot.waitSignal(window.closed, timeout=WAIT_MS):
            window.close()
        assert window._preferences.preset is Preset.THOROUGH
        assert window._preferences.layout("geometry") is not None

    def test_closing_during_an_edit_stops_it(self, window: MainWindow, bench: Bench, picture_path: Path) -> None:
        bench.engine.hold_before = ("CandidateReady",)
        bench.open(picture_path)
        window.prompt.prompt_edit.setText("an apple")
        window.start_edit()
        bench.wait(bench.engine.reached.is_set)
        window.close()
        bench.wait_for_end()
        assert bench.thread.shut_down() and bench.engine.close_count == 1
