"""The export dialog, what it measures and shows, and exporting without it."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLineEdit, QMessageBox, QSlider, QSpinBox

from lredit_core.geometry import Box, Size
from lredit_core.pictures import exporting
from lredit_core.pictures.export_settings import Colours, ExportSettings, SizeKind, SizeRule
from lredit_core.pictures.formats import EXPORT_FORMATS
from lredit_core.pictures.icc_profiles import srgb_profile
from lredit_core.pictures.image import PixelBuffer
from lredit_gui.exporting.dialog import ExportDialog
from lredit_gui.exporting.estimates import part_box
from lredit_gui.session.pictures import PictureName
from lredit_gui.window.actions import Action
from tests.gui.conftest import WAIT_MS, picture_pixels
from tests.gui.window.hands import move_mouse

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench

WITH_ALPHA = np.dstack([picture_pixels(), np.full((240, 320), 255, np.uint8)])
WITH_ALPHA[:40, :, 3] = 0


@pytest.fixture
def show(window: MainWindow, bench: Bench, tmp_path: Path) -> Callable[..., ExportDialog]:
    """Opens a picture and the dialog, in a folder that is empty."""
    folder = tmp_path / "exported"
    folder.mkdir()

    def shown(pixels: np.ndarray | None = None, settings: ExportSettings | None = None) -> ExportDialog:
        if pixels is not None:
            path = tmp_path / "meadow.png"
            exporting.export_picture(PixelBuffer(pixels), path, options=exporting.ExportOptions(), metadata={})
            bench.open(path)
        window._preferences.export_folder = folder
        if settings is not None:
            window._preferences.export_settings = settings
        window.action_set[Action.EXPORT].trigger()
        dialog = window.findChildren(ExportDialog)[-1]
        bench.wait(lambda: "pixels" in dialog.size_text.text() or dialog._problem)
        return dialog

    return shown


def _files(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "exported").iterdir())


def _export(dialog: ExportDialog, bench: Bench) -> Path:
    """Presses Enter, and waits for the file."""
    written: list[Path] = []
    bench.session.exported.connect(written.append)
    QTest.keyClick(dialog.destination.name_edit, Qt.Key.Key_Return)
    bench.wait(lambda: written)
    return written[0]


def test_enter_exports_the_file_whose_size_was_shown(
    show: Callable[..., ExportDialog], bench: Bench, tmp_path: Path
) -> None:
    dialog = show(picture_pixels())
    said = dialog.size_text.text()
    path = _export(dialog, bench)
    assert path == tmp_path / "exported" / "meadow-edited.png"
    assert said == f"{round(path.stat().st_size / 1000)} kB, 320 \u00d7 240 pixels, 8 bit"
    np.testing.assert_array_equal(np.asarray(Image.open(path)), picture_pixels())


def test_esc_leaves_and_writes_nothing(show: Callable[..., ExportDialog], bench: Bench, tmp_path: Path) -> None:
    dialog = show(picture_pixels())
    QTest.keyClick(dialog.destination.name_edit, Qt.Key.Key_Escape)
    bench.wait(lambda: not dialog.isVisible())
    assert _files(tmp_path) == [] and not bench.session.pictures.is_exporting


def test_a_lower_quality_is_smaller_and_shows_its_losses(show: Callable[..., ExportDialog], bench: Bench) -> None:
    dialog = show(picture_pixels(), ExportSettings("JPEG", quality=95))
    bench.wait(lambda: dialog.preview.part is not None)
    fine, good = dialog.preview.part, dialog.size_text.text()
    dialog.form.quality.slider.setValue(5)
    assert dialog.size_text.text() != good, "what no longer holds is not shown"
    bench.wait(lambda: "pixels" in dialog.size_text.text() and dialog.preview.part is not fine)
    coarse = dialog.preview.part
    assert fine is not None and coarse is not None
    assert coarse.plain == fine.plain and coarse.encoded != fine.encoded
    assert dialog.preview.shown_image == coarse.encoded
    dialog.plain_box.click()
    assert dialog.preview.shown_image == coarse.plain
    measured = [float(text.split()[0]) for text in (good, dialog.size_text.text())]
    assert measured[1] < measured[0] / 3


def test_only_what_was_asked_for_last_is_shown(
    show: Callable[..., ExportDialog], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, began = threading.Event(), threading.Event()
    encode = exporting.encode_picture

    def slow(buffer: Any, kind: str, **rest: Any) -> Any:
        if kind == "WEBP" and buffer.size.width == 320:
            began.set()
            assert gate.wait(WAIT_MS / 1000)
        return encode(buffer, kind, **rest)

    dialog = show(picture_pixels())
    monkeypatch.setattr(exporting, "encode_picture", slow)
    shown: list[str] = []
    dialog.estimates.measured.connect(lambda measured: shown.append(f"{measured.size.width}"))
    dialog.form.set_format("WEBP")
    bench.wait(began.is_set)
    dialog.form._change(replace(dialog.settings, format="JPEG", size=SizeRule(SizeKind.PERCENT, 50)))
    gate.set()
    bench.wait(lambda: shown)
    bench.wait(lambda: not dialog.estimates.is_busy)
    assert shown == ["160"]


@pytest.mark.parametrize(
    ("pixels", "settings", "words"),
    [
        (WITH_ALPHA, ExportSettings("JPEG"), "JPEG has no transparency"),
        (picture_pixels().astype(np.uint16) * 257, ExportSettings("WEBP"), "WebP holds 8 bits a channel"),
        (picture_pixels(), ExportSettings("JPEG"), ""),
        (WITH_ALPHA, ExportSettings("WEBP"), ""),
    ],
)
def test_what_cannot_be_kept_is_said_before(
    show: Callable[..., ExportDialog], pixels: np.ndarray, settings: ExportSettings, words: str
) -> None:
    dialog = show(pixels, settings)
    assert (words in dialog.losses_text.text()) and bool(words) is dialog.losses_text.isVisible()
    assert dialog.export_button.isEnabled()


@pytest.mark.parametrize(
    ("pixels", "width", "words"),
    [(picture_pixels(400, 10), 16_384, "WebP file holds at most 16,383"), (picture_pixels(), 17_000, "200 million")],
)
def test_what_a_format_does_not_hold_is_said_at_once_and_cannot_be_exported(
    show: Callable[..., ExportDialog], pixels: np.ndarray, width: int, words: str
) -> None:
    dialog = show(pixels, ExportSettings("WEBP"))
    dialog.form._change(replace(dialog.settings, size=SizeRule(SizeKind.WIDTH, width)))
    assert words in dialog.problem_text.text() and dialog.problem_text.isVisible()
    assert not dialog.export_button.isEnabled()
    dialog.form._change(replace(dialog.settings, size=SizeRule()))
    assert dialog.export_button.isEnabled() and not dialog.problem_text.isVisible()


def test_the_settings_are_those_of_the_file(show: Callable[..., ExportDialog], bench: Bench) -> None:
    dialog = show(picture_pixels().astype(np.uint16) * 257)
    form = dialog.form
    form.size_choice.setCurrentIndex(form.size_choice.findData(SizeKind.WIDTH))
    form.size_choice.activated.emit(0)
    assert form.size_value.value() == 320, "another kind begins with what it is"
    form.size_value.setValue(160)
    form.profile_choice.activated.emit(1)
    form.depth_choice.setCurrentIndex(2)
    form.depth_choice.activated.emit(2)
    assert dialog.settings == ExportSettings(size=SizeRule(SizeKind.WIDTH, 160), colours=Colours.SRGB, depth=16)
    from lredit_core.pictures.opening import open_picture

    written = open_picture(_export(dialog, bench)).buffer
    assert (written.size, written.bit_depth, written.icc_profile) == (Size(160, 120), 16, srgb_profile())


@pytest.mark.parametrize(
    ("typed", "written", "kind"),
    [
        ("my.holiday.v2", "my.holiday.v2.jpg", "JPEG"),
        ("plain", "plain.jpg", "JPEG"),
        ("a.jpeg", "a.jpeg", "JPEG"),
        ("a.png", "a.png", "PNG"),
        ("Tom & <b>.tiff", "Tom & <b>.tiff", "TIFF"),
    ],
)
def test_the_name_ends_as_its_format_does(
    show: Callable[..., ExportDialog], bench: Bench, typed: str, written: str, kind: str
) -> None:
    dialog = show(picture_pixels(), ExportSettings("JPEG"))
    dialog.destination.name_edit.selectAll()
    QTest.keyClicks(dialog.destination.name_edit, typed)
    path = _export(dialog, bench)
    assert path.name == written and dialog.settings.format == kind
    with Image.open(path) as image:
        assert image.format == kind


def test_the_chosen_place_comes_from_a_dialog_that_blocks_nothing(
    show: Callable[..., ExportDialog], bench: Bench, tmp_path: Path
) -> None:
    dialog = show(picture_pixels(), ExportSettings("JPEG"))
    dialog.destination.choose_button.click()
    chooser = dialog.findChild(QFileDialog, "exportPathDialog")
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "my.holiday.v2"))
    chooser.close()
    assert dialog.destination.path == tmp_path / "my.holiday.v2.jpg"
    dialog.form.set_format("AVIF")
    assert dialog.destination.path == tmp_path / "my.holiday.v2.avif"
    dialog.destination.name_edit.setText("  ")
    assert not dialog.export_button.isEnabled()


@pytest.mark.parametrize("answer", ["keep", "replace"])
def test_what_lies_there_is_not_replaced_without_a_question(
    show: Callable[..., ExportDialog], bench: Bench, tmp_path: Path, answer: str
) -> None:
    dialog = show(picture_pixels())
    taken = tmp_path / "exported" / "taken.png"
    taken.write_bytes(b"precious")
    dialog.destination.set_path(taken)
    dialog.export_button.click()
    bench.wait(lambda: dialog.findChild(QMessageBox, "replaceQuestion"))
    box = dialog.findChild(QMessageBox, "replaceQuestion")
    assert "taken.png" in box.text() and taken.read_bytes() == b"precious"
    assert box.defaultButton().text() == "Choose another name"
    if answer == "keep":
        box.defaultButton().click()
        bench.wait(lambda: dialog.findChild(QMessageBox, "replaceQuestion") is None)
        assert dialog.isVisible() and taken.read_bytes() == b"precious"
    else:
        dialog.findChild(QAbstractButton, "confirmReplaceButton").click()
        bench.wait(lambda: taken.read_bytes() != b"precious")


def test_the_opened_picture_is_named_as_such(show: Callable[..., ExportDialog], bench: Bench, tmp_path: Path) -> None:
    dialog = show(picture_pixels())
    dialog.destination.set_path(tmp_path / "meadow.png")
    dialog.export_button.click()
    bench.wait(lambda: dialog.findChild(QMessageBox, "replaceQuestion"))
    assert "the picture that you opened" in dialog.findChild(QMessageBox, "replaceQuestion").text()


def test_where_nothing_can_be_written_it_is_said_in_the_dialog(
    show: Callable[..., ExportDialog], bench: Bench, tmp_path: Path
) -> None:
    dialog = show(picture_pixels())
    dialog.destination.set_path(tmp_path / "none" / "x.png")
    dialog.export_button.click()
    bench.wait(lambda: "There is no folder" in dialog.problem_text.text())
    assert dialog.isVisible()
    dialog.destination.set_path(tmp_path / "exported" / "x.png")
    _export(dialog, bench)


def test_one_layer_is_exported_cropped_with_its_mask_and_the_edits_stay_unexported(
    edited: MainWindow, bench: Bench, show: Callable[..., ExportDialog]
) -> None:
    bench.session.accept()
    dialog = show()
    layer = bench.session.document.layers[0]  # type: ignore[union-attr]
    form = dialog.form
    assert form.subject_choice.isVisible()
    form.subject_choice.setCurrentIndex(form.subject_choice.findData(layer.layer_id))
    form.subject_choice.activated.emit(1)
    bench.wait(lambda: f"{layer.box.width} \u00d7 {layer.box.height}" in dialog.size_text.text())
    with Image.open(_export(dialog, bench)) as image:
        assert image.mode == "RGBA" and image.size == (layer.box.width, layer.box.height)
        np.testing.assert_array_equal(np.asarray(image)[..., 3], layer.mask)
    assert bench.session.history.changed_pictures


def test_presets_are_kept_and_settings_remembered(
    window: MainWindow, bench: Bench, show: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = show(picture_pixels())
    presets = dialog.form.presets
    web = presets.choice.findText("For the web (JPEG)")
    presets.choice.setCurrentIndex(web)
    presets.choice.activated.emit(web)
    assert dialog.settings.size == SizeRule(SizeKind.LONGEST_SIDE, 2048)
    assert (dialog.settings.format, dialog.settings.colours) == ("JPEG", Colours.SRGB)
    assert not dialog.settings.keep_place
    assert presets.choice.currentIndex() == web and not presets.save_button.isVisible()
    dialog.form.quality.slider.setValue(40)
    assert presets.choice.currentIndex() == 0 and presets.save_button.isVisible()
    presets.save("small & quick")
    assert presets.choice.currentText() == "small & quick" and presets.delete_button.isVisible()
    chosen = dialog.settings
    _export(dialog, bench)
    again = show()
    assert again.settings == chosen and again.form.presets.choice.currentText() == "small & quick"
    assert not window.action_set[Action.METADATA].isChecked(), "the menu shows what is written"
    again.form.presets.delete_button.click()
    assert again.form.presets.choice.findText("small & quick") < 0 and window._preferences.export_presets == {}


def test_again_as_last_time_asks_nothing_and_replaces_nothing(
    window: MainWindow, bench: Bench, show: Callable[..., ExportDialog], other_path: Path, tmp_path: Path
) -> None:
    dialog = show(picture_pixels(), ExportSettings("JPEG", size=SizeRule(SizeKind.PERCENT, 50)))
    first = _export(dialog, bench)
    before = first.read_bytes()
    bench.wait(lambda: bench.session.ui.can_export)
    window.activateWindow()
    bench.wait(window.isActiveWindow)
    window.canvas.setFocus()
    for count in (2, 3):
        QTest.keyClick(
            window.canvas, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        bench.wait(lambda count=count: len(_files(tmp_path)) == count and bench.session.ui.can_export)
    bench.open(other_path)
    window.action_set[Action.EXPORT_AGAIN].trigger()
    bench.wait(lambda: len(_files(tmp_path)) == 4 and bench.session.ui.can_export)
    names = ["harbour-edited.jpg", "meadow-edited-2.jpg", "meadow-edited-3.jpg", "meadow-edited.jpg"]
    assert _files(tmp_path) == names and first.read_bytes() == before
    with Image.open(tmp_path / "exported" / "harbour-edited.jpg") as image:
        assert image.size == (100, 150)


def test_without_a_last_time_again_asks(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    window.action_set[Action.EXPORT_AGAIN].trigger()
    assert window.findChild(ExportDialog) is not None


def test_a_copied_picture_keeps_its_transparency(
    window: MainWindow, bench: Bench, show: Callable[..., ExportDialog]
) -> None:
    show(WITH_ALPHA).close()
    QGuiApplication.clipboard().setText("something else")
    window.action_set[Action.COPY_PICTURE].trigger()
    bench.wait(lambda: QGuiApplication.clipboard().mimeData().hasFormat("image/png"))
    data = QGuiApplication.clipboard().mimeData()
    with Image.open(io.BytesIO(bytes(data.data("image/png").data()))) as image:
        np.testing.assert_array_equal(np.asarray(image)[..., 3], WITH_ALPHA[..., 3])
        np.testing.assert_array_equal(np.asarray(image)[60:], WITH_ALPHA[60:])
    image = QGuiApplication.clipboard().image()
    assert image.hasAlphaChannel() and image.pixelColor(5, 5).alpha() == 0


def test_dragging_and_arrow_keys_show_other_parts(show: Callable[..., ExportDialog], bench: Bench) -> None:
    dialog = show(picture_pixels(3000, 2000))
    view = dialog.preview
    bench.wait(lambda: view.part is not None)
    first = view.part
    assert first is not None
    middle = view.rect().center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseMove(view, middle - QPoint(100, 60))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle - QPoint(100, 60))
    bench.wait(lambda: view.part is not first)
    second = view.part
    assert second is not None and second.box.x0 > first.box.x0 and second.box.y0 > first.box.y0
    assert abs(second.box.x0 - first.box.x0 - 100) <= 16
    QTest.keyClick(view, Qt.Key.Key_Left)
    bench.wait(lambda: view.part is not second)
    assert view.part is not None and view.part.box.x0 < second.box.x0
    assert view.place().contains(view.rect().center())


@pytest.mark.parametrize(
    ("centre", "box"),
    [((0.5, 0.5), Box(448, 336, 564, 452)), ((0.0, 0.0), Box(0, 0, 116, 116)), ((1.0, 1.0), Box(896, 688, 1000, 800))],
)
def test_a_part_begins_at_a_block_and_fills_the_room(centre: tuple[float, float], box: Box) -> None:
    assert part_box(Size(1000, 800), centre, Size(100, 100)) == box


def test_every_control_has_a_name_and_is_reached_by_tab(
    edited: MainWindow, bench: Bench, show: Callable[..., ExportDialog]
) -> None:
    bench.session.accept()
    dialog = show(None, ExportSettings("TIFF", size=SizeRule(SizeKind.PERCENT, 50)))
    kinds = (QAbstractButton, QComboBox, QLineEdit, QSlider, QSpinBox)
    controls = [one for kind in kinds for one in dialog.findChildren(kind) if one.isVisibleTo(dialog)]
    controls = [one for one in controls if not isinstance(one.parent(), QSpinBox | QComboBox)]
    unnamed = [one.objectName() for one in controls if not (one.accessibleName() or getattr(one, "text", str)())]
    assert len(controls) > 12 and unnamed == []
    reached, one = [], dialog.destination.name_edit.nextInFocusChain()
    while one is not dialog.destination.name_edit:
        if one.isVisibleTo(dialog) and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.append(one)
        one = one.nextInFocusChain()
    assert [one.objectName() for one in controls if one not in (*reached, dialog.destination.name_edit)] == []


def test_the_dialog_fits_a_small_window(show: Callable[..., ExportDialog], window: MainWindow) -> None:
    window.resize(1024, 640)
    dialog = show(picture_pixels())
    assert dialog.width() <= 1024 and dialog.height() <= 640


def test_a_picture_without_a_file_and_with_dots_in_its_name_is_named_after_it(
    window: MainWindow, bench: Bench, show: Callable[..., ExportDialog]
) -> None:
    show(picture_pixels()).close()
    document = bench.session.document
    assert document is not None
    bench.session.history.open(document, PictureName("my.holiday.v2"))
    dialog = show()
    assert dialog.destination.name_edit.text() == "my.holiday.v2-edited.png"


def test_the_picture_s_own_profile_is_named(
    window: MainWindow, bench: Bench, show: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    path = tmp_path / "with a profile.png"
    Image.fromarray(picture_pixels()).save(path, icc_profile=srgb_profile())
    bench.open(path)
    dialog = show()
    bench.wait(lambda: dialog.form.profile_choice.itemText(0).startswith("As it is (sRGB"))


def test_a_profile_is_chosen_from_a_file_and_a_wrong_one_is_said(
    show: Callable[..., ExportDialog], bench: Bench, tmp_path: Path
) -> None:
    dialog = show(picture_pixels())
    good, wrong = tmp_path / "screen.icc", tmp_path / "wrong.icc"
    good.write_bytes(srgb_profile())
    wrong.write_bytes(b"no profile")
    choice = dialog.form.profile_choice
    choice.activated.emit(choice.count() - 1)
    chooser = choice.findChild(QFileDialog, "profileDialog")
    assert chooser is not None
    chooser.fileSelected.emit(str(wrong))
    chooser.close()
    bench.wait(lambda: "is no colour profile" in dialog.problem_text.text())
    assert not dialog.export_button.isEnabled()
    choice.set_file(good)
    bench.wait(lambda: dialog.export_button.isEnabled() and "pixels" in dialog.size_text.text())
    assert choice.currentText() == "screen.icc" and dialog.settings.icc_file == good
    with Image.open(_export(dialog, bench)) as image:
        assert image.info["icc_profile"] == good.read_bytes()


def test_all_formats_are_offered_that_can_be_written(show: Callable[..., ExportDialog], bench: Bench) -> None:
    dialog = show(picture_pixels())
    assert set(dialog.form.formats) <= {one.name for one in EXPORT_FORMATS} and len(dialog.form.formats) >= 4


@pytest.mark.parametrize("is_early", [True, False])
def test_a_picture_is_dragged_out_as_it_would_be_exported(
    show: Callable[..., ExportDialog], bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_early: bool
) -> None:
    """Whether the mouse moves before the file is written or after."""
    dialog = show(picture_pixels())
    handle = dialog.drag_handle
    dragged: list[Path] = []

    def take(drag: QDrag) -> None:
        dragged.extend(Path(url.toLocalFile()) for url in drag.mimeData().urls())

    monkeypatch.setattr(handle, "run", take)
    given: list[Path | None] = []
    keep = handle.set_path
    monkeypatch.setattr(handle, "set_path", lambda path: (given.append(path), keep(path)))
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    if is_early:
        move_mouse(handle, start + QPoint(40, 0))
        assert not dragged
    else:
        bench.wait(lambda: given)
        move_mouse(handle, start + QPoint(2, 0))
        assert not dragged
        move_mouse(handle, start + QPoint(40, 0))
    bench.wait(lambda: dragged)
    assert dragged[0].name == "meadow-edited.png" and dragged[0].parent != tmp_path / "exported"
    np.testing.assert_array_equal(np.asarray(Image.open(dragged[0])), picture_pixels())
    assert _files(tmp_path) == [] and dialog.isVisible()


def test_a_click_on_the_handle_drags_nothing(
    show: Callable[..., ExportDialog], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = show(picture_pixels())
    handle = dialog.drag_handle
    monkeypatch.setattr(handle, "run", lambda _drag: pytest.fail("nothing was dragged"))
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
    bench.wait(lambda: bench.workers.pending_count == 0)
    dialog.destination.name_edit.setText("")
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    assert handle.cursor().shape() is Qt.CursorShape.OpenHandCursor
