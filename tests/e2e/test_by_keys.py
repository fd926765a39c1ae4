"""The whole walk by keys alone: open, ask, choose, mend the mask, accept, adjust, save, close, reopen, export. On a
portrait photograph of 24 megapixels from a camera, on a 16-bit TIFF, on what was dropped and pasted, with two tabs."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pytest
import tifffile
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QComboBox, QDialog, QWidget

from lredit_core.geometry import Size
from lredit_core.pictures.opening import open_picture
from lredit_gui.window.actions import Action
from tests.core.pictures.test_export_settings import wide_gamut_profile
from tests.e2e.walk import Walker, run_walk
from tests.fakes.fake_engine import FakeEngine
from tests.gui.conftest import picture_pixels

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_core.api.service import EngineService

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
RETURN, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class Keyboard:
    """Keys go to what has the keyboard, and nowhere else."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        for edit in (walker.window.prompt.prompt_edit, walker.window.prompt.source_edit):
            completer = edit.completer()
            popup = None if completer is None else completer.popup()
            if popup is not None:  # without a screen every window that is shown becomes the active one, but for these
                popup.setWindowFlags(Qt.WindowType.ToolTip)

    def press(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, modifiers)

    @property
    def focus(self) -> QWidget:
        focused = (
            QApplication.activePopupWidget()
            or QApplication.focusWidget()
            or QApplication.activeModalWidget()
            or self.walker.window
        )
        assert focused.isVisible()
        return focused

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    async def dialog(self) -> QDialog:
        """The one that came up."""

        def shown() -> list[QDialog]:
            return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

        await self.walker.until(shown, "a dialog")
        (dialog,) = shown()
        dialog.activateWindow()  # a window manager does
        await self.walker.until(lambda: QApplication.activeWindow() is dialog, "the dialog to be active")
        return dialog

    async def back(self) -> None:
        """In the window again, once a dialog is closed."""
        self.walker.window.activateWindow()
        await self.walker.until(self.walker.window.isActiveWindow, "the window to be active")

    async def tab_to(self, name: str) -> QWidget:
        """On with Tab, until a part of this name has the keyboard."""
        for _ in range(150):
            if self.focus.accessibleName() == name:
                return self.focus
            self.press(TAB)
            await asyncio.sleep(0)
        raise AssertionError(f"Tab does not come to {name}")

    async def command(self, words: str) -> None:
        """By the palette."""
        self.press(Qt.Key.Key_K, CTRL)
        await self.dialog()
        self.write(words)
        self.press(RETURN)
        await self.back()


@dataclass(frozen=True)
class Walk:
    """Attributes:
    make: writes the picture that is opened, into a folder.
    exported: the name of what is exported.
    engine: None for the built-in models.
    """

    make: Callable[[Path], Path]
    exported: str
    engine: Callable[[], EngineService] | None
    prompt: str = "a red apple"
    source: str = "the cat"
    size: Size = field(default_factory=lambda: Size(320, 240))
    timeout_s: float = 60.0


