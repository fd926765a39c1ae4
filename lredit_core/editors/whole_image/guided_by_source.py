"""Editors that make the new picture beside the old one and let the old one lend its layout or its looks.

Plug-and-Play (Tumanyan et al. 2023): the source picture is inverted; while the new picture is made from the same
noise, one layer's features and the decoder's self-attention (queries and keys) are the source's, so that the layout
stays. MasaCtrl (Cao et al. 2023) is the other way round: keys and values are the source's from some step and layer on,
so that the looks stay and the layout may change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from lredit_core.editors.whole_image.base import WholeInstructions, as_large_as, as_worked_on
from lredit_core.editors.whole_image.injection import Lending, all_hooked, decoder_self_attentions
from lredit_core.editors.whole_image.latent_diffusion import LatentDiffusion, guided_noise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.editors.base import OnStep


@dataclass(frozen=True, slots=True)
class Lent:
    """What the source lends, and during which share of the run, counted from the noise: [`start`, `end`)."""

    lending: Lending
    start: float
    end: float


class SourceGuidedEditor:
    """Inverts the source picture and denoises it again with another prompt, while it lends what `lent` says."""

    def __init__(self, model: LatentDiffusion, lent: tuple[Lent, ...], *, name: str, side_px: int = 0) -> None:
        self._model = model
        self._lent = lent
        self._name = name
        self._side_px = side_px or model.side_px

    @property
    def name(self) -> str:
        return self._name

    def edit_whole(
        self, picture: NDArray[np.uint8], instructions: WholeInstructions, *, on_step: OnStep
    ) -> NDArray[np.uint8]:
        """The edited picture. Nothing in it is random: the seed does not matter."""
        worked_on = as_worked_on(picture, side_px=self._side_px)
        with torch.inference_mode(), all_hooked(*(item.lending for item in self._lent)):
            try:
                edited = self._edited(worked_on, instructions, on_step)
            finally:
                for item in self._lent:
                    item.lending.is_on = False
        return as_large_as(edited, picture)

    def _edited(
        self, worked_on: NDArray[np.uint8], instructions: WholeInstructions, on_step: OnStep
    ) -> NDArray[np.uint8]:
        model, steps = self._model, max(instructions.steps, 1)
        times = model.times(steps)
        source, nothing, target = model.embed([instructions.source_prompt, "", instructions.prompt]).chunk(3)
        path = model.inverted(model.encode(worked_on), source, times, steps=steps, on_step=on_step)
        latents = path[times[0]]
        embedded = torch.cat([source, nothing, target])
        for number, time in enumerate(times):
            for item in self._lent:
                item.lending.is_on = item.start <= number / steps < item.end
            batch = torch.cat([path[time], latents, latents])
            _source_noise, without, with_prompt = model.noise_in(batch, time, embedded).chunk(3)
            noise = guided_noise(without, with_prompt, instructions.guidance_scale)
            latents = model.step_down(latents, noise, time, steps=steps)
            on_step(3)
        return model.decode(latents)


def plug_and_play(
    model: LatentDiffusion, *, feature_share: float = 0.8, attention_share: float = 0.5, side_px: int = 0
) -> SourceGuidedEditor:
    """Plug-and-Play with the shares of the run that its authors use.

    Features are lent by the decoder's fourth layer, queries and keys by all its self-attentions from there on: in
    Stable Diffusion 1 and 2 the second residual block of the second stage, and all self-attentions but the first.
    """
    attentions = decoder_self_attentions(model.unet)[1:]
    features = Lending([model.unet.up_blocks[1].resnets[1]])
    layout = Lending([layer for attention in attentions for layer in (attention.to_q, attention.to_k)])
    lent = (Lent(features, 0.0, feature_share), Lent(layout, 0.0, attention_share))
    return SourceGuidedEditor(model, lent, name="plug-and-play", side_px=side_px)


def masactrl(
    model: LatentDiffusion, *, first_step_share: float = 0.08, first_layer_share: float = 1 / 3, side_px: int = 0
) -> SourceGuidedEditor:
    """MasaCtrl with its authors' start: after four of 50 steps, and ten of 16 self-attentions.

    Of those 16 the last nine are the decoder's, so that its first three lend nothing.

    Args:
        model: a latent diffusion model.
        first_step_share: of the run, before which nothing is lent.
        first_layer_share: of the decoder's self-attentions, before which none lends.
        side_px: of the square that it works on.
    """
    attentions = decoder_self_attentions(model.unet)
    lending = attentions[min(int(len(attentions) * first_layer_share), len(attentions) - 1) :]
    looks = Lending([layer for attention in lending for layer in (attention.to_k, attention.to_v)])
    return SourceGuidedEditor(model, (Lent(looks, first_step_share, 1.0),), name="masactrl", side_px=side_px)
