"""A plain Stable Diffusion as its parts: encode, predict noise, step there and back, decode.

The baselines that look inside a denoising run need this instead of a pipeline's single call. Steps are those of DDIM
(Song et al. 2021, Eq. 12 without noise), which run backwards nearly as well as forwards (Dhariwal and Nichol 2021).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from lredit_core.editors.crop_pixels import as_uint8
from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


class LatentDiffusion:
    """Stable Diffusion 1 or 2 in its plain form.

    Args:
        pipeline: any diffusers pipeline over such a model.

    Raises:
        ModelUnavailable: where the model is another one.
    """

    def __init__(self, pipeline: Any) -> None:
        from diffusers import DDIMScheduler

        unet = getattr(pipeline, "unet", None)
        if unet is None or unet.config.in_channels != 4 or hasattr(pipeline, "text_encoder_2"):
            raise ModelUnavailable(
                f"This comparison needs a plain Stable Diffusion 1 or 2, not a {type(pipeline).__name__} "
                f"of {unet.config.in_channels if unet is not None else 'no'} input channels. Choose another model."
            )
        self.unet = unet
        self._pipeline = pipeline
        self._vae = pipeline.vae
        self._scheduler = DDIMScheduler.from_config(pipeline.scheduler.config, timestep_spacing="leading")
        self._device = unet.device
        self._signal: Tensor = self._scheduler.alphas_cumprod  # (T,), the share of the picture's variance at each time

    @property
    def side_px(self) -> int:
        """The side of the pictures it was trained on."""
        scale = int(2 ** (len(self._vae.config.block_out_channels) - 1))
        return int(self.unet.config.sample_size) * scale

    def encode(self, picture: NDArray[np.uint8]) -> Tensor:
        """(1, 4, h, w) latents of an (H, W, 3) uint8 picture; the middle of their distribution."""
        pixels = torch.from_numpy(np.array(picture)).permute(2, 0, 1)[None].float() / 127.5 - 1
        encoded = self._vae.encode(pixels.to(self._device, self._vae.dtype))
        distribution = getattr(encoded, "latent_dist", None)
        found = encoded.latents if distribution is None else distribution.mode()
        latents: Tensor = found * self._vae.config.scaling_factor
        return latents

    def decode(self, latents: Tensor) -> NDArray[np.uint8]:
        """(H, W, 3) uint8 picture of (1, 4, h, w) latents."""
        decoded = self._vae.decode(latents / self._vae.config.scaling_factor).sample
        image = (decoded[0] / 2 + 0.5).clamp(0, 1).permute(1, 2, 0).float().cpu().numpy()
        return as_uint8(image, height=image.shape[0], width=image.shape[1])

    def embed(self, prompts: Sequence[str]) -> Tensor:
        """(N, L, D) of N texts."""
        embedded: Tensor = self._pipeline.encode_prompt(list(prompts), self._device, 1, False)[0]
        return embedded

    def times(self, steps: int) -> list[int]:
        """The times of a run, from noise to picture."""
        self._scheduler.set_timesteps(steps)
        return [int(time) for time in self._scheduler.timesteps]

    def noise_in(self, latents: Tensor, time: int, embedded: Tensor) -> Tensor:
        """The noise that the model sees in latents: (N, 4, h, w) with (N, L, D) texts -> (N, 4, h, w)."""
        told: Tensor = self.unet(latents, time, encoder_hidden_states=embedded).sample
        if self._scheduler.config.prediction_type == "v_prediction":
            signal = self._signal[time].to(told)
            return signal.sqrt() * told + (1 - signal).sqrt() * latents  # Salimans and Ho 2022
        return told

    def noised(self, latents: Tensor, time: int, noise: Tensor) -> Tensor:
        """Latents with noise as at a time."""
        signal = self._signal[time].to(latents)
        return signal.sqrt() * latents + (1 - signal).sqrt() * noise

    def step_down(self, latents: Tensor, noise: Tensor, time: int, *, steps: int) -> Tensor:
        """Latents one step nearer to the picture than `time` in a run of `steps`."""
        return _moved(latents, noise, self._signal_at(time), self._signal_before(time, steps))

    def step_up(self, latents: Tensor, noise: Tensor, time: int, *, steps: int) -> Tensor:
        """Latents at `time`, from those one step nearer to the picture."""
        return _moved(latents, noise, self._signal_before(time, steps), self._signal_at(time))

    def inverted(
        self,
        latents: Tensor,
        embedded: Tensor,
        times: Sequence[int],
        *,
        steps: int,
        on_step: Callable[[int], None] = lambda _images: None,
    ) -> dict[int, Tensor]:
        """Runs a picture's latents up to noise; gives the latents at each of some times.

        Args:
            latents: (1, 4, h, w) of the picture.
            embedded: (1, L, D) text that describes it.
            times: the last times of a run of `steps`, from noise to picture.
            steps: from picture to noise.
            on_step: called after each of them.
        """  # fmt: skip
        found: dict[int, Tensor] = {}
        for time in reversed(times):
            latents = self.step_up(latents, self.noise_in(latents, time, embedded), time, steps=steps)
            found[time] = latents
            on_step(1)
        return found

    def _signal_at(self, time: int) -> Tensor:
        final: Tensor = self._scheduler.final_alpha_cumprod
        return self._signal[time] if time >= 0 else final

    def _signal_before(self, time: int, steps: int) -> Tensor:
        return self._signal_at(time - self._scheduler.config.num_train_timesteps // steps)


def _moved(latents: Tensor, noise: Tensor, signal: Tensor, wanted: Tensor) -> Tensor:
    """Latents that hold `noise`, from one share of signal to another."""
    signal, wanted = signal.to(latents), wanted.to(latents)
    picture = (latents - (1 - signal).sqrt() * noise) / signal.sqrt()
    return wanted.sqrt() * picture + (1 - wanted).sqrt() * noise


def guided_noise(unconditional: Tensor, conditional: Tensor, scale: float) -> Tensor:
    """Classifier-free guidance (Ho and Salimans 2022)."""
    return unconditional + scale * (conditional - unconditional)
