"""Samplers by the names that people know, each made from the configuration of a model's own one.

What was trained stays as it was (noise or velocity, zero terminal SNR, the schedule of noise); only the way from noise
to a picture becomes another one.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lredit_core.manifest import SamplerName


@dataclass(frozen=True, slots=True)
class Sampler:
    """A sampler of diffusers.

    Attributes:
        kind: its class.
        settings: that make it this one, over those of the model's own.
        is_distilled: for models that were distilled from diffusion models, though it names no kin among samplers.
    """

    kind: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    is_distilled: bool = False


_DPM = "DPMSolverMultistepScheduler"
#: "dpm" is what bundles called DPM-Solver++ before the others had names.
SAMPLERS: dict[SamplerName, Sampler] = {
    "ddim": Sampler("DDIMScheduler"),
    "euler": Sampler("EulerDiscreteScheduler"),
    "euler-a": Sampler("EulerAncestralDiscreteScheduler"),
    "heun": Sampler("HeunDiscreteScheduler"),
    "dpm": Sampler(_DPM),
    "dpm++": Sampler(_DPM, {"algorithm_type": "dpmsolver++"}),
    "dpm++-karras": Sampler(_DPM, {"algorithm_type": "dpmsolver++", "use_karras_sigmas": True}),
    "unipc": Sampler("UniPCMultistepScheduler"),
    "lcm": Sampler("LCMScheduler", is_distilled=True),
    "tcd": Sampler("TCDScheduler", is_distilled=True),
}


def set_sampler(pipeline: Any, name: SamplerName) -> None:
    """Replaces a pipeline's sampler by another one that works with the same training.

    Raises:
        ModelUnavailable: where the model was trained for samplers of another kind, as flow-matching ones are.
    """
    import diffusers

    own = pipeline.scheduler
    fitting = [key for key, sampler in SAMPLERS.items() if _fits(getattr(diffusers, sampler.kind), sampler, own)]
    if name not in fitting:
        others = [key for key in fitting if key != "dpm"]
        raise ModelUnavailable(
            f'The sampler "{name}" does not fit this pipeline, which was trained for {type(own).__name__}. '
            + (f"Choose one of {', '.join(others)}, or leave it out." if others else "Leave it out.")
        )
    sampler = SAMPLERS[name]
    pipeline.scheduler = getattr(diffusers, sampler.kind).from_config(own.config, **sampler.settings)


def _fits(kind: type, sampler: Sampler, own: Any) -> bool:
    """Whether a sampler is of the own one's kin and can start where the training ended."""
    import diffusers

    kin = {type(own), *own.compatibles}
    is_kin = kind in kin or (sampler.is_distilled and diffusers.DDIMScheduler in kin)
    starts_without_signal = "rescale_betas_zero_snr" in inspect.signature(kind).parameters
    return is_kin and (starts_without_signal or not own.config.get("rescale_betas_zero_snr"))
