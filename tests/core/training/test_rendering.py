"""Pictures come out the same however many processes render them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker
from lredit_core.training import rendering
from lredit_core.training.rendering import rendered
from lredit_core.training.view_store import ViewConfig, make_views, open_views

if TYPE_CHECKING:
    from pathlib import Path


def _numbers(maker: SceneMaker, offset: int, numbers: range) -> list[int]:
    return [offset + number for number in numbers]


def test_every_number_is_rendered_once_and_belongs_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_NUMBERS_A_PIECE", 3)
    maker = SceneMaker(ArtLibrary("resources/art"))
    found: dict[int, int] = {}
    for rows, piece in rendered(_numbers, 100, 7, maker=maker):
        found |= dict(zip(range(rows.start, rows.stop), piece, strict=True))
    assert found == {number: 100 + number for number in range(7)}


@pytest.mark.slow
def test_several_processes_render_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_NUMBERS_A_PIECE", 2)
    library, photos = ArtLibrary("resources/art"), BackgroundPhotos("resources/backgrounds")
    config = ViewConfig(records=5, seed=3, side_px=32)
    make_views(tmp_path / "one", library, photos, config)
    make_views(tmp_path / "two", library, photos, config, processes=2)
    assert np.array_equal(open_views(tmp_path / "one"), open_views(tmp_path / "two"))
