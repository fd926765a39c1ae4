"""Trains a small latent diffusion model for inpainting and writes it as a StableDiffusionInpaintPipeline folder.

The UNet sees noisy latents, the mask and the latents of the masked picture (nine channels), and the words through the
image-text model's own text tower. It predicts v (Salimans and Ho 2022) on a cosine schedule.
"""

from __future__ import annotations

import copy
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import DDIMScheduler, StableDiffusionInpaintPipeline, UNet2DConditionModel
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from lredit_core.training.autoencoder import as_signed
from lredit_core.training.checkpoints import half_precision, replace_folder
from lredit_core.training.loop import CPU, Trainer, follow, set_learning_rate
from lredit_core.training.phrases import Phrasebook
from lredit_core.training.tokenizer import CONTEXT_LENGTH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lredit_core.synthetic.drawings import ArtLibrary
    from lredit_core.training.inpaint_store import InpaintCrops


@dataclass(frozen=True, slots=True)
class DiffusionConfig:
    """How the UNet looks and how it is trained. `things` are the names that the crops' indices mean.

    Attributes:
        large_from: the step from which large crops are seen too; small ones are twice as quick, and enough at first.
        small_share: of the steps after that, how many see small crops still, so that drafts can stay small.
    """

    total_steps: int
    things: tuple[str, ...]
    batch: int = 32
    seed: int = 0
    learning_rate: float = 1e-3
    warmup_steps: int = 200
    channels: tuple[int, int, int] = (64, 96, 144)
    unconditional_share: float = 0.1
    outside_weight: float = 0.15
    average_decay: float = 0.997
    large_from: int = 0
    small_share: float = 0.3


