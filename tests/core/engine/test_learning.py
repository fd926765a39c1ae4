"""What is known of windows before any draft: the intent decides what counts, and the network's prior is part of it."""

from __future__ import annotations

import json
import shutil
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from lredit_core.api.events import CandidateReady
from lredit_core.api.request import EditRequest, EditSettings, Objective
from lredit_core.bundles.loading import BundleLoader, ModelBundle
from lredit_core.cancellation import EventToken
from lredit_core.engine.engine import edit_events
from lredit_core.engine.learning import ProposalSet, _source_similarity, analyse_picture, learner_for, propose_regions
from lredit_core.engine.target_edit import EngineContext, TargetEdit
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.prompt.intent import EditIntent
from lredit_core.regions.close_ups import standing_for
from lredit_core.regions.network import fresh_network

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.encoders.self_supervised import PatchFeatures

pytestmark = pytest.mark.slow

LIKED = 7
QUICK = EditSettings(anchor_count=4, learning_steps=2, drafts_per_step=2, candidate_count=2)


@pytest.fixture(scope="module")
def bundle_with_prior(tiny_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> ModelBundle:
    """The tiny bundle with a region network that likes one window."""
    folder = tmp_path_factory.mktemp("bundle_with_prior") / "bundle"
    shutil.copytree(tiny_folder, folder)
    width = BundleLoader(device=torch.device("cpu")).load(str(folder)).self_supervised.feature_width
    network = fresh_network(feature_width=width, window_count=21, seed=1)
    with torch.no_grad():
        network.choose.bias[LIKED] = 6.0
    save_file(network.state_dict(), folder / "region_network.safetensors")
    manifest = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
    manifest["region_network"] = "region_network.safetensors"
    (folder / "bundle.json").write_text(json.dumps(manifest), encoding="utf-8")
    return BundleLoader(device=torch.device("cpu")).load(str(folder))


def proposal_set(
    bundle: ModelBundle, picture: PixelBuffer, source_prompt: str, settings: EditSettings | None = None
) -> tuple[TargetEdit, ProposalSet]:
    request = EditRequest(picture, "a red apple", source_prompt, settings=settings or EditSettings())
    edit = TargetEdit(request, bundle, bundle.editor("retrieve"), EngineContext())
    analysis = analyse_picture(edit)
    return edit, propose_regions(edit, analysis)


def test_the_network_prior_lowers_the_known_loss_of_windows_that_framed_things_before(
    picture: PixelBuffer, tiny_bundle: ModelBundle, bundle_with_prior: ModelBundle
) -> None:
    _edit, without = proposal_set(tiny_bundle, picture, "a cat")
    edit, with_it = proposal_set(bundle_with_prior, picture, "a cat")
    assert edit.target.intent is EditIntent.REPLACE
    change = with_it.ledger.known - without.ledger.known
    assert (change[:, LIKED] < change[:, :LIKED].amin(dim=1) - 0.2).all()
    assert learner_for(edit, with_it).probabilities().argmax(dim=1).tolist() == [LIKED] * len(with_it.anchors)


def test_how_things_are_framed_says_nothing_of_empty_places(
    picture: PixelBuffer, tiny_bundle: ModelBundle, bundle_with_prior: ModelBundle
) -> None:
    _edit, without = proposal_set(tiny_bundle, picture, "the sky")
    edit, with_it = proposal_set(bundle_with_prior, picture, "the sky")
    assert edit.target.intent is EditIntent.ADD
    torch.testing.assert_close(with_it.ledger.known, without.ledger.known)
    assert float(learner_for(edit, with_it).probabilities().amax()) < 0.2


def test_the_papers_objective_knows_nothing_before_a_draft(
    picture: PixelBuffer, bundle_with_prior: ModelBundle
) -> None:
    for source_prompt in ("a cat", "", "the sky"):
        _edit, proposed = proposal_set(
            bundle_with_prior, picture, source_prompt, EditSettings(objective=Objective.PAPER)
        )
        assert not proposed.ledger.known.any()


def test_something_new_goes_where_nothing_is(tiny_bundle: ModelBundle) -> None:
    """The best window before any draft covers neither thing, in a picture whose free places are off the diagonal."""
    rng = np.random.default_rng(1)
    pixels = rng.integers(100, 110, (160, 240, 3), dtype=np.uint8)
    pixels[10:70, 20:90] = (220, 60, 50)
    pixels[90:150, 140:220] = (40, 200, 90)
    _edit, proposed = proposal_set(tiny_bundle, PixelBuffer(pixels), "grass")
    anchor, window = divmod(int(proposed.ledger.known.argmin()), proposed.proposals.window_count)
    box = proposed.proposals.boxes[anchor][window]
    covered = [pixels[box.as_slices()] == colour for colour in ((220, 60, 50), (40, 200, 90))]
    assert all(part.all(axis=-1).mean() < 0.05 for part in covered)
    assert 0.15 * 160 < box.size.shortest <= box.size.longest < 0.6 * 160


def test_a_picture_is_seen_once_for_all_prompts_on_it(
    picture: PixelBuffer, tiny_bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded: list[int] = []
    original = tiny_bundle.self_supervised.encode

    def counted(*arguments: Any, **named: Any) -> PatchFeatures:
        encoded.append(1)
        return original(*arguments, **named)

    monkeypatch.setattr(tiny_bundle.self_supervised, "encode", counted)
    context = EngineContext()

    def boxes(prompt: str, context: EngineContext) -> list[Box]:
        events = edit_events(EditRequest(picture, prompt, settings=QUICK), tiny_bundle, context)
        return [event.candidate.box for event in events if isinstance(event, CandidateReady)]

    first = boxes("a cat and a dog", context)
    assert len(encoded) == 1
    second = boxes("a red apple", context)
    assert len(encoded) == 1
    assert boxes("a cat and a dog", EngineContext()) == first and boxes("a red apple", EngineContext()) == second
    changed = picture.replaced(255 - picture.pixels)
    list(edit_events(EditRequest(changed, "a red apple", settings=QUICK), tiny_bundle, context))
    assert len(encoded) == 4


class SomewhereOnly:
    """A scorer to whom the thing lies at one place: the nearer a window comes to it, the more evidence there is."""

    def __init__(self, thing: Box) -> None:
        self._thing = thing
        self.looks: list[Box] = []

    def standing_for(self, regions: list[Box], *, same_iou: float) -> list[int]:
        return standing_for(regions, same_iou=same_iou)

    def source_similarity(self, regions: list[Box]) -> torch.Tensor:
        self.looks += regions
        return torch.tensor([2 * box.iou(self._thing) - 1 for box in regions])


def test_close_ups_are_looked_at_from_coarse_to_fine() -> None:
    windows = [
        Box(x, y, x + side, y + side) for side in (40, 48, 56, 80) for x in range(0, 200, 12) for y in range(0, 140, 12)
    ]
    thing = Box(76, 62, 124, 110)
    scorer = SomewhereOnly(thing)
    edit: Any = SimpleNamespace(scorer=scorer, token=EventToken())
    evidence = _source_similarity(edit, windows, lambda likeness: -likeness)
    found = windows[int(evidence.argmax())]
    assert found.iou(thing) >= 0.8 * max(box.iou(thing) for box in windows)
    assert float(evidence.max()) == pytest.approx(2 * found.iou(thing) - 1, abs=0.4)
    assert len(scorer.looks) < 0.5 * len(set(standing_for(windows, same_iou=0.8)))
    assert len(set(scorer.looks)) == len(scorer.looks), "no close-up is looked at twice"


def test_each_close_up_can_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lredit_core.engine.learning.COARSE_IOU", 1.0)
    monkeypatch.setattr("lredit_core.engine.learning.SAME_IOU", 1.0)
    windows = [Box(x, 0, x + 40, 40) for x in range(0, 60, 3)]
    scorer = SomewhereOnly(windows[7])
    edit: Any = SimpleNamespace(scorer=scorer, token=EventToken())
    evidence = _source_similarity(edit, windows, lambda likeness: -likeness)
    assert evidence.tolist() == pytest.approx([2 * box.iou(windows[7]) - 1 for box in windows])
