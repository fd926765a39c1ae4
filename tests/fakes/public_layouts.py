"""Layouts in which quick and plain models are published, tiny and random, with what `compose` is told of each.

Keys, classes and samplers as the model cards and their configurations say; autoencoders reduce 8 times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import save_file

from lredit_core.bundles.composing import BundleParts
from lredit_core.bundles.sampling_choices import SamplingChoices
from tests.fakes.original_layout import write_configuration, write_single_file
from tests.fakes.real_sizes import give_real_sizes, write_family_of_real_sizes
from tests.fakes.tiny_pipelines import write_plain, write_xl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: The layers that LCM-LoRA changes, as diffusers' training script for it names them.
_LCM_TARGETS = (
    "to_q", "to_k", "to_v", "to_out.0", "proj_in", "proj_out", "ff.net.0.proj", "ff.net.2", "conv1", "conv2",
    "conv_shortcut", "downsamplers.0.conv", "upsamplers.0.conv", "time_emb_proj",
)  # fmt: skip
_NOISE = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012, "steps_offset": 1}


def write_tiny_autoencoder(folder: Path, **changes: Any) -> Path:
    """TAESD's form: convolutions without attention, latents as the denoiser sees them."""
    from diffusers import AutoencoderTiny

    narrow = {"encoder_block_out_channels": (8,) * 4, "decoder_block_out_channels": (8,) * 4}
    blocks = {"num_encoder_blocks": (1,) * 4, "num_decoder_blocks": (1,) * 4}
    torch.manual_seed(0)
    AutoencoderTiny(**{**narrow, **blocks, **changes}).save_pretrained(folder, safe_serialization=True)
    return folder


def write_kohya_lora(folder: Path, file: Path, *, rank: int = 2) -> Path:
    """A LoRA over the UNet of a folder, as LCM-LoRA is published: kohya's names, halves, an alpha for each layer."""
    from diffusers import UNet2DConditionModel

    unet = UNet2DConditionModel.from_pretrained(folder / "unet", local_files_only=True)
    generator = torch.Generator().manual_seed(1)
    tensors: dict[str, torch.Tensor] = {}
    for name, weight in unet.state_dict().items():
        layer, _, kind = name.rpartition(".")
        if kind != "weight" or not layer.endswith(_LCM_TARGETS):
            continue
        key, sides = f"lora_unet_{layer.replace('.', '_')}", weight.shape[2:]
        down = torch.randn(rank, *weight.shape[1:], generator=generator) / 8
        up = torch.randn(weight.shape[0], rank, *(1 for _side in sides), generator=generator) / 8
        tensors |= {f"{key}.lora_down.weight": down.half(), f"{key}.lora_up.weight": up.half()}
        tensors[f"{key}.alpha"] = torch.tensor(float(rank))
    save_file(tensors, file)
    return file


def _inpainting(root: Path) -> Path:
    write_family_of_real_sizes("stable-diffusion-inpainting", root / "weights")
    return root / "weights"


def _single_file(root: Path) -> BundleParts:
    """Original keys, all in one."""
    from diffusers import DiffusionPipeline

    folder, file = _inpainting(root), root / "single.safetensors"
    write_single_file(DiffusionPipeline.from_pretrained(folder, local_files_only=True), file, text="clip")
    write_configuration(folder, root / "single")
    return _parts(file)


def _velocity(root: Path) -> BundleParts:
    from diffusers import DDIMScheduler

    sampler = DDIMScheduler(**_NOISE, clip_sample=False, set_alpha_to_one=False, prediction_type="v_prediction")
    _plain(root, sampler, attention_head_dim=(2, 4), use_linear_projection=True)
    return _parts(root / "weights", SamplingChoices("dpm++-karras", steps=20))


def _turbo(root: Path) -> BundleParts:
    """Distilled from Stable Diffusion 2.1: its UNet, noise predicted, the last step first."""
    from diffusers import EulerDiscreteScheduler

    sampler = EulerDiscreteScheduler(**_NOISE, timestep_spacing="trailing")
    _plain(root, sampler, attention_head_dim=(2, 4), use_linear_projection=True)
    return _parts(root / "weights", SamplingChoices(steps=1, guidance=0))


def _distilled_small(root: Path) -> BundleParts:
    """BK-SDM's small one: no middle block."""
    from diffusers import PNDMScheduler

    _plain(root, PNDMScheduler(**_NOISE, skip_prk_steps=True), mid_block_type=None)
    return _parts(root / "weights", SamplingChoices("unipc", steps=12))


def _plain(root: Path, scheduler: Any, **unet: Any) -> None:
    write_plain(root / "weights", scheduler=scheduler, **unet)
    give_real_sizes(root / "weights")


def _xl_base(root: Path) -> BundleParts:
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline

    sampler = EulerDiscreteScheduler(**_NOISE, timestep_spacing="leading")
    write_xl(root / "weights", StableDiffusionXLPipeline, in_channels=4, scheduler=sampler)
    give_real_sizes(root / "weights")
    return _parts(root / "weights")


def _xl_turbo(root: Path) -> BundleParts:
    from diffusers import EulerAncestralDiscreteScheduler, StableDiffusionXLPipeline

    sampler = EulerAncestralDiscreteScheduler(**_NOISE, timestep_spacing="trailing")
    write_xl(root / "weights", StableDiffusionXLPipeline, in_channels=4, scheduler=sampler)
    give_real_sizes(root / "weights")
    return _parts(root / "weights", SamplingChoices(steps=2, guidance=0))


def _xl_lightning(root: Path) -> BundleParts:
    """SDXL-Lightning's LoRA over the inpainting model, steps of Euler from the last one on."""
    write_family_of_real_sizes("stable-diffusion-xl-inpainting", root / "weights")
    lora = write_kohya_lora(root / "weights", root / "sdxl_lightning_4step_lora.safetensors")
    tiny = write_tiny_autoencoder(root / "taesdxl")
    sampling = SamplingChoices("euler", steps=4, guidance=0, tiny_autoencoder=str(tiny))
    return _parts(root / "weights", sampling, loras=(str(lora),))


def _lcm(root: Path) -> BundleParts:
    """What the catalogue's "photographs-quick" is made of."""
    lora = write_kohya_lora(_inpainting(root), root / "pytorch_lora_weights.safetensors")
    tiny = write_tiny_autoencoder(root / "taesd")
    sampling = SamplingChoices("lcm", steps=4, guidance=1, tiny_autoencoder=str(tiny))
    return _parts(root / "weights", sampling, loras=(f"{lora}:1",))


def _parts(editor: Path, sampling: SamplingChoices | None = None, *, loras: tuple[str, ...] = ()) -> BundleParts:
    return BundleParts("builtin", "builtin", (str(editor),), loras, sampling=sampling or SamplingChoices())


#: Layout -> what writes it into a folder, and gives what `compose` is told.
LAYOUTS: dict[str, Callable[[Path], BundleParts]] = {
    "stable-diffusion-inpainting as a single file": _single_file,
    "stable-diffusion-2 with velocity": _velocity,
    "sd-turbo": _turbo,
    "bk-sdm-small": _distilled_small,
    "stable-diffusion-xl": _xl_base,
    "sdxl-turbo": _xl_turbo,
    "sdxl-lightning": _xl_lightning,
    "lcm-lora and taesd": _lcm,
}


def write_layout(name: str, root: Path) -> BundleParts:
    """Writes a layout from a fixed seed."""
    torch.manual_seed(0)
    return LAYOUTS[name](root)
