"""Autoencoders that overflow in half precision: what is no number is decoded again in 32 bits, and said."""

from __future__ import annotations

from typing import Any

import torch

from lredit_core.errors import ModelUnavailable


class CarefulDecoder:
    """Takes the place of an autoencoder's `decode`.

    Args:
        autoencoder: of a pipeline; its `decode` gives (B, 3, H, W), alone in a tuple or as `sample`.
    """

    def __init__(self, autoencoder: Any) -> None:
        self._autoencoder = autoencoder
        self._decode = autoencoder.decode
        self._overflows = False
        autoencoder.decode = self

    @property
    def note(self) -> str:
        """A few words once it had to help, else ""."""
        return "decoded in 32 bits" if self._overflows else ""

    def __call__(self, latents: torch.Tensor, *arguments: Any, **named: Any) -> Any:
        """What `decode` gives.

        Raises:
            ModelUnavailable: where no precision gives a picture.
        """
        is_half = self._autoencoder.dtype in (torch.float16, torch.bfloat16)
        if not (self._overflows and is_half):
            given = self._decode(latents, *arguments, **named)
            if _is_finite(given):
                return given
            if not bool(torch.isfinite(latents).all()):
                raise ModelUnavailable(
                    "The denoiser gave no picture (NaN). Choose another sampler or other weights: half precision is "
                    "too little for some models."
                )
            if not is_half:
                raise ModelUnavailable("The autoencoder gave no picture (NaN). Its file is damaged: get it again.")
            self._overflows = True
        return self._decoded_in_full(latents, *arguments, **named)

    def _decoded_in_full(self, latents: torch.Tensor, *arguments: Any, **named: Any) -> Any:
        dtype = self._autoencoder.dtype
        self._autoencoder.to(torch.float32)
        try:
            given = self._decode(latents.float(), *arguments, **named)
        finally:
            self._autoencoder.to(dtype)
        if not _is_finite(given):
            raise ModelUnavailable(
                "The autoencoder gave no picture (NaN), in 32 bits either. Its file is damaged: get it again."
            )
        return given


def _is_finite(given: Any) -> bool:
    picture = given[0] if isinstance(given, tuple) else given.sample
    return bool(torch.isfinite(picture).all())
