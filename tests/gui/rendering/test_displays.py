"""Pictures on a screen with a colour profile of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.pictures.display import Display
from lredit_gui.window.display_profile import DisplayProfile
from tests.core.pictures.test_export_settings import wide_gamut_profile

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.session.preferences import Preferences
    from tests.gui.conftest import Bench


def shown(bench: Bench) -> np.ndarray:
    tiles = bench.session.preview.after_tiles
    assert tiles is not None
    return np.asarray(tiles.levels[0].tiles[0, 0].pixels)[..., 2::-1]


def test_a_profile_is_read_followed_kept_and_left_again(
    bench: Bench, preferences: Preferences, picture_path: Path, other_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "screen.icc"
    path.write_bytes(wide_gamut_profile())
    bench.open(picture_path)
    bench.wait_for_picture()
    plain = shown(bench)
    made = DisplayProfile(bench.session, preferences, bench.workers)
    made.choose(path)
    bench.wait(lambda: not np.array_equal(shown(bench), plain))
    document = bench.session.document
    assert document is not None and preferences.display_profile == path and made.title
    height, width = plain.shape[:2]
    expected = Display(path.read_bytes()).shown(document.source)[:height, :width]
    assert np.array_equal(shown(bench), expected)
    bench.open(other_path)
    bench.wait_for_picture()
    other = bench.session.document
    assert other is not None
    assert np.array_equal(shown(bench), Display(path.read_bytes()).shown(other.source)[:256, :256])
    made.choose(None)
    bench.wait(lambda: np.array_equal(shown(bench), other.source.pixels[:256, :256]))
    bench.session.history.show(bench.session.history.pictures[0])  # it was made ready for the other screen
    bench.wait(lambda: np.array_equal(shown(bench), plain))
    assert preferences.display_profile is None


def test_a_file_that_is_no_profile_changes_nothing(bench: Bench, preferences: Preferences, tmp_path: Path) -> None:
    path = tmp_path / "screen.icc"
    path.write_bytes(b"none")
    DisplayProfile(bench.session, preferences, bench.workers).choose(path)
    bench.wait(lambda: bench.notices)
    assert "is no colour profile" in bench.texts()[0]
    assert preferences.display_profile is None and bench.session.pictures.display == Display()
