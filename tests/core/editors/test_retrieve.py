"""Retrieve and compose: what it finds, that it is deterministic, that no rectangle shows, and that it is quick."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from lredit_core.editors.base import CropToEdit, EditedCrop, EditInstructions
from lredit_core.editors.filling import filled
from lredit_core.editors.retrieve import RetrieveEditor
from lredit_core.errors import InvalidRequest, Stopped
from lredit_core.geometry import Box, Size
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@pytest.fixture(scope="module")
def library() -> ArtLibrary:
    return ArtLibrary("resources/art")


@pytest.fixture(scope="module")
def maker(library: ArtLibrary) -> SceneMaker:
    return SceneMaker(library, BackgroundPhotos("resources/backgrounds"))


def _edited(editor: RetrieveEditor, pixels: NDArray[np.uint8], box: Box, prompt: str, seed: int = 0) -> EditedCrop:
    crop = CropToEdit(pixels, box, seed)
    return editor.edit([crop], EditInstructions(prompt), on_step=lambda evaluations: None)[0]


def test_words_spelling_and_matcher_are_tried_in_this_order(library: ArtLibrary) -> None:
    def matcher(prompt: str) -> Sequence[tuple[str, float]]:
        return [("cactus", 0.9), ("tree", 0.05)]

    editor = RetrieveEditor(library, matcher)
    assert (editor.find("a sleeping kitten").thing.name, editor.find("a sleeping kitten").by) == ("cat", "words")
    assert (editor.find("an elefant").thing.name, editor.find("an elefant").by) == ("elephant", "spelling")
    found = editor.find("something green with spines")
    assert (found.thing.name, found.by, found.colour) == ("cactus", "model", "green")


def test_a_prompt_outside_the_library_names_the_nearest_things(library: ArtLibrary) -> None:
    editor = RetrieveEditor(library, lambda prompt: [("koala", 0.2), ("bear", 0.1)])
    with pytest.raises(InvalidRequest, match=r"'a ball'.*Nearest: football, basketball"):
        editor.find("a ball")
    sure = RetrieveEditor(library, lambda prompt: [("koala", 0.97), ("bear", 0.1)], least_probability=0.99)
    with pytest.raises(InvalidRequest, match=r"'a wombat'.*Did you mean koala\?"):
        sure.find("a wombat")


def test_what_no_word_names_is_drawn_only_where_the_model_is_sure(library: ArtLibrary) -> None:
    editor = RetrieveEditor(library, lambda prompt: [("umbrella", 0.75), ("flamingo", 0.1)])
    with pytest.raises(InvalidRequest, match="no drawing for 'a nuclear submarine'"):
        editor.find("a nuclear submarine")


def test_what_a_model_is_not_sure_of_is_not_offered(library: ArtLibrary) -> None:
    editor = RetrieveEditor(library, lambda prompt: [("koala", 0.4), ("bear", 0.1)])
    with pytest.raises(InvalidRequest, match="The list is under Models") as caught:
        editor.find("a wombat")
    assert "koala" not in caught.value.message


def test_the_same_seed_gives_the_same_pixels_and_seeds_differ(library: ArtLibrary, maker: SceneMaker) -> None:
    pixels = maker.make(1, size=Size(128, 128)).pixels
    editor = RetrieveEditor(library)
    box = Box(24, 30, 100, 101)
    first, again = _edited(editor, pixels, box, "a cat", 5), _edited(editor, pixels, box, "a cat", 5)
    np.testing.assert_array_equal(first.pixels, again.pixels)
    others = {_edited(editor, pixels, box, "a cat", seed).pixels.tobytes() for seed in range(12)}
    assert len(others) >= 6


def test_pixels_outside_the_box_stay_and_the_note_says_what_was_drawn(library: ArtLibrary, maker: SceneMaker) -> None:
    pixels = maker.make(2, size=Size(128, 96)).pixels
    box = Box(30, 0, 90, 60)
    result = _edited(RetrieveEditor(library), pixels, box, "a blue car")
    outside = np.ones(pixels.shape[:2], bool)
    outside[box.as_slices()] = False
    np.testing.assert_array_equal(result.pixels[outside], pixels[outside])
    assert result.note.startswith("blue car, drawing '")


@pytest.mark.parametrize("box", [Box(0, 0, 64, 64), Box(0, 0, 3, 64), Box(63, 63, 64, 64), Box(10, 20, 12, 21)])
def test_boxes_at_borders_tiny_ones_and_whole_pictures_are_filled(library: ArtLibrary, box: Box) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    assert _edited(RetrieveEditor(library), pixels, box, "a rocket").pixels.shape == pixels.shape


def test_filling_a_flat_place_gives_the_place_and_a_horizon_goes_on() -> None:
    flat = np.full((80, 80, 3), 90, np.uint8)
    np.testing.assert_allclose(filled(flat, Box(20, 20, 60, 60)), 90, atol=0.6)
    horizon = np.full((80, 80, 3), 200, np.uint8)
    horizon[40:] = 40
    filling = filled(horizon, Box(20, 20, 60, 60))
    assert filling[:14].mean() > 170
    assert filling[-14:].mean() < 70


def _border_steps(pixels: NDArray[np.uint8], box: Box, shift: int) -> float:
    """Mean difference of neighbours across the box's outline moved outwards by `shift`."""
    values, moved = pixels.astype(np.float32), box.grown(shift)
    rows, columns = moved.as_slices()
    pairs = (
        (values[rows, moved.x0 - 1], values[rows, moved.x0]),
        (values[rows, moved.x1 - 1], values[rows, moved.x1]),
        (values[moved.y0 - 1, columns], values[moved.y0, columns]),
        (values[moved.y1 - 1, columns], values[moved.y1, columns]),
    )
    return float(np.mean([np.abs(outer - inner).mean() for outer, inner in pairs]))


