"""The main path in the real window, through the real `main()`: scripted, and with the built-in models."""

from __future__ import annotations

import gc
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from lredit_core.document.compositing import pixels_changed_outside
from lredit_core.geometry import Box
from lredit_core.resources import resource_path
from lredit_gui.app.main import main
from lredit_gui.session.ui_state import EnginePhase
from lredit_gui.theme.theme import ThemeMode
from lredit_gui.window.actions import Action
from tests.e2e.walk import SCREENS, Walker, run_walk
from tests.fakes.fake_engine import FakeEngine
from tests.gui.conftest import picture_pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lredit_core.api.service import EngineService

#: Where the cat is in the sample: what the built-in models must find by its name.
CAT = Box(148, 293, 388, 527)


@dataclass(frozen=True)
class Case:
    """One way to walk the path."""

    name: str
    engine_factory: Callable[[], EngineService] | None
    prompt: str
    source: str
    size: tuple[int, int] = (1440, 900)
    theme: ThemeMode = ThemeMode.DARK
    timeout_s: float = 30.0
    sample: str = ""
    answer: Box | None = None


def scripted() -> EngineService:
    return FakeEngine(pause_s=0.03)


CASES = [
    pytest.param(Case("scripted-", scripted, "a red apple", "the cat"), id="scripted", marks=pytest.mark.slow),
    pytest.param(
        Case("scripted-light-", scripted, "a red apple", "", size=(1024, 700), theme=ThemeMode.LIGHT),
        id="scripted-light-small",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        Case("", None, "a red apple", "a cat", timeout_s=120.0, sample="samples/cat_and_car.jpg", answer=CAT),
        id="built-in",
        marks=pytest.mark.e2e,
    ),
]


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real photograph where one is at hand, else a drawn one."""
    path = tmp_path_factory.mktemp("pictures") / "photograph.png"
    try:
        from skimage import data
    except ImportError:
        Image.fromarray(picture_pixels(900, 600)).save(path)
    else:
        Image.fromarray(data.chelsea()).resize((1353, 900), Image.Resampling.LANCZOS).save(path)
    return path


@pytest.fixture(autouse=True)
def nothing_left_waiting(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """However the window is closed, no flow is dropped in the middle."""
    yield
    gc.collect()
    assert "destroyed but it is pending" not in caplog.text


@pytest.mark.parametrize("case", CASES)
def test_the_main_path(qapp: QApplication, case: Case, photograph: Path, tmp_path: Path) -> None:
    exported = tmp_path / "edited.png"
    picture_path = resource_path(case.sample) if case.sample else photograph

    async def steps(walker: Walker) -> None:
        window, session = walker.window, walker.session
        await walker.screen("01-welcome")
        await walker.open(picture_path)
        await walker.screen("02-open")
        await walker.type_prompt(case.prompt, case.source)
        await walker.press_enter()
        await walker.until(lambda: session.job and session.job.anchors, "the anchors")
        await walker.until(lambda: session.job and session.job.step >= 3, "the boxes to be learned")
        await walker.screen("03-learning", at_once=True)
        await walker.until(lambda: len(session.selection.candidates) > 0, "the first candidate")
        await walker.until_done()
        assert len(session.selection.candidates) >= 2 and session.selection.candidates.selected is not None
        if case.answer is not None:
            assert session.selection.candidates.selected.box.iou(case.answer) > 0.5
        await walker.screen("04-candidates")
        window.compare_slider.setValue(500)
        await walker.screen("05-compare")
        window.compare_slider.setValue(0)

        walker.press(Qt.Key.Key_A)
        assert session.document is not None and len(session.document.layers) == 1
        await walker.until_done()
        await walker.screen("06-accepted")
        first = session.document.layers[0]

        assert walker.canvas.overlay.boxes == () and walker.canvas.overlay.layers == (), "the picture is seen clean"
        walker.press(Qt.Key.Key_E)  # the layer's edit again, from what it remembers
        await walker.nudge(-40, 24)
        moved = session.selection.box
        assert moved is not None and moved.size == first.box.size
        walker.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        await walker.screen("07-nudged")
        walker.press(Qt.Key.Key_Return)
        await walker.until(lambda: session.edits.is_running, "the box to be edited")
        await walker.until_done()
        assert session.selection.box is None and session.selection.candidates.selected is not None
        assert session.selection.candidates.selected.box == moved.translated(10, 0)
        walker.press(Qt.Key.Key_A)
        await walker.until_done()
        (again,) = session.document.layers
        assert again.box == moved.translated(10, 0)
        await walker.screen("08-edited-again")

        walker.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert session.document.layers == (first,)
        walker.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        assert session.document.layers == (again,)
        await walker.export(exported)
        await walker.screen("09-exported")

        window.action_set[Action.ADVANCED].trigger()
        await walker.screen("10-advanced")
        window.action_set[Action.ADVANCED].trigger()
        session.pictures.open_path(tmp_path / "gone.png")
        await walker.until(window.banner.isVisible, "the message")
        await walker.screen("11-message")
        assert session.document.layers == (again,)
        boxes.append(again.box)

    boxes: list[object] = []
    code = run_walk(
        steps,
        settings_dir=tmp_path / "settings",
        engine_factory=case.engine_factory,
        size=case.size,
        theme=case.theme,
        prefix=case.name,
        timeout_s=case.timeout_s,
    )
    assert code == 0
    with Image.open(picture_path) as picture:
        before = np.asarray(picture)
    with Image.open(exported) as picture:
        after, texts = np.asarray(picture), dict(picture.info)
    assert pixels_changed_outside(before, after, tuple(boxes)) == 0  # type: ignore[arg-type]
    assert (before != after).any()
    assert texts["Prompt"] == case.prompt


def test_a_picture_on_the_command_line_is_opened(qapp: QApplication, photograph: Path, tmp_path: Path) -> None:
    async def steps(walker: Walker) -> None:
        await walker.until(lambda: walker.session.document is not None, "the picture")
        assert walker.window.findChild(QAction, "exportAction").isEnabled()
        assert walker.session.history.name is not None and walker.session.history.name.title == photograph.name

    code = run_walk(steps, settings_dir=tmp_path, engine_factory=FakeEngine, arguments=(str(photograph),))
    assert code == 0


def test_closing_while_an_edit_runs_stops_it_and_closes_the_engine(
    qapp: QApplication, photograph: Path, tmp_path: Path
) -> None:
    engine = FakeEngine(hold_before=("CandidateReady",))

    async def steps(walker: Walker) -> None:
        await walker.until(lambda: walker.session.document is not None, "the picture")
        await walker.type_prompt("a red apple")
        await walker.press_enter()
        await walker.until(engine.reached.is_set, "the engine")

    code = run_walk(steps, settings_dir=tmp_path, engine_factory=lambda: engine, arguments=(str(photograph),))
    assert code == 0 and engine.close_count == 1


def test_an_error_in_the_window_itself_is_shown_and_the_window_lives(
    qapp: QApplication, photograph: Path, tmp_path: Path
) -> None:
    def fail() -> None:
        raise RuntimeError("a fault of ours")

    async def steps(walker: Walker) -> None:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        await walker.until(walker.window.banner.isVisible, "the message")
        notice = walker.window.banner.notice
        assert notice is not None and "a fault of ours" in notice.details and "a fault" not in notice.text
        await walker.open(photograph)

    assert run_walk(steps, settings_dir=tmp_path, engine_factory=FakeEngine) == 0


def test_the_models_load_while_the_person_types(qapp: QApplication, photograph: Path, tmp_path: Path) -> None:
    engine = FakeEngine(load_gate=threading.Event())

    async def steps(walker: Walker) -> None:
        await walker.open(photograph)
        edits = walker.session.edits
        await walker.until(lambda: edits.phase is EnginePhase.LOADING, "the models to load")
        await walker.type_prompt("a red apple")
        assert walker.window.prompt.edit_button.isEnabled()
        await walker.press_enter()
        assert engine.load_gate is not None
        engine.load_gate.set()
        await walker.until_done()
        assert len(walker.session.selection.candidates) == 3

    assert run_walk(steps, settings_dir=tmp_path, engine_factory=lambda: engine) == 0


def test_the_shortcuts_are_listed(qapp: QApplication, tmp_path: Path) -> None:
    async def steps(walker: Walker) -> None:
        QTest.keyClick(walker.window, Qt.Key.Key_F1)
        dialog = walker.window.findChild(QDialog, "shortcutsDialog")
        await walker.until(dialog.isVisible, "the list")
        SCREENS.mkdir(parents=True, exist_ok=True)
        assert dialog.grab().save(str(SCREENS / "scripted-12-shortcuts.png"))
        dialog.close()

    assert run_walk(steps, settings_dir=tmp_path, engine_factory=FakeEngine) == 0


def test_the_program_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0 and "FILE" in capsys.readouterr().out
