"""What a diffusers pipeline can be asked for: sides of pictures, numbers of steps. Held to before it is called."""

from __future__ import annotations

import contextlib
import inspect
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_USUAL_TRAINING_STEPS = 1000
#: With fewer steps than these, "leading" spacing leaves out so much of the beginning that it shows.
_FEW_STEPS = 10


def side_multiple_px(pipeline: Any) -> int:
    """What the sides of pictures have to be multiples of, and at least: what becomes one place of the denoiser.

    The autoencoder's reduction times the denoiser's patches. Some pipelines say the product by the processor that
    prepares their pictures (FLUX and its kin pack latents two by two), others leave it to the transformer's patch size.
    """
    reduction = int(getattr(pipeline, "vae_scale_factor", 8))
    configuration = getattr(getattr(pipeline, "transformer", None), "config", None)
    patch = getattr(configuration, "patch_size", None) or getattr(configuration, "all_patch_size", None) or 1
    patches = patch if isinstance(patch, (list, tuple)) else (patch,)
    multiples = [reduction * int(side) for side in patches]
    for name in ("image_processor", "mask_processor"):
        settings = getattr(getattr(pipeline, name, None), "config", None)
        if settings is not None:
            multiples.append(int(settings.get("vae_scale_factor", 1)))
    return math.lcm(*multiples)


def most_steps(scheduler: Any) -> int:
    """The most steps that a sampler takes: those it was distilled from, or those of the training."""
    settings = scheduler.config
    trained = int(settings.get("num_train_timesteps") or _USUAL_TRAINING_STEPS) - int(settings.get("steps_offset") or 0)
    distilled = settings.get("original_inference_steps")
    return max(1, min(trained, int(distilled or trained)))


def steps_and_strength(scheduler: Any, *, steps: int, strength: float) -> tuple[int, float]:
    """The steps and the denoising strength to call a pipeline with, so that at least one step is made.

    Pipelines divide the whole way from noise into `steps` and make the last strength * steps of them, rounded down. A
    strength that leaves none gets a finer division, of which one step remains, and is raised only where the sampler
    takes no more steps.

    Args:
        scheduler: of the pipeline.
        steps: wanted, at least 1.
        strength: wanted, in (0, 1].
    """
    most = most_steps(scheduler)
    steps = min(max(steps, 1), most)
    if steps * strength < 1:
        steps = min(math.ceil(1 / strength), most)
        strength = max(strength, 1 / steps)
        while steps * strength < 1:  # by rounding
            strength = math.nextafter(strength, 1)
    return steps, strength


def evaluates_twice(pipeline: Any, *, guidance_scale: float) -> bool:
    """Whether a pipeline answers that scale of its `guidance_scale` by a second evaluation of its denoiser.

    Asked of the pipeline itself: most guide above 1, some by the weight of what guidance adds and so above 0 (Z-Image),
    and some take the scale as an input (distilled ones).
    """
    if not isinstance(getattr(type(pipeline), "do_classifier_free_guidance", None), property):
        return False
    pipeline._guidance_scale = guidance_scale  # as each call sets it
    return bool(pipeline.do_classifier_free_guidance)


@contextlib.contextmanager
def spaced_for(scheduler: Any, *, steps: int) -> Iterator[None]:
    """While it is open, a sampler of few steps starts where the picture is nothing but noise.

    With "leading" spacing 4 of 1,000 steps start at 751, where the model expects 0.24 of the signal; pipelines give
    it pure noise there all the same. "trailing" starts at 999 (Lin et al. 2024, "Common Diffusion Noise Schedules and
    Sample Steps are Flawed", section 3.3 and table 2). Samplers that know no spacing stay as they are.

    Args:
        scheduler: of a pipeline; its setting is put back afterwards.
        steps: into which the whole way from noise is divided.
    """
    knows = "timestep_spacing" in inspect.signature(type(scheduler).__init__).parameters
    own = scheduler.config.get("timestep_spacing") if knows else None
    if own != "leading" or steps >= _FEW_STEPS:
        yield
        return
    scheduler.register_to_config(timestep_spacing="trailing")
    try:
        yield
    finally:
        scheduler.register_to_config(timestep_spacing=own)
