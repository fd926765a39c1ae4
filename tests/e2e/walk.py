"""Drives the real window as a person would: keys, mouse, dialogs. Each step waits for what it caused."""

from __future__ import annotations

import asyncio
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from lredit_gui.app.main import main
from lredit_gui.exporting.dialog import ExportDialog
from lredit_gui.session.preferences import Preferences
from lredit_gui.theme.theme import ThemeMode
from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from lredit_core.api.service import EngineService
    from lredit_gui.window.main_window import MainWindow

SCREENS = Path("out/screens")
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Walker:
    """A window with what one does to it."""

    def __init__(self, window: MainWindow, prefix: str, timeout_s: float) -> None:
        self.window, self.session, self.canvas = window, window.session, window.canvas
        self._prefix, self._timeout_s = prefix, timeout_s

    async def until(self, condition: Callable[[], object], what: str) -> None:
        end_s = time.monotonic() + self._timeout_s
        while not condition():
            if time.monotonic() > end_s:
                notice = self.window.banner.notice
                said = f"; the window says: {notice.text}" if notice is not None else ""
                raise AssertionError(f"waited {self._timeout_s} s for {what}{said}")
            await asyncio.sleep(0.01)

    async def screen(self, name: str, *, at_once: bool = False) -> None:
        """Writes a screenshot once the window is still, or now."""
        if not at_once:
            await self.until(lambda: self.canvas.is_settled, "the boxes to settle")
            await self._until_still()
        SCREENS.mkdir(parents=True, exist_ok=True)
        assert self.window.grab().save(str(SCREENS / f"{self._prefix}{name}.png"))

    async def _until_still(self) -> None:
        """Until the window looks as it did a moment ago: nothing is laid out, faded or painted any more."""
        looks = [self.window.grab().toImage()]

        def is_still() -> bool:
            looks.append(self.window.grab().toImage())
            return looks[-1] == looks[-2]

        await self.until(is_still, "the window to stand still")

    async def open(self, path: Path) -> None:
        """By the menu's action and its dialog."""
        self.window.action_set[Action.OPEN].trigger()
        dialog = self.window.findChildren(QFileDialog, "openDialog")[-1]
        dialog.filesSelected.emit([str(path)])
        await self._close(dialog)
        await self.until(
            lambda: self.session.history.name and self.session.history.name.path == path, f"{path.name} to open"
        )

    async def _close(self, dialog: QWidget) -> None:
        """A window manager would make the window active again."""
        dialog.close()
        self.window.activateWindow()
        await self.until(self.window.isActiveWindow, "the window to be active")

    async def type_prompt(self, prompt: str, source: str = "") -> None:
        for edit, text in ((self.window.prompt.source_edit, source), (self.window.prompt.prompt_edit, prompt)):
            edit.setFocus()
            edit.clear()
            QTest.keyClicks(edit, text)
            await asyncio.sleep(0)

    async def press_enter(self) -> None:
        """In the prompt, past a list of completions that may be open."""
        edit = self.window.prompt.prompt_edit
        popup = self.window.prompt.completer.popup()
        if popup is not None:
            popup.hide()
        QTest.keyClick(edit, Qt.Key.Key_Return)
        await self.until(lambda: self.session.edits.is_running, "the edit to start")

    async def until_done(self) -> None:
        await self.until(lambda: not self.session.edits.is_running, "the edit to end")
        await self.until(lambda: self.session.renderer.is_current, "the picture to be shown")

    async def nudge(self, dx: int, dy: int) -> None:
        """Drags the selected box by its middle, in widget pixels."""
        active = self.canvas.active_box()
        assert active is not None
        rect = self.canvas.box_widget_rect(active.key)
        assert rect is not None
        await drag(self.canvas, rect.center().toPoint(), QPoint(dx, dy))
        await self.until(lambda: self.session.selection.box is not None, "the box to be taken")

    async def export(self, path: Path) -> None:
        self.window.action_set[Action.EXPORT].trigger()
        dialog = self.window.findChildren(ExportDialog)[-1]
        dialog.destination.set_path(path)
        await self.until(lambda: dialog.preview.part is not None, "the preview")
        QTest.keyClick(dialog.destination.name_edit, Qt.Key.Key_Return)
        await self.until(lambda: path.exists() and self.session.ui.can_export, "the export")
        self.window.activateWindow()
        await self.until(self.window.isActiveWindow, "the window to be active")

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.canvas, key, modifiers)


async def drag(canvas: QWidget, start: QPoint, by: QPoint) -> None:
    """Press, move in steps, release."""
    QTest.mousePress(canvas, LEFT, NONE, start)
    for share in (0.25, 0.5, 0.75, 1.0):
        QTest.mouseMove(canvas, start + by * share)
        await asyncio.sleep(0)
    QTest.mouseRelease(canvas, LEFT, NONE, start + by)


def run_walk(
    steps: Callable[[Walker], Awaitable[None]],
    *,
    settings_dir: Path,
    engine_factory: Callable[[], EngineService] | None,
    size: tuple[int, int] = (1440, 900),
    theme: ThemeMode = ThemeMode.DARK,
    prefix: str = "",
    arguments: tuple[str, ...] = (),
    timeout_s: float = 60.0,
) -> int:
    """Runs `main()` with a driver in its event loop; what the driver raises is raised here once the window is closed.

    Args:
        engine_factory: None takes the real engine with the built-in models.
    """
    preferences = Preferences(settings_dir)
    preferences.theme = theme
    preferences.save()
    failures: list[BaseException] = []
    tasks: list[asyncio.Task[None]] = []

    async def drive(window: MainWindow) -> None:
        try:
            window.resize(*size)
            walker = Walker(window, prefix, timeout_s)
            await walker.until(lambda: (window.width(), window.height()) == size, "the window to take its size")
            await steps(walker)
        except BaseException as failure:
            traceback.print_exc()
            failures.append(failure)
        finally:
            window.close()

    def on_ready(window: MainWindow) -> None:
        tasks.append(asyncio.get_event_loop().create_task(drive(window)))

    code = main(list(arguments), engine_factory=engine_factory, on_ready=on_ready, settings_dir=settings_dir)
    if failures:
        raise failures[0]
    return code
