"""A row of a list of pictures as a task that every method can be asked, without an answer unless the row knows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.evaluation.tasks import RegionTask, TaskKind
from lredit_core.pictures.opening import open_picture
from lredit_core.prompt.commands import begins_command
from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.targets import parse_targets

if TYPE_CHECKING:
    from lredit_core.batch.manifest import PromptedPicture
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer

_KIND_OF_INTENT = {
    EditIntent.REPLACE: TaskKind.REPLACE,
    EditIntent.REPLACE_ANY: TaskKind.REPLACE_NO_SOURCE,
    EditIntent.ADD: TaskKind.INSERT,
    EditIntent.REMOVE: TaskKind.REMOVE,
    EditIntent.CHANGE: TaskKind.CHANGE,
    EditIntent.MOVE: TaskKind.MOVE,
    EditIntent.DOUBLE: TaskKind.DOUBLE,
}


def task_of(row: PromptedPicture) -> RegionTask:
    """Opens the picture; a prompt of several things has a part for each, as `Trial` and its methods expect it.

    Raises:
        PictureError: where it cannot be read.
    """
    image = open_picture(row.path).buffer
    known = () if row.box is None else (row.box.clipped_to(image.size),)
    targets = parse_targets(row.prompt, row.source)
    if len(targets) == 1:
        return _task(_KIND_OF_INTENT[targets[0].intent], row, image, row.prompt, row.source, known)
    parts = tuple(
        _task(_KIND_OF_INTENT[target.intent], row, image, target.own_prompt, target.source_prompt, ())
        for target in targets
    )
    return RegionTask(TaskKind.SEVERAL, row.number, image, row.prompt, row.source, known, known, parts=parts)


def _task(
    kind: TaskKind, row: PromptedPicture, image: PixelBuffer, prompt: str, source: str, known: tuple[Box, ...]
) -> RegionTask:
    return RegionTask(kind, row.number, image, prompt, source, known, known)


def text_to_score(row: PromptedPicture) -> str | None:
    """T of S_t2i: what should be seen. A request ("add a red apple") without its verb; None where nothing new should be
    seen ("remove the car"), so that no text describes the result."""
    targets = parse_targets(row.prompt, row.source)
    if any(target.intent.is_retouch for target in targets):
        return None
    return ", ".join(target.prompt for target in targets) if begins_command(row.prompt) else row.prompt
