"""A tiny autoencoder in place of a pipeline's large one: for drafts and looks at a running edit, and, where the person
allows it, for results.

A large autoencoder takes as long as several denoising steps; with four steps in all it is most of an edit. A tiny one
(TAESD and its kin, diffusers' AutoencoderTiny) reads and writes the same latents, scaled as the denoiser sees them, in
a fraction of the time, with softer details.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from lredit_core.editors.checkpoint_header import read_header
from lredit_core.editors.remembering import PICTURES_KEPT, remembered
from lredit_core.editors.tiny_files import CONFIG_NAME, FIRST_OF_DECODER, tiny_weights
from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LARGE_KIND = "AutoencoderKL"


def load_tiny_autoencoder(place: Path, *, dtype: torch.dtype) -> Any:
    """An AutoencoderTiny from local files; a file without its config.json is taken to be built as TAESD is.

    Raises:
        ModelUnavailable: where there is none, or its weights do not fit its configuration.
    """
    from diffusers import AutoencoderTiny
    from safetensors.torch import load_file

    file = tiny_weights(place)
    config = file.with_name(CONFIG_NAME)
    try:
        if config.is_file():
            settings = AutoencoderTiny.load_config(config)
        else:
            settings = {"latent_channels": read_header(file).shapes[FIRST_OF_DECODER][1]}
        model = AutoencoderTiny.from_config(settings)
        model.load_state_dict(load_file(file))
    except Exception as error:
        raise ModelUnavailable(
            f'The tiny autoencoder "{file.name}" does not fit its configuration. Get it again with the {CONFIG_NAME} '
            "that belongs to it, in one folder.",
            details=f"{type(error).__name__}: {error}",
        ) from error
    return model.to(dtype).eval().requires_grad_(False)


def require_fit(pipeline: Any, tiny: Any) -> None:
    """Looks whether a tiny autoencoder reads the latents of a pipeline, as far as shapes tell.

    Raises:
        ModelUnavailable: with both numbers where they differ, or where the pipeline's own is none that it could stand
            for.
    """
    large: Any = getattr(pipeline, "vae", None)
    kind = type(large).__name__
    if kind != _LARGE_KIND or getattr(large.config, "latents_mean", None) is not None:
        raise ModelUnavailable(
            f"{type(pipeline).__name__} decodes by {kind if large is not None else 'no autoencoder'}, for which no "
            "tiny autoencoder can stand. Leave it out."
        )
    for what, of_large, of_tiny in (
        ("latent channels", large.config.latent_channels, tiny.config.latent_channels),
        ("pixels a latent", _reduction(large.config.block_out_channels), _reduction(tiny.config.block_out_channels)),
    ):
        if of_large != of_tiny:
            raise ModelUnavailable(
                f"The tiny autoencoder has {of_tiny} {what}, this model's own has {of_large}. Choose the one that "
                "was made for this model: TAESD for Stable Diffusion 1 and 2, TAESDXL for XL, TAESD3 for 3, TAEF1 for "
                "FLUX.1."
            )


def _reduction(blocks: Any) -> int:
    return int(2 ** (len(blocks) - 1))


class TinyAutoencoder:
    """Takes the place of an autoencoder's `encode` and `decode` while it is asked to.

    What it cannot decode (no numbers in half precision) goes to the large one.
    """

    def __init__(self, large: Any, tiny: Any, *, for_results: bool) -> None:
        """Args:
        large: the pipeline's own, with whatever stands before its calls already.
        tiny: a diffusers AutoencoderTiny that fits it.
        for_results: results are made by it too.
        """
        self._large, self._tiny = large, tiny
        self._for_results = for_results
        self._is_used = False
        self._encode_large, self._decode_large = large.encode, large.decode
        self._encode_tiny, self.forget = remembered(self._scaled_latents, kept=PICTURES_KEPT)
        large.encode, large.decode = self._encode, self._decode

    @property
    def note(self) -> str:
        """A few words for results that it made, else ""."""
        return "decoded by the tiny autoencoder" if self._for_results else ""

    @contextlib.contextmanager
    def used_for(self, *, is_draft: bool) -> Iterator[None]:
        """While it is open, the tiny autoencoder works wherever it may."""
        self._is_used = is_draft or self._for_results
        try:
            yield
        finally:
            self._is_used = False

    def to(self, device: torch.device) -> None:
        """Moves it there; it is small enough to stay, wherever the large models wait."""
        self._tiny.to(device)

    def pictures(self, latents: Tensor) -> Tensor:
        """(B, 3, H, W) float32 in [-1, 1].

        Args:
            latents: (B, C, h, w) as the large autoencoder encodes them, before any scaling.
        """
        scale, shift = self._scaling
        own = next(self._tiny.parameters())
        scaled = ((latents - shift) * scale).to(own.device, own.dtype)
        decoded: Tensor = self._tiny.decode(scaled, return_dict=False)[0]
        return decoded.float()

    @property
    def _scaling(self) -> tuple[float, float]:
        """(scale, shift) between the large one's latents z and the denoiser's, (z - shift) * scale."""
        config = self._large.config
        return float(config.scaling_factor or 1.0), float(getattr(config, "shift_factor", None) or 0.0)

    def _encode(self, pictures: Tensor, *arguments: Any, **named: Any) -> Any:
        if not self._is_used:
            return self._encode_large(pictures, *arguments, **named)
        from diffusers.models.autoencoders.autoencoder_tiny import AutoencoderTinyOutput

        scale, shift = self._scaling
        latents = (self._encode_tiny(pictures) / scale + shift).to(pictures)
        return (latents,) if named.get("return_dict") is False else AutoencoderTinyOutput(latents=latents)

    def _scaled_latents(self, pictures: Tensor) -> Tensor:
        own = next(self._tiny.parameters())
        latents: Tensor = self._tiny.encode(pictures.to(own.device, own.dtype)).latents
        return latents.float()

    def _decode(self, latents: Tensor, *arguments: Any, **named: Any) -> Any:
        if self._is_used:
            pictures = self.pictures(latents)
            if bool(torch.isfinite(pictures).all()):
                return self._like_large(pictures.to(latents), **named)
        return self._decode_large(latents, *arguments, **named)

    @staticmethod
    def _like_large(pictures: Tensor, *, return_dict: bool = True, **_named: Any) -> Any:
        from diffusers.models.autoencoders.vae import DecoderOutput

        return DecoderOutput(sample=pictures) if return_dict else (pictures,)
