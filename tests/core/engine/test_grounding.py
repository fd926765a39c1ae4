"""What the engine makes of a grounding part: anchors, windows, a term of the loss, masks, clicks."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.api.events import AnchorsFound, AnchorSource, Candidate, CandidateReady, EditFinished, Noticed
from lredit_core.api.pointing import BoxSnapped, PointRequest, RegionsOffered, SnapRequest
from lredit_core.api.request import EditRequest, EditSettings, Objective
from lredit_core.bundles.loading import BundleLoader
from lredit_core.cancellation import EventToken
from lredit_core.encoders.grounding.folder import Grounding
from lredit_core.encoders.grounding.grounded import GroundedThings
from lredit_core.engine.engine import edit_events
from lredit_core.engine.grounding import grounded_things, segmented_silhouette
from lredit_core.engine.learning import analyse_picture, propose_regions, window_terms
from lredit_core.engine.photographs import on_what_stands_there
from lredit_core.engine.picture_cache import PictureCache
from lredit_core.engine.pointing import answer_pointing
from lredit_core.engine.target_edit import EngineContext, TargetEdit
from lredit_core.engine.things_seen import is_still_seen
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.manifest import GroundingPart
from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.relation import Relation
from tests.core.engine.test_photographs import with_eye
from tests.fakes.known_grounding import KnownFinder, KnownSegmenter
from tests.fakes.tiny_bundle import write_tiny_bundle

if TYPE_CHECKING:
    import torch

    from lredit_core.api.events import EditEvent
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.pictures.image import PixelBuffer

pytestmark = pytest.mark.slow

QUICK = EditSettings(anchor_count=6, learning_steps=2, drafts_per_step=2, candidate_count=2)
#: The bright square of the fixture's picture of 96 x 72 pixels, and the same in shares.
SQUARE = Box(50, 20, 80, 50)
IN_SHARES = (50 / 96, 20 / 72, 80 / 96, 50 / 72)
#: Elsewhere.
WRONG = (5 / 96, 40 / 72, 30 / 96, 68 / 72)


@pytest.fixture
def given(without_diffusion: ModelBundle, monkeypatch: pytest.MonkeyPatch) -> ModelBundle:
    """The tiny bundle, as if it had a grounding part; a test says what it knows by `tell`."""
    manifest = without_diffusion.manifest.model_copy(update={"grounding": (GroundingPart(folder="grounding"),)})
    monkeypatch.setattr(without_diffusion, "manifest", manifest)
    return without_diffusion


def tell(
    bundle: ModelBundle,
    monkeypatch: pytest.MonkeyPatch,
    finder: KnownFinder | None = None,
    segmenter: KnownSegmenter | None = None,
) -> None:
    monkeypatch.setattr(bundle, "_grounding", Grounding(finder, segmenter))


def edit_of(bundle: ModelBundle, request: EditRequest) -> TargetEdit:
    return TargetEdit(request, bundle, bundle.editor_for(request.targets[0]), EngineContext())


def run(bundle: ModelBundle, request: EditRequest) -> list[EditEvent]:
    events = list(edit_events(request, bundle, EngineContext()))
    assert isinstance(events[-1], EditFinished), events[-1]
    return events


def candidates_of(events: list[EditEvent]) -> list[Candidate]:
    return [event.candidate for event in events if isinstance(event, CandidateReady)]


def mask_of_square() -> np.ndarray:
    mask = np.zeros((72, 96), np.bool_)
    mask[SQUARE.as_slices()] = True
    mask[20:30, 50:60] = False  # a corner is missing: no box has this mask
    return mask


def test_its_boxes_are_anchors_that_say_so_and_windows_and_ours_stay_beside_them(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(given, monkeypatch, KnownFinder({"the cat": [(IN_SHARES, 0.8), (WRONG, 0.3)]}))
    request = EditRequest(picture, "a red apple", "the cat", settings=QUICK)
    events = run(given, request)
    (found,) = [event for event in events if isinstance(event, AnchorsFound)]
    by_it = [anchor for anchor in found.anchors if anchor.source is AnchorSource.GROUNDING]
    assert [(round(anchor.x), round(anchor.y)) for anchor in by_it] == [(65, 35), (17, 54)]
    assert [anchor.strength for anchor in by_it] == pytest.approx([0.8, 0.3])
    assert len(found.anchors) == QUICK.anchor_count and len(by_it) < len(found.anchors)
    edit = edit_of(given, request)
    proposals = propose_regions(edit, analyse_picture(edit)).proposals
    assert any(window.iou(SQUARE) > 0.95 for window in proposals.boxes[0])
    assert len({len(row) for row in proposals.boxes}) == 1  # M is what it was


def test_its_sureness_is_a_term_of_the_loss_and_half_of_the_anchors_stay_ours_whatever_it_finds(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        ((x / 10, y / 10, x / 10 + 0.1, y / 10 + 0.1), 0.9 - (10 * x + y) / 200) for x in range(9) for y in range(9)
    ]
    tell(given, monkeypatch, KnownFinder({"the cat": [(IN_SHARES, 0.95), *many]}))
    request = EditRequest(picture, "a red apple", "the cat", settings=QUICK)
    edit = edit_of(given, request)
    analysis = analyse_picture(edit)
    chosen = propose_regions(edit, analysis)
    assert sum(item.anchor.source is AnchorSource.GROUNDING for item in chosen.anchors) == QUICK.anchor_count // 2
    terms = window_terms(edit, chosen.proposals, analysis, chosen.network_prior)
    assert float(terms.map_framing.max()) == pytest.approx(0.95, abs=0.05)
    best = divmod(int(terms.map_framing.argmax()), terms.map_framing.shape[1])
    assert chosen.proposals.boxes[best[0]][best[1]].iou(SQUARE) > 0.9
    assert float(terms.source_similarity.abs().max()) > 0  # what the image-text model says is still heard


def test_what_other_evidence_says_can_outweigh_it(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is unsure in its box changes the known losses by what it is worth, not more."""
    request = EditRequest(picture, "a red apple", "the cat", settings=QUICK)

    def known(sureness: float) -> torch.Tensor:
        tell(given, monkeypatch, KnownFinder({"the cat": [(WRONG, sureness)]}))
        edit = edit_of(given, request)
        return propose_regions(edit, analyse_picture(edit)).ledger.known

    low, high = known(0.1), known(0.9)
    weight = QUICK.weights.map_framing
    assert float((low - high).max()) == pytest.approx(weight * 0.8, rel=0.15)