def a_portrait(folder: Path) -> Path:
    """As a telephone makes it: 6000 x 4000 stored on its side, with a wide profile, a place and a time."""
    coarse = Image.fromarray(picture_pixels(600, 400)).resize((6000, 4000), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[274], exif[271] = 6, "Canon"
    path = folder / "IMG_0001.jpg"
    coarse.save(path, quality=90, exif=exif.tobytes(), icc_profile=wide_gamut_profile())
    return path


def a_tiff(folder: Path) -> Path:
    pixels = picture_pixels(480, 360).astype(np.uint16) * 257 + np.random.default_rng(2).integers(0, 200, (360, 480, 3))
    path = folder / "scan.tif"
    tifffile.imwrite(path, pixels.astype(np.uint16), photometric="rgb")
    return path


def a_drawing(folder: Path) -> Path:
    path = folder / "meadow.png"
    Image.fromarray(picture_pixels()).save(path)
    return path


def scripted() -> EngineService:
    return FakeEngine(pause_s=0.0)


WALKS = [
    pytest.param(Walk(a_drawing, "edited.png", scripted), id="drawing", marks=pytest.mark.slow),
    pytest.param(
        Walk(a_portrait, "edited.jpg", scripted, size=Size(4000, 6000), timeout_s=120.0),
        id="portrait of 24 megapixels",
        marks=pytest.mark.e2e,
    ),
    pytest.param(Walk(a_tiff, "edited.tif", scripted, size=Size(480, 360)), id="16-bit TIFF", marks=pytest.mark.slow),
    pytest.param(
        Walk(a_tiff, "edited.png", None, "a red apple", "", Size(480, 360), timeout_s=180.0),
        id="16-bit TIFF, built-in models",
        marks=pytest.mark.e2e,
    ),
]


@pytest.mark.parametrize("walk", WALKS)
def test_the_whole_walk_by_keys(qapp: QApplication, walk: Walk, tmp_path: Path) -> None:
    del qapp
    picture, project, exported = walk.make(tmp_path), tmp_path / "work.lredit", tmp_path / walk.exported
    source = open_picture(picture).buffer
    assert source.size == walk.size

    async def steps(walker: Walker) -> None:
        keys, window, session = Keyboard(walker), walker.window, walker.session
        window.activateWindow()
        await open_by_keys(keys, picture)
        await ask(keys, walk.prompt, walk.source)
        await walker.until_done()
        assert len(session.selection.candidates) >= 2
        await choose_and_mend(keys)
        keys.press("a")
        await walker.until(lambda: session.document and session.document.layers, "the layer")
        await walker.until_done()
        await adjust(keys)
        assert session.renderer.changed_outside in (0, None)
        document = session.document
        assert document is not None and len(document.layers) == 2
        looks = document.flattened()

        keys.press(Qt.Key.Key_S, CTRL)
        await keys.dialog()
        keys.press(Qt.Key.Key_A, CTRL)
        keys.write(str(project))
        keys.press(RETURN)
        await keys.back()
        await walker.until(lambda: project.exists() and not session.projects.is_saving, "the project")
        keys.press(Qt.Key.Key_W, CTRL)
        await walker.until(lambda: session.document is None, "the picture to be closed")

        await open_by_keys(keys, project)
        await walker.until_done()
        again = session.document
        assert again is not None and again.flattened() == looks
        keys.press(Qt.Key.Key_E, CTRL)
        await keys.dialog()
        keys.press(Qt.Key.Key_A, CTRL)
        keys.write(str(exported))
        keys.press(RETURN)
        await walker.until(lambda: exported.exists() and session.ui.can_export, "the export")
        await keys.back()
        keys.press(Qt.Key.Key_W, CTRL)
        await walker.until(lambda: session.document is None, "the picture to be closed without a question")

    settings = tmp_path / "settings"
    code = run_walk(
        steps, settings_dir=settings, engine_factory=walk.engine, timeout_s=walk.timeout_s, size=(1280, 800)
    )
    assert code == 0
    written = open_picture(exported).buffer
    assert written.size == walk.size and written.bit_depth == (8 if exported.suffix == ".jpg" else source.bit_depth)
    assert written.icc_profile == source.icc_profile
    if exported.suffix != ".jpg":
        differs = (written.pixels != source.pixels).any(axis=2)
        assert 0.001 < differs.mean() < 0.9


async def open_by_keys(keys: Keyboard, path: Path) -> None:
    keys.press(Qt.Key.Key_O, CTRL)
    await keys.dialog()
    keys.write(str(path))
    keys.press(RETURN)
    await keys.back()
    session = keys.walker.session
    await keys.walker.until(
        lambda: session.document is not None and session.renderer.is_current, f"{path.name} to open"
    )


async def ask(keys: Keyboard, prompt: str, source: str) -> None:
    """The prompt has the keyboard once a picture is open."""
    walker = keys.walker
    assert keys.focus is walker.window.prompt.prompt_edit
    keys.write(prompt)
    if source:
        keys.press(TAB)
        keys.write(source)
    await walker.until(lambda: walker.session.ui.can_edit, "the models")
    keys.press(RETURN)
    await walker.until(lambda: walker.session.edits.is_running, "the edit to start")


async def choose_and_mend(keys: Keyboard) -> None:
    """The second candidate, a larger mask, the edit again in that."""
    walker, selection = keys.walker, keys.walker.session.selection
    first = selection.candidates.selected_id
    keys.press("]")
    assert selection.candidates.selected_id != first
    keys.press("[")
    assert selection.candidates.selected_id == first
    keys.press(Qt.Key.Key_Right, SHIFT)
    assert selection.box is not None
    keys.press("g")
    await walker.until(lambda: selection.outline is not None, "the mask")
    keys.press(RETURN)
    await walker.until(lambda: walker.session.edits.is_running, "the mask to be edited")
    await walker.until_done()
    assert selection.candidates.selected is not None


async def adjust(keys: Keyboard) -> None:
    """An adjustment over the layer, made lighter by the arrow keys."""
    walker, session = keys.walker, keys.walker.session
    document = session.document
    assert document is not None
    await keys.tab_to("Layers, the topmost first")
    keys.press(Qt.Key.Key_Home)
    if session.layers.current is None:
        keys.press(Qt.Key.Key_Space, CTRL)
    assert session.layers.current is document.layers[-1]
    await keys.command("new adjustment")
    await walker.until(lambda: session.document is not document, "the adjustment")
    slider = await keys.tab_to("Light")
    assert isinstance(slider, QAbstractSlider)
    for _ in range(10):
        keys.press(Qt.Key.Key_Right)
    await walker.until(lambda: session.layers.current and session.layers.current.adjustment.light > 0.1, "more light")
    await walker.until_done()
    keys.press(Qt.Key.Key_Escape)


@pytest.mark.slow
def test_two_pictures_one_dropped_one_pasted_by_keys(qapp: QApplication, tmp_path: Path) -> None:
    """What is edited in one tab stays there while the other is edited."""
    dropped = a_drawing(tmp_path)
    data = io.BytesIO()
    Image.fromarray(picture_pixels(200, 300, seed=8)).save(data, "PNG")

    async def steps(walker: Walker) -> None:
        keys, window, session = Keyboard(walker), walker.window, walker.session
        window.activateWindow()
        files = QMimeData()
        files.setUrls([QUrl.fromLocalFile(str(dropped))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        window.dropEvent(QDropEvent(QPointF(300, 300), copy, files, left, NONE))
        await walker.until(lambda: session.document is not None, "what was dropped")
        qapp.clipboard().setImage(QImage.fromData(data.getvalue()))
        window.canvas.setFocus()
        keys.press(Qt.Key.Key_V, CTRL)
        await walker.until(lambda: len(session.history.pictures) == 2, "what was pasted")
        await walker.until_done()
        first, second = session.history.pictures
        for number, picture in ((1, second), (2, first)):
            assert session.history.picture is picture
            keys.press(Qt.Key.Key_L, CTRL)
            keys.press(Qt.Key.Key_A, CTRL)
            await ask(keys, "a red apple", "")
            await walker.until_done()
            keys.press("a")
            await walker.until(lambda picture=picture: picture.document.layers, f"layer {number}")
            await walker.until_done()
            keys.press(TAB, CTRL)
            await walker.until_done()
        assert len(first.document.layers) == len(second.document.layers) == 1
        assert first.document.source is not second.document.source
        keys.press(Qt.Key.Key_Z, CTRL)
        assert sorted(len(one.document.layers) for one in (first, second)) == [0, 1]

    assert run_walk(steps, settings_dir=tmp_path / "settings", engine_factory=scripted, size=(1024, 700)) == 0


@pytest.mark.slow
def test_export_settings_are_reached_by_tab(qapp: QApplication, tmp_path: Path) -> None:
    """Format and quality are changed without the mouse."""
    del qapp
    picture, exported = a_drawing(tmp_path), tmp_path / "small.webp"

    async def steps(walker: Walker) -> None:
        keys = Keyboard(walker)
        walker.window.activateWindow()
        await open_by_keys(keys, picture)
        walker.window.action_set[Action.EXPORT].trigger()
        dialog = await keys.dialog()
        format_choice = await keys.tab_to("Format")
        assert isinstance(format_choice, QComboBox)
        for _ in range(format_choice.count()):
            if "webp" in format_choice.currentText().lower():
                break
            keys.press(Qt.Key.Key_Down)
        assert "webp" in format_choice.currentText().lower()
        dialog.destination.take_focus()  # type: ignore[attr-defined]
        keys.press(Qt.Key.Key_A, CTRL)
        keys.write(str(exported))
        keys.press(RETURN)
        await walker.until(exported.exists, "the export")
        await keys.back()

    assert run_walk(steps, settings_dir=tmp_path / "settings", engine_factory=scripted, size=(1024, 700)) == 0
    assert open_picture(exported).buffer.size == Size(320, 240)
