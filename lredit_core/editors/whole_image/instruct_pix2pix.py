"""InstructPix2Pix (Brooks et al. 2023) through diffusers' pipeline: the prompt says what to do to the picture."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import torch
from PIL import Image

from lredit_core.editors.crop_pixels import as_uint8
from lredit_core.editors.whole_image.base import WholeInstructions, as_large_as, as_worked_on
from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.editors.base import OnStep

#: How much the picture is followed beside the prompt; the authors' default.
IMAGE_GUIDANCE_SCALE = 1.5


class InstructPix2PixEditor:
    """Follows an instruction such as "make the cat a dog".

    Args:
        pipeline: a StableDiffusionInstructPix2PixPipeline.

    Raises:
        ModelUnavailable: where it is another pipeline.
    """

    name = "instruct-pix2pix"

    def __init__(self, pipeline: Any, *, side_px: int = 0) -> None:
        if "image_guidance_scale" not in inspect.signature(pipeline.__call__).parameters:
            raise ModelUnavailable(
                f"A {type(pipeline).__name__} follows no instructions. Choose an InstructPix2Pix model."
            )
        pipeline.set_progress_bar_config(disable=True)
        self._pipeline = pipeline
        scale = int(pipeline.vae_scale_factor)
        self._side_px = side_px or int(pipeline.unet.config.sample_size) * scale

    def edit_whole(
        self, picture: NDArray[np.uint8], instructions: WholeInstructions, *, on_step: OnStep
    ) -> NDArray[np.uint8]:
        """The edited picture; the source prompt has no part in it."""
        worked_on = as_worked_on(picture, side_px=self._side_px)

        def after_step(_pipeline: Any, _step: int, _time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
            on_step(3)  # with both guidances, with the picture's alone, with neither
            return tensors

        with torch.inference_mode():
            image = self._pipeline(
                prompt=instructions.prompt,
                image=Image.fromarray(worked_on),
                num_inference_steps=max(instructions.steps, 1),
                guidance_scale=instructions.guidance_scale,
                image_guidance_scale=IMAGE_GUIDANCE_SCALE,
                generator=torch.Generator("cpu").manual_seed(instructions.seed),
                callback_on_step_end=after_step,
                output_type="np",
            ).images[0]
        height, width = worked_on.shape[:2]
        return as_large_as(as_uint8(image, height=height, width=width), picture)
