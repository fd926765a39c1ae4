"""`lredit bench change`: what is right is found right, what is not is not, and the page shows what was measured."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.evaluation import change_benchmark
from lredit_core.evaluation.change_benchmark import (
    FOUND,
    TRUE,
    ChangeRun,
    ChangeTask,
    change_tasks,
    figures_of,
    judged,
    measure_change,
    measure_changes,
    rank_correlation,
    words,
)
from lredit_core.evaluation.change_page import page_of, table_of, write_run
from lredit_core.evaluation.change_photographs import photograph_tasks
from lredit_core.pictures.oklab import to_oklab
from lredit_core.prompt.adjustment import COLOURS, Adjustment, AdjustmentKind, Tone
from lredit_core.resources import resource_path
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

if TYPE_CHECKING:
    from pathlib import Path


def colour(name: str, tone: Tone = Tone.PLAIN) -> Adjustment:
    return Adjustment(AdjustmentKind.COLOUR, name, tone)


@pytest.fixture(scope="module")
def drawn() -> ChangeTask:
    maker = SceneMaker(ArtLibrary(resource_path("art")), BackgroundPhotos(resource_path("backgrounds")))
    return next(change_tasks(maker, scenes=1, seed=1))


def test_every_word_comes_in_turn() -> None:
    first = list(itertools.islice(words(), len(COLOURS) + 10))
    assert {word.colour for word in first} == set(COLOURS)
    assert {word.tone for word in first} == set(Tone)
    assert next(itertools.islice(words(), len(first), None)) == first[0]


@pytest.mark.parametrize(
    ("shown", "asked", "is_right"),
    [("red", "red", True), ("red", "blue", False), ("grey", "red", False), ("white", "white", True),
     ("black", "white", False), ("red", "grey", False)],
)  # fmt: skip
def test_a_colour_is_right_where_it_is_the_words(shown: str, asked: str, is_right: bool) -> None:
    rng = np.random.default_rng(0)
    grain = rng.integers(-4, 5, (20, 20, 1))
    before = np.clip(np.full((20, 20, 3), (60, 120, 70)) + grain, 0, 255).astype(np.uint8)
    after = np.clip(np.full((20, 20, 3), COLOURS[shown]) + grain, 0, 255).astype(np.uint8)
    was, is_now = (to_oklab(pixels).reshape(-1, 3) for pixels in (before, after))
    found, off = judged(was, is_now, colour(asked))
    assert found is is_right
    assert (off is None) == (asked in ("white", "grey", "black"))


def test_rank_correlation_asks_for_the_order_alone() -> None:
    values = np.linspace(0, 1, 50, dtype=np.float32)
    assert rank_correlation(values, values**3) == pytest.approx(1.0)
    assert rank_correlation(values, -values) == pytest.approx(-1.0)
    assert rank_correlation(values, np.zeros(50, np.float32)) == 0.0


def test_what_is_changed_has_its_colour_and_nothing_else_changes(drawn: ChangeTask) -> None:
    measured = measure_change(drawn, [colour("blue"), colour("red", Tone.DARK)])
    assert {change.mask for change in measured.changes} == {TRUE, FOUND}
    assert measured.mask_iou > 0.7
    for change in measured.changes:
        assert change.changed_outside == 0
        if change.mask == TRUE:
            assert change.is_right and change.texture > 0.8
            assert np.array_equal(change.pixels[~drawn.mask], drawn.pixels[~drawn.mask])


def test_a_change_that_does_nothing_is_wrong(drawn: ChangeTask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_benchmark, "adjusted", lambda pixels, _adjustment, mask: pixels)
    measured = measure_change(drawn, [colour("blue"), colour("red")])
    assert not all(change.is_right for change in measured.changes)
    assert all(change.texture == pytest.approx(1.0) for change in measured.changes)


def test_outlines_lie_on_the_things_of_the_photographs() -> None:
    tasks = {name: (pixels, mask, box) for name, _picture, pixels, mask, box in photograph_tasks()}
    assert set(tasks) == {"suit", "saucer", "cat's face", "rocket"}
    for pixels, mask, box in tasks.values():
        assert mask.shape == pixels.shape[:2]
        assert mask[box.as_slices()].sum() == mask.sum() > 0
    pixels, mask, _box = tasks["suit"]
    red, _green, blue = pixels[mask].mean(axis=0)
    assert red > 2 * blue  # it is orange


def test_a_run_is_written_as_figures_and_as_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_benchmark, "photograph_tasks", lambda: itertools.islice(photograph_tasks(), 1))
    counted: list[tuple[int, int]] = []
    run = measure_changes(scenes=2, on_progress=lambda *pair: counted.append(pair))
    assert counted == [(1, 2), (2, 2), (2, 2)]
    write_run(run, json_file=tmp_path / "f.json", html_file=tmp_path / "p.html")
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert figures["things"] == {"drawn": 2, "photographs": 1}
    assert set(figures["figures"]) == {
        f"{kind}, {mask} masks" for kind in ("drawn", "photographs") for mask in (TRUE, FOUND)
    }
    assert all(values["changed_outside"] == 0 for values in figures["figures"].values())
    assert (tmp_path / "p.html").read_text(encoding="utf-8").count("<figure>") == 3 * 5
    assert "drawn, true masks" in table_of(run.figures)


def test_figures_count_what_went_wrong(drawn: ChangeTask) -> None:
    measured = measure_change(drawn, [colour("blue")])
    wrong = replace(measured, changes=tuple(replace(change, is_right=False) for change in measured.changes))
    figures = figures_of([measured, wrong], seed=0)
    assert figures["figures"]["drawn, true masks"]["right"] == 0.5
    assert "wrong" in page_of(ChangeRun(figures, (measured, wrong)))
