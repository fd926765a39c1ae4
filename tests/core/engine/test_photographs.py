"""Finding things in photographs: by the eye where the bundle has one and the picture is one, and said where it is not
sure. The eye is real in class and format; its weights are random but in the tests of the built-in bundle."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from lredit_core.api.events import (
    AnchorSource,
    CandidateReady,
    EditEvent,
    EditFinished,
    MapFound,
    MapKind,
    Noticed,
    RegionsUpdated,
)
from lredit_core.api.request import EditRequest, EditSettings, Objective
from lredit_core.bundles.loading import BundleLoader, ModelBundle
from lredit_core.bundles.verifying import DETECTOR_LABEL, EYE_LABEL, verify_bundle
from lredit_core.encoders.detector import Detections
from lredit_core.encoders.eye import Sight
from lredit_core.engine import learning, photographs
from lredit_core.engine.engine import edit_events
from lredit_core.engine.learning import analyse_picture, propose_regions, shown_map
from lredit_core.engine.target_edit import EngineContext, TargetEdit
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.pictures.opening import open_picture
from lredit_core.prompt.relation import Relation
from lredit_core.regions.relations import Beside
from tests.core.regions.test_places import landscape
from tests.fakes.tiny_bundle import write_detector, write_eye

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.prompt.targets import EditTarget

pytestmark = pytest.mark.slow

QUICK = EditSettings(anchor_count=4, learning_steps=2, drafts_per_step=2, candidate_count=2)
SAMPLES = Path("resources/samples")


def with_eye(tiny_folder: Path, folder: Path, *, sees_drawings: bool = False) -> Path:
    """The tiny bundle with an eye of random weights."""
    shutil.copytree(tiny_folder, folder)
    write_eye(folder / "photographs", sees_drawings=sees_drawings)
    manifest = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
    manifest["photographs"] = {"folder": "photographs"}
    (folder / "bundle.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tiny_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_eye(tiny_folder, tmp_path_factory.mktemp("eye") / "bundle")


@pytest.fixture(scope="module")
def bundle(folder: Path) -> ModelBundle:
    return BundleLoader(device=torch.device("cpu")).load(str(folder))


def edited(bundle: ModelBundle, request: EditRequest) -> list[EditEvent]:
    return list(edit_events(request, bundle, EngineContext()))


def notices(events: Sequence[EditEvent]) -> list[str]:
    return [event.message for event in events if isinstance(event, Noticed)]


def proposed(bundle: ModelBundle, request: EditRequest) -> set[AnchorSource]:
    edit = TargetEdit(request, bundle, bundle.editor("retrieve"), EngineContext())
    return {item.anchor.source for item in propose_regions(edit, analyse_picture(edit)).anchors}


def test_a_named_thing_in_a_photograph_is_looked_for_by_the_eye_and_learned(
    bundle: ModelBundle, picture: PixelBuffer
) -> None:
    request = EditRequest(picture, "a red apple", "a dog", settings=QUICK, job_id="one")
    events = edited(bundle, request)
    assert isinstance(events[-1], EditFinished)
    steps = [event for event in events if isinstance(event, RegionsUpdated)]
    norms = [step.gradient_norm for step in steps if step.gradient_norm is not None]
    assert norms and all(np.isfinite(norm) and norm > 0 for norm in norms)
    assert proposed(bundle, request) == {AnchorSource.TEXT}
    again = edited(bundle, request)
    boxes = [[event.candidate.box for event in run if isinstance(event, CandidateReady)] for run in (events, again)]
    pixels = [[event.candidate.pixels for event in run if isinstance(event, CandidateReady)] for run in (events, again)]
    assert boxes[0] == boxes[1]
    assert all(np.array_equal(one, other) for one, other in zip(*pixels, strict=True))


def test_the_picture_is_seen_once_for_all_prompts_on_it(
    bundle: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bundle.eye is not None
    looked: list[str] = []
    glance, look = bundle.eye.glance, bundle.eye.look
    monkeypatch.setattr(bundle.eye, "glance", lambda seen: looked.append("glance") or glance(seen))
    monkeypatch.setattr(bundle.eye, "look", lambda seen, glanced: looked.append("look") or look(seen, glanced))
    context = EngineContext()
    for source in ("a dog", "a cat"):
        list(edit_events(EditRequest(picture, "a red apple", source, settings=QUICK), bundle, context))
    assert looked == ["glance", "look"]


@pytest.fixture(scope="module")
def detecting(tiny_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> ModelBundle:
    """The bundle with a detector too, which sees what `seen` tells it to."""
    folder = with_eye(tiny_folder, tmp_path_factory.mktemp("detector") / "bundle")
    write_detector(folder / "detector")
    manifest = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
    (folder / "bundle.json").write_text(json.dumps(manifest | {"detector": {"folder": "detector"}}), encoding="utf-8")
    assert DETECTOR_LABEL in [part.part for part in verify_bundle(str(folder)).parts]
    return BundleLoader(device=torch.device("cpu")).load(str(folder))


def seen(
    bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch, *things: tuple[str, Sequence[float], float]
) -> list[int]:
    """Lets the detector find these and no other things, each a name, a box in shares and a score; counts its looks."""
    detector = bundle.detector
    assert detector is not None
    boxes = torch.tensor([list(box) for _name, box, _score in things])
    scores = torch.full((len(things), len(detector.words.names)), 0.01)
    for row, (name, _box, score) in enumerate(things):
        scores[row, list(detector.words.names).index(name)] = score
    looked: list[int] = []
    monkeypatch.setattr(detector, "find", lambda _picture: looked.append(1) or Detections(boxes, scores))
    return looked


def best_window(bundle: ModelBundle, picture: PixelBuffer, source: str) -> tuple[Box, str]:
    """In shares of the picture's sides, and what was said."""
    edit = TargetEdit(EditRequest(picture, "a red apple", source), bundle, bundle.editor("retrieve"), EngineContext())
    analysis = analyse_picture(edit)
    assert analysis.found is not None and analysis.found_windows is not None
    return Box(*analysis.found_windows.boxes[0].tolist()), analysis.found.notice


