"""Any diffusers inpainting pipeline as an editor: Stable Diffusion and its kin.

The adapter asks the pipeline what it takes instead of knowing each family: an argument that its call does not name
is not passed. The pipeline is built once; a prompt is embedded once, and a crop encoded once (remembering.py).
"""

from __future__ import annotations

import contextlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from PIL import Image

from lredit_core.editors.base import DRAWING_INTENTS, CropToEdit, EditedCrop, EditInstructions, OnStep
from lredit_core.editors.careful_decoding import CarefulDecoder
from lredit_core.editors.compiling import CompiledForward, compile_denoiser
from lredit_core.editors.crop_pixels import as_uint8, grown_mask, padded_size, padded_to, unpadded
from lredit_core.editors.long_prompts import encoded_in_windows, reads_in_windows
from lredit_core.editors.lora import apply_loras
from lredit_core.editors.openvino_denoiser import OpenVinoForward, run_by_openvino
from lredit_core.editors.packing import pack_denoiser
from lredit_core.editors.pipeline_folder import remark_on_variants
from lredit_core.editors.pipeline_limits import evaluates_twice, side_multiple_px, spaced_for, steps_and_strength
from lredit_core.editors.pipelines import fingerprint_of, load_inpainting_pipeline
from lredit_core.editors.placing import DevicePlacement, drafts_pay, dtype_for, free_bytes, place, placement_for
from lredit_core.editors.pretrained import EditorFacts, PretrainedEditor
from lredit_core.editors.previews import LatentPreview, OnPreview
from lredit_core.editors.reading import unread_by_all
from lredit_core.editors.remembering import remember_encodings
from lredit_core.editors.samplers import set_sampler
from lredit_core.editors.tiny_autoencoder import TinyAutoencoder, load_tiny_autoencoder, require_fit
from lredit_core.errors import OutOfMemory
from lredit_core.geometry import Size
from lredit_core.manifest import NO_GUIDANCE
from lredit_core.memory_shortage import is_memory_shortage
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from lredit_core.manifest import EditorPart, RuntimeName

#: From this side on, what a model was trained at, drafts have half of it.
_DRAFTS_AT_HALF_FROM_PX = 512


