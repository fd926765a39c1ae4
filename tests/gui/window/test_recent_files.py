"""Files opened lately, on disks that are slow or gone, and with names that are no plain text."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPushButton

from lredit_core.document.document import Document
from lredit_gui.window.main_window import MainWindow
from lredit_gui.window.recent_files import RecentFiles
from tests.gui.conftest import picture_pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme
    from tests.gui.conftest import Bench

SLOW_S = 2.0


@pytest.fixture
def recent(preferences: Preferences) -> Iterator[RecentFiles]:
    made = RecentFiles(preferences)
    yield made
    made.close()


def test_a_share_that_is_slow_keeps_neither_the_window_nor_the_menu_waiting(
    bench: Bench, theme: Theme, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lredit_gui.panels.messages import Messages

    share = Path("/share/of/somebody")
    for number in range(10):
        preferences.add_recent(share / f"{number}.png")
    preferences.last_folder = share
    is_file, asked = Path.is_file, []

    def slow(path: Path, *arguments: Any, **options: Any) -> bool:
        if share in path.parents:
            asked.append(path)
            time.sleep(SLOW_S)
        return is_file(path, *arguments, **options)

    monkeypatch.setattr(Path, "is_file", slow)
    begun = time.monotonic()
    window = MainWindow(
        bench.session,
        workers=bench.workers,
        theme=theme,
        preferences=preferences,
        messages=Messages(),
        samples=[],
    )
    bench.qtbot.addWidget(window)
    window.show()
    window.recent_menu.aboutToShow.emit()
    assert time.monotonic() - begun < SLOW_S
    assert len(window.recent_menu.actions()) == 10
    bench.wait(lambda: asked)  # a worker is at it
    window.close()


def test_what_is_gone_leaves_the_list_once_that_is_known(
    bench: Bench, recent: RecentFiles, preferences: Preferences, picture_path: Path, tmp_path: Path
) -> None:
    preferences.add_recent(tmp_path / "gone.png")
    preferences.add_recent(picture_path)
    assert len(recent.paths) == 2
    recent.look()
    bench.wait(lambda: recent.paths == [picture_path])
    assert not recent.icon(picture_path).isNull()
    picture_path.rename(tmp_path / "gone.png")
    recent.look()
    bench.wait(lambda: recent.paths == [tmp_path / "gone.png"])


NAMES = ("Tom & Jerry.png", "<b>bold & <img>.png", "a[*]b.png")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_it_is(window: MainWindow, bench: Bench, tmp_path: Path, name: str) -> None:
    from PIL import Image

    path = tmp_path / name
    Image.fromarray(picture_pixels()).save(path)
    bench.open(path)
    assert window.tabs.tabText(0) == name.replace("&", "&&")
    assert (window.tabs.tabToolTip(0) == str(path)) is ("<" not in name)
    assert window.windowTitle() == f"{name.replace('[*]', '[*][*]')}[*] - lredit"
    window.recent_menu.aboutToShow.emit()
    (entry,) = window.recent_menu.actions()
    assert entry.text().replace("&&", "\0").replace("&", "").replace("\0", "&") == name
    assert (entry.toolTip() == str(path)) is ("<" not in name)
    assert "<img>" not in entry.toolTip()
    window.welcome.set_recent([path])
    (button,) = [button for button in window.welcome.findChildren(QPushButton) if button.property("role") == "link"]
    assert button.text() == name.replace("&", "&&") and button.accessibleName() == name
    document = bench.session.document
    assert document is not None
    bench.session.history.apply(Document(document.source), f"Accept \u201c{name}\u201d")
    undo = window.action_set.groups["Edit"][0][0]
    assert name.replace("&", "&&") in undo.text()


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_a_file_whose_name_is_no_utf8_can_be_dropped_and_is_shown(
    window: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    from PIL import Image

    path = tmp_path / "caf\udce9.png"
    with path.open("wb") as file:
        Image.fromarray(picture_pixels()).save(file, "PNG")
    data = QMimeData()
    data.setData("text/uri-list", path.as_uri().encode())
    assert window.file_actions.take(data, "Dropped picture")
    bench.wait(lambda: bench.session.document is not None)
    assert window.tabs.tabText(0) == "caf\ufffd.png"
    assert window.recent_files.paths == [path]
    window.recent_menu.aboutToShow.emit()
    assert window.recent_menu.actions()[0].text() == "caf\ufffd.png"
