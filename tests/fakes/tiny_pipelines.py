"""Random weights in the folders of the inpainting families: the libraries' own classes and savers, made in seconds.

A new family is one more entry in `FAMILIES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

from tests.fakes.tiny_bundle import tiny_text_config, tiny_tokenizer, write_diffusion, write_masked_transformer
from tests.fakes.tiny_language_pipelines import write_flux2_klein_inpainting, write_qwen_image, write_z_image
from tests.fakes.tiny_masked import write_class_conditional

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _kl(*, latent_channels: int, blocks: int = 2, **more: Any) -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(8,) * blocks,
        down_block_types=("DownEncoderBlock2D",) * blocks,
        up_block_types=("UpDecoderBlock2D",) * blocks,
        latent_channels=latent_channels,
        norm_num_groups=4,
        **more,
    )


def _unet(*, in_channels: int, cross_attention_dim: int, **more: Any) -> Any:
    from diffusers import UNet2DConditionModel

    settings = {
        "sample_size": 16,
        "out_channels": 4,
        "block_out_channels": (16, 32),
        "layers_per_block": 1,
        "norm_num_groups": 8,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
        "attention_head_dim": 8,
    }
    return UNet2DConditionModel(
        in_channels=in_channels, cross_attention_dim=cross_attention_dim, **{**settings, **more}
    )


def write_text_to_image(folder: Path) -> None:
    """Plain Stable Diffusion: four channels, no mask of its own."""
    from diffusers import DDIMScheduler

    write_plain(folder, scheduler=DDIMScheduler(clip_sample=False, set_alpha_to_one=False, steps_offset=1))


def write_plain(folder: Path, *, scheduler: Any, **unet: Any) -> None:
    """Plain Stable Diffusion with a sampler; `unet` are settings of its denoiser."""
    from diffusers import StableDiffusionPipeline
    from transformers import CLIPTextModel

    tokenizer = tiny_tokenizer()
    StableDiffusionPipeline(
        vae=_kl(latent_channels=4),
        text_encoder=CLIPTextModel(tiny_text_config(tokenizer, projection_dim=32)),
        tokenizer=tokenizer,
        unet=_unet(in_channels=4, cross_attention_dim=32, **unet),
        scheduler=scheduler,
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder, safe_serialization=True)


def write_deep_text_to_image(folder: Path) -> None:
    """Plain Stable Diffusion whose decoder has the published models' order of stages, the first without attention.

    Its self-attention is sharp as a trained one's is, not nearly even as that of small random weights.
    """
    from diffusers import DDIMScheduler, StableDiffusionPipeline
    from transformers import CLIPTextModel

    tokenizer = tiny_tokenizer()
    unet = _unet(
        in_channels=4,
        sample_size=8,
        cross_attention_dim=32,
        block_out_channels=(16, 16, 32),
        down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
    )
    for name, layer in unet.named_modules():
        if name.endswith(("attn1.to_q", "attn1.to_k")):
            layer.weight.data.mul_(10)
    StableDiffusionPipeline(
        vae=_kl(latent_channels=4, blocks=4),
        text_encoder=CLIPTextModel(tiny_text_config(tokenizer, projection_dim=32)),
        tokenizer=tokenizer,
        unet=unet,
        scheduler=DDIMScheduler(clip_sample=False, set_alpha_to_one=False, steps_offset=1),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder, safe_serialization=True)


def write_instruct_pix2pix(folder: Path) -> None:
    """InstructPix2Pix: the picture's latents are four more channels of the denoiser."""
    from diffusers import DDIMScheduler, StableDiffusionInstructPix2PixPipeline
    from transformers import CLIPTextModel

    tokenizer = tiny_tokenizer()
    StableDiffusionInstructPix2PixPipeline(
        vae=_kl(latent_channels=4, blocks=4),
        text_encoder=CLIPTextModel(tiny_text_config(tokenizer, projection_dim=32)),
        tokenizer=tokenizer,
        unet=_unet(in_channels=8, sample_size=8, cross_attention_dim=32),
        scheduler=DDIMScheduler(clip_sample=False, set_alpha_to_one=False, steps_offset=1),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder, safe_serialization=True)


