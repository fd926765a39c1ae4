"""Every family of inpainting pipelines, small and random, by the paths a person takes: compose, load, edit, nudge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from lredit_core.api.events import CandidateReady, EditFinished
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.bundles import composing, store
from lredit_core.bundles.composing import BundleParts, compose
from lredit_core.bundles.loading import BundleLoader
from lredit_core.cancellation import EventToken
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import _draft_side_px
from lredit_core.engine.engine import InProcessEngine
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from tests.fakes.public_layouts import LAYOUTS, write_layout
from tests.fakes.real_sizes import write_family_of_real_sizes
from tests.fakes.tiny_pipelines import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
#: Guided by a number that the model takes as an input, without a second evaluation.
DISTILLED = ("flux", "flux-fill")
#: Crops of this side: latents of 8, tokens of 4.
SIDE_PX = 64


def _written(family: str, root: Path) -> BundleParts:
    """A family's weights, and what `compose` is told of them."""
    if family in LAYOUTS:
        return write_layout(family, root)
    write_family_of_real_sizes(family, root / "weights")
    return BundleParts("builtin", "builtin", (str(root / "weights"),))


@pytest.fixture(scope="module", params=[*FAMILIES, *LAYOUTS])
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def bundle(family: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A composed bundle whose editor is of the family."""
    root = tmp_path_factory.mktemp("family")
    parts = _written(family, root)
    with pytest.MonkeyPatch.context() as patch:
        for module in (store, composing):
            patch.setattr(module, "bundles_home", lambda: root / "home")
        folder = compose("family", parts)
    manifest = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
    kind = FAMILIES[family][1] if family in FAMILIES else "diffusion"
    manifest["editors"][kind] |= {"draft_side_px": SIDE_PX, "full_side_px": SIDE_PX}
    (folder / "bundle.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert BundleLoader().load(str(folder)).default_editor == kind
    return folder


def test_a_box_is_edited_and_nudged_the_same_again_and_nothing_else_changes(bundle: Path) -> None:
    torch.set_num_threads(1)
    engine = InProcessEngine(BundleLoader(device=CPU))
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


def test_prompt_seed_and_guidance_reach_the_model_and_steps_are_counted(bundle: Path, family: str) -> None:
    loaded = BundleLoader(device=CPU).load(str(bundle))
    editor = loaded.editor(loaded.default_editor)
    side = editor.working_side_px(is_draft=False)
    pixels = np.random.default_rng(2).integers(0, 256, (side, side, 3), dtype=np.uint8)
    told: list[int] = []
    computed = _rows_computed(editor)

    def edited(prompt: str, guidance_scale: float, seed: int = 5) -> np.ndarray:
        told.clear()
        crop = CropToEdit(pixels, Box(side // 4, side // 4, side - 2, side - 2), seed)
        instructions = EditInstructions(prompt, steps=3, guidance_scale=guidance_scale)
        return editor.edit([crop], instructions, on_step=told.append)[0].pixels

    plain = edited("a cat", 1.0)
    assert told == [1, 1, 1]
    assert computed() in (sum(told), None), "without guidance the second evaluation is left out, not only uncounted"
    guided = edited("a cat", 6.0)
    assert computed() in (sum(told), None)
    assert told == ([1, 1, 1] if family in DISTILLED else [2, 2, 2])
    assert not np.array_equal(edited("a dog", 6.0), guided)
    assert not np.array_equal(edited("a cat", 6.0, seed=6), guided)
    assert np.array_equal(edited("a cat", 6.0), guided)
    if family not in DISTILLED:
        assert not np.array_equal(plain, guided)


def _rows_computed(editor: Any) -> Callable[[], int | None]:
    """What says how many latents the denoiser saw since it was asked last; None for editors without a pipeline."""
    pipeline, rows = getattr(editor, "_pipeline", None), [0]
    denoiser = getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)

    def count(_model: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        rows[0] += len(arguments[0] if arguments else named["hidden_states"])

    def computed() -> int | None:
        seen, rows[0] = rows[0], 0
        return seen if denoiser is not None else None

    if denoiser is not None:
        denoiser.register_forward_pre_hook(count, with_kwargs=True)
    return computed


@pytest.mark.parametrize(("native_px", "draft_px"), [(64, 64), (256, 256), (512, 256), (1024, 512)])
def test_large_models_draft_at_half_of_their_side(native_px: int, draft_px: int) -> None:
    assert _draft_side_px(native_px) == draft_px
