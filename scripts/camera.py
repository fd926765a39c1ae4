"""Takes pictures of the window as a person sees it, with what lies over it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QMenu, QTabWidget, QWidget

from lredit_gui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QPixmap

    from tests.e2e.walk import Walker


#: Of pictures in JPEG.
_QUALITY = 88


class Camera:
    """Takes pictures of a window and of what lies over it; numbered where they are to be looked through in order."""

    def __init__(self, walker: Walker, folder: Path, *, pattern: str = "{number:02d}-{name}.png") -> None:
        """Args:
        walker: in the window.
        folder: for the pictures; is made where it is not there.
        pattern: of their files' names.
        """
        self.walker, self._folder, self._pattern = walker, folder, pattern
        self.taken: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)

    async def take(self, name: str, *, at_once: bool = False) -> None:
        """The window, with the dialog or menu that is open over it."""
        if not at_once:
            await asyncio.sleep(0.25)
        place = self._folder / self._pattern.format(number=len(self.taken) + 1, name=name)
        assert self._seen().save(str(place), quality=_QUALITY)
        self.taken.append(place)

    def _seen(self) -> QPixmap:
        window = self.walker.window
        picture = window.grab()
        over = QApplication.activePopupWidget() or self.dialog()
        if over is not None and over is not window:
            painter = QPainter(picture)
            place = (window.rect().center() - over.rect().center()) if isinstance(over, QDialog) else QPoint(360, 180)
            corner = QPoint(max(0, place.x()), max(0, place.y()))
            painter.drawPixmap(corner, over.grab())
            painter.setPen(Qt.GlobalColor.gray)  # a window manager draws a frame
            painter.drawRect(QRect(corner, over.size()).adjusted(-1, -1, 0, 0))
            painter.end()
        return picture

    @staticmethod
    def dialog() -> QDialog | None:
        """The one that is open."""
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        return shown[-1] if shown else None

    async def take_dialog(self, name: str, opens: Callable[[], object]) -> None:
        """Opens it, takes it, with each of its pages where it has some, and closes it."""
        opens()
        await self.walker.until(lambda: self.dialog() is not None, f"the dialog {name}")
        dialog = self.dialog()
        assert dialog is not None
        await asyncio.sleep(0.6)
        pages = page_switches(dialog)
        for index, show in enumerate(pages or [lambda: None]):
            show()
            await self.take(f"{name}-{index + 1}" if len(pages) > 1 else name)
        dialog.reject()
        self.walker.window.activateWindow()
        await self.walker.until(lambda: self.dialog() is None, "the dialog to be closed")

    async def take_menu(self, name: str, menu: QMenu) -> None:
        menu.popup(self.walker.window.mapToGlobal(QPoint(360, 180)))
        await self.take(name)
        menu.close()


def page_switches(dialog: QWidget) -> list[Callable[[], object]]:
    """What shows each page of a dialog that has several: by a tab bar, a row of buttons, or a list at its side."""
    tabs = dialog.findChild(QTabWidget)
    if tabs is not None:
        return [lambda index=index: tabs.setCurrentIndex(index) for index in range(tabs.count())]
    sections = dialog.findChild(SegmentedControl, "modelSections")
    if sections is not None:
        return [sections.button(index).click for index in range(4)]
    pages = dialog.findChild(QListWidget, "settingsList")
    if pages is not None:
        return [lambda index=index: pages.setCurrentRow(index) for index in range(pages.count())]
    return []