def write_sd2_inpainting(folder: Path) -> None:
    """Stable Diffusion 2 inpainting: linear projections, a head count for each block, velocity prediction."""
    from diffusers import DDIMScheduler, StableDiffusionInpaintPipeline
    from transformers import CLIPTextModel

    tokenizer = tiny_tokenizer()
    StableDiffusionInpaintPipeline(
        vae=_kl(latent_channels=4),
        text_encoder=CLIPTextModel(tiny_text_config(tokenizer, projection_dim=32, hidden_act="gelu")),
        tokenizer=tokenizer,
        unet=_unet(in_channels=9, cross_attention_dim=32, attention_head_dim=(2, 4), use_linear_projection=True),
        scheduler=DDIMScheduler(
            prediction_type="v_prediction", clip_sample=False, set_alpha_to_one=False, steps_offset=1
        ),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder, safe_serialization=True)


def write_xl_inpainting(folder: Path) -> None:
    """Stable Diffusion XL inpainting: two text encoders, time and size conditioning, nine channels."""
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLInpaintPipeline

    sampler = EulerDiscreteScheduler(beta_schedule="scaled_linear", timestep_spacing="leading")
    write_xl(folder, StableDiffusionXLInpaintPipeline, in_channels=9, scheduler=sampler)


def write_xl(folder: Path, kind: Any, *, in_channels: int, scheduler: Any) -> None:
    """A pipeline of Stable Diffusion XL of a class."""
    from transformers import CLIPTextModel, CLIPTextModelWithProjection

    tokenizer = tiny_tokenizer()
    config = tiny_text_config(tokenizer, projection_dim=32)
    wider = tiny_text_config(tokenizer, projection_dim=32, hidden_size=48, hidden_act="gelu")
    kind(
        vae=_kl(latent_channels=4),
        text_encoder=CLIPTextModel(config),
        text_encoder_2=CLIPTextModelWithProjection(wider),
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        unet=_unet(
            in_channels=in_channels,
            cross_attention_dim=32 + 48,
            use_linear_projection=True,
            addition_embed_type="text_time",
            addition_time_embed_dim=8,
            projection_class_embeddings_input_dim=6 * 8 + 32,
            transformer_layers_per_block=(1, 1),
        ),
        scheduler=scheduler,
    ).save_pretrained(folder, safe_serialization=True)


def write_sd3_inpainting(folder: Path) -> None:
    """Stable Diffusion 3: a joint transformer, rectified flow, the large third text encoder left out."""
    from diffusers import FlowMatchEulerDiscreteScheduler, SD3Transformer2DModel, StableDiffusion3InpaintPipeline
    from transformers import CLIPTextModelWithProjection

    tokenizer = tiny_tokenizer()
    config = tiny_text_config(tokenizer, projection_dim=32)
    transformer = SD3Transformer2DModel(
        sample_size=32,
        patch_size=1,
        in_channels=16,
        out_channels=16,
        num_layers=1,
        attention_head_dim=8,
        num_attention_heads=4,
        caption_projection_dim=32,
        joint_attention_dim=64,
        pooled_projection_dim=64,
    )
    StableDiffusion3InpaintPipeline(
        transformer=transformer,
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_kl(latent_channels=16, use_quant_conv=False, use_post_quant_conv=False, shift_factor=0.06),
        text_encoder=CLIPTextModelWithProjection(config),
        tokenizer=tokenizer,
        text_encoder_2=CLIPTextModelWithProjection(config),
        tokenizer_2=tokenizer,
        text_encoder_3=None,
        tokenizer_3=None,
    ).save_pretrained(folder, safe_serialization=True)