def test_nothing_changes_without_it_or_where_it_is_not_to_be_asked(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    finder = KnownFinder({"the cat": [(WRONG, 0.9)]})
    tell(given, monkeypatch, finder, KnownSegmenter(mask_of_square()))
    unasked = dataclasses.replace(QUICK, uses_grounding=False)
    paper = dataclasses.replace(QUICK, objective=Objective.PAPER)
    runs = [
        candidates_of(run(given, EditRequest(picture, prompt, "the cat", settings=settings)))
        for prompt in ("a red apple",)
        for settings in (unasked, paper)
    ]
    runs.append(candidates_of(run(given, EditRequest(picture, "remove the cat", settings=unasked))))
    assert finder.asked == []
    monkeypatch.setattr(given, "manifest", given.manifest.model_copy(update={"grounding": ()}))
    without = [
        candidates_of(run(given, EditRequest(picture, "a red apple", "the cat", settings=settings)))
        for settings in (QUICK, paper)
    ]
    without.append(candidates_of(run(given, EditRequest(picture, "remove the cat", settings=QUICK))))
    for one, other in zip(runs, without, strict=True):
        assert [item.box for item in one] == [item.box for item in other]
        assert all(np.array_equal(a.pixels, b.pixels) for a, b in zip(one, other, strict=True))


def test_a_phrase_is_looked_for_once_a_picture_and_a_side_is_ours_to_read(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    finder = KnownFinder({"the cat": [(IN_SHARES, 0.9)]})
    tell(given, monkeypatch, finder)
    context = EngineContext()
    for prompt in ("a red apple", "a blue cup"):
        request = EditRequest(picture, prompt, "the right cat", settings=QUICK)
        list(edit_events(request, given, context))
    assert len(finder.asked) == 1 and "right" not in finder.asked[0]


def test_what_it_does_not_read_is_said(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(given, monkeypatch, KnownFinder({}, reads=2))
    events = run(given, EditRequest(picture, "a red apple", "the cat of bright red paint", settings=QUICK))
    said = [event.message for event in events if isinstance(event, Noticed)]
    assert 'Known does not read so far: "of bright red paint" is left out where it looks for the thing.' in said


def test_the_segmenter_s_mask_is_the_silhouette_of_what_is_removed(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mask = mask_of_square()
    tell(given, monkeypatch, KnownFinder({"the cat": [(IN_SHARES, 0.9)]}), KnownSegmenter(mask, sureness=0.77))
    events = run(given, EditRequest(picture, "remove the cat", user_boxes=(SQUARE,), settings=QUICK))
    silhouette = candidates_of(events)[0].silhouette
    assert silhouette is not None and silhouette.confidence == pytest.approx(0.77)
    drawn = silhouette.in_picture(picture.size) > 127
    assert (drawn & mask).sum() / (drawn | mask).sum() > 0.95
    learned = candidates_of(run(given, EditRequest(picture, "make the cat blue", settings=QUICK)))[0]
    assert learned.silhouette is not None and learned.silhouette.box.iou(SQUARE) > 0.9


@pytest.mark.parametrize("mask", [np.zeros((72, 96), np.bool_), np.ones((72, 96), np.bool_)])
def test_a_mask_of_something_else_than_the_box_frames_is_not_taken(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch, mask: np.ndarray
) -> None:
    tell(given, monkeypatch, segmenter=KnownSegmenter(mask))
    request = EditRequest(picture, "remove the cat", user_boxes=(Box(8, 40, 30, 66),), settings=QUICK)
    edit = edit_of(given, request)
    assert mask.all() or segmented_silhouette(edit, Box(8, 40, 30, 66)) is None
    small = mask.copy()
    small[:40] = small[66:] = False
    small[:, 60:] = False
    tell(given, monkeypatch, segmenter=KnownSegmenter(small))
    assert segmented_silhouette(edit_of(given, request), Box(70, 2, 90, 30)) is None


def test_a_mask_that_the_segmenter_itself_doubts_is_not_taken(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = EditRequest(picture, "remove the cat", user_boxes=(SQUARE,), settings=QUICK)
    for sureness, is_taken in ((0.5, False), (0.7, True)):
        tell(given, monkeypatch, segmenter=KnownSegmenter(mask_of_square(), sureness=sureness))
        assert (segmented_silhouette(edit_of(given, request), SQUARE) is not None) == is_taken


def test_a_small_thing_is_segmented_in_a_part_of_the_picture_at_its_place(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its mask comes back where the box is, not where the part begins."""
    box = Box(60, 30, 70, 40)
    view = Box.around(*box.centre, 30, 30).clipped_to(picture.size)
    part = np.zeros((view.height, view.width), np.bool_)
    part[box.translated(-view.x0, -view.y0).as_slices()] = True
    segmenter = KnownSegmenter(part)
    tell(given, monkeypatch, segmenter=segmenter)
    edit = edit_of(given, EditRequest(picture, "remove the cat", user_boxes=(box,), settings=QUICK))
    silhouette = segmented_silhouette(edit, box)
    assert silhouette is not None and silhouette.box.iou(box) > 0.6
    assert segmented_silhouette(edit, box) is not None and segmenter.views == 1  # encoded once


def test_a_click_and_a_loose_box_ask_the_segmenter(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = Box(8, 10, 30, 62)  # in the noise, where nothing else would frame anything
    mask = np.zeros((72, 96), np.bool_)
    mask[odd.as_slices()] = True
    tell(given, monkeypatch, segmenter=KnownSegmenter(mask, sureness=0.95))
    cache, token = PictureCache(), EventToken()
    offered = answer_pointing(PointRequest(picture, *odd.centre), given, cache, token)
    assert isinstance(offered, RegionsOffered) and offered.boxes[offered.first].iou(odd) > 0.9
    snapped = answer_pointing(SnapRequest(picture, odd.grown(3).clipped_to(picture.size)), given, cache, token)
    assert isinstance(snapped, BoxSnapped) and snapped.box is not None and snapped.box.iou(odd) > 0.9
    tell(given, monkeypatch, segmenter=KnownSegmenter(mask, takes_points=False))
    alone = answer_pointing(PointRequest(picture, *odd.centre), given, PictureCache(), token)
    assert isinstance(alone, RegionsOffered) and all(box.iou(odd) < 0.9 for box in alone.boxes)


def test_what_is_hardly_likely_is_not_heard(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(given, monkeypatch, KnownFinder({"the cat": [(IN_SHARES, 0.5), (WRONG, 0.01)]}))
    edit = edit_of(given, EditRequest(picture, "a red apple", "the cat", settings=QUICK))
    things = grounded_things(edit, "the cat")
    assert things is not None and len(things.boxes) == 1


@pytest.fixture(scope="module")
def with_an_eye(tmp_path_factory: pytest.TempPathFactory) -> ModelBundle:
    """The tiny encoders with an eye that takes every picture for a photograph, and a grounding part."""
    tiny = write_tiny_bundle(tmp_path_factory.mktemp("seen") / "tiny", with_diffusion=False)
    bundle = BundleLoader().load(str(with_eye(tiny, tmp_path_factory.mktemp("seen") / "bundle")))
    bundle.manifest = bundle.manifest.model_copy(update={"grounding": (GroundingPart(folder="grounding"),)})
    return bundle


def test_in_photographs_it_finds_what_no_other_model_has_a_word_for(
    with_an_eye: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(with_an_eye, monkeypatch, KnownFinder({"the gramophone": [(IN_SHARES, 0.8), (WRONG, 0.4)]}))
    events = run(with_an_eye, EditRequest(picture, "remove the gramophone", settings=QUICK))
    assert not [event for event in events if isinstance(event, Noticed) and "gramophone" in event.message]
    (found,) = [event for event in events if isinstance(event, AnchorsFound)]
    assert found.anchors[0].source is AnchorSource.GROUNDING
    best = candidates_of(events)[0]
    assert best.region is not None and best.region.iou(SQUARE) > 0.9
    tell(with_an_eye, monkeypatch, KnownFinder({}))
    with pytest.raises(InvalidRequest, match="no word that these models know"):
        list(edit_events(EditRequest(picture, "remove the gramophone", settings=QUICK), with_an_eye, EngineContext()))


def test_in_photographs_the_words_for_a_side_choose_among_what_it_finds_and_doubt_is_said(
    with_an_eye: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(with_an_eye, monkeypatch, KnownFinder({"the gramophone": [(IN_SHARES, 0.8), (WRONG, 0.7)]}))
    events = run(with_an_eye, EditRequest(picture, "remove the left gramophone", settings=QUICK))
    assert candidates_of(events)[0].region.x0 < 20  # type: ignore[union-attr]
    tell(with_an_eye, monkeypatch, KnownFinder({"the gramophone": [(IN_SHARES, 0.15)]}))
    events = run(with_an_eye, EditRequest(picture, "remove the gramophone", settings=QUICK))
    assert any("not sure where" in event.message for event in events if isinstance(event, Noticed))


def test_something_new_is_put_on_what_it_finds_and_nothing_changes_where_it_does_not(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = EditRequest(picture, "a red apple", "the square", settings=QUICK)
    assert request.targets[0].intent is EditIntent.ADD and request.targets[0].relation is None
    for sureness, relation in ((0.8, Relation.ON), (0.1, None)):
        tell(given, monkeypatch, KnownFinder({"the square": [(IN_SHARES, sureness)]}))
        edit = TargetEdit(request, given, given.editor("retrieve"), EngineContext())
        target = on_what_stands_there(edit)
        assert target.relation is relation and target.landmark == ("the square" if relation else "")


@dataclasses.dataclass
class BrightFinder(KnownFinder):
    """Finds its thing where the square is bright still."""

    def find(self, pixels: np.ndarray, words: str) -> GroundedThings:
        found = super().find(pixels, words)
        is_bright = pixels[SQUARE.as_slices()].mean() > 128
        return found if is_bright else GroundedThings.nothing()


def test_after_a_removal_it_is_asked_whether_the_thing_is_there_still(
    given: ModelBundle, picture: PixelBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    finder = BrightFinder({"the cat": [(IN_SHARES, 0.8), (WRONG, 0.95)]})
    tell(given, monkeypatch, finder)
    request = EditRequest(picture, "remove the cat", settings=QUICK)
    edit = edit_of(given, request)
    height, width = SQUARE.size.height, SQUARE.size.width
    bright, dark = (np.full((height, width, 3), value, np.uint8) for value in (255, 0))
    assert is_still_seen(edit, SQUARE, bright) == pytest.approx(0.8), "what it finds elsewhere is another thing"
    assert is_still_seen(edit, SQUARE, dark) == 0.0
    unasked = dataclasses.replace(request, settings=dataclasses.replace(QUICK, uses_grounding=False))
    assert is_still_seen(edit_of(given, unasked), SQUARE, bright) == 0.0
    finder.asked.clear()
    candidates_of(run(given, request))
    assert finder.asked.count("the cat") > 1, "each result is looked at anew"