LEFT, RIGHT, SPECK = (0.1, 0.2, 0.4, 0.7), (0.6, 0.3, 0.9, 0.8), (0.5, 0.5, 0.52, 0.52)


def test_what_the_detector_is_sure_of_is_framed_by_its_box_and_learned(
    detecting: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = seen(detecting, monkeypatch, ("dog", LEFT, 0.7), ("cup", RIGHT, 0.9), ("dog", SPECK, 0.95))
    box, notice = best_window(detecting, picture, "the dogs")
    assert box.as_tuple() == pytest.approx(LEFT) and notice == "", "not what is a few pixels large"
    looked.clear()
    context = EngineContext()
    sides = (picture.size.width, picture.size.height) * 2
    for source, place in (("the dog", LEFT), ("the cup", RIGHT)):
        events = list(edit_events(EditRequest(picture, "a red apple", source, settings=QUICK), detecting, context))
        norms = [event.gradient_norm for event in events if isinstance(event, RegionsUpdated) and event.gradient_norm]
        assert norms and all(np.isfinite(norm) and norm > 0 for norm in norms)
        best = next(event.candidate for event in events if isinstance(event, CandidateReady))
        assert best.box.iou(Box(*(part * side for part, side in zip(place, sides, strict=True)))) > 0.6
    assert looked == [1], "once for all prompts"


def test_where_the_detector_is_not_sure_the_eye_is_asked_and_else_its_guess_is_given_with_a_word(
    detecting: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(detecting, monkeypatch, ("dog", LEFT, photographs.LEAST_DETECTED - 0.01), ("person", RIGHT, 0.1))
    box, notice = best_window(detecting, picture, "the man")  # no word of the eye
    assert box.as_tuple() == pytest.approx(RIGHT)
    assert notice == 'I am not sure where "the man" is. If none of these regions is right, draw a box.'
    said = notices(edited(detecting, EditRequest(picture, "a red apple", "an owl", settings=QUICK)))
    assert said == ['I see nothing that could be "an owl". Draw a box around it.'], "no bird is there"
    field = torch.full((20, 20), -6.0)
    field[12:18, 12:18] = -0.1
    monkeypatch.setattr(Sight, "map_of", lambda _sight, _kinds: field)
    box, notice = best_window(detecting, picture, "the dog")
    assert Box(0.6, 0.6, 0.9, 0.9).iou(box) > 0.5 and notice == ""


def test_of_the_boxes_of_a_broader_name_the_eye_chooses(
    detecting: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(detecting, monkeypatch, ("dog", LEFT, 0.7), ("dog", RIGHT, 0.6), ("person", RIGHT, 0.5))
    beagle = torch.zeros(20, 20)
    beagle[:, :10] = -5.0
    monkeypatch.setattr(Sight, "map_of", lambda _sight, kinds: beagle if list(kinds) == [2] else torch.zeros(20, 20))
    assert best_window(detecting, picture, "the dog")[0].as_tuple() == pytest.approx(LEFT)
    assert best_window(detecting, picture, "the beagle")[0].as_tuple() == pytest.approx(RIGHT)
    request = EditRequest(picture, "a red apple", "the dog", settings=QUICK)
    maps = {event.kind: event.values for event in edited(detecting, request) if isinstance(event, MapFound)}
    shown, attention = maps[MapKind.RELEVANCE], maps[MapKind.ATTENTION]
    assert attention.dtype == np.uint8 and attention.max() == 255 and not np.array_equal(attention, shown)
    rows, columns = shown.shape
    assert shown.dtype == np.uint8 and (shown.min(), shown.max()) == (0, 255)
    assert shown[int(0.4 * rows), int(0.3 * columns)] > 200 and shown[int(0.9 * rows), int(0.5 * columns)] == 0
    assert best_window(detecting, picture, "the doctor")[0].as_tuple() == pytest.approx(RIGHT), "whom no eye knows"


@pytest.mark.parametrize("why", ["drawing", "nothing named", "a place of no looks", "the paper's objective"])
def test_otherwise_everything_is_as_without_an_eye(
    why: str, tiny_folder: Path, tiny_bundle: ModelBundle, bundle: ModelBundle, picture: PixelBuffer, tmp_path: Path
) -> None:
    if why == "drawing":
        folder = with_eye(tiny_folder, tmp_path / "bundle", sees_drawings=True)
        bundle = BundleLoader(device=torch.device("cpu")).load(str(folder))
    source = {"nothing named": "", "a place of no looks": "the shelf"}.get(why, "a dog")
    settings = replace(QUICK, objective=Objective.PAPER) if why == "the paper's objective" else QUICK
    request = EditRequest(picture, "a red apple", source, settings=settings)
    runs = [
        [event.candidate.box for event in edited(one, request) if isinstance(event, CandidateReady)]
        for one in (tiny_bundle, bundle)
    ]
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    ("prompt", "source", "rows"),
    [
        ("a balloon in the sky", "", (0.0, 0.4)),
        ("a football on the lawn", "", (0.55, 0.8)),
        ("a football", "the grass", (0.55, 0.8)),
        ("an owl", "the bushes", (0.4, 0.55)),
    ],
)
def test_something_new_is_put_where_the_place_lies_that_is_named(
    prompt: str, source: str, rows: tuple[float, float], bundle: ModelBundle
) -> None:
    picture = PixelBuffer(landscape(180, 264))
    edit = TargetEdit(EditRequest(picture, prompt, source), bundle, bundle.editor("retrieve"), EngineContext())
    proposals = propose_regions(edit, analyse_picture(edit))
    anchor, window = divmod(int(proposals.ledger.known.argmin()), proposals.proposals.window_count)
    height = proposals.proposals.boxes[anchor][window].centre[1] / 180
    assert rows[0] <= height <= rows[1]


@pytest.mark.parametrize(
    ("prompt", "source", "place"),
    [
        ("a duck in the bathtub", "", "the bathtub"),
        ("a dog behind my sofa", "", "my sofa"),
        ("a cat on the shelf", "", "the shelf"),
        ("a cat", "the shelf", "the shelf"),
        ("a balloon in the sky", "", ""),
        ("a dog in a red hat", "", ""),
        ("a dog in the cubist style of a woodcut", "", ""),
        ("a duck", "", ""),
    ],
)
def test_a_place_that_no_model_knows_is_said(prompt: str, source: str, place: str, bundle: ModelBundle) -> None:
    request = EditRequest(PixelBuffer(landscape(180, 264)), prompt, source, settings=QUICK)
    said = [f'I do not know where "{place}" is. If none of these regions is right, draw a box.'] if place else []
    assert notices(edited(bundle, request)) == said


def test_of_several_things_that_give_way_to_one_the_window_is_around_all(
    detecting: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(detecting, monkeypatch, ("dog", LEFT, 0.7), ("person", RIGHT, 0.6))
    both = (LEFT[0], LEFT[1], RIGHT[2], RIGHT[3])
    for source in ("the dog and the man", "the man and dog"):
        box, notice = best_window(detecting, picture, source)
        assert box.as_tuple() == pytest.approx(both) and notice == ""
    box, notice = best_window(detecting, picture, "the dog and the zeppelin")
    assert box.as_tuple() == pytest.approx(LEFT)
    assert notice == '"the zeppelin" is no word that these models know in photographs. Draw a box around it.'
    seen(detecting, monkeypatch, ("person", LEFT, 0.7), ("person", RIGHT, 0.3))
    assert best_window(detecting, picture, "the man and the person")[0].as_tuple() == pytest.approx(both), "two people"


def test_a_landmark_that_may_not_be_there_is_said(
    detecting: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(detecting, monkeypatch, ("person", LEFT, 0.05), ("dog", RIGHT, 0.8))
    for landmark, unsure in (("the man", True), ("the dog", False)):
        said = notices(edited(detecting, EditRequest(picture, f"a red apple above {landmark}", settings=QUICK)))
        assert any(f'I am not sure where "{landmark}" is.' in one for one in said) is unsure


def test_no_place_is_where_a_thing_stands(
    detecting: ModelBundle, bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(detecting, monkeypatch, ("dog", (0.0, 0.0, 0.5, 0.4), 0.9))
    request = EditRequest(PixelBuffer(landscape(180, 264)), "a balloon in the sky")
    fields = [
        photographs.find_place_in_photograph(TargetEdit(request, one, one.editor("retrieve"), EngineContext()))
        for one in (bundle, detecting)
    ]
    (open_sky, said), (around_dog, _said) = fields
    assert open_sky is not None and around_dog is not None
    assert said is not None and said.notice == ""
    request = EditRequest(PixelBuffer(landscape(180, 264)), "a crab on the sand")
    _field, nowhere = photographs.find_place_in_photograph(
        TargetEdit(request, bundle, bundle.editor("retrieve"), EngineContext())
    )
    assert nowhere is not None and nowhere.notice.startswith('I am not sure where "the sand" is.')
    rows, columns = open_sky.shape
    left, right = (around_dog[: rows // 4, start : start + columns // 3].mean() for start in (0, columns * 3 // 5))
    assert float(right) > float(left) + 0.3
    left, right = (open_sky[: rows // 4, start : start + columns // 3].mean() for start in (0, columns * 3 // 5))
    assert float(left) == pytest.approx(float(right), abs=0.1)


def test_a_word_that_the_eye_does_not_know_is_said_with_what_is_near(bundle: ModelBundle, picture: PixelBuffer) -> None:
    unknown = "is no word that these models know in photographs."
    said = notices(edited(bundle, EditRequest(picture, "a red apple", "a beagel", settings=QUICK)))
    assert said == [f'"a beagel" {unknown} Did you mean beagle? Or draw a box around it.']
    said = notices(edited(bundle, EditRequest(picture, "a red apple", "a zeppelin", settings=QUICK)))
    assert said == [f'"a zeppelin" {unknown} Draw a box around it.']


def test_not_being_sure_is_said_beside_the_best_guesses(
    bundle: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = EditRequest(picture, "a red apple", "a dog", settings=QUICK)
    monkeypatch.setattr(photographs, "LEAST_SURE", -100.0)
    monkeypatch.setattr(photographs, "_ABOVE_CHANCE", -100.0)
    assert notices(edited(bundle, request)) == []
    monkeypatch.setattr(photographs, "LEAST_SURE", 0.5)
    events = edited(bundle, request)
    assert notices(events) == ['I am not sure where "a dog" is. If none of these regions is right, draw a box.']
    assert any(isinstance(event, CandidateReady) for event in events)


def test_the_map_that_is_shown_spans_from_nothing_to_its_peak_however_large_the_thing_is() -> None:
    for share in (3, 10, 17):
        field = torch.full((20, 30), -4.0)
        field[:share] = -0.5
        shown = shown_map(field)
        assert (shown[:share] == 255).all() and (shown[share:] == 0).all()
    assert (shown_map(torch.zeros(4, 5)) == 0).all()


def test_a_word_of_many_kinds_must_be_likelier_than_chance_makes_it() -> None:
    assert photographs.least_sure(1, 1000) == photographs.LEAST_SURE
    for kinds in (59, 118, 398):
        chance = kinds / 1000
        assert np.log(chance) < photographs.least_sure(kinds, 1000) <= 0
    assert photographs.least_sure(118, 1000) > -1.75, "what noise gave a dog where none was"


def test_the_eye_is_verified_with_its_bundle(folder: Path) -> None:
    verdict = verify_bundle(str(folder))
    assert EYE_LABEL in [part.part for part in verdict.parts] and verdict.is_whole


@pytest.mark.parametrize(
    ("name", "source", "answer"),
    [
        ("cat_photo.jpg", "the cat", Box(30, 0, 370, 300)),
        ("coffee_photo.jpg", "the cup of coffee", Box(172, 18, 425, 250)),
        ("rocket_photo.jpg", "the rocket", Box(300, 125, 330, 410)),
    ],
)
def test_the_built_in_eye_finds_things_in_the_sample_photographs(name: str, source: str, answer: Box) -> None:
    bundle = BundleLoader(device=torch.device("cpu")).load("builtin")
    request = EditRequest(open_picture(SAMPLES / name).buffer, "a red apple", source)
    edit = TargetEdit(request, bundle, bundle.editor("retrieve"), EngineContext())
    proposals = propose_regions(edit, analyse_picture(edit))
    anchor, window = divmod(int(proposals.ledger.known.argmin()), proposals.proposals.window_count)
    box = proposals.proposals.boxes[anchor][window]
    assert answer.contains_point(*box.centre)
    assert box.iou(answer) > 0.35


def test_the_built_in_eye_leaves_drawings_to_the_models_of_drawings() -> None:
    bundle = BundleLoader(device=torch.device("cpu")).load("builtin")
    for name in ("cat_and_car.jpg", "beach_toys.jpg", "wooden_table.jpg"):
        request = EditRequest(open_picture(SAMPLES / name).buffer, "a red apple", "a cat")
        edit = TargetEdit(request, bundle, bundle.editor("retrieve"), EngineContext())
        assert analyse_picture(edit).found is None, name


def test_what_is_added_keeps_off_what_the_detector_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    builtin = BundleLoader(device=torch.device("cpu")).load("builtin")
    image = open_picture(SAMPLES / "rocket_photo.jpg").buffer
    request = EditRequest(image, "add a balloon", "")

    def chosen_with(*things: Box) -> Box:
        monkeypatch.setattr(learning, "sure_detections", lambda _edit: [(thing, 0.9) for thing in things])
        edit = TargetEdit(request, builtin, builtin.editor(builtin.default_editor), EngineContext())
        proposal_set = propose_regions(edit, analyse_picture(edit))
        boxes = [box for row in proposal_set.proposals.boxes for box in row]
        return boxes[int(proposal_set.ledger.known.argmin())]

    before = chosen_with()
    after = chosen_with(before)
    assert after.intersected(before).area <= 0.2 * min(after.area, before.area)


def test_what_the_words_put_it_beside_may_be_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    sofa, cat = Box(0, 0, 200, 100), Box(300, 0, 400, 100)
    monkeypatch.setattr(learning, "sure_detections", lambda _edit: [(sofa, 0.9), (cat, 0.9)])
    windows = [Box(20, 20, 60, 60), Box(280, 0, 320, 40), Box(500, 0, 600, 100), Box(0, 0, 800, 800)]
    edit: Any = None
    assert learning._on_things(edit, windows, None).tolist() == [1.0, 0.5, 0.0, 1.0]
    assert learning._on_things(edit, windows, Beside(Relation.ON, sofa)).tolist() == [0.0, 0.5, 0.0, 1.0]


def test_on_the_table_is_on_the_table_that_the_detector_sees() -> None:
    builtin = BundleLoader(device=torch.device("cpu")).load("builtin")
    image = open_picture(SAMPLES / "coffee_photo.jpg").buffer

    def read(prompt: str) -> EditTarget:
        request = EditRequest(image, prompt, "")
        editor = builtin.editor(builtin.default_editor)
        return photographs.on_what_stands_there(TargetEdit(request, builtin, editor, EngineContext()))

    for prompt in ("add an apple on the table", "put the cup on the table"):
        on_table = read(prompt)
        assert (on_table.relation, on_table.landmark) == (Relation.ON, "the dining table")
    for prompt in ("add a balloon in the sky", "add an apple", "remove the cup", "add a cat on the shelf"):
        assert read(prompt).relation is None


def test_of_two_of_a_kind_the_side_decides_and_the_score_of_the_best_stays() -> None:
    builtin = BundleLoader(device=torch.device("cpu")).load("builtin")
    image = open_picture(SAMPLES / "cat_photo.jpg").buffer
    assert builtin.detector is not None and builtin.eye is not None
    kind = builtin.detector.words.kinds_of("the cat")[0]
    scores = torch.zeros(2, len(builtin.detector.words.names))
    scores[:, kind] = torch.tensor([0.8, 0.5])
    left, right = torch.tensor([0.05, 0.3, 0.35, 0.7]), torch.tensor([0.6, 0.3, 0.95, 0.7])

    def best_for(named: str) -> torch.Tensor:
        request = EditRequest(image, "a dog", named)
        edit = TargetEdit(request, builtin, builtin.editor(builtin.default_editor), EngineContext())
        search = photographs.search_in(edit)
        assert search is not None
        search._view.detections.get(lambda: Detections(torch.stack([right, left]), scores))
        windows = search.find(named).windows
        assert windows is not None
        return windows.boxes[0]

    assert torch.equal(best_for("the cat"), right)
    assert torch.equal(best_for("the cat on the left"), left)
    assert torch.equal(best_for("the right cat"), right)


def test_of_two_of_a_kind_the_colour_decides() -> None:
    builtin = BundleLoader(device=torch.device("cpu")).load("builtin")
    shown = open_picture(SAMPLES / "cat_photo.jpg").buffer
    pixels = shown.pixels.copy()
    height, width = pixels.shape[:2]
    pixels[height // 3 : 2 * height // 3, width // 20 : width // 3] = (40, 70, 180)
    assert builtin.detector is not None
    kind = builtin.detector.words.kinds_of("the cat")[0]
    scores = torch.zeros(2, len(builtin.detector.words.names))
    scores[:, kind] = torch.tensor([0.8, 0.5])
    blue, other = torch.tensor([0.05, 0.33, 0.33, 0.66]), torch.tensor([0.6, 0.3, 0.95, 0.7])

    def found(named: str) -> torch.Tensor:
        request = EditRequest(PixelBuffer(pixels), "a dog", named)
        edit = TargetEdit(request, builtin, builtin.editor(builtin.default_editor), EngineContext())
        search = photographs.search_in(edit)
        assert search is not None
        search._view.detections.get(lambda: Detections(torch.stack([other, blue]), scores))
        windows = search.find(named).windows
        assert windows is not None
        return windows.boxes[0]

    assert torch.equal(found("the cat"), other)
    assert torch.equal(found("the blue cat"), blue)
