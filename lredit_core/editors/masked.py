"""Masked generative transformers as editors: the tokens of the box are masked and found again, from a text or a class.

Our own decoding loop over diffusers' model classes; why we do not lean on its pipeline is in
docs/decisions/0011-masked-transformers.md.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from lredit_core.editors.base import CropToEdit, EditedCrop, EditInstructions, OnStep
from lredit_core.editors.class_words import CLASS_CONFIGURATION, ClassWords
from lredit_core.editors.crop_pixels import as_uint8, grown_mask, padded_size, padded_to, unpadded
from lredit_core.editors.mask_decoding import MaskSchedule, decode_masked, guided
from lredit_core.editors.pipeline_folder import parts_in, variant_option
from lredit_core.editors.pipelines import fingerprint_of, silence_libraries
from lredit_core.editors.placing import drafts_pay, dtype_for, loaded_as
from lredit_core.editors.pretrained import EditorFacts, PretrainedEditor
from lredit_core.editors.previews import OnPreview, TokenPreview
from lredit_core.editors.reading import past_limit
from lredit_core.editors.remembering import PICTURES_KEPT, TEXTS_KEPT, remembered
from lredit_core.editors.single_file import pipeline_class_in
from lredit_core.errors import ModelUnavailable, OutOfMemory
from lredit_core.geometry import Size
from lredit_core.memory_shortage import is_memory_shortage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.manifest import EditorPart

#: Sides of the crops that text-conditioned transformers see are multiples of this.
_SIDE_MULTIPLE_PX = 64
#: What aMUSEd is told besides the side: corner of the crop, twice 0, and an aesthetic score.
_FIXED_CONDITIONS = (0, 0, 6)


class TokenPredictor(Protocol):
    """Tells what masked tokens are likely to be."""

    @property
    def mask_token(self) -> int: ...

    @property
    def side_tokens(self) -> int:
        """Tokens of a side of the pictures it was trained on."""
        ...

    @property
    def words(self) -> ClassWords | None:
        """The classes it knows; None where it takes any text."""
        ...

    def unread_words(self, prompt: str) -> str:
        """The end of a prompt that it does not read, or ""."""
        ...

    def frame_for(self, size: Size) -> Size:
        """The size in pixels, not smaller, that a crop is padded to."""
        ...

    def conditioned(self, instructions: EditInstructions, frame: Size) -> Callable[[Tensor], Tensor]:
        """What gives (K, h, w) guided logits for (h, w) tokens, for one prompt."""
        ...


class MaskedEditor(PretrainedEditor):
    """An `Editor` that fills the box with tokens of a codebook.

    Args:
        quantiser: a diffusers VQModel over pictures in [0, 1].
    """

    def __init__(self, quantiser: Any, predictor: TokenPredictor, facts: EditorFacts, *, device: torch.device) -> None:
        super().__init__(facts)
        self._quantiser = quantiser
        self._predictor = predictor
        self._device = device
        self._preview = TokenPreview(quantiser, device=device)
        self._encode, _forget = remembered(quantiser.encode, kept=PICTURES_KEPT)

    @property
    def can_be_watched(self) -> bool:
        return True

    def check(self, prompt: str) -> None:
        """Raises `InvalidRequest` where a class-conditional model knows no class of the prompt."""
        if self._predictor.words is not None:
            self._predictor.words.find(prompt)

    def unread_words(self, prompt: str) -> str:
        """The end of a prompt that the model does not read, or ""."""
        return self._predictor.unread_words(prompt)

    def edit(
        self,
        crops: Sequence[CropToEdit],
        instructions: EditInstructions,
        *,
        on_step: OnStep,
        on_preview: OnPreview | None = None,
    ) -> list[EditedCrop]:
        """Edits crops one by one, so that what a crop becomes does not depend on its company.

        Args:
            crops: what to edit.
            instructions: how.
            on_step: called after each turn with the number of pictures; may raise.
            on_preview: is offered small pictures after each step, of the crops before as they became and of this one.
        """
        note = ""
        if self._predictor.words is not None:
            note = self._predictor.words.names[self._predictor.words.find(instructions.prompt)]
        try:
            with torch.inference_mode():
                previews = _CropPreviews(self._preview, on_preview) if on_preview is not None else None
                return [EditedCrop(self._edited(crop, instructions, on_step, previews), note) for crop in crops]
        except Exception as error:
            if not is_memory_shortage(error):
                raise
            raise OutOfMemory(
                "There is not enough memory for this edit. Choose a smaller model, or close other programs.",
                details=str(error),
            ) from error

    def _edited(
        self, crop: CropToEdit, instructions: EditInstructions, on_step: OnStep, previews: _CropPreviews | None
    ) -> Any:
        rows, columns = crop.pixels.shape[:2]
        frame = self._predictor.frame_for(Size(columns, rows))
        padded = padded_to(crop, frame)
        tokens = self._tokens_of(padded)
        evaluations = 2 if instructions.guidance_scale > 1 else 1
        found = decode_masked(
            tokens,
            self._predictor.conditioned(instructions, frame),
            mask_token=self._predictor.mask_token,
            steps=max(instructions.steps, 1),
            strength=instructions.strength,
            schedule=MaskSchedule.LINEAR,
            generator=torch.Generator("cpu").manual_seed(crop.seed),
            on_step=lambda: on_step(evaluations),
            on_guess=lambda guess: previews.offer(guess, seen=Size(columns, rows), frame=frame) if previews else None,
        )
        if previews:
            previews.finish(found, seen=Size(columns, rows), frame=frame)
        image = self._picture_of(found)
        return np.ascontiguousarray(as_uint8(image, height=frame.height, width=frame.width)[:rows, :columns])

    def _tokens_of(self, crop: CropToEdit) -> Tensor:
        """(h, w) int64 on the CPU: the crop's tokens, the mask token where the box lies."""
        image = torch.from_numpy(crop.pixels.astype(np.float32) / 255.0).permute(2, 0, 1)[None]  # (1, 3, H, W)
        latents = self._encode(image.to(self._device, self._quantiser.dtype)).latents  # (1, C, h, w)
        height, width = latents.shape[2:]
        tokens: Tensor = self._quantiser.quantize(latents)[2][2].reshape(height, width).cpu()
        mask = Image.fromarray(grown_mask(crop)).resize((width, height), Image.Resampling.LANCZOS)
        is_inside = torch.from_numpy(np.asarray(mask, dtype=np.float32) / 255.0) >= 0.5
        if not is_inside.any():  # a box smaller than half a token still asks for one
            centre_x, centre_y = crop.box.centre
            row, column = int(centre_y * height / crop.pixels.shape[0]), int(centre_x * width / crop.pixels.shape[1])
            is_inside[min(row, height - 1), min(column, width - 1)] = True
        return tokens.masked_fill(is_inside, self._predictor.mask_token)

    def _picture_of(self, tokens: Tensor) -> Any:
        """(H, W, 3) float32 in [0, 1]."""
        shape = (1, *tokens.shape, self._quantiser.config.latent_channels)
        decoded = self._quantiser.decode(tokens[None].to(self._device), force_not_quantize=True, shape=shape).sample
        return decoded.clip(0, 1)[0].permute(1, 2, 0).float().cpu().numpy()


