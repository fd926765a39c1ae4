"""A session and a window over the scripted engine."""

from __future__ import annotations

import asyncio
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pytest
import qasync
from PIL import Image
from PySide6.QtCore import QLocale, Qt

from lredit_core.pictures.image import PixelBuffer
from lredit_gui.language.language import Language
from lredit_gui.panels.messages import Messages
from lredit_gui.session.editor_session import EditorSession
from lredit_gui.session.form import EditForm
from lredit_gui.session.picture_files import DiskPictures
from lredit_gui.session.preferences import Preferences
from lredit_gui.theme.theme import Theme, ThemeMode
from lredit_gui.threads.engine_thread import EngineThread
from lredit_gui.threads.workers import Workers
from lredit_gui.window.main_window import MainWindow
from tests.fakes.fake_engine import FakeEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from lredit_gui.session.notice import Notice

WAIT_MS = 15_000


def picture_pixels(width: int = 320, height: int = 240, seed: int = 3) -> np.ndarray:
    """Smooth colours with a little noise."""
    rows, columns = np.mgrid[0:height, 0:width]
    base = np.stack([columns * 200 / width, rows * 200 / height, (rows + columns) * 200 / (width + height)], axis=2)
    noise = np.random.default_rng(seed).integers(0, 40, base.shape)
    return np.clip(base + noise, 0, 255).astype(np.uint8)


@pytest.fixture(autouse=True)
def garbage_of_this_thread() -> Iterator[None]:
    """As in the program (app/garbage.py): where a worker's collection finds a widget, it holds Qt's locks and waits for
    Python, while this thread holds Python and waits for Qt's locks."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@contextmanager
def spoken(application: QApplication, code: str) -> Iterator[Language]:
    """The language of the program, put back as it was at the end."""
    before = QLocale()
    language = Language(application, code)
    yield language
    language.put_away()
    language.deleteLater()
    QLocale.setDefault(before)
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def picture() -> PixelBuffer:
    return PixelBuffer(picture_pixels())


@pytest.fixture
def picture_path(tmp_path: Path) -> Path:
    path = tmp_path / "meadow.png"
    Image.fromarray(picture_pixels()).save(path)
    return path


@pytest.fixture
def other_path(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.png"
    Image.fromarray(picture_pixels(200, 300, seed=8)).save(path)
    return path


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


class Bench:
    """A session with what it hangs on, and what it said."""

    def __init__(self, engine: FakeEngine, qtbot: QtBot) -> None:
        self.engine, self.qtbot = engine, qtbot
        self.workers = Workers()
        self.thread = EngineThread(lambda: engine)
        self.session = EditorSession(self.thread, self.workers, DiskPictures())
        self.notices: list[Notice] = []
        self.session.noticed.connect(self.notices.append)
        self.thread.start()

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def open(self, path: Path) -> None:
        count = len(self.session.history.pictures)
        self.session.pictures.open_path(path)
        self.wait(lambda: len(self.session.history.pictures) != count)

    def write(self, prompt: str = "a red apple", source: str = "") -> None:
        self.session.set_form(EditForm(prompt=prompt, source_prompt=source))

    def edit(self, prompt: str = "a red apple") -> None:
        """Starts an edit and waits for its end."""
        if not self.session.form.has_prompt:
            self.write(prompt)
        self.session.start_edit()
        self.wait_for_end()

    def wait_for_end(self) -> None:
        self.wait(lambda: not self.session.edits.is_running)

    def wait_for_picture(self) -> None:
        """Until the screen shows the document as it is."""
        self.wait(lambda: self.session.renderer.is_current and self.session.rendering.pending_count == 0)

    def texts(self) -> list[str]:
        return [notice.text for notice in self.notices]

    def close(self) -> None:
        """Every flow that still waits is broken off and has its turn to end."""
        self.session.close()
        self.wait(lambda: not asyncio.all_tasks(asyncio.get_running_loop()))
        self.workers.close()
        assert self.thread.shut_down()


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[qasync.QEventLoop]:
    """The loop of the session's flows, driven by whatever spins Qt's."""
    made = qasync.QEventLoop(qapp, already_running=True)
    yield made
    asyncio.events._set_running_loop(None)
    made._QEventLoop__is_running = False  # `stop` would end the application's loops for good
    made.close()


@pytest.fixture
def bench(engine: FakeEngine, qtbot: QtBot, loop: qasync.QEventLoop) -> Iterator[Bench]:
    made = Bench(engine, qtbot)
    yield made
    made.close()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeMode.DARK)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings")


@pytest.fixture
def window(bench: Bench, theme: Theme, preferences: Preferences, qtbot: QtBot) -> MainWindow:
    made = MainWindow(
        bench.session,
        workers=bench.workers,
        theme=theme,
        preferences=preferences,
        messages=Messages(),
        samples=[],
    )
    made.resize(1100, 760)
    made.canvas.is_animated = False
    qtbot.addWidget(made)
    made.show()
    return made
