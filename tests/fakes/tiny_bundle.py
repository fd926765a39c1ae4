"""A real bundle of random weights: the same classes and file formats as large ones, made in a second.

Nothing here is a mock: the folders are written with the libraries' own savers and read by the program's own loaders.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import open_clip
import timm
import torch
from safetensors.torch import save_file

from lredit_core.editors.masked_folder import save_masked_folder
from lredit_core.encoders.detector import DETECTOR_FILE, DETECTOR_WEIGHTS, DetectorFacts, DetectorShape, NanoDet
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

IMAGE_SIDE_PX = 32
VIT_TOWER = {"image_size": IMAGE_SIDE_PX, "layers": 2, "width": 32, "head_width": 16, "patch_size": 8}
RESNET_TOWER = {"image_size": 64, "layers": [1, 1, 1, 1], "width": 8, "patch_size": None}
#: SigLIP's form: a timm ViT pooled by attention, without a projection.
SIGLIP_TOWER = {"image_size": 160, "timm_model_name": "test_vit", "timm_pool": "map", "timm_proj": "none"}
SIGLIP_CHANGES = {"embed_dim": 64, "init_logit_bias": -10, "custom_text": True}
#: MobileCLIP's form: a convolutional trunk (FastViT) whose own last layer maps into the joint space.
MOBILE_TOWER = {"image_size": 128, "timm_model_name": "fastvit_t8", "timm_pool": "avg", "timm_proj": None}
MOBILE_CHANGES = {"custom_text": True}
TIMM_TOWER = {"image_size": 160, "timm_model_name": "test_vit", "timm_pool": "token", "timm_proj": "linear"}


#: A convolutional trunk of timm, as the eye for photographs has one.
CONVOLUTIONAL_TOWER = {
    "image_size": 64,
    "timm_model_name": "tf_efficientnet_lite0",
    "timm_pool": "avg",
    "timm_proj": "linear",
    "timm_proj_bias": True,
}


def write_eye(folder: Path, *, sees_drawings: bool = False, kinds: dict[str, list[int]] | None = None) -> None:
    """An eye for photographs of random weights that knows five names; all pictures are photographs to it, or none."""
    write_image_text(folder, CONVOLUTIONAL_TOWER)
    facts = {
        "names": ["tabby", "Siamese cat", "beagle", "pug", "espresso"],
        "kinds": kinds or {"cat": [0, 1], "dog": [2, 3], "beagle": [2], "cup of coffee": [4]},
        "drawing": {"weight": [0.0] * 1280, "bias": 1.0 if sees_drawings else -1.0},
    }
    (folder / "eye.json").write_text(json.dumps(facts), encoding="utf-8")
    names = torch.randn(5, 24, generator=torch.Generator().manual_seed(1))
    save_file({"names": names}, folder / "names.safetensors")


def write_detector(folder: Path) -> None:
    """A narrow detector of random weights that knows four names."""
    folder.mkdir(parents=True)
    facts = DetectorFacts(
        shape=DetectorShape(stem=4, units=(1, 1, 1, 1), width=8, bins=4),
        names=("person", "bird", "dog", "cup"),
        kinds={"person": (0,), "man": (0,), "bird": (1,), "dog": (2,), "animal": (1, 2), "cup": (3,)},
        broader={"owl": (1,), "beagle": (2,), "doctor": (0,)},
        mean=(0.5, 0.5, 0.5),
        std=(0.25, 0.25, 0.25),
    )
    (folder / DETECTOR_FILE).write_text(facts.model_dump_json(), encoding="utf-8")
    torch.manual_seed(2)
    save_file(NanoDet(facts.shape, len(facts.names)).state_dict(), folder / DETECTOR_WEIGHTS)


def write_tiny_bundle(folder: Path, *, image_tower: dict[str, Any] | None = None, with_diffusion: bool = True) -> Path:
    """Writes a bundle with a retrieve editor over the built-in drawings and, if asked, a diffusion editor."""
    torch.manual_seed(0)
    write_image_text(folder / "image_text", image_tower or VIT_TOWER)
    write_self_supervised(folder / "self_supervised")
    editors: dict[str, Any] = {
        "retrieve": {"kind": "retrieve", "title": "Drawings", "folder": str(resource_path("art"))},
    }
    if with_diffusion:
        write_diffusion(folder / "diffusion")
        editors["diffusion"] = {"kind": "diffusion", "title": "Tiny diffusion", "folder": "diffusion"}
        write_masked_transformer(folder / "masked")
        editors["masked"] = {
            "kind": "masked",
            "title": "Tiny masked transformer",
            "folder": "masked",
            "full_side_px": 64,
        }
    manifest = {
        "version": 1,
        "name": "tiny",
        "title": "Tiny random models",
        "licence": "none",
        "image_text": {"folder": "image_text"},
        "self_supervised": {"folder": "self_supervised", "longest_side_patches": 10},
        "editors": editors,
        "default_editor": "retrieve",
    }
    (folder / "bundle.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def write_image_text(folder: Path, image_tower: dict[str, Any], **changes: Any) -> None:
    """An open_clip folder with random weights and the built-in tokenizer; `changes` are for `model_cfg`."""
    folder.mkdir(parents=True)
    builtin = resource_path("bundles/builtin/image_text")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(builtin / name, folder / name)
    own = json.loads((builtin / "open_clip_config.json").read_text(encoding="utf-8"))
    text = {**own["model_cfg"]["text_cfg"], "width": 32, "heads": 2, "layers": 1}
    model_config = {"embed_dim": 24, "vision_cfg": image_tower, "text_cfg": text, **changes}
    config = {**own, "model_cfg": model_config}
    (folder / "open_clip_config.json").write_text(json.dumps(config), encoding="utf-8")
    model = open_clip.create_model(f"local-dir:{folder}", load_weights=False)
    save_file(model.state_dict(), folder / "open_clip_model.safetensors")


def write_self_supervised(folder: Path) -> None:
    """A timm folder: a DINO-shaped ViT of random weights."""
    folder.mkdir(parents=True)
    arguments = {"img_size": 32, "patch_size": 8, "embed_dim": 32, "depth": 2, "num_heads": 2, "num_classes": 0}
    model = timm.create_model("vit_tiny_patch16_224", pretrained=False, **arguments)
    save_file(model.state_dict(), folder / "model.safetensors")
    config = {
        "architecture": "vit_tiny_patch16_224",
        "num_classes": 0,
        "model_args": arguments,
        "pretrained_cfg": {
            "input_size": [3, 32, 32],
            "mean": [0.5, 0.4, 0.3],
            "std": [0.2, 0.25, 0.3],
            "num_classes": 0,
        },
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


def write_diffusion(folder: Path) -> None:
    """A Stable Diffusion inpainting folder of random weights: nine input channels, latents of a quarter of the side."""
    from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionInpaintPipeline, UNet2DConditionModel
    from transformers import CLIPTextModel

    tokenizer = tiny_tokenizer()
    unet = UNet2DConditionModel(
        sample_size=16,
        in_channels=9,
        out_channels=4,
        block_out_channels=(16, 32),
        layers_per_block=1,
        norm_num_groups=8,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=32,
        attention_head_dim=8,
    )
    vae = AutoencoderKL(
        block_out_channels=(8, 16, 16),
        down_block_types=("DownEncoderBlock2D",) * 3,
        up_block_types=("UpDecoderBlock2D",) * 3,
        latent_channels=4,
        norm_num_groups=4,
    )
    text_encoder = CLIPTextModel(tiny_text_config(tokenizer))
    pipeline = StableDiffusionInpaintPipeline(
        vae=vae,
        text_encoder=text_encoder,
        tokenizer=tokenizer,
        unet=unet,
        scheduler=DDIMScheduler(clip_sample=False, set_alpha_to_one=False, steps_offset=1),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(folder, safe_serialization=True)


def write_masked_transformer(folder: Path) -> None:
    """An aMUSEd folder of random weights: VQ tokens on an eighth of the side, a small bidirectional transformer."""
    from diffusers import UVit2DModel, VQModel
    from transformers import CLIPTextModelWithProjection

    tokenizer = tiny_tokenizer()
    transformer = UVit2DModel(
        hidden_size=32,
        block_out_channels=32,
        block_num_heads=2,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        in_channels=32,
        cond_embed_dim=32,
        encoder_hidden_size=32,
        micro_cond_encode_dim=8,
        micro_cond_embed_dim=40,
        codebook_size=32,
        vocab_size=33,
        sample_size=8,
    )
    vqvae = VQModel(
        act_fn="silu",
        block_out_channels=[8, 16, 16, 16],
        down_block_types=["DownEncoderBlock2D"] * 4,
        up_block_types=["UpDecoderBlock2D"] * 4,
        latent_channels=16,
        layers_per_block=1,
        norm_num_groups=8,
        num_vq_embeddings=32,
        mid_block_add_attention=False,
        lookup_from_codebook=True,
    )
    text_encoder = CLIPTextModelWithProjection(tiny_text_config(tokenizer, projection_dim=32))
    save_masked_folder(
        folder,
        transformer=transformer,
        quantiser=vqvae,
        text_encoder=text_encoder,
        tokenizer=tokenizer,
        mask_token=32,
    )


def tiny_tokenizer() -> Any:
    from transformers import CLIPTokenizer

    return CLIPTokenizer.from_pretrained(str(resource_path("bundles/builtin/image_text")))


def tiny_text_config(tokenizer: Any, **changes: Any) -> Any:
    from transformers import CLIPTextConfig

    settings = {
        "vocab_size": len(tokenizer),
        "hidden_size": 32,
        "intermediate_size": 32,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "max_position_embeddings": tokenizer.model_max_length,
        "bos_token_id": tokenizer.bos_token_id,
        "eos_token_id": tokenizer.eos_token_id,
        "pad_token_id": tokenizer.pad_token_id,
    }
    return CLIPTextConfig(**{**settings, **changes})