class _CropPreviews:
    """Offers small pictures of the crops of one call, which are edited one after the other."""

    def __init__(self, preview: TokenPreview, on_preview: OnPreview) -> None:
        self._preview = preview
        self._on_preview = on_preview
        self._finished: list[Callable[[], NDArray[np.uint8]]] = []

    def offer(self, tokens: Tensor, *, seen: Size, frame: Size) -> None:
        """Offers the crop that is edited now, after those that are finished.

        Args:
            tokens: (h, w) of the frame that the crop of size `seen` was padded to.
            seen: the crop that the tokens are of, in tokens.
            frame: what it was padded to, in tokens.
        """
        self._on_preview(
            lambda: np.stack([*(made() for made in self._finished), self._picture(tokens, seen=seen, frame=frame)])
        )

    def finish(self, tokens: Tensor, *, seen: Size, frame: Size) -> None:
        """Keeps a crop for the previews of those after it; decoded once, if ever."""
        self._finished.append(functools.cache(lambda: self._picture(tokens, seen=seen, frame=frame)))

    def _picture(self, tokens: Tensor, *, seen: Size, frame: Size) -> NDArray[np.uint8]:
        """(h, w, 3) of the crop without its padding."""
        return unpadded(self._preview(tokens), seen=seen, frame=frame)


