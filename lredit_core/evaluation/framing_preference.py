"""Whether the program learns how a person frames things: first guesses before simulated nudges, after, and forgotten.

A simulated person frames every thing looser than it is, by the same share each time. First guesses are the windows
that are best before any draft, on pictures that no nudge was about.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.api.request import EditRequest
from lredit_core.choices.noting import note_choice
from lredit_core.choices.store import ChoiceStore
from lredit_core.choices.training import train_from_choices
from lredit_core.engine.learning import locate_target
from lredit_core.engine.target_edit import EngineContext, TargetEdit
from lredit_core.evaluation.tasks import RegionTask, TaskKind, make_task
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.synthetic.scenes import SceneMaker

#: Seeds of the pictures that are nudged, and of those that are guessed on.
NUDGED_SEED, GUESSED_SEED = 7_100, 7_200
#: A guess at another thing says nothing about how closely it is framed.
_SAME_THING_IOU = 0.25

ProgressCallback = Callable[[int, int], None]


def measure_framing(
    bundle: ModelBundle, maker: SceneMaker, *, nudges: int, scenes: int, looser: float, seed: int = 0,
    on_progress: ProgressCallback = lambda _done, _total: None,
) -> dict[str, dict[str, float]]:  # fmt: skip
    """Figures by state: `shipped`, `margins` (after the nudges), `network` (trained from them as well), `forgotten`.

    Each has `side_ratio`, the guess's side over the thing's (geometric mean of both sides); `iou_with_taste`, with
    the box that the simulated person would draw; `iou_with_thing`; and `guesses`, how many were about the right thing.
    """
    total, done = nudges + 4 * scenes, 0

    def told() -> None:
        nonlocal done
        done += 1
        on_progress(done, total)

    guessed = [make_task(maker, TaskKind.REPLACE, number, seed=GUESSED_SEED + seed) for number in range(scenes)]
    with tempfile.TemporaryDirectory(prefix="lredit-framing-") as folder:
        store = ChoiceStore(Path(folder) / "choices")
        figures = {"shipped": _guesses(bundle, guessed, store, looser, told)}
        for number in range(nudges):
            task = make_task(maker, TaskKind.REPLACE, number, seed=NUDGED_SEED + seed)
            note_choice(bundle, task.image, looser_box(task.answers[0], looser, task.image.size), task.prompt, store)
            told()
        figures["margins"] = _guesses(bundle, guessed, store, looser, told)
        train_from_choices(bundle, store)
        figures["network"] = _guesses(bundle, guessed, store, looser, told)
        store.erase()
        figures["forgotten"] = _guesses(bundle, guessed, store, looser, told)
    return figures


def looser_box(box: Box, looser: float, size: Size) -> Box:
    """The box with sides longer by a share, about the same middle, within the picture."""
    return Box.around(*box.centre, box.width * (1 + looser), box.height * (1 + looser)).clipped_to(size)


def _guesses(
    bundle: ModelBundle, tasks: list[RegionTask], store: ChoiceStore, looser: float, told: Callable[[], None]
) -> dict[str, float]:
    ratios, with_taste, with_thing = [], [], []
    for task in tasks:
        request = store.suited(EditRequest(task.image, task.prompt, task.source_prompt))
        guess, _notice = locate_target(
            TargetEdit(request, bundle, bundle.editor(bundle.default_editor), EngineContext())
        )
        answer = task.answers[0]
        told()
        if guess.iou(answer) < _SAME_THING_IOU:
            continue
        ratios.append((guess.area / answer.area) ** 0.5)
        with_taste.append(guess.iou(looser_box(answer, looser, task.image.size)))
        with_thing.append(guess.iou(answer))
    figures = {"side_ratio": ratios, "iou_with_taste": with_taste, "iou_with_thing": with_thing}
    return {
        **{name: round(float(np.mean(values)), 3) if values else 0.0 for name, values in figures.items()},
        "guesses": len(ratios),
    }
