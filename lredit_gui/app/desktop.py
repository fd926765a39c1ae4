"""The composition root: application, loop, engine, session and window are made here and handed down."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import logging.handlers
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import qasync
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from lredit_core.discreet_log import DiscreetFormatter
from lredit_core.errors import LreditError
from lredit_core.pictures.file_names import shown_name
from lredit_core.processes.environment import choose_computing
from lredit_core.project.recovery import RecoveryStore
from lredit_core.report.versions import about_this_machine
from lredit_core.resources import DESKTOP_ID, SAMPLES_FIRST, resource_path
from lredit_gui.app.error_hooks import ErrorHooks
from lredit_gui.app.garbage import GarbageCollector
from lredit_gui.app.quitting import QuitRequests, run_to_the_end
from lredit_gui.app.window_keeper import WindowKeeper
from lredit_gui.language.language import Language
from lredit_gui.panels.messages import Messages
from lredit_gui.session.editor_session import EditorSession
from lredit_gui.session.engine_place import EnginePlace
from lredit_gui.session.journal import Journal
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.session.picture_files import DiskPictures
from lredit_gui.session.preferences import Preferences
from lredit_gui.theme.theme import Theme
from lredit_gui.threads.engine_thread import EngineThread
from lredit_gui.threads.workers import Workers
from lredit_gui.widgets.accessible_roles import install_accessible_roles
from lredit_gui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

    from lredit_core.api.service import EngineService

_log = logging.getLogger(__name__)
#: The models begin to load this long after the window is shown.
_LOAD_AFTER_MS = 150
#: So long a worker may take at the end; one that waits for a disk that does not answer would never end.
_PATIENCE_S = 10.0


def run(
    files: Sequence[Path],
    *,
    opens_sample: bool = False,
    bundle: str = "",
    engine_factory: Callable[[], EngineService] | None = None,
    on_ready: Callable[[MainWindow], None] | None = None,
    settings_dir: Path | None = None,
) -> int:
    """Shows the window and returns when it is closed and the engine has ended.

    Args:
        files: pictures and projects to open, each in a tab of its own.
        opens_sample: opens the sample where no file is named.
        bundle: the models to begin with; those used last by default.
        engine_factory: makes the engine; by default the real one, in a child process or where the settings say.
        on_ready: called with the window once it is shown.
        settings_dir: of settings and log; the person's own by default.
    """
    folder = settings_dir if settings_dir is not None else _own_folder()
    handler = _start_log(folder)
    app = _application()
    preferences = Preferences(folder)
    language = Language(app, preferences.language)
    choose_computing(preferences.device, preferences.threads)
    theme, messages, workers = Theme(app, preferences.theme), _first_messages(handler, folder), Workers()
    hooks = ErrorHooks(messages)
    engine = EngineThread(engine_factory or EnginePlace.chosen(preferences).engine)
    session = EditorSession(engine, workers, DiskPictures())
    journal = Journal(session, workers, RecoveryStore(), lambda: preferences.keeps_journal)
    samples = sample_paths()
    make = partial(MainWindow, session, workers=workers, theme=theme, preferences=preferences, messages=messages)
    keeper = WindowKeeper(partial(make, samples=samples), language)
    quitting, garbage = QuitRequests(keeper.close_with_care), GarbageCollector()
    with qasync.QEventLoop(app, already_running=False) as loop:
        hooks.install(loop)
        app.installEventFilter(quitting)
        workers.submit(partial(about_this_machine, "PySide6-Essentials"), messages.set_about, hooks.raised.emit)
        try:
            life = _live(
                keeper,
                session,
                engine,
                journal,
                paths=_first_files(files, opens_sample, samples),
                bundle=bundle or preferences.bundle,
                on_ready=on_ready,
            )
            run_to_the_end(loop, loop.create_task(life), keeper.close)
        finally:
            hooks.remove()
            session.close()
            loop.run_until_complete(_flows_ended())
            has_ended = all([engine.shut_down(), workers.close(patience_s=_PATIENCE_S)])
            keeper.window.deleteLater()
            _put_away(app, language, handler, quitting)
            garbage.end()
    if not has_ended:
        _end_with_what_hangs()
    return 0


def _end_with_what_hangs() -> NoReturn:
    _log.critical("The engine or a disk hangs; the program ends without it.")
    sys.stdout.flush()
    os._exit(0)


def _put_away(app: QApplication, language: Language, handler: logging.Handler, quitting: QuitRequests) -> None:
    app.removeEventFilter(quitting)
    language.put_away()
    language.deleteLater()
    logging.getLogger().removeHandler(handler)
    handler.close()


def _application() -> QApplication:
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    install_accessible_roles()
    app.setApplicationName("lredit")
    app.setApplicationDisplayName("lredit")
    app.setDesktopFileName(DESKTOP_ID)  # Wayland finds the icon by it
    app.setQuitOnLastWindowClosed(False)  # the loop ends once the engine has ended as well
    return app


async def _live(
    keeper: WindowKeeper,
    session: EditorSession,
    engine: EngineThread,
    journal: Journal,
    *,
    paths: Sequence[Path],
    bundle: str,
    on_ready: Callable[[MainWindow], None] | None,
) -> None:
    """From the first frame to the last; the loop only waits."""

    leaving: list[int] = []

    async def leave() -> None:
        try:
            await asyncio.wait_for(journal.leave(), _PATIENCE_S)
        finally:
            keeper.close()

    def begin_to_leave() -> None:
        session.flows.start(leave())

    def close_window(number: int, _frame: FrameType | None) -> None:
        is_again = bool(leaving)
        leaving.append(number)
        QTimer.singleShot(0, keeper, keeper.close if is_again else begin_to_leave)

    closed = asyncio.Event()
    keeper.closed.connect(closed.set)
    old_handlers = {number: signal.signal(number, close_window) for number in (signal.SIGINT, signal.SIGTERM)}
    keeper.window.show()
    engine.start()
    session.load_own_names()
    keeper.window.display_profile.load()
    journal.start()
    for path in paths:
        session.pictures.open_path(path)
    QTimer.singleShot(_LOAD_AFTER_MS, keeper, partial(session.edits.load, bundle))
    if on_ready is not None:
        QTimer.singleShot(0, keeper, partial(on_ready, keeper.window))
    await closed.wait()
    for number, handler in old_handlers.items():
        signal.signal(number, handler)
    keeper.window.hide()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(journal.end(), _PATIENCE_S)
    await asyncio.get_running_loop().run_in_executor(None, engine.shut_down)


async def _flows_ended() -> None:
    """What still waits was broken off; each flow gets its turn to put away what it holds."""
    waiting = asyncio.all_tasks() - {asyncio.current_task()}
    for task in waiting:
        task.cancel()
    if waiting:
        await asyncio.wait(waiting, timeout=1)


def sample_paths() -> list[Path]:
    """The pictures that ship with the program."""
    try:
        folder = resource_path("samples")
    except LreditError:
        return []
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".png", ".jpg", ".jpeg", ".webp"))
    order = {name: place for place, name in enumerate(SAMPLES_FIRST)}
    return sorted(found, key=lambda path: order.get(path.name, len(order)))


def _first_files(files: Sequence[Path], opens_sample: bool, samples: list[Path]) -> Sequence[Path]:
    return files or (samples[:1] if opens_sample else [])


def _own_folder() -> Path:
    from platformdirs import user_config_path

    return Path(user_config_path("lredit", appauthor=False))


class _Log(logging.handlers.RotatingFileHandler):
    """A disk that is full or gone is no reason to say anything else than what is shown anyway."""

    def handleError(self, _record: logging.LogRecord) -> None:
        pass


def _is_writable(folder: Path) -> bool:
    """Whether settings and the log can be kept there; the folder is made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _first_messages(handler: logging.Handler, folder: Path) -> Messages:
    """With the word that nothing is kept, where it is not."""
    messages = Messages()
    if isinstance(handler, logging.NullHandler):
        messages.show(_nothing_is_kept(folder))
    return messages


def _nothing_is_kept(folder: Path) -> Notice:
    text = _tr(
        "Settings and the log cannot be kept in \u201c{0}\u201d. Everything works, but what you choose is forgotten at "
        "the end. Make that folder one that you can write to, and start again."
    )
    return Notice(NoticeKind.WARNING, text.format(shown_name(folder)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Desktop", text)


def _start_log(folder: Path) -> logging.Handler:
    if not _is_writable(folder):
        nothing = logging.NullHandler()
        logging.getLogger().addHandler(nothing)  # without any, warnings go to the standard error
        return nothing
    handler = _Log(folder / "lredit.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    if root.level > logging.INFO or root.level == logging.NOTSET:
        root.setLevel(logging.INFO)
    return handler
