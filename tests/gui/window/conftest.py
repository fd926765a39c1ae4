"""A window in which an edit was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def edited(window: MainWindow, bench: Bench, picture_path: Path) -> MainWindow:
    """With a picture, three candidates, and the best one selected."""
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("a red apple")
    window.start_edit()
    bench.wait_for_end()
    bench.wait_for_picture()
    return window
