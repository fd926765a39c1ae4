"""What a row of a list asks of the engine."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from lredit_core.api.request import EditRequest, EditSettings, Preset
from lredit_core.batch.mask_files import read_mask
from lredit_core.pictures.opening import open_picture

if TYPE_CHECKING:
    from lredit_core.batch.manifest import PromptedPicture


def request_of(
    row: PromptedPicture, *, seed: int = 0, preset: Preset = Preset.BALANCED, editor: str = "", job_id: str = ""
) -> EditRequest:
    """Opens a row's picture, and its mask.

    Args:
        row: of a list.
        seed: where the row says none.
        preset: likewise.
        editor: likewise; "" is the bundle's default.
        job_id: of the request; a new one for "".

    Raises:
        PictureError, InvalidRequest: with a sentence.
    """
    image = open_picture(row.path).buffer
    preset = row.preset or preset
    return EditRequest(
        image,
        row.prompt,
        source_prompt=row.source,
        user_boxes=row.boxes,
        user_mask=None if row.mask is None else read_mask(row.mask, image.size),
        intent=row.intent,
        editor=row.editor or editor,
        seed=seed if row.seed is None else row.seed,
        preset=preset,
        settings=EditSettings.for_preset(preset),
        job_id=job_id or uuid.uuid4().hex,
    )
