"""Times the engine on the sample picture: what a person waits for, and what is saved by what is remembered."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from typing import Any

from lredit_core.api.events import CallCounts, EditFinished, Timings
from lredit_core.api.request import EditRequest, EditSettings, Preset
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.cancellation import EventToken
from lredit_core.engine.engine import InProcessEngine
from lredit_core.errors import EngineError
from lredit_core.geometry import Box
from lredit_core.pictures.opening import open_picture
from lredit_core.resources import resource_path

#: A drawing, so that figures stay comparable.
_PICTURE, _PROMPT, _SOURCE = "samples/cat_and_car.jpg", "a red apple", "a cat"


def measure_speed(*, repeats: int = 3) -> dict[str, Any]:
    """Seconds and ratios, the median of some repeats; the baseline of each ratio is measured in the same run.

    Returns:
        `load_s`; for each preset `first_box_s`, `first_candidate_s`, `end_s` and its calls; `nudge_s`;
        `nudge_over_edit`: a nudge against a whole edit; `repeat_over_edit`: the same request again, from the memo.
    """
    started = time.perf_counter()
    engine = InProcessEngine()
    info = engine.load(BUILTIN_BUNDLE)
    load_s = time.perf_counter() - started
    image = open_picture(resource_path(_PICTURE)).buffer
    figures: dict[str, Any] = {"bundle": info.name, "device": info.device, "load_s": round(load_s, 2)}
    balanced_s: list[float] = []
    for preset in (Preset.FAST, Preset.BALANCED, Preset.THOROUGH):
        runs: list[tuple[Timings, CallCounts]] = []
        for seed in range(repeats + 1):  # the first one warms up
            request = EditRequest(
                image, _PROMPT, _SOURCE, seed=seed, preset=preset, settings=EditSettings.for_preset(preset)
            )
            runs.append(_timed(engine, request))
        warm = [timings for timings, _calls in runs[1:]]
        figures[preset.value] = {
            "first_box_s": _median([timings.first_box_s or 0.0 for timings in warm]),
            "first_candidate_s": _median([timings.first_candidate_s or 0.0 for timings in warm]),
            "end_s": _median([timings.end_s for timings in warm]),
            "drafts": runs[-1][1].drafts,
            "full_edits": runs[-1][1].full_edits,
            "image_encodings": runs[-1][1].image_encodings,
        }
        if preset is Preset.BALANCED:
            balanced_s = [timings.end_s for timings in warm]
    again = EditRequest(image, _PROMPT, _SOURCE, seed=1)
    repeat_s = [_timed(engine, again)[0].end_s for _ in range(repeats)]
    box = Box(150, 280, 420, 540)
    nudge_s = [
        _timed(engine, replace(again, user_boxes=(box.translated(step * 7, 0),)))[0].end_s for step in range(repeats)
    ]
    whole = statistics.median(balanced_s)
    figures["nudge_s"] = _median(nudge_s)
    figures["nudge_over_edit"] = round(statistics.median(nudge_s) / whole, 3)
    figures["repeat_over_edit"] = round(statistics.median(repeat_s) / whole, 3)
    engine.close()
    return figures


def _timed(engine: InProcessEngine, request: EditRequest) -> tuple[Timings, CallCounts]:
    last = None
    for event in engine.edit(request, EventToken()):
        last = event
    if not isinstance(last, EditFinished):
        raise EngineError(f"The measured edit did not finish: {last}.")
    return last.timings, last.calls


def _median(values: list[float]) -> float:
    return round(statistics.median(values), 3)
