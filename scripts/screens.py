"""Every screen and state of the window, in each theme at three sizes, into out/screens/, and a sheet of them in docs/.

Run: make screens, or python scripts/screens.py [--only THEME-WIDTHxHEIGHT] [--no-sheet]. The real `main()`, the real
engine with the built-in models, the samples. Each theme and size is walked in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PIL import Image, ImageDraw  # noqa: E402
from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QMenu, QMessageBox  # noqa: E402

from lredit_core.document.guides import PictureGuide  # noqa: E402
from lredit_core.geometry import Box  # noqa: E402
from lredit_core.resources import resource_path  # noqa: E402
from lredit_gui.batch_results.dialog import BatchDialog  # noqa: E402
from lredit_gui.theme.theme import ThemeMode  # noqa: E402
from lredit_gui.window.actions import Action  # noqa: E402
from scripts.camera import Camera  # noqa: E402
from scripts.sample_batch import make_batch  # noqa: E402
from tests.e2e.walk import Walker, run_walk  # noqa: E402

SIZES = ((1024, 640), (1440, 900), (2560, 1440))
THEMES = tuple(mode for mode in ThemeMode if mode is not ThemeMode.SYSTEM)
OUT, SHEET = ROOT / "out/screens", ROOT / "docs/images/screens.jpg"
#: Of the sheet: what is shown of each state, and how wide.
SHEET_SIZE, SHEET_WIDTH_PX = SIZES[1], 460
#: Dialogs that an action opens while candidates are there.
DIALOGS = (
    Action.COMMANDS, Action.SHORTCUTS, Action.MODELS, Action.OWN_THINGS, Action.CHOICES, Action.COMPARE_WITH,
    Action.SETTINGS, Action.SIDE_BY_SIDE, Action.RESIZE,
    Action.CANVAS, Action.STRAIGHTEN, Action.NEW_GUIDE, Action.EXPORT,
)  # fmt: skip


async def walk_all(walker: Walker, folder: Path, batch: Path) -> None:
    camera = Camera(walker, folder)
    await at_the_beginning(walker, camera)
    await while_it_edits(walker, camera)
    await with_candidates(walker, camera)
    await with_layers(walker, camera)
    await on_photographs(walker, camera)
    await with_a_batch(walker, camera, batch)


async def at_the_beginning(walker: Walker, camera: Camera) -> None:
    window = walker.window
    await walker.until(lambda: walker.session.edits.bundle is not None, "the models")
    await camera.take("welcome")
    window.tour.start()
    await camera.take("tour")
    window.tour.leave()
    await walker.open(resource_path("samples/cat_and_car.jpg"))
    await camera.take("opened")


async def while_it_edits(walker: Walker, camera: Camera) -> None:
    session = walker.session
    await walker.type_prompt("a red apple", "the cat")
    await camera.take("words")
    await walker.press_enter()
    await walker.until(lambda: session.job and session.job.anchors, "anchors")
    await camera.take("anchors", at_once=True)
    await walker.until(lambda: session.job and session.job.step >= 2, "learning")
    await camera.take("learning", at_once=True)
    await walker.until_done()
    await walker.until(lambda: walker.canvas.is_settled, "the boxes to settle")


async def with_candidates(walker: Walker, camera: Camera) -> None:
    window, session = walker.window, walker.session
    await camera.take("candidates")
    for action, name in (
        (Action.COMPARE, "before-and-after"), (Action.DIFFERENCE, "difference"), (Action.MAP, "where-it-looks"),
        (Action.ATTENTION, "attention"),
    ):  # fmt: skip
        window.action_set[action].setChecked(True)
        await camera.take(name)
        window.action_set[action].setChecked(False)
    for action in DIALOGS:
        await camera.take_dialog(action.value.removesuffix("Action"), window.action_set[action].trigger)
    window.action_set[Action.ADVANCED].setChecked(True)
    await camera.take("advanced")
    window.action_set[Action.ADVANCED].setChecked(False)
    session.selection.draw_box(Box(520, 120, 760, 330))
    await camera.take("box-in-hand")
    window.action_set[Action.BRUSH_TOOL].trigger()
    await camera.take("mask")
    window.action_set[Action.SELECT_TOOL].trigger()
    session.selection.discard_box()
    window.action_set[Action.RULERS].setChecked(True)
    window.navigator_dock.show()
    window.view_actions.lay((PictureGuide(True, 480), PictureGuide(False, 320)))
    await camera.take("rulers-and-guides")
    walker.canvas.turn_by(30)
    await camera.take("turned-view")
    walker.canvas.straighten_view()
    window.view_actions.lay(())
    window.action_set[Action.RULERS].setChecked(False)
    window.navigator_dock.hide()


async def with_layers(walker: Walker, camera: Camera) -> None:
    window, session = walker.window, walker.session
    session.selection.select(session.selection.candidates.ranked[0].candidate_id)
    walker.press(Qt.Key.Key_A)
    await walker.until_done()
    await camera.take("accepted")
    document = session.document
    assert document is not None
    session.layers.choose([document.layers[-1].layer_id])
    await camera.take("layer-in-hand")
    menu = next(one for one in window.menuBar().findChildren(QMenu) if one.actions() and one.title() == "Layer")
    await camera.take_menu("layer-menu", menu)
    session.layers.add_adjustment()
    await walker.until_done()
    await camera.take("adjustment")
    session.layers.leave()
    session.pictures.open_path(Path("nothing") / "of that name.png")
    await walker.until(window.banner.isVisible, "a message")
    await camera.take("message")
    window.file_actions.close_current()
    await walker.until(lambda: isinstance(camera.dialog(), QMessageBox), "the question")
    await camera.take("question")
    dialog = camera.dialog()
    assert dialog is not None
    dialog.reject()
    await walker.until(lambda: camera.dialog() is None, "the question to be closed")


async def on_photographs(walker: Walker, camera: Camera) -> None:
    session = walker.session
    for sample, prompt, source in (
        ("rocket_photo", "remove the rocket", ""), ("cat_photo", "blur everything but the cat", ""),
        ("coffee_photo", "a red apple", "the cup"),
    ):  # fmt: skip
        await walker.open(resource_path(f"samples/{sample}.jpg"))
        await walker.type_prompt(prompt)
        await walker.type_prompt(prompt, source)  # what it replaces can be said once the words ask for it
        await walker.until(lambda: session.ui.can_edit, "the words to be read")
        await walker.press_enter()
        await walker.until_done()
        await walker.until(lambda: walker.canvas.is_settled, "the boxes to settle")
        await camera.take(f"photograph-{sample.removesuffix('_photo')}")


async def with_a_batch(walker: Walker, camera: Camera, batch: Path) -> None:
    """Results, the first that failed, and one that was taken further."""
    actions = walker.window.batch_actions
    actions.show_folder(batch)
    dialog = camera.dialog()
    assert isinstance(dialog, BatchDialog)
    await walker.until(lambda: actions.results.pending_count == 0 and dialog.rows.records, "the results")
    await camera.take("batch")
    dialog.shows.button(2).click()
    await walker.until(lambda: actions.results.pending_count == 0, "a picture that failed")
    await camera.take("batch-failed")
    dialog.shows.button(1).click()
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return)
    await walker.until_done()
    await walker.until(lambda: camera.dialog() is None and walker.canvas.is_settled, "the result in the editor")
    await camera.take("batch-taken-further")


def take_one(theme: ThemeMode, size: tuple[int, int]) -> None:
    folder = OUT / name_of(theme, size)
    for old in folder.glob("*.png"):
        old.unlink()

    async def steps(walker: Walker) -> None:
        await walk_all(walker, folder, batch)

    with tempfile.TemporaryDirectory() as settings:
        batch = make_batch(Path(settings))
        os.environ["XDG_DATA_HOME"] = settings  # what another run left is not shown
        run_walk(steps, settings_dir=Path(settings), engine_factory=None, size=size, theme=theme, timeout_s=180.0)


def name_of(theme: ThemeMode, size: tuple[int, int]) -> str:
    return f"{theme.value.replace(' ', '-')}-{size[0]}x{size[1]}"


def write_sheet() -> None:
    """All states at the middle size, a theme beside the other."""
    columns = [sorted((OUT / name_of(theme, SHEET_SIZE)).glob("*.png")) for theme in THEMES]
    names = [path.stem for path in columns[0]]
    height = SHEET_WIDTH_PX * SHEET_SIZE[1] // SHEET_SIZE[0]
    across = 2
    rows = -(-len(names) // across)
    cell = (len(THEMES) * (SHEET_WIDTH_PX + 6) + 18, height + 26)
    sheet = Image.new("RGB", (across * cell[0], rows * cell[1]), (96, 96, 96))
    draw = ImageDraw.Draw(sheet)
    for index, name in enumerate(names):
        left, top = index % across * cell[0] + 8, index // across * cell[1] + 4
        draw.text((left, top), name.replace("-", " ", 1), fill=(255, 255, 255))
        for column, paths in enumerate(columns):
            path = next((one for one in paths if one.stem == name), None)
            if path is not None:
                shown = Image.open(path).convert("RGB").resize((SHEET_WIDTH_PX, height), Image.Resampling.LANCZOS)
                sheet.paste(shown, (left + column * (SHEET_WIDTH_PX + 6), top + 16))
    sheet.save(SHEET, quality=80, optimize=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="one theme and size, as dark-1440x900")
    parser.add_argument("--no-sheet", action="store_true")
    given = parser.parse_args()
    wanted = [(theme, size) for theme in THEMES for size in SIZES if given.only in ("", name_of(theme, size))]
    if not wanted:
        parser.error(f"no such theme and size; one of {', '.join(name_of(a, b) for a in THEMES for b in SIZES)}")
    if len(wanted) == 1:
        take_one(*wanted[0])
        return 0
    for theme, size in wanted:
        command = [sys.executable, __file__, "--only", name_of(theme, size)]
        code = subprocess.run(command, check=False, cwd=ROOT).returncode
        if code != 0:
            return code
    if not given.no_sheet:
        write_sheet()
    return 0


if __name__ == "__main__":
    sys.exit(main())
