"""Every family of inpainting pipelines, small and random, by the paths a person takes: compose, load, edit, nudge."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from lredit_core.bundles import composing, store
from lredit_core.bundles.composing import Parts, compose
from lredit_core.bundles.loading import BundleLoader
from lredit_core.cancellation import EventToken
from lredit_core.engine import InProcessEngine
from lredit_core.events import CandidateReady, EditFinished
from lredit_core.geometry import Box
from lredit_core.image import PixelBuffer
from lredit_core.request import EditRequest, EditSettings
from tests.fakes.tiny_pipelines import FAMILIES, write_family


@pytest.fixture(scope="module", params=FAMILIES)
def bundle(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A composed bundle whose editor is of the family."""
    root = tmp_path_factory.mktemp(request.param)
    kind = write_family(request.param, root / "weights")
    with pytest.MonkeyPatch.context() as patch:
        for module in (store, composing):
            patch.setattr(module, "bundles_home", lambda: root / "home")
        folder = compose("family", Parts("builtin", "builtin", (str(root / "weights"),)))
    manifest = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
    side = 64 if kind == "masked" else 32  # tokens of an eighth, masks of a sixteenth
    manifest["editors"][kind] |= {"draft_side_px": side, "full_side_px": side}
    (folder / "bundle.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert BundleLoader().load(str(folder)).default_editor == kind
    return folder


def test_a_box_is_edited_and_nudged_the_same_again_and_nothing_else_changes(bundle: Path) -> None:
    torch.set_num_threads(1)
    engine = InProcessEngine(BundleLoader(device=torch.device("cpu")))
    engine.load(str(bundle))
    rng = np.random.default_rng(1)
    image = PixelBuffer(rng.integers(0, 256, (64, 96, 3), dtype=np.uint8))
    settings = EditSettings(edit_steps=2, candidate_count=1, guidance_scale=3.0)
    results = []
    for box in (Box(20, 12, 52, 44), Box(24, 12, 56, 44), Box(20, 12, 52, 44)):
        request = EditRequest(image, "a cat", user_boxes=(box,), seed=3, settings=settings)
        events = list(engine.edit(request, EventToken()))
        assert isinstance(events[-1], EditFinished), events[-1]
        candidate = next(event.candidate for event in events if isinstance(event, CandidateReady))
        assert candidate.box == box
        results.append(candidate)
    first, moved, again = results
    assert not np.array_equal(first.pixels, image.pixels[first.box.as_slices()])
    assert np.array_equal(first.pixels, again.pixels)
    assert moved.pixels.shape == first.pixels.shape
    engine.close()