class TextPredictor:
    """A text-conditioned transformer of the aMUSEd form (Patil et al. 2024): UVit2DModel and a CLIP text tower."""

    words: ClassWords | None = None

    def __init__(
        self, transformer: Any, text_encoder: Any, tokenizer: Any, *, mask_token: int, device: torch.device
    ) -> None:
        self._transformer = transformer
        self._tokenizer = tokenizer
        self._mask_token = mask_token
        self._device = device
        self._embed, _forget = remembered(text_encoder.forward, kept=TEXTS_KEPT)

    @property
    def mask_token(self) -> int:
        return self._mask_token

    @property
    def side_tokens(self) -> int:
        return int(self._transformer.config.sample_size)

    def unread_words(self, prompt: str) -> str:
        return past_limit(self._tokenizer, prompt, int(self._tokenizer.model_max_length))

    def frame_for(self, size: Size) -> Size:
        return padded_size(size, multiple=_SIDE_MULTIPLE_PX)

    def conditioned(self, instructions: EditInstructions, frame: Size) -> Callable[[Tensor], Tensor]:
        scale = instructions.guidance_scale
        prompts = [instructions.negative_prompt, instructions.prompt] if scale > 1 else [instructions.prompt]
        embedded = [self._embedded(prompt) for prompt in prompts]
        pooled, hidden = (torch.cat(parts) for parts in zip(*embedded, strict=True))
        # diffusers' inpainting pipeline gives the width before the height, as the model was trained
        conditions = torch.tensor([frame.width, frame.height, *_FIXED_CONDITIONS], dtype=hidden.dtype)
        conditions = conditions.to(self._device).expand(len(prompts), -1)

        def logits_of(tokens: Tensor) -> Tensor:
            logits = self._transformer(
                tokens.to(self._device).expand(len(prompts), -1, -1),
                micro_conds=conditions,
                pooled_text_emb=pooled,
                encoder_hidden_states=hidden,
            )
            return guided(logits, scale)

        return logits_of

    def _embedded(self, prompt: str) -> tuple[Tensor, Tensor]:
        """(1, P) projection and (1, L, D) last but one hidden states of a text."""
        numbers = self._tokenizer(
            [prompt], return_tensors="pt", padding="max_length", truncation=True,
            max_length=self._tokenizer.model_max_length,
        ).input_ids  # fmt: skip
        seen = self._embed(numbers.to(self._device), output_hidden_states=True)
        return seen.text_embeds, seen.hidden_states[-2]


def load_masked_editor(folder: Path, part: EditorPart, *, device: torch.device) -> MaskedEditor:
    """Loads a folder of the aMUSEd form, or a class-conditional one (maskgit.json).

    Raises:
        ModelUnavailable: where the folder holds neither.
    """
    from diffusers import VQModel

    silence_libraries()
    dtype = dtype_for(device, folder)
    if (folder / CLASS_CONFIGURATION).is_file():
        from lredit_core.editors.class_transformer import load_class_predictor

        if not (folder / "vqvae").is_dir():
            raise ModelUnavailable(f'The sub-folder "vqvae" is missing in "{folder}". Get that sub-folder again.')
        predictor: TokenPredictor = load_class_predictor(folder, device=device, dtype=dtype)
    elif (folder / "model_index.json").is_file():
        parts_in(folder)
        predictor = _load_text_predictor(folder, device=device, dtype=dtype)
    else:
        raise ModelUnavailable(
            f'"{folder}" holds no masked transformer (neither model_index.json nor {CLASS_CONFIGURATION}). '
            "Choose the folder that has it."
        )
    quantiser = VQModel.from_pretrained(
        str(folder / "vqvae"),
        local_files_only=True,
        use_safetensors=True,
        **variant_option(folder / "vqvae"),
        **loaded_as(dtype),
    )
    quantiser = quantiser.to(device).eval()
    native = predictor.side_tokens * pixels_per_token(quantiser)
    if predictor.words is not None and predictor.frame_for(Size(native, native)) != Size(native, native):
        raise ModelUnavailable(
            f'The parts of "{folder}" do not belong together: {predictor.side_tokens} tokens a side are {native} px '
            f"with its quantiser, not what {CLASS_CONFIGURATION} says. Get the model again."
        )
    draft, full = (part.draft_side_px, part.full_side_px) if predictor.words is None else (0, 0)
    own = predictor.words
    facts = EditorFacts(
        part.kind,
        fingerprint_of(folder, part),
        draft_side_px=draft or native,
        full_side_px=full or native,
        things=part.things if own is None else own.names,
        words=part.words if own is None else own.all_words,
        drafts_pay=drafts_pay(device, folder),
    )
    return MaskedEditor(quantiser, predictor, facts, device=device)


def pixels_per_token(quantiser: Any) -> int:
    """Pixels of a side that become one token."""
    return int(2 ** (len(quantiser.config.block_out_channels) - 1))


def _load_text_predictor(folder: Path, *, device: torch.device, dtype: torch.dtype) -> TextPredictor:
    from diffusers import UVit2DModel
    from transformers import CLIPTextModelWithProjection, CLIPTokenizer

    if "Amused" not in (kind := pipeline_class_in(folder)):
        raise ModelUnavailable(f'"{folder}" holds a {kind}, which is no masked transformer. Use it as "diffusion".')
    transformer = UVit2DModel.from_pretrained(
        str(folder / "transformer"),
        local_files_only=True,
        use_safetensors=True,
        **variant_option(folder / "transformer"),
        **loaded_as(dtype),
    )
    text_encoder = CLIPTextModelWithProjection.from_pretrained(
        folder / "text_encoder",
        local_files_only=True,
        use_safetensors=True,
        **variant_option(folder / "text_encoder"),
    )
    settings = json.loads((folder / "scheduler" / "scheduler_config.json").read_text(encoding="utf-8"))
    return TextPredictor(
        transformer.to(device).eval(),
        text_encoder.to(device, dtype).eval(),
        CLIPTokenizer.from_pretrained(folder / "tokenizer", local_files_only=True),
        mask_token=int(settings["mask_token_id"]),
        device=device,
    )
