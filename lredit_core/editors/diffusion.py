"""Any diffusers inpainting pipeline as an editor: Stable Diffusion and its kin, and aMUSEd's masked transformer.

The adapter asks the pipeline what it takes instead of knowing each family: an argument that its call does not name
is not passed. The pipeline is built once; a prompt is embedded once.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from lredit_core.bundles.manifest import EditorPart
from lredit_core.editors.base import CropToEdit, EditedCrop, EditInstructions, OnStep
from lredit_core.editors.placing import Placement, dtype_for, free_bytes, loaded_as, place, placement_for
from lredit_core.errors import ModelUnavailable, OutOfMemory

#: The model repaints this much more than the region, to meet its surroundings; the composite mask lies inside.
MASK_GROWTH_SHARE = 0.04
#: Token samplers take sides that are multiples of this: their mask is rounded to 8 tokens of 8 pixels each.
TOKEN_MULTIPLE_PX = 64
_SCHEDULERS = {
    "dpm": "DPMSolverMultistepScheduler",
    "euler": "EulerDiscreteScheduler",
    "lcm": "LCMScheduler",
    "ddim": "DDIMScheduler",
}


class InpaintingEditor:
    """Fills the box by denoising, with classifier-free guidance where the guidance scale is above 1."""

    def __init__(
        self, pipeline: Any, *, name: str, fingerprint: str, draft_side_px: int, full_side_px: int,
        things: tuple[str, ...] = (), words: tuple[str, ...] = (),
        device: torch.device | None = None, placement: Placement | None = None,
    ) -> None:  # fmt: skip
        self._pipeline = pipeline
        self._name = name
        self._fingerprint = fingerprint
        self._sides_px = {True: draft_side_px, False: full_side_px}
        self._device = device or torch.device("cpu")
        self._placement = placement or Placement()
        self._things = things
        self._words = (*things, *words)
        self._accepted = frozenset(inspect.signature(pipeline.__call__).parameters)
        self._embeddings: dict[tuple[str, str, bool], tuple[torch.Tensor, torch.Tensor | None]] = {}
        pipeline.set_progress_bar_config(disable=True)

    @property
    def name(self) -> str:
        return self._name

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def softness_share(self) -> float:
        return 1.0

    def working_side_px(self, *, is_draft: bool) -> int:
        return self._sides_px[is_draft]

    def vocabulary(self) -> tuple[str, ...]:
        return self._things

    def known_words(self) -> tuple[str, ...]:
        return self._words

    def check(self, prompt: str) -> None:
        """Takes any prompt."""

    def edit(self, crops: Sequence[CropToEdit], instructions: EditInstructions, *, on_step: OnStep) -> list[EditedCrop]:
        """Edits all crops in one batch; `on_step` is called after each denoising step.

        Token samplers draw all noise of a batch from one generator, so that their crops go one by one: what a crop
        becomes must not depend on its company.
        """
        if not self._takes_generator_list and len(crops) > 1:
            return [self.edit([crop], instructions, on_step=on_step)[0] for crop in crops]
        evaluations = len(crops) * (2 if instructions.guidance_scale > 1 else 1)
        rows, columns = crops[0].pixels.shape[:2]
        if not self._takes_generator_list:
            crops = [_padded(crop, TOKEN_MULTIPLE_PX) for crop in crops]
        height, width = crops[0].pixels.shape[:2]
        generators = [torch.Generator("cpu").manual_seed(crop.seed) for crop in crops]
        arguments: dict[str, Any] = {
            "image": [Image.fromarray(crop.pixels) for crop in crops],
            "mask_image": [Image.fromarray(_grown_mask(crop)) for crop in crops],
            "height": height,
            "width": width,
            "num_inference_steps": max(instructions.steps, 1),
            "guidance_scale": instructions.guidance_scale,
            "strength": instructions.strength,
            "generator": generators if self._takes_generator_list else generators[0],
            "output_type": "np",
            **self._texts(instructions, count=len(crops)),
            **self._callback(lambda: on_step(evaluations)),
        }
        images = self._run({key: value for key, value in arguments.items() if key in self._accepted})
        note = self._placement.in_words
        whole = [_as_uint8(image, height=height, width=width) for image in images]
        return [EditedCrop(np.ascontiguousarray(image[:rows, :columns]), note) for image in whole]

    def _run(self, arguments: dict[str, Any]) -> Any:
        """The pipeline's images; where memory runs out, once more with the next lower placement.

        Raises:
            OutOfMemory: where there is no lower one.
        """
        while True:
            try:
                with torch.inference_mode():
                    return self._pipeline(**arguments).images
            except torch.OutOfMemoryError as error:
                lower = self._placement.lower
                if lower is None or self._device.type == "cpu":
                    raise OutOfMemory(
                        "There is not enough memory for this edit, even with the models moved in one at a time. "
                        "Choose a smaller model or fewer candidates, or close other programs.",
                        details=str(error),
                    ) from error
                self._placement = lower
            self._embeddings.clear()
            torch.cuda.empty_cache()
            place(self._pipeline, self._device, self._placement)

    @property
    def _takes_generator_list(self) -> bool:
        """Latent pipelines take one generator an image; token samplers one for all."""
        return "callback_on_step_end" in self._accepted

    def _texts(self, instructions: EditInstructions, *, count: int) -> dict[str, Any]:
        """The prompts, as cached embeddings where the pipeline takes a pair of them, else as text."""
        negative = instructions.negative_prompt or None
        plain: dict[str, Any] = {
            "prompt": [instructions.prompt] * count,
            "negative_prompt": [negative] * count if negative else None,
        }
        if not {"prompt_embeds", "negative_prompt_embeds"} <= self._accepted or not self._encodes_pairs:
            return plain
        guided = instructions.guidance_scale > 1
        key = (instructions.prompt, instructions.negative_prompt, guided)
        if key not in self._embeddings:
            with torch.inference_mode():
                self._embeddings[key] = self._pipeline.encode_prompt(
                    instructions.prompt,
                    getattr(self._pipeline, "_execution_device", self._device),  # elsewhere than its weights
                    1,
                    guided,
                    negative_prompt=negative,
                )
        positive, unconditional = self._embeddings[key]
        repeated = {"prompt_embeds": positive.repeat(count, 1, 1)}
        if guided and unconditional is not None:
            repeated["negative_prompt_embeds"] = unconditional.repeat(count, 1, 1)
        return repeated

    @property
    def _encodes_pairs(self) -> bool:
        """Stable Diffusion 1 and 2 embed a prompt to one tensor and its unconditional twin."""
        encode = getattr(self._pipeline, "encode_prompt", None)
        if encode is None or hasattr(self._pipeline, "text_encoder_2"):
            return False
        return list(inspect.signature(encode).parameters)[:4] == [
            "prompt", "device", "num_images_per_prompt", "do_classifier_free_guidance",
        ]  # fmt: skip

    def _callback(self, tell: Callable[[], None]) -> dict[str, Any]:
        if "callback_on_step_end" in self._accepted:

            def after_step(_pipeline: Any, _step: int, _timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
                tell()
                return tensors

            return {"callback_on_step_end": after_step}
        return {"callback": lambda _step, _timestep, _latents: tell(), "callback_steps": 1}


def load_inpainting_editor(folder: Path, part: EditorPart, *, device: torch.device) -> InpaintingEditor:
    """Loads a diffusers folder: an inpainting pipeline, or one that diffusers can turn into one.

    Raises:
        ModelUnavailable: where the folder holds no such pipeline.
    """
    index = folder / "model_index.json"
    if not index.is_file():
        raise ModelUnavailable(
            f'"{folder}" holds no diffusers pipeline (no model_index.json). Choose the folder that has it.'
        )
    pipeline = _inpainting_pipeline(folder, dtype=dtype_for(device))
    if part.scheduler:
        _set_scheduler(pipeline, part.scheduler)
    placement = placement_for(pipeline, free=free_bytes(device))
    place(pipeline, device, placement)
    native = _native_side_px(pipeline)
    return InpaintingEditor(
        pipeline,
        name=part.kind,
        fingerprint=_fingerprint(folder),
        draft_side_px=part.draft_side_px or native,
        full_side_px=part.full_side_px or native,
        things=part.things,
        words=part.words,
        device=device,
        placement=placement,
    )


def _inpainting_pipeline(folder: Path, *, dtype: torch.dtype) -> Any:
    from diffusers import AutoPipelineForInpainting, DiffusionPipeline
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    for library in (diffusers_logging, transformers_logging):  # what goes wrong is raised; the rest is chatter
        library.disable_progress_bar()
        library.set_verbosity_error()
    options: dict[str, Any] = {
        "local_files_only": True,
        "use_safetensors": True,
        **loaded_as(dtype),
        "safety_checker": None,
        "requires_safety_checker": False,
    }
    index = DiffusionPipeline.load_config(folder, local_files_only=True)
    configured = index["_class_name"]
    left_out = [key for key, value in index.items() if isinstance(value, list) and value == [None, None]]
    options |= dict.fromkeys(left_out)  # a folder without its third text encoder says so; it must be said again
    if "Amused" in configured:
        from diffusers import AmusedInpaintPipeline

        options.pop("safety_checker")
        options.pop("requires_safety_checker")
        return AmusedInpaintPipeline.from_pretrained(folder, **options)
    try:
        return AutoPipelineForInpainting.from_pretrained(folder, **options)
    except ValueError:
        pipeline = DiffusionPipeline.from_pretrained(folder, **options)
        if not {"image", "mask_image"} <= set(inspect.signature(pipeline.__call__).parameters):
            raise ModelUnavailable(
                f"The pipeline {configured} takes no mask, so it cannot edit a region. Choose an inpainting pipeline."
            ) from None
        return pipeline


def _set_scheduler(pipeline: Any, name: str) -> None:
    """Replaces the sampler by another one that works with the same training.

    Raises:
        ModelUnavailable: where the pipeline was trained for samplers of another kind.
    """
    import diffusers

    own = pipeline.scheduler
    classes = {key: getattr(diffusers, value) for key, value in _SCHEDULERS.items()}
    kin = {type(own), *own.compatibles}
    if diffusers.DDIMScheduler in kin:
        kin.add(diffusers.LCMScheduler)  # distilled from models of that kind, though it names no kin
    fitting = [key for key, kind in classes.items() if kind in kin]
    if name not in fitting:
        raise ModelUnavailable(
            f'The sampler "{name}" does not fit this pipeline, which was trained for {type(own).__name__}. '
            + (f"Choose one of {', '.join(fitting)}, or leave it out." if fitting else "Leave it out.")
        )
    pipeline.scheduler = classes[name].from_config(own.config)


def _native_side_px(pipeline: Any) -> int:
    """The picture side the denoiser was trained at."""
    scale = int(getattr(pipeline, "vae_scale_factor", 8))
    for part in ("unet", "transformer"):
        model = getattr(pipeline, part, None)
        sample = getattr(getattr(model, "config", None), "sample_size", None)
        if isinstance(sample, (int, list, tuple)):
            return int(sample if isinstance(sample, int) else sample[0]) * scale
    return 512


def _fingerprint(folder: Path) -> str:
    """Of the files' names, sizes and times: weights of gigabytes are not read twice for it."""
    digest = hashlib.sha256((folder / "model_index.json").read_bytes())
    for path in sorted(folder.rglob("*.safetensors")):
        facts = path.stat()
        digest.update(f"{path.relative_to(folder)}:{facts.st_size}:{facts.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def _grown_mask(crop: CropToEdit) -> NDArray[np.uint8]:
    """(H, W) uint8, 255 = repaint: the region, somewhat grown."""
    height, width = crop.pixels.shape[:2]
    growth = round(MASK_GROWTH_SHARE * max(height, width))
    mask = np.zeros((height, width), dtype=np.uint8)
    grown = crop.box.grown(growth)
    mask[max(grown.y0, 0) : grown.y1, max(grown.x0, 0) : grown.x1] = 255
    return mask


def _padded(crop: CropToEdit, multiple_px: int) -> CropToEdit:
    """The crop with its last row and column repeated until both sides are a multiple."""
    height, width = crop.pixels.shape[:2]
    below, beside = -height % multiple_px, -width % multiple_px
    return replace(crop, pixels=np.pad(crop.pixels, ((0, below), (0, beside), (0, 0)), mode="edge"))


def _as_uint8(image: NDArray[np.float32], *, height: int, width: int) -> NDArray[np.uint8]:
    pixels = np.clip(np.rint(np.nan_to_num(image) * 255.0), 0, 255).astype(np.uint8)
    if pixels.shape[:2] != (height, width):
        pixels = np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.BICUBIC), dtype=np.uint8)
    return np.ascontiguousarray(pixels[..., :3])
