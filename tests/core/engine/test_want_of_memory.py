"""Memory that runs out at each stage that takes much of it: one step lower, said, else a sentence; the next request
works."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from lredit_core.api.events import CandidateReady, EditEvent, EditFailed, EditFinished, Noticed
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.cancellation import EventToken
from lredit_core.engine.engine import InProcessEngine
from lredit_core.geometry import Box
from lredit_core.memory_shortage import is_memory_shortage, made_in_parts
from lredit_core.pictures.image import PixelBuffer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_core.bundles.loading import ModelBundle

pytestmark = pytest.mark.slow

QUICK = EditSettings(
    anchor_count=4, learning_steps=2, drafts_per_step=2, candidate_count=2, draft_steps=2, edit_steps=2
)
#: As torch says it of the main memory.
CPU_SHORTAGE = RuntimeError("[enforce fail at alloc_cpu.cpp:128] . DefaultCPUAllocator: not enough memory: you tried")
BOXES = (Box(10, 10, 50, 50), Box(40, 20, 80, 60), Box(30, 15, 70, 55))


def request(**changes: Any) -> EditRequest:
    pixels = np.random.default_rng(4).integers(60, 120, (72, 96, 3), dtype=np.uint8)
    return replace(EditRequest(PixelBuffer(pixels), "a red apple", settings=QUICK, editor="diffusion"), **changes)


@pytest.fixture
def engine(tiny_folder: Path) -> InProcessEngine:
    """With models of its own: what runs short stays lowered."""
    made = InProcessEngine()
    made.load(str(tiny_folder))
    return made


def bundle_of(engine: InProcessEngine) -> ModelBundle:
    assert engine._bundle is not None
    return engine._bundle


def run(engine: InProcessEngine, asked: EditRequest) -> list[EditEvent]:
    return list(engine.edit(asked, EventToken()))


def of_type(events: list[EditEvent], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def says_so(events: list[EditEvent]) -> bool:
    return any("made in smaller parts" in event.message for event in of_type(events, Noticed))


def short(function: Callable[..., Any], when: Callable[..., bool], *, times: int = 10**9) -> Callable[..., Any]:
    """The function, for which memory runs out so many times where `when` holds for its arguments."""
    left = iter(range(times))

    def called(*arguments: Any, **named: Any) -> Any:
        if when(*arguments) and next(left, None) is not None:
            raise CPU_SHORTAGE
        return function(*arguments, **named)

    return called


def test_the_models_look_at_fewer_parts_at_a_time_and_it_is_said(
    engine: InProcessEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = bundle_of(engine).image_text
    seen: list[int] = []
    real = model.encode_prepared
    monkeypatch.setattr(model, "encode_prepared", short(real, lambda batch: seen.append(len(batch)) or len(batch) > 1))
    events = run(engine, request())
    assert isinstance(events[-1], EditFinished)
    assert max(seen) > 1
    assert says_so(events)
    seen.clear()
    again = run(engine, request(seed=1))
    assert isinstance(again[-1], EditFinished)
    assert max(seen) == 1 and not says_so(again), "it does not run into it again"


def test_crops_are_edited_a_few_at_a_time_and_it_is_said(
    engine: InProcessEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = request(user_boxes=BOXES)
    before = run(engine, asked)
    whole = of_type(before, CandidateReady)
    engine._memo.__init__()  # type: ignore[misc]
    unet = bundle_of(engine).editor("diffusion")._pipeline.unet  # type: ignore[attr-defined]
    monkeypatch.setattr(unet, "forward", short(unet.forward, lambda latents, *_rest: len(latents) > 2))
    events = run(engine, asked)
    assert isinstance(events[-1], EditFinished)
    parts = of_type(events, CandidateReady)
    assert says_so(events) and not says_so(before)
    for one, other in zip(whole, parts, strict=True):
        difference = np.abs(one.candidate.pixels.astype(int) - other.candidate.pixels.astype(int))
        assert difference.max() <= 2, "what a crop becomes does not depend on its company"


def test_a_picture_that_cannot_be_decoded_at_once_is_decoded_in_parts(
    engine: InProcessEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoder = bundle_of(engine).editor("diffusion")._pipeline.vae.decoder  # type: ignore[attr-defined]
    monkeypatch.setattr(decoder, "forward", short(decoder.forward, lambda *_all: True, times=1))
    events = run(engine, request(user_boxes=BOXES[:1]))
    assert isinstance(events[-1], EditFinished)
    assert "memory is short: decoded in parts" in of_type(events, CandidateReady)[0].candidate.note


def always_short(engine: InProcessEngine, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = bundle_of(engine)
    pipeline = bundle.editor("diffusion")._pipeline  # type: ignore[attr-defined]
    owners: dict[str, tuple[object, str]] = {
        "the image-text model": (bundle.image_text, "encode_prepared"),
        "the relevance map": (bundle.image_text, "_dense_tokens"),
        "the self-supervised model": (bundle.self_supervised._model, "forward"),
        "the text encoder": (pipeline.text_encoder, "forward"),
        "the denoiser": (pipeline.unet, "forward"),
        "the autoencoder's encoder": (pipeline.vae.encoder, "forward"),
        "the autoencoder's decoder": (pipeline.vae.decoder, "forward"),
    }
    owner, name = owners[stage]
    if stage == "the self-supervised model":
        for called in ("forward", "forward_features", "forward_intermediates"):
            monkeypatch.setattr(owner, called, short(getattr(owner, called), lambda *_all: True))
    else:
        monkeypatch.setattr(owner, name, short(getattr(owner, name), lambda *_all: True))


@pytest.mark.parametrize(
    "stage",
    [
        "the image-text model",
        "the relevance map",
        "the self-supervised model",
        "the text encoder",
        "the denoiser",
        "the autoencoder's encoder",
        "the autoencoder's decoder",
    ],
)
def test_where_nothing_takes_less_it_is_a_sentence_and_the_next_request_works(
    engine: InProcessEngine, stage: str
) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        always_short(engine, stage, monkeypatch)
        last = run(engine, request())[-1]
    assert isinstance(last, EditFailed) and last.kind == "out_of_memory", last
    assert "memory" in last.message and "lose other programs" in last.message
    assert isinstance(run(engine, request(seed=2))[-1], EditFinished)


def test_an_encoder_that_cannot_be_loaded_for_want_of_memory_is_not_called_damaged(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = InProcessEngine()

    def loaded(*_all: object, **_named: object) -> None:
        raise CPU_SHORTAGE

    with pytest.MonkeyPatch.context() as short_of_it:
        short_of_it.setattr("lredit_core.bundles.loading.load_open_clip", loaded)
        with pytest.raises(Exception, match="memory did not suffice") as raised:
            engine.load(str(tiny_folder))
        assert raised.type.__name__ == "OutOfMemory"
    engine.load(str(tiny_folder))


@pytest.mark.parametrize(
    ("error", "is_one"),
    [
        (MemoryError(), True),
        (torch.OutOfMemoryError("CUDA"), True),
        (CPU_SHORTAGE, True),
        (RuntimeError("could not allocate memory for a primitive"), True),
        (OSError(12, "Cannot allocate memory"), True),
        (OSError(28, "No space left"), False),
        (ValueError("unlike shapes"), False),
    ],
)
def test_want_of_memory_is_known_by_all_its_names(error: Exception, is_one: bool) -> None:
    assert is_memory_shortage(error) is is_one


def test_items_are_made_in_their_order_whatever_fits() -> None:
    def make(most: int) -> Callable[[Any], list[int]]:
        def made(items: Any) -> list[int]:
            if len(items) > most:
                raise MemoryError
            return [2 * item for item in items]

        return made

    for most in (1, 2, 5):
        assert made_in_parts(make(most), list(range(5))) == ([0, 2, 4, 6, 8], most < 5)
    with pytest.raises(MemoryError):
        made_in_parts(make(0), [1, 2])
    with pytest.raises(ZeroDivisionError):
        made_in_parts(lambda items: [1 // 0 for _ in items], [1, 2])


@pytest.mark.skipif(sys.platform != "linux", reason="the address space is limited by Linux alone")
def test_a_process_whose_memory_really_runs_out_says_so_and_goes_on() -> None:
    """The address space is limited once the built-in models are loaded."""
    code = """
import resource, sys
import numpy as np
from lredit_core.api.events import EditFailed, EditFinished
from lredit_core.api.request import EditRequest
from lredit_core.cancellation import EventToken
from lredit_core.engine.engine import InProcessEngine
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
engine = InProcessEngine()
engine.load("builtin")
def request(side):
    pixels = np.random.default_rng(0).integers(0, 255, (side, side, 3), dtype=np.uint8)
    boxes = (Box(side // 4, side // 4, side // 2, side // 2),)
    return EditRequest(PixelBuffer(pixels), "a red apple", user_boxes=boxes)
def last_of(asked):
    return list(engine.edit(asked, EventToken()))[-1]
large = request(6000)
assert isinstance(last_of(request(200)), EditFinished)
held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
before = resource.getrlimit(resource.RLIMIT_AS)
resource.setrlimit(resource.RLIMIT_AS, (held + (40 << 20), before[1]))
last = last_of(large)
resource.setrlimit(resource.RLIMIT_AS, before)
assert isinstance(last, EditFailed) and last.kind == "out_of_memory", last
assert isinstance(last_of(request(201)), EditFinished)
print("went on")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False)
    assert done.stdout.strip() == "went on", done.stderr[-3000:]
