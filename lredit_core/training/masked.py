"""Trains a masked generative transformer for inpainting and writes it as a folder of aMUSEd's layout.

A bidirectional transformer sees the tokens of a picture (vector_quantiser.py), some of those in the box masked, and
the words; it tells what the masked ones are (Chang et al. 2022, "MaskGIT", in the form of Patil et al. 2024,
"aMUSEd"). Tokens outside the box come from the picture *before* the edit: those are what the pipeline will see, and
they know nothing of the thing that is wanted.
"""

from __future__ import annotations

import copy
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import UVit2DModel
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import CLIPTextConfig, CLIPTextModelWithProjection, CLIPTokenizer

from lredit_core.editors.masked_folder import save_masked_folder
from lredit_core.training.checkpoints import half_precision, replace_folder
from lredit_core.training.diffusion import text_encoder_from, without_paths
from lredit_core.training.loop import CPU, Trainer, follow, set_learning_rate
from lredit_core.training.phrases import Phrasebook
from lredit_core.training.tokenizer import CONTEXT_LENGTH
from lredit_core.training.vector_quantiser import tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.synthetic.drawings import ArtLibrary
    from lredit_core.training.inpaint_store import InpaintCrops

#: What the pipeline passes besides the side twice: corner of the crop, aesthetic score.
_FIXED_CONDITIONS = (0.0, 0.0, 6.0)


@dataclass(frozen=True, slots=True)
class MaskedConfig:
    """How the transformer looks and how it is trained. `things` are the names that the crops' indices mean.

    Attributes:
        full_share: how often all tokens of the box are masked, as they are at the pipeline's first step.
        largest_growth_px: the pipeline's masks are a little larger than the box.
    """

    total_steps: int
    things: tuple[str, ...]
    batch: int = 32
    seed: int = 0
    learning_rate: float = 1.2e-3
    weight_decay: float = 0.02
    warmup_steps: int = 150
    width: int = 192
    block_width: int = 128
    block_depth: int = 3  # fewer would leave the middle without a sense of place: there are no position embeddings
    depth: int = 3
    heads: int = 4
    inner_width: int = 512
    token_width: int = 64
    unconditional_share: float = 0.1
    full_share: float = 0.25
    largest_growth_px: int = 4
    average_decay: float = 0.998


@dataclass(frozen=True, slots=True)
class TokenCrops:
    """Crops as tokens.

    Attributes:
        after, before: (N, s, s) int16, of the picture with the thing and of what was there before.
        boxes: (N, 4) int16 in pixels.
        things, colours: (N,) indices, as `InpaintCrops` has them.
        side_px: of the pictures.
    """

    after: Tensor
    before: Tensor
    boxes: NDArray[np.int16]
    things: NDArray[np.int16]
    colours: NDArray[np.int8]
    side_px: int

    def masks(self, rows: NDArray[np.int64], growth_px: NDArray[np.int64]) -> Tensor:
        """(B, s, s) bool: tokens that lie at least half in the boxes grown by some pixels."""
        cells = self.after.shape[1]
        edges = np.arange(cells + 1) * self.side_px / cells
        boxes = self.boxes[rows] + np.array([-1, -1, 1, 1]) * growth_px[:, None]
        across, down = (
            np.clip(np.minimum(boxes[:, [high]], edges[1:]) - np.maximum(boxes[:, [low]], edges[:-1]), 0, None)
            for low, high in ((0, 2), (1, 3))
        )
        area = down[:, :, None] * across[:, None, :]
        return torch.from_numpy(area >= 0.5 * (self.side_px / cells) ** 2)


def token_crops(
    model: Any, crops: InpaintCrops, cache: Path, *, on_progress: Callable[[str], None] = lambda _part: None
) -> TokenCrops:
    """The tokens of all crops, from the file `cache` or written to it."""
    if not cache.is_file():
        tokens = {}
        for part in ("after", "before"):
            on_progress(part)
            tokens[part] = tokens_of(model, crops.pixels if part == "after" else crops.before)
        save_file(tokens, cache)
    stored = load_file(cache)
    side_px = int(crops.pixels.shape[1])
    return TokenCrops(stored["after"], stored["before"], crops.boxes, crops.things, crops.colours, side_px)


def projecting_text_encoder_from(image_text_folder: Path) -> tuple[CLIPTextModelWithProjection, CLIPTokenizer]:
    """The text tower of an exported image-text model with its projection, and its tokenizer."""
    plain, tokenizer = text_encoder_from(image_text_folder)
    projection = load_file(image_text_folder / "open_clip_model.safetensors")["text_projection"].float()
    settings = {**plain.config.to_dict(), "projection_dim": int(projection.shape[1])}
    model = CLIPTextModelWithProjection(CLIPTextConfig(**settings))
    tower = {f"text_model.{key.removeprefix('text_model.')}": value for key, value in plain.state_dict().items()}
    model.load_state_dict({**tower, "text_projection.weight": projection.T.contiguous()})
    return model.eval(), tokenizer