class InpaintingEditor(PretrainedEditor):
    """Fills the box by denoising, with classifier-free guidance where the guidance scale is above 1."""

    def __init__(
        self,
        pipeline: Any,
        facts: EditorFacts,
        *,
        device: torch.device | None = None,
        placement: DevicePlacement | None = None,
        compiles: bool = False,
        runtime: RuntimeName = "torch",
        tiny_autoencoder: Any = None,
        tiny_results: bool = False,
    ) -> None:
        """Args:
        pipeline: of diffusers, that takes a mask.
        facts: what is known of it.
        device: that computes; the processor by default.
        placement: where its weights wait.
        compiles: its denoiser is compiled at the first evaluation.
        runtime: what evaluates its denoiser on the processor.
        tiny_autoencoder: that fits the pipeline's own and makes drafts in its place.
        tiny_results: it makes results too.
        """
        super().__init__(facts)
        self._pipeline = pipeline
        self._device = device or torch.device("cpu")
        self._placement = placement or DevicePlacement()
        self._accepted = frozenset(inspect.signature(pipeline.__call__).parameters)
        self._side_multiple_px = side_multiple_px(pipeline)
        self._preview: LatentPreview | None = None
        self._forget_encodings = remember_encodings(pipeline)
        autoencoder = getattr(pipeline, "vae", None)
        self._decoder = CarefulDecoder(autoencoder) if autoencoder is not None else None
        self._tiny: TinyAutoencoder | None = None
        if tiny_autoencoder is not None:
            self._tiny = TinyAutoencoder(autoencoder, tiny_autoencoder, for_results=tiny_results)
            self._tiny.to(self._device)
        self._quickened: CompiledForward | OpenVinoForward | None = compile_denoiser(pipeline) if compiles else None
        place(pipeline, self._device, self._placement)
        if not compiles:
            self._quickened = run_by_openvino(pipeline) if runtime == "openvino" else None
            if self._quickened is None or self._quickened.problem:
                pack_denoiser(pipeline)
        pipeline.set_progress_bar_config(disable=True)

    @property
    def can_be_watched(self) -> bool:
        return "callback_on_step_end" in self._accepted

    @property
    def intents(self) -> frozenset[EditIntent]:
        return DRAWING_INTENTS | {EditIntent.REMOVE}  # with an empty prompt it goes on with what lies around

    def check(self, prompt: str) -> None:
        """Takes any prompt."""

    def unread_words(self, prompt: str) -> str:
        """The end of a prompt that none of its text encoders reads, or ""; long prompts are read in windows where the
        family allows it."""
        return "" if reads_in_windows(self._pipeline) else unread_by_all(self._pipeline, prompt)

    def edit(
        self,
        crops: Sequence[CropToEdit],
        instructions: EditInstructions,
        *,
        on_step: OnStep,
        on_preview: OnPreview | None = None,
    ) -> list[EditedCrop]:
        """Edits all crops in one batch; `on_step` is called after each denoising step.

        Args:
            crops: what to edit.
            instructions: how.
            on_step: called after each denoising step with the number of pictures; may raise.
            on_preview: is offered small pictures of all crops after each step, where the latents can be read.
        """
        evaluations = len(crops) * (2 if self._guides_by_two and instructions.guidance_scale > NO_GUIDANCE else 1)
        rows, columns = crops[0].pixels.shape[:2]
        seen = Size(columns, rows)
        frame = padded_size(seen, multiple=self._side_multiple_px)
        steps, strength = steps_and_strength(
            self._pipeline.scheduler, steps=instructions.steps, strength=instructions.strength
        )
        arguments: dict[str, Any] = {
            "image": [Image.fromarray(padded_to(crop, frame).pixels) for crop in crops],
            "mask_image": [Image.fromarray(grown_mask(padded_to(crop, frame))) for crop in crops],
            "height": frame.height,
            "width": frame.width,
            "num_inference_steps": steps,
            "strength": strength,
            "generator": [torch.Generator("cpu").manual_seed(crop.seed) for crop in crops],
            "output_type": "np",
            "prompt": [instructions.prompt] * len(crops),
            **self._guidance(instructions, count=len(crops)),
            **self._callback(lambda: on_step(evaluations), self._shown(on_preview, seen=seen, frame=frame)),
        }
        if embedded := self._long_prompt(instructions, count=len(crops)):
            arguments = {key: value for key, value in arguments.items() if key not in ("prompt", "negative_prompt")}
            arguments |= embedded
        with self._decoding_for(instructions), spaced_for(self._pipeline.scheduler, steps=steps):
            images = self._run({key: value for key, value in arguments.items() if key in self._accepted})
        note = self._note
        edited = [as_uint8(image, height=frame.height, width=frame.width)[:rows, :columns] for image in images]
        return [EditedCrop(np.ascontiguousarray(pixels), note) for pixels in edited]

    def _long_prompt(self, instructions: EditInstructions, *, count: int) -> dict[str, Any]:
        """What the pipeline takes in place of words that are too many for one window; else nothing."""
        if not reads_in_windows(self._pipeline):
            return {}
        is_guided = self._guides_by_two and instructions.guidance_scale > NO_GUIDANCE
        prompt, against = instructions.prompt, instructions.negative_prompt
        return encoded_in_windows(self._pipeline, prompt, against, count=count, is_guided=is_guided)

    @property
    def _note(self) -> str:
        """A few words on how an edit was made, or ""."""
        helpers = (self._decoder, self._tiny)
        decoded = (helper.note for helper in helpers if helper is not None)
        problem = self._quickened.problem if self._quickened is not None else ""
        return "; ".join(text for text in (*self.remarks, self._placement.in_words, *decoded, problem) if text)

    def _decoding_for(self, instructions: EditInstructions) -> contextlib.AbstractContextManager[None]:
        tiny = self._tiny
        return contextlib.nullcontext() if tiny is None else tiny.used_for(is_draft=instructions.is_draft)

    def _run(self, arguments: dict[str, Any]) -> Any:
        """The pipeline's images; where memory runs out over one, once more with the next lower placement.

        Raises:
            OutOfMemory: where there is no lower one, or fewer pictures at once would take less.
        """
        while True:
            try:
                with torch.inference_mode():
                    return self._pipeline(**arguments).images
            except Exception as error:
                if not is_memory_shortage(error):
                    raise
                lower = self._placement.lower if len(arguments["image"]) == 1 else None
                if lower is None or (self._device.type == "cpu" and self._placement.decodes_in_parts):
                    raise OutOfMemory(
                        "There is not enough memory for this edit, even with the models moved in one at a time. "
                        "Choose a smaller model or fewer candidates, or close other programs.",
                        details=str(error),
                    ) from error
                self._placement = lower
            self._forget_encodings()
            if self._tiny is not None:
                self._tiny.forget()
            if self._device.type == "cuda":
                torch.cuda.empty_cache()
            place(self._pipeline, self._device, self._placement)

    @property
    def _guides_by_name(self) -> str:
        """The argument by which the pipeline is guided.

        Where `guidance_scale` is for distilled models alone, and so is None by default, `true_cfg_scale` is the one for
        classifier-free guidance.
        """
        parameters = inspect.signature(self._pipeline.__call__).parameters
        usual = parameters.get("guidance_scale")
        has_other = "true_cfg_scale" in parameters and (usual is None or usual.default is None)
        return "true_cfg_scale" if has_other else "guidance_scale"

    @property
    def _guides_by_two(self) -> bool:
        """Whether guidance takes a second evaluation; distilled models take its scale as an input instead."""
        return self._guides_by_name == "true_cfg_scale" or evaluates_twice(self._pipeline, guidance_scale=2.0)

    def _guidance(self, instructions: EditInstructions, *, count: int) -> dict[str, Any]:
        negative, scale = instructions.negative_prompt, instructions.guidance_scale
        if self._guides_by_name == "true_cfg_scale":  # such pipelines guide only where there is a negative text
            return {"true_cfg_scale": scale, "negative_prompt": [negative or " "] * count if scale > 1 else None}
        if evaluates_twice(self._pipeline, guidance_scale=NO_GUIDANCE):  # its scale is what is added: 0 is none
            scale = max(scale - NO_GUIDANCE, 0.0)
        return {"guidance_scale": scale, "negative_prompt": [negative] * count if negative else None}

    def _shown(self, on_preview: OnPreview | None, *, seen: Size, frame: Size) -> Callable[[Any], None]:
        """What passes latents on as small pictures, without what crops were padded with."""
        if on_preview is None:
            return lambda _latents: None
        if self._preview is None:
            self._preview = LatentPreview(self._pipeline, self._tiny.pictures if self._tiny is not None else None)
        preview = self._preview

        def small_pictures(latents: torch.Tensor) -> NDArray[np.uint8] | None:
            pictures = preview(latents, height=frame.height, width=frame.width)
            return None if pictures is None else unpadded(pictures, seen=seen, frame=frame)

        def show(latents: Any) -> None:
            if isinstance(latents, torch.Tensor):
                on_preview(lambda: small_pictures(latents))

        return show

    def _callback(self, tell: Callable[[], None], show: Callable[[Any], None]) -> dict[str, Any]:
        if "callback_on_step_end" in self._accepted:

            def after_step(_pipeline: Any, _step: int, _timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
                tell()
                show(tensors.get("latents"))
                return tensors

            return {"callback_on_step_end": after_step}
        return {"callback": lambda _step, _timestep, _latents: tell(), "callback_steps": 1}


def load_inpainting_editor(place_of_weights: Path, part: EditorPart, *, device: torch.device) -> InpaintingEditor:
    """Loads an inpainting pipeline, or one that diffusers can turn into one, with what the part adds to it: LoRA files,
    a sampler, a tiny autoencoder.

    Args:
        place_of_weights: a diffusers folder or a single-file checkpoint.
        part: the manifest's entry.
        device: that computes.

    Raises:
        ModelUnavailable: where no such pipeline is there, or something of the part does not fit it.
    """
    dtype = dtype_for(device, place_of_weights)
    pipeline = load_inpainting_pipeline(place_of_weights, dtype=dtype)
    remarks = remark_on_variants(place_of_weights) if place_of_weights.is_dir() else ()
    remarks += apply_loras(pipeline, [(Path(lora.file), lora.weight) for lora in part.loras])
    if part.scheduler:
        set_sampler(pipeline, part.scheduler)
    tiny = None
    if part.tiny_autoencoder is not None:
        tiny = load_tiny_autoencoder(Path(part.tiny_autoencoder.folder), dtype=dtype)
        require_fit(pipeline, tiny)
    native = _native_side_px(pipeline)
    facts = EditorFacts(
        part.kind,
        fingerprint_of(place_of_weights, part),
        draft_side_px=part.draft_side_px or _draft_side_px(native),
        full_side_px=part.full_side_px or native,
        things=part.things,
        words=part.words,
        drafts_pay=drafts_pay(device, place_of_weights),
        remarks=remarks,
    )
    return InpaintingEditor(
        pipeline,
        facts,
        device=device,
        placement=placement_for(pipeline, free=free_bytes(device)),
        compiles=part.compiles,
        runtime=part.runtime,
        tiny_autoencoder=tiny,
        tiny_results=part.tiny_autoencoder is not None and part.tiny_autoencoder.for_results,
    )


def _draft_side_px(native_px: int) -> int:
    """Large models draft at half of their side, at a quarter of the price: a draft only has to tell places apart."""
    return native_px // 2 if native_px >= _DRAFTS_AT_HALF_FROM_PX else native_px


def _native_side_px(pipeline: Any) -> int:
    """The picture side the denoiser was trained at."""
    scale = int(getattr(pipeline, "vae_scale_factor", 8))
    for part in ("unet", "transformer"):
        model = getattr(pipeline, part, None)
        sample = getattr(getattr(model, "config", None), "sample_size", None)
        if isinstance(sample, (int, list, tuple)):
            return int(sample if isinstance(sample, int) else sample[0]) * scale
    return 512
