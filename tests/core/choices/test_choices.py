"""What is learned from a person's choices: kept, seen, exported, used, and forgotten without a trace."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lredit_core.api.choice import Choice
from lredit_core.api.events import Candidate, CandidateReady, RegionsUpdated
from lredit_core.api.request import NO_MARGINS, EditRequest, EditSettings
from lredit_core.choices.framing_preference import LEAST, MOST, FramingPreference, framing_preference_of
from lredit_core.choices.noting import margins_around, note_choice
from lredit_core.choices.store import ChoiceStore
from lredit_core.choices.training import LEAST_CHOICES, train_from_choices
from lredit_core.engine.engine import InProcessEngine, edit_events
from lredit_core.engine.target_edit import EngineContext
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, PatchGrid, Size
from lredit_core.regions.segments import Segments
from tests.core.engine.test_engine import QUICK

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.pictures.image import PixelBuffer

pytestmark = pytest.mark.slow

THING = Box(50, 20, 80, 50)
LOOSER = Box(44, 14, 86, 56)


@pytest.fixture
def store(tmp_path: Path) -> ChoiceStore:
    return ChoiceStore(tmp_path / "choices")


def test_few_choices_move_little_and_many_agree_with_their_median() -> None:
    loose = (0.2, 0.1, 0.2, 0.1)
    assert framing_preference_of([]).margins == NO_MARGINS
    one, many = framing_preference_of([loose]), framing_preference_of([loose] * 60)
    assert 0 < one.margins[0] < 0.1
    assert many.margins == pytest.approx(loose, abs=0.012)
    assert framing_preference_of([loose] * 60 + [(5.0, 5.0, 5.0, 5.0)] * 5).margins == pytest.approx(loose, abs=0.02)


def test_margins_stay_within_reason_and_old_choices_fade() -> None:
    assert framing_preference_of([(9.0, 9.0, 9.0, 9.0)] * 50).margins == (MOST,) * 4
    assert framing_preference_of([(-0.9, -0.9, -0.9, -0.9)] * 50).margins == (LEAST,) * 4
    changed = [(0.3, 0.3, 0.3, 0.3)] * 500 + [(0.0, 0.0, 0.0, 0.0)] * 200
    assert framing_preference_of(changed).margins == NO_MARGINS


def test_what_was_learned_is_said_in_words() -> None:
    assert "Nothing is learned yet" in framing_preference_of([]).in_words
    text = framing_preference_of([(0.2, 0.0, 0.2, -0.1)] * 97).in_words
    assert "39 % wider" in text and "10 % lower" in text and "97 choices" in text


def test_margins_are_shares_of_the_part_that_the_box_frames() -> None:
    grid = PatchGrid(rows=10, columns=10, image=Size(100, 100))
    part = torch.tensor([[2.0, 2.0, 6.0, 4.0]])
    segments = Segments(part, torch.ones(1), torch.zeros(10, 10))
    assert margins_around(segments, Box(16, 20, 64, 44), grid) == pytest.approx((0.1, 0.0, 0.1, 0.2))
    assert margins_around(segments, Box(80, 80, 100, 100), grid) is None


def test_reframed_parts_grow_by_their_own_sides_and_stay_inside() -> None:
    grid = PatchGrid(rows=10, columns=10, image=Size(100, 100))
    segments = Segments(torch.tensor([[2.0, 2.0, 6.0, 4.0], [0.0, 0.0, 4.0, 4.0]]), torch.ones(2), torch.zeros(10, 10))
    grown = segments.reframed((0.25, 0.5, 0.25, 0.0), grid)
    assert grown.boxes.tolist() == [[1.0, 1.0, 7.0, 4.0], [0.0, 0.0, 5.0, 4.0]]


def test_a_choice_is_kept_without_the_picture_and_can_be_exported_and_erased(
    picture: PixelBuffer, tiny_bundle: ModelBundle, store: ChoiceStore, tmp_path: Path
) -> None:
    note = note_choice(tiny_bundle, picture, LOOSER, "a red apple", store)
    assert store.notes() == [note] and len(store) == 1
    assert note.box == LOOSER.as_tuple() and note.prompt == "a red apple"
    example = store.examples(note.features)[0]
    assert float(example.overlaps.max()) > 0.4
    assert store.examples("other models") == []
    assert store.export(tmp_path / "mine.zip") == 1
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert json.loads(archive.read("choices.json"))[0]["prompt"] == "a red apple"
        assert len(archive.namelist()) == 2
    store.erase()
    assert len(store) == 0 and not store.folder.exists()


def test_a_damaged_file_is_passed_over(picture: PixelBuffer, tiny_bundle: ModelBundle, store: ChoiceStore) -> None:
    note_choice(tiny_bundle, picture, LOOSER, "a", store)
    (store.folder / "000002.safetensors").write_bytes(b"not a tensor")
    assert [note.prompt for note in store.notes()] == ["a"]
    note_choice(tiny_bundle, picture, LOOSER, "b", store)
    assert [note.prompt for note in store.notes()] == ["a", "b"]


def request_for(picture: PixelBuffer, settings: EditSettings = QUICK) -> EditRequest:
    return EditRequest(picture, "a red apple", settings=settings)


def first_guesses(request: EditRequest, bundle: ModelBundle) -> list[tuple[Box, float]]:
    for event in edit_events(request, bundle, EngineContext()):
        if isinstance(event, RegionsUpdated):
            return [(region.box, region.probability) for region in event.regions]
    raise AssertionError("no regions")


def test_choices_move_the_first_guess_and_forgetting_brings_the_shipped_one_back(
    picture: PixelBuffer, tiny_bundle: ModelBundle, store: ChoiceStore
) -> None:
    request = request_for(picture)
    shipped = first_guesses(request, tiny_bundle)
    assert first_guesses(store.suited(request), tiny_bundle) == shipped
    for _ in range(LEAST_CHOICES):
        note_choice(tiny_bundle, picture, LOOSER, "a red apple", store)
    suited = store.suited(request)
    assert all(margin > 0 for margin in suited.settings.margins)
    with_margins = first_guesses(suited, tiny_bundle)
    assert with_margins != shipped
    trained = train_from_choices(tiny_bundle, store, steps=30)
    assert trained.iou_after > trained.iou_before
    assert first_guesses(suited, tiny_bundle) != with_margins
    weights = trained.file.read_bytes()
    assert train_from_choices(tiny_bundle, store, steps=30).file.read_bytes() == weights
    store.erase()
    assert first_guesses(store.suited(request), tiny_bundle) == shipped


def test_too_few_choices_are_told(tiny_bundle: ModelBundle, store: ChoiceStore) -> None:
    with pytest.raises(InvalidRequest, match="0 choices were made"):
        train_from_choices(tiny_bundle, store)


def test_margins_change_learned_regions_only_and_never_a_box_of_ones_own(
    picture: PixelBuffer, tiny_bundle: ModelBundle
) -> None:
    settings = replace(QUICK, margins=(0.3, 0.3, 0.3, 0.3))

    def edited(request: EditRequest) -> list[Candidate]:
        events = edit_events(replace(request, user_boxes=(THING,)), tiny_bundle, EngineContext())
        return [event.candidate for event in events if isinstance(event, CandidateReady)]

    plain, loose = edited(request_for(picture)), edited(request_for(picture, settings))
    assert plain[0].box == loose[0].box == THING
    assert np.array_equal(plain[0].pixels, loose[0].pixels)


def test_the_engine_keeps_a_choice_and_never_raises(
    picture: PixelBuffer, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lredit_core.choices.store.choices_home", lambda: tmp_path / "home")
    engine = InProcessEngine()
    engine.load(str(tiny_folder))
    engine.keep_choice(Choice(picture, LOOSER, "a red apple"))
    assert len(ChoiceStore()) == 1
    monkeypatch.setattr("lredit_core.engine.engine.note_choice", lambda *_args: 1 / 0)
    engine.keep_choice(Choice(picture, LOOSER, "a red apple"))
    assert len(ChoiceStore()) == 1


def test_one_choice_is_spoken_of_in_the_singular() -> None:
    assert FramingPreference(NO_MARGINS, 1).in_words.startswith("From 1 choice:")
    assert FramingPreference(NO_MARGINS, 2).in_words.startswith("From 2 choices:")


def test_an_export_replaces_an_export_and_nothing_else_of_the_person(tmp_path: Path) -> None:
    picture = tmp_path / "photograph.jpg"
    picture.write_bytes(b"a photograph")
    store = ChoiceStore(tmp_path / "choices")
    with pytest.raises(InvalidRequest, match="holds no choices"):
        store.export(picture)
    assert picture.read_bytes() == b"a photograph"
    store.export(tmp_path / "choices.zip")
    assert store.export(tmp_path / "choices.zip") == 0