def text_encoder_from(image_text_folder: Path) -> tuple[CLIPTextModel, CLIPTokenizer]:
    """The text tower of an exported image-text model as a transformers CLIPTextModel, and its tokenizer."""
    settings = json.loads((image_text_folder / "open_clip_config.json").read_text(encoding="utf-8"))["model_cfg"][
        "text_cfg"
    ]
    tokenizer = CLIPTokenizer.from_pretrained(image_text_folder)
    width = int(settings["width"])
    config = CLIPTextConfig(
        vocab_size=settings["vocab_size"],
        hidden_size=width,
        intermediate_size=4 * width,
        num_hidden_layers=settings["layers"],
        num_attention_heads=settings["heads"],
        max_position_embeddings=settings["context_length"],
        hidden_act="gelu",
        projection_dim=width,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = CLIPTextModel(config)
    source = {key: value.float() for key, value in load_file(image_text_folder / "open_clip_model.safetensors").items()}
    target = {
        "embeddings.token_embedding.weight": source["token_embedding.weight"],
        "embeddings.position_embedding.weight": source["positional_embedding"],
        "final_layer_norm.weight": source["ln_final.weight"],
        "final_layer_norm.bias": source["ln_final.bias"],
    }
    names = {
        "ln_1": "layer_norm1",
        "ln_2": "layer_norm2",
        "mlp.c_fc": "mlp.fc1",
        "mlp.c_proj": "mlp.fc2",
        "attn.out_proj": "self_attn.out_proj",
    }
    for layer in range(settings["layers"]):
        old, new = f"transformer.resblocks.{layer}", f"encoder.layers.{layer}"
        for kind in ("weight", "bias"):
            for part, values in zip("qkv", source[f"{old}.attn.in_proj_{kind}"].chunk(3), strict=True):
                target[f"{new}.self_attn.{part}_proj.{kind}"] = values
            for old_name, new_name in names.items():
                target[f"{new}.{new_name}.{kind}"] = source[f"{old}.{old_name}.{kind}"]
    prefix = "text_model." if any(key.startswith("text_model.") for key in model.state_dict()) else ""
    missing, unexpected = model.load_state_dict({prefix + key: value for key, value in target.items()}, strict=False)
    if unexpected or any("position_ids" not in key for key in missing):
        raise ValueError(f"the text tower does not fit: missing {missing}, unexpected {unexpected}")
    return model.eval(), tokenizer


class Latents:
    """Crops as latents, encoded once.

    Attributes:
        clean, masked: (N, 4, s, s) float16, of the picture and of the picture without its box.
        masks: (N, 1, s, s) bool.
        things, colours: (N,) indices, as `InpaintCrops` has them.
    """

    def __init__(self, autoencoder: Any, crops: InpaintCrops, *, device: torch.device = CPU) -> None:
        """Args:
        device: where latents are made, and stay.
        """
        autoencoder = autoencoder.to(device)
        factor = 2 ** (len(autoencoder.config.encoder_block_out_channels) - 1)
        scale = float(autoencoder.config.scaling_factor)
        clean, masked, masks = [], [], []
        count, side = crops.pixels.shape[:2]
        rng = np.random.default_rng(9)
        for start in range(0, count, 64):
            pictures = as_signed(torch.from_numpy(np.array(crops.pixels[start : start + 64])).to(device))
            mask = torch.zeros(len(pictures), 1, side, side)
            for row, box in enumerate(crops.boxes[start : start + 64]):
                grow = int(rng.integers(0, 4))
                x0, y0, x1, y1 = (int(edge) for edge in box)
                mask[row, 0, max(0, y0 - grow) : y1 + grow, max(0, x0 - grow) : x1 + grow] = 1
            mask = mask.to(device)
            with torch.no_grad():
                clean.append((autoencoder.encode(pictures).latents * scale).half())
                masked.append((autoencoder.encode(pictures * (mask < 0.5)).latents * scale).half())
            masks.append(F.interpolate(mask, size=(side // factor, side // factor)).bool())
        self.clean, self.masked, self.masks = torch.cat(clean), torch.cat(masked), torch.cat(masks)
        self.things, self.colours = crops.things, crops.colours


class DiffusionTrainer(Trainer):
    """The UNet, its average and one step."""

    def __init__(
        self,
        config: DiffusionConfig,
        library: ArtLibrary,
        small: Latents,
        large: Latents,
        autoencoder: Any,
        text: tuple[CLIPTextModel, CLIPTokenizer],
        *,
        device: torch.device = CPU,
    ) -> None:
        """Args:
        small, large: crops of the sides that drafts and full edits will have, on the same device.
        text: the frozen text encoder and its tokenizer.
        """
        self.config, self.autoencoder, self.device = config, autoencoder, device
        self.small, self.large = small, large
        self.text_encoder, self.tokenizer = text
        torch.manual_seed(config.seed)
        self.unet: Any = UNet2DConditionModel(
            sample_size=int(large.clean.shape[-1]),
            in_channels=9,
            out_channels=4,
            block_out_channels=config.channels,
            layers_per_block=1,
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
            up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
            mid_block_type="UNetMidBlock2DCrossAttn",
            cross_attention_dim=self.text_encoder.config.hidden_size,
            attention_head_dim=4,
            norm_num_groups=16,
        )
        self.unet.to(device)
        self.average = copy.deepcopy(self.unet).requires_grad_(False)
        self.modules: dict[str, nn.Module] = {"unet": self.unet, "average": self.average}
        self.optimizer = torch.optim.AdamW(
            self.unet.parameters(), lr=config.learning_rate, betas=(0.9, 0.99), weight_decay=0.01
        )
        self.scheduler: Any = DDIMScheduler(
            beta_schedule="squaredcos_cap_v2",
            prediction_type="v_prediction",
            timestep_spacing="trailing",
            clip_sample=False,
            set_alpha_to_one=True,
            steps_offset=1,
        )
        self._phrases = Phrasebook(library, config.things)
        self._said = self._encoded(self._phrases.texts).to(device)

    @torch.no_grad()
    def _encoded(self, phrases: Sequence[str]) -> Tensor:
        """(N, L, D) float32: the last hidden states of some texts."""
        ids = self.tokenizer(
            list(phrases), padding="max_length", truncation=True, max_length=CONTEXT_LENGTH, return_tensors="pt"
        )
        hidden: Tensor = self.text_encoder(ids["input_ids"])[0]
        return hidden

    def step(self, index: int) -> dict[str, float]:
        config = self.config
        rng = np.random.default_rng((config.seed, 4, index))
        generator = torch.Generator().manual_seed(int(rng.integers(2**31)))
        is_small = index < config.large_from or rng.random() < config.small_share
        latents = self.small if is_small else self.large
        rows = rng.integers(len(latents.clean), size=config.batch)
        said = self._phrases.chosen(
            latents.things[rows], latents.colours[rows], rng, unconditional_share=config.unconditional_share
        )
        words = self._said[torch.from_numpy(said).to(self.device)]
        chosen = torch.from_numpy(rows).to(self.device)
        clean, masked = latents.clean[chosen].float(), latents.masked[chosen].float()
        mask = latents.masks[chosen].float()
        noise = torch.randn(clean.shape, generator=generator).to(self.device)
        times = torch.from_numpy(rng.integers(0, 1000, size=config.batch)).to(self.device)
        noisy = self.scheduler.add_noise(clean, noise, times)
        target = self.scheduler.get_velocity(clean, noise, times)
        set_learning_rate(self.optimizer, self.config, index)
        self.unet.train()
        with self.in_half():
            predicted = self.unet(torch.cat([noisy, mask, masked], dim=1), times, encoder_hidden_states=words).sample
        predicted = predicted.float()
        weight = mask + config.outside_weight * (1 - mask)
        loss = ((predicted - target).square() * weight).sum() / (weight.sum() * clean.shape[1])
        self.learn_from(loss, max_norm=1.0)
        follow(self.average, self.unet, index=index, decay=config.average_decay)
        return {"loss": loss.item()}


def pipeline_of(trainer: DiffusionTrainer) -> Any:
    """The averaged UNet with its companions as a pipeline."""
    return StableDiffusionInpaintPipeline(
        vae=trainer.autoencoder,
        text_encoder=trainer.text_encoder,
        tokenizer=trainer.tokenizer,
        unet=trainer.average,
        scheduler=trainer.scheduler,
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def export(trainer: DiffusionTrainer, folder: Path) -> None:
    """Writes the pipeline's folder: autoencoder and UNet in float16, the text encoder, whose loader keeps what it
    finds, in float32.
    """
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    pipeline_of(trainer).save_pretrained(fresh, safe_serialization=True)
    for part in ("vae", "unet"):
        path = fresh / part / "diffusion_pytorch_model.safetensors"
        save_file(half_precision(load_file(path)), path, metadata={"format": "pt"})
    for path in fresh.rglob("*.json"):
        without_paths(path)
    replace_folder(fresh, folder)


def without_paths(path: Path) -> None:
    """Takes out of a configuration where its model was loaded from on the machine that trained it."""
    config = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(config, dict) and config.pop("_name_or_path", None) is not None:
        path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