def test_no_rectangle_shows_on_scenes_and_photographs(library: ArtLibrary, maker: SceneMaker) -> None:
    """The step across the box's border stays within 1.5 times that of the surroundings."""
    editor, ratios = RetrieveEditor(library), []
    pictures = [maker.make(seed, size=Size(256, 256), things=(1, 2)).pixels for seed in range(100, 112)]
    for path in sorted(Path("resources/backgrounds").glob("*.webp")):
        with Image.open(path) as image:
            pictures.append(np.asarray(image.convert("RGB").resize((256, 256))))
    box = Box(48, 52, 208, 204)
    for seed, pixels in enumerate(pictures):
        result = _edited(editor, pixels, box, "an apple", seed).pixels
        around = np.mean([_border_steps(pixels, box, shift) for shift in (3, 6, 9, 12)])
        ratios.append((_border_steps(result, box, 0) + 0.5) / (around + 0.5))
    assert np.median(ratios) < 1.1
    assert max(ratios) < 1.5


def test_stop_is_heard_between_crops(library: ArtLibrary) -> None:
    def stop(evaluations: int) -> None:
        raise Stopped

    crop = CropToEdit(np.zeros((64, 64, 3), np.uint8), Box(10, 10, 50, 50), 0)
    with pytest.raises(Stopped):
        RetrieveEditor(library).edit([crop], EditInstructions("a cat"), on_step=stop)


def test_a_full_edit_is_quick(library: ArtLibrary, maker: SceneMaker) -> None:
    pixels = maker.make(4, size=Size(512, 512)).pixels
    editor = RetrieveEditor(library)
    _edited(editor, pixels, Box(96, 96, 416, 416), "a cat")
    times = []
    for seed in range(7):
        started = time.process_time()
        _edited(editor, pixels, Box(96, 96, 416, 416), "a cat", seed)
        times.append(time.process_time() - started)
    assert min(times) < 0.2, "60 ms on an idle machine; generous, for busy ones"