class MaskedTrainer(Trainer):
    """The transformer, its average and one step."""

    def __init__(
        self,
        config: MaskedConfig,
        library: ArtLibrary,
        crops: TokenCrops,
        quantiser: Any,
        image_text_folder: Path,
        *,
        device: torch.device = CPU,
    ) -> None:
        self.config, self.crops, self.quantiser, self.device = config, crops, quantiser, device
        self.text_encoder, self.tokenizer = projecting_text_encoder_from(image_text_folder)
        codes = int(quantiser.config.num_vq_embeddings)
        self.mask_token = codes
        torch.manual_seed(config.seed)
        condition_width = 2 * config.heads  # of each of the five fixed conditions
        self.model: Any = UVit2DModel(
            hidden_size=config.width,
            block_out_channels=config.block_width,
            num_res_blocks=config.block_depth,
            block_num_heads=config.heads,
            num_hidden_layers=config.depth,
            num_attention_heads=config.heads,
            intermediate_size=config.inner_width,
            in_channels=config.token_width,
            downsample=True,
            upsample=True,
            cond_embed_dim=self.text_encoder.config.projection_dim,
            encoder_hidden_size=self.text_encoder.config.hidden_size,
            micro_cond_encode_dim=condition_width,
            micro_cond_embed_dim=5 * condition_width,
            codebook_size=codes,
            vocab_size=codes + 1,
            sample_size=int(crops.after.shape[1]),
        )
        _start_from_codebook(self.model, quantiser.quantize.embedding.weight.cpu())
        self.model.to(device)
        self.average = copy.deepcopy(self.model).requires_grad_(False)
        self.modules: dict[str, nn.Module] = {"model": self.model, "average": self.average}
        decayed = [parameter for parameter in self.model.parameters() if parameter.ndim > 1]
        plain = [parameter for parameter in self.model.parameters() if parameter.ndim <= 1]
        groups = [{"params": decayed, "weight_decay": config.weight_decay}, {"params": plain, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=config.learning_rate, betas=(0.9, 0.97))
        self._phrases = Phrasebook(library, config.things)
        self._hidden, self._pooled = (said.to(device) for said in self._encoded(self._phrases.texts))

    @torch.no_grad()
    def _encoded(self, phrases: list[str]) -> tuple[Tensor, Tensor]:
        """(N, L, D) last but one hidden states and (N, P) projections of some texts, as the pipeline takes them."""
        ids = self.tokenizer(
            phrases, padding="max_length", truncation=True, max_length=CONTEXT_LENGTH, return_tensors="pt"
        )
        seen = self.text_encoder(ids["input_ids"], output_hidden_states=True)
        return seen.hidden_states[-2], seen.text_embeds

    def step(self, index: int) -> dict[str, float]:
        config, crops = self.config, self.crops
        rng = np.random.default_rng((config.seed, 8, index))
        rows = rng.integers(len(crops.after), size=config.batch)
        inside = crops.masks(rows, rng.integers(0, config.largest_growth_px + 1, config.batch))
        masked = (inside & self._chosen(inside, rng)).to(self.device)
        inside = inside.to(self.device)
        target, before = (tokens[rows].long().to(self.device) for tokens in (crops.after, crops.before))
        tokens = torch.where(inside, target, before).masked_fill(masked, self.mask_token)
        said = torch.from_numpy(
            self._phrases.chosen(
                crops.things[rows], crops.colours[rows], rng, unconditional_share=config.unconditional_share
            )
        ).to(self.device)
        conditions = torch.tensor([crops.side_px, crops.side_px, *_FIXED_CONDITIONS]).repeat(config.batch, 1)
        set_learning_rate(self.optimizer, self.config, index)
        self.model.train()
        with self.in_half():
            logits = self.model(tokens, self._hidden[said], self._pooled[said], conditions.to(self.device))
        told = logits.float().permute(0, 2, 3, 1)[masked]  # (B, K, s, s) -> (M, K)
        loss = F.cross_entropy(told, target[masked])
        self.learn_from(loss, max_norm=1.0)
        follow(self.average, self.model, index=index, decay=config.average_decay)
        right = (told.argmax(dim=1) == target[masked]).float().mean()
        return {"loss": loss.item(), "right": right.item()}

    def _chosen(self, inside: Tensor, rng: np.random.Generator) -> Tensor:
        """(B, s, s) bool: of each box a share cos(u pi / 2) of the tokens, u in [0, 1) (Chang et al. 2022), or all."""
        shares = np.cos(rng.random(len(inside)) * np.pi / 2)
        shares[rng.random(len(inside)) < self.config.full_share] = 1.0
        count = inside.flatten(1).sum(dim=1)
        kept = torch.floor(count * torch.from_numpy(1 - shares)).long()
        order = torch.from_numpy(rng.random(inside.shape)).masked_fill(~inside, 2.0).flatten(1)
        ranks = order.argsort(dim=1).argsort(dim=1)
        return (ranks >= kept[:, None]).view_as(inside)


def export(trainer: MaskedTrainer, folder: Path) -> None:
    """Writes the averaged transformer's folder: tokenizer and transformer in float16, the text encoder, whose
    loader keeps what it finds, in float32.
    """
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    save_masked_folder(
        fresh,
        transformer=trainer.average,
        quantiser=trainer.quantiser,
        text_encoder=trainer.text_encoder,
        tokenizer=trainer.tokenizer,
        mask_token=trainer.mask_token,
    )
    for part in ("vqvae", "transformer"):
        path = fresh / part / "diffusion_pytorch_model.safetensors"
        state = half_precision(load_file(path))
        save_file(state, path, metadata={"format": "pt"})
    for path in fresh.rglob("*.json"):
        without_paths(path)
    for path in fresh.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    replace_folder(fresh, folder)


@torch.no_grad()
def _start_from_codebook(model: Any, codebook: Tensor) -> None:
    """Lets codes that look alike start alike, among what goes in and among what comes out; the mask starts at
    nothing."""
    width = min(codebook.shape[1], model.config.in_channels)
    standard = ((codebook - codebook.mean(dim=0)) / codebook.std(dim=0).clamp(min=1e-6))[:, :width]
    going_in, coming_out = model.embed.embeddings.weight, model.mlm_layer.conv2.weight  # (K + 1, C), (K, C, 1, 1)
    going_in.mul_(0.3)
    going_in[: len(codebook), :width] = standard
    coming_out.mul_(0.3)
    coming_out[:, :width, 0, 0] = 0.1 * standard
