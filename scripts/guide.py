"""The pictures of the user guide, taken of the program itself into docs/guide/images/.

Run: make guide, or python scripts/guide.py [--only CHAPTER ...]. The real `main()`, the real engine with the built-in
models, the samples. A picture that no page shows, or that is taken nowhere, is an error.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, Qt  # noqa: E402
from PySide6.QtWidgets import QLabel, QWidget  # noqa: E402

from lredit_core.document.guides import PictureGuide  # noqa: E402
from lredit_core.geometry import Box  # noqa: E402
from lredit_core.resources import resource_path  # noqa: E402
from lredit_gui.batch_results.dialog import BatchDialog  # noqa: E402
from lredit_gui.theme.theme import ThemeMode  # noqa: E402
from lredit_gui.window.actions import Action  # noqa: E402
from scripts.camera import Camera, page_switches  # noqa: E402
from scripts.sample_batch import make_batch  # noqa: E402
from tests.e2e.walk import Walker, drag, run_walk  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PAGES = ROOT / "docs/guide"
IMAGES = PAGES / "images"
SIZE = (1280, 800)
_SHOWN = re.compile(r"\(images/([\w-]+\.jpg)\)")


async def edited(walker: Walker, sample: str, prompt: str, source: str = "") -> None:
    """A sample with the candidates for some words, and the canvas still."""
    await walker.open(resource_path(f"samples/{sample}.jpg"))
    await said(walker, prompt, source)
    await settled(walker)


async def said(walker: Walker, prompt: str, source: str = "") -> None:
    """Types the words and presses Enter."""
    await walker.type_prompt(prompt)
    if source:
        await walker.type_prompt(prompt, source)  # what it replaces can be said once the words ask for it
    await walker.until(lambda: walker.session.ui.can_edit, "the words to be read")
    await walker.press_enter()


async def settled(walker: Walker) -> None:
    await walker.until_done()
    await walker.until(lambda: walker.canvas.is_settled, "the boxes to settle")


async def first_edit(walker: Walker, camera: Camera) -> None:
    window, session = walker.window, walker.session
    await walker.until(lambda: session.edits.bundle is not None, "the models")
    await camera.take("welcome")
    await walker.open(resource_path("samples/cat_and_car.jpg"))
    await walker.type_prompt("a duck")
    await walker.type_prompt("a duck", "the car")
    await camera.take("words")
    await walker.press_enter()
    await walker.until(lambda: session.job and session.job.step >= 2, "learning")
    await camera.take("learning", at_once=True)
    await settled(walker)
    await camera.take("candidates")
    window.action_set[Action.COMPARE].setChecked(True)
    await camera.take("before-and-after")
    window.action_set[Action.COMPARE].setChecked(False)
    await walker.nudge(-60, 20)
    await camera.take("nudged")
    session.selection.discard_box()
    session.selection.select(session.selection.candidates.ranked[0].candidate_id)
    walker.press(Qt.Key.Key_A)
    await walker.until_done()
    await camera.take("accepted")
    await camera.take_dialog("export", window.action_set[Action.EXPORT].trigger)


async def asking(walker: Walker, camera: Camera) -> None:
    window, session = walker.window, walker.session
    await edited(walker, "rocket_photo", "remove the rocket")
    await camera.take("remove")
    window.action_set[Action.BRUSH_TOOL].trigger()
    await camera.take("mask")
    window.action_set[Action.SELECT_TOOL].trigger()
    await edited(walker, "cat_and_car", "make the car blue")
    await camera.take("change")
    await said(walker, "move the cat to the right")
    await settled(walker)
    await camera.take("move")
    await said(walker, "a balloon in the sky and a red apple")
    await settled(walker)
    await camera.take("several")
    session.selection.draw_box(Box(520, 120, 760, 330))
    await camera.take("box")


async def photographs(walker: Walker, camera: Camera) -> None:
    window = walker.window
    await edited(walker, "cat_photo", "blur everything but the cat")
    await camera.take("photograph-blur")
    await edited(walker, "coffee_photo", "brighten the cup")
    window.action_set[Action.MAP].setChecked(True)
    await camera.take("photograph-map")
    window.action_set[Action.MAP].setChecked(False)
    await said(walker, "a red apple", "the cup")
    await settled(walker)
    await camera.take("photograph-drawing")
    await walker.type_prompt("make the unicorn green")
    await asyncio.sleep(0.6)
    await camera.take("photograph-unknown")
    with tempfile.TemporaryDirectory() as folder:
        holiday = Path(folder) / "holiday"
        holiday.mkdir()
        for path in resource_path("samples").glob("*_photo.jpg"):
            shutil.copy(path, holiday)
        window.own_things.look_through(holiday, "rocket")
        await walker.until(lambda: not window.own_things.is_searching, "the samples to be looked through")
        await walker.until(lambda: window.own_things.pending_count == 0, "the things to be listed")
        await camera.take_dialog("own-things", window.action_set[Action.OWN_THINGS].trigger)


async def looking(walker: Walker, camera: Camera) -> None:
    window = walker.window
    await edited(walker, "beach_toys", "a balloon in the sky")
    window.action_set[Action.DIFFERENCE].setChecked(True)
    await camera.take("difference")
    window.action_set[Action.DIFFERENCE].setChecked(False)
    await camera.take_dialog("side-by-side", window.action_set[Action.SIDE_BY_SIDE].trigger)
    window.action_set[Action.RULERS].setChecked(True)
    window.navigator_dock.show()
    window.view_actions.lay((PictureGuide(True, 480), PictureGuide(False, 320)))
    await camera.take("rulers")
    window.view_actions.lay(())
    window.action_set[Action.RULERS].setChecked(False)
    window.navigator_dock.hide()


async def layers(walker: Walker, camera: Camera) -> None:
    session = walker.session
    await edited(walker, "cat_and_car", "a duck", "the car")
    session.selection.select(session.selection.candidates.ranked[0].candidate_id)
    walker.press(Qt.Key.Key_A)
    await walker.until_done()
    document = session.document
    assert document is not None
    session.layers.choose([document.layers[-1].layer_id])
    await drag(walker.canvas, walker.canvas.rect().center(), QPoint(0, 0))
    session.layers.choose([document.layers[-1].layer_id])
    await camera.take("layer-in-hand")
    session.layers.add_adjustment()
    await walker.until_done()
    await camera.take("adjustment")


async def models(walker: Walker, camera: Camera) -> None:
    await dialog_pages(walker, camera, Action.MODELS, {0: "models", 2: "models-fetch", 3: "models-compose"})


async def settings(walker: Walker, camera: Camera) -> None:
    window = walker.window
    await dialog_pages(walker, camera, Action.SETTINGS, {0: "settings", 3: "settings-device"})
    await camera.take_dialog("commands", window.action_set[Action.COMMANDS].trigger)
    window.action_set[Action.ADVANCED].setChecked(True)
    await camera.take("advanced")
    window.action_set[Action.ADVANCED].setChecked(False)


def is_looking(dialog: QWidget) -> bool:
    """Whether a page still says that it asks what the machine has."""
    seen = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    return any(text.startswith("Looking at this machine") for text in seen)


async def dialog_pages(walker: Walker, camera: Camera, action: Action, pages: dict[int, str]) -> None:
    """Those pages of a dialog, by their names."""
    walker.window.action_set[action].trigger()
    await walker.until(lambda: camera.dialog() is not None, "the dialog")
    dialog = camera.dialog()
    assert dialog is not None
    await asyncio.sleep(0.6)
    shows = page_switches(dialog)
    for index, name in pages.items():
        shows[index]()
        await walker.until(lambda: not is_looking(dialog), "what a page asks for")
        await camera.take(name)
    dialog.reject()
    walker.window.activateWindow()
    await walker.until(lambda: camera.dialog() is None, "the dialog to be closed")


async def many_pictures(walker: Walker, camera: Camera) -> None:
    actions = walker.window.batch_actions
    with tempfile.TemporaryDirectory() as folder:
        batch = await asyncio.get_running_loop().run_in_executor(None, make_batch, Path(folder))
        actions.show_folder(batch)
        dialog = camera.dialog()
        assert isinstance(dialog, BatchDialog)
        await walker.until(lambda: actions.results.pending_count == 0 and dialog.rows.records, "the results")
        await camera.take("batch")
        dialog.reject()
        await walker.until(lambda: camera.dialog() is None, "the dialog to be closed")


CHAPTERS = (first_edit, asking, photographs, looking, layers, models, settings, many_pictures)


def take(chapter: Callable[[Walker, Camera], Awaitable[None]]) -> None:
    """The pictures of a chapter, in a window of its own, which knows nothing of the others."""

    async def steps(walker: Walker) -> None:
        await walker.until(lambda: walker.session.edits.bundle is not None, "the models")
        await chapter(walker, Camera(walker, IMAGES, pattern="{name}.jpg"))

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder  # what another run left is not shown
        run_walk(
            steps, settings_dir=Path(folder), engine_factory=None, size=SIZE, theme=ThemeMode.DARK, timeout_s=120.0
        )


def main() -> int:
    names = [chapter.__name__ for chapter in CHAPTERS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=names, help="a chapter")
    only = parser.parse_args().only
    if only:
        take(CHAPTERS[names.index(only)])
        return 0
    for name in names:  # a process for each: an application is made once
        code = subprocess.run([sys.executable, __file__, "--only", name], check=False).returncode
        if code != 0:
            return code
    taken = {path.name for path in IMAGES.glob("*.jpg")}
    shown = {name for page in PAGES.glob("*.md") for name in _SHOWN.findall(page.read_text("utf-8"))}
    for name in sorted(taken ^ shown):
        print(f"{name} is {'shown by no page' if name in taken else 'taken nowhere'}", file=sys.stderr)
    return int(taken != shown)


if __name__ == "__main__":
    sys.exit(main())