def _flux_parts(*, in_channels: int, out_channels: int) -> dict[str, Any]:
    from diffusers import FlowMatchEulerDiscreteScheduler, FluxTransformer2DModel
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import CLIPTextModel, T5Config, T5EncoderModel, T5TokenizerFast

    words = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("\u2581", -1.0)]
    words += [(chr(letter), -2.0) for letter in range(ord("a"), ord("z") + 1)]
    unigram = Tokenizer(models.Unigram(words, unk_id=2))
    unigram.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer = tiny_tokenizer()
    t5 = T5Config(vocab_size=len(words), d_model=32, d_kv=8, d_ff=37, num_layers=1, num_heads=4)
    return {
        "scheduler": FlowMatchEulerDiscreteScheduler(),
        "vae": _kl(latent_channels=2, blocks=1, use_quant_conv=False, use_post_quant_conv=False, shift_factor=0.06),
        "text_encoder": CLIPTextModel(tiny_text_config(tokenizer, projection_dim=32)),
        "tokenizer": tokenizer,
        "text_encoder_2": T5EncoderModel(t5),
        "tokenizer_2": T5TokenizerFast(tokenizer_object=unigram, extra_ids=0),
        "transformer": FluxTransformer2DModel(
            patch_size=1,
            in_channels=in_channels,
            out_channels=out_channels,
            num_layers=1,
            num_single_layers=1,
            attention_head_dim=16,
            num_attention_heads=2,
            joint_attention_dim=32,
            pooled_projection_dim=32,
            axes_dims_rope=(4, 4, 8),
        ),
    }


def write_flux_inpainting(folder: Path) -> None:
    """FLUX as a plain text-to-image folder: diffusers makes an inpainting pipeline of it."""
    from diffusers import FluxPipeline

    FluxPipeline(**_flux_parts(in_channels=8, out_channels=8)).save_pretrained(folder, safe_serialization=True)


def write_flux_fill(folder: Path) -> None:
    """FLUX Fill: the mask and the masked picture are channels of the transformer."""
    from diffusers import FluxFillPipeline

    FluxFillPipeline(**_flux_parts(in_channels=20, out_channels=8)).save_pretrained(folder, safe_serialization=True)


#: Models that edit whole pictures -> what writes them.
WHOLE_IMAGE_MODELS: dict[str, Callable[[Path], None]] = {
    "instruct-pix2pix": write_instruct_pix2pix,
    "stable-diffusion": write_deep_text_to_image,
}


def write_whole_image_model(name: str, folder: Path) -> None:
    """Writes the folder of a model that edits whole pictures, from a fixed seed."""
    torch.manual_seed(0)
    WHOLE_IMAGE_MODELS[name](folder)


#: Family -> (what writes it, the manifest's kind).
FAMILIES: dict[str, tuple[Callable[[Path], None], str]] = {
    "stable-diffusion-inpainting": (write_diffusion, "diffusion"),
    "stable-diffusion-text-to-image": (write_text_to_image, "diffusion"),
    "stable-diffusion-2-inpainting": (write_sd2_inpainting, "diffusion"),
    "stable-diffusion-xl-inpainting": (write_xl_inpainting, "diffusion"),
    "stable-diffusion-3": (write_sd3_inpainting, "diffusion"),
    "flux": (write_flux_inpainting, "diffusion"),
    "flux-fill": (write_flux_fill, "diffusion"),
    "flux-2-klein-inpainting": (write_flux2_klein_inpainting, "diffusion"),
    "qwen-image": (write_qwen_image, "diffusion"),
    "z-image": (write_z_image, "diffusion"),
    "amused": (write_masked_transformer, "masked"),
    "class-conditional": (write_class_conditional, "masked"),
}


def write_family(name: str, folder: Path) -> str:
    """Writes a family's folder from a fixed seed; gives the manifest's kind."""
    write, kind = FAMILIES[name]
    torch.manual_seed(0)
    write(folder)
    return kind
