"""Editors without regions as rows of the region benchmark: they repaint the whole picture, so that no region is scored.

What can be compared is: whether the edit is seen where it belongs, S, and what changed elsewhere.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.api.events import Candidate
from lredit_core.bundles.devices import choose_device
from lredit_core.compare.comparison import OtherEditor, other_editor
from lredit_core.editors.crop import CropPlan
from lredit_core.editors.crop_editing import EditedRegion
from lredit_core.editors.whole_image.base import WholeImageEditor, WholeInstructions
from lredit_core.engine.target_edit import EngineContext, TargetEdit
from lredit_core.evaluation.methods import Outcome, Trial
from lredit_core.evaluation.tasks import RegionTask, TaskKind
from lredit_core.pictures.image import resized

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.editors.base import OnStep


@dataclass(frozen=True, slots=True)
class WholeImagePlace:
    """Where an editor without regions is loaded from; plain values, so that they travel to other processes.

    Attributes:
        name: a key of `comparing.OTHER_EDITORS`.
        place: a diffusers folder or a .safetensors file.
        steps: denoising steps of its edits.
    """

    name: str
    place: Path
    steps: int = 50

    @property
    def other(self) -> OtherEditor:
        return other_editor(self.name)

    def loaded(self) -> WholeImageMethod:
        """Raises `ModelUnavailable` where the model is missing, damaged or of another kind."""
        from lredit_core.editors.whole_image.loading import load_whole_image_editor

        editor = load_whole_image_editor(self.name, self.place, device=choose_device())
        return WholeImageMethod(self.other, editor, self.steps)


@dataclass(frozen=True, slots=True, eq=False)
class WholeImageMethod:
    """A `Method`: one edit of the whole picture by the whole prompt, whatever it speaks of."""

    other: OtherEditor
    editor: WholeImageEditor
    steps: int = 50

    @property
    def name(self) -> str:
        return self.other.name

    def __call__(self, trial: Trial) -> Outcome:
        """The edited picture as the candidate of every thing; seconds are those of the edit alone."""
        task, evaluations = trial.task, 0

        def count(images: int) -> None:
            nonlocal evaluations
            evaluations += images

        started = time.perf_counter()
        edited = self.edited(task, seed=trial.seed, on_step=count)
        seconds = time.perf_counter() - started
        first, *others = (self._candidate(trial, part, edited) for part in task.parts or (task,))
        return Outcome(first, tuple(others), denoising_evaluations=evaluations, seconds=seconds, has_region=False)

    def edited(self, task: RegionTask, *, seed: int, on_step: OnStep) -> NDArray[np.uint8]:
        """(H, W, 3) uint8 sRGB: the edited picture; `on_step` gets the images of each denoising step."""
        prompt = instruction_for(task) if self.other.follows_instructions else task.prompt
        told = WholeInstructions(prompt, task.source_prompt, seed=seed, steps=self.steps)
        return self.editor.edit_whole(task.image.to_srgb8(), told, on_step=on_step)

    def _candidate(self, trial: Trial, part: RegionTask, edited: NDArray[np.uint8]) -> Candidate:
        """The whole picture as one thing's candidate, with the S that it has for that thing's prompt."""
        request = replace(trial.request(), prompt=part.prompt, source_prompt=part.source_prompt)
        edit = TargetEdit(request, trial.bundle, trial.bundle.editor(trial.editor), EngineContext())
        frame = edit.crops.small_frame
        whole = frame.as_box()
        seen = resized(edited, frame)
        plan = CropPlan(frame, crop=whole, region=whole, size=frame)
        picture = EditedRegion(part.image.size.as_box(), plan, edit.crops.small, seen, seen, "")
        return Candidate(
            candidate_id=self.name,
            box=part.image.size.as_box(),
            pixels=part.image.colours_from_srgb8(edited),
            mask=np.full(edited.shape[:2], 255, np.uint8),
            preview=seen,
            score=edit.scorer.score_of(picture, known_loss=0.0),
            anchor_index=None,
            prompt=part.prompt,
            source_prompt=part.source_prompt,
            seed=trial.seed,
            editor=self.name,
        )


def instruction_for(task: RegionTask) -> str:
    """What an editor that follows instructions is told: "turn a cat into a red apple"."""
    if task.parts:
        return " and ".join(instruction_for(part) for part in task.parts)
    if task.kind.is_retouch:
        return task.prompt
    if task.kind is TaskKind.INSERT:
        return f"add {task.prompt} to {task.source_prompt}"
    return f"turn {task.source_prompt} into {task.prompt}" if task.source_prompt else f"add {task.prompt}"
