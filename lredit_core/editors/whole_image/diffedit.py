"""DiffEdit (Couairon et al. 2023): finds by itself where a prompt asks for something else, and repaints there.

Ours over `LatentDiffusion`; diffusers' pipeline of that name is deprecated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor

from lredit_core.editors.whole_image.base import WholeInstructions, as_large_as, as_worked_on
from lredit_core.editors.whole_image.latent_diffusion import LatentDiffusion, guided_noise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.editors.base import OnStep

#: What the paper uses: 10 draws of noise of half strength, outliers cut off, and half of the largest difference.
NOISES = 10
NOISE_STRENGTH = 0.5
OUTLIER_MEANS = 3.0
MASK_THRESHOLD = 0.5
#: Up to which share of the run the picture is encoded: the more, the further the edit may go.
ENCODING_SHARE = 0.8


class DiffEditEditor:
    """Makes a mask from the difference of two predictions, then denoises inside of it from the encoded picture."""

    name = "diffedit"

    def __init__(self, model: LatentDiffusion, *, side_px: int = 0) -> None:
        self._model = model
        self._side_px = side_px or model.side_px

    def edit_whole(
        self, picture: NDArray[np.uint8], instructions: WholeInstructions, *, on_step: OnStep
    ) -> NDArray[np.uint8]:
        """The edited picture; the seed says which noise the mask is found with."""
        worked_on = as_worked_on(picture, side_px=self._side_px)
        with torch.inference_mode():
            edited = self._edited(self._model.encode(worked_on), instructions, on_step)
            return as_large_as(self._model.decode(edited), picture)

    def _edited(self, latents: Tensor, instructions: WholeInstructions, on_step: OnStep) -> Tensor:
        model, steps = self._model, max(instructions.steps, 1)
        source, nothing, target = model.embed([instructions.source_prompt, "", instructions.prompt]).chunk(3)
        mask = self.mask(latents, source, target, seed=instructions.seed, on_step=on_step)
        times = model.times(steps)
        times = times[steps - max(1, round(steps * ENCODING_SHARE)) :]
        path = model.inverted(latents, nothing, times, steps=steps, on_step=on_step)
        kept = [*(path[time] for time in times[1:]), latents]  # the source one step nearer to the picture
        current = path[times[0]]
        for time, below in zip(times, kept, strict=True):
            batch = torch.cat([current, current])
            without, with_prompt = model.noise_in(batch, time, torch.cat([nothing, target])).chunk(2)
            noise = guided_noise(without, with_prompt, instructions.guidance_scale)
            current = torch.where(mask, model.step_down(current, noise, time, steps=steps), below)
            on_step(2)
        return current

    def mask(self, latents: Tensor, source: Tensor, target: Tensor, *, seed: int, on_step: OnStep) -> Tensor:
        """(1, 1, h, w) bool: where the model sees other noise with the one text than with the other.

        Args:
            latents: (1, 4, h, w) of the picture.
            source: the source prompt.
            target: the target prompt.
            seed: of the noise.
            on_step: called after each denoising step.
        """
        model = self._model
        times = model.times(1000)
        time = times[round((1 - NOISE_STRENGTH) * (len(times) - 1))]
        generator = torch.Generator("cpu").manual_seed(seed)
        total = torch.zeros_like(latents[:, :1])
        for _number in range(NOISES):
            noise = torch.randn(latents.shape, generator=generator).to(latents)
            noisy = model.noised(latents, time, noise).expand(2, -1, -1, -1)
            one, other = model.noise_in(noisy, time, torch.cat([source, target])).chunk(2)
            total += (one - other).abs().mean(dim=1, keepdim=True)
            on_step(2)
        difference = total / NOISES
        highest = difference.mean() * OUTLIER_MEANS
        scaled = difference.clamp(max=highest) / highest.clamp(min=1e-12)
        largest = scaled.max()
        return (scaled > MASK_THRESHOLD * largest) if largest > 1e-6 else torch.zeros_like(scaled, dtype=torch.bool)
