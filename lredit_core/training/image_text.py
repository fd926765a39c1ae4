"""Trains the image-text model: open_clip's ModifiedResNet and a small text tower, on scenes before and after an edit.

Contrastive between pictures and captions (Radford et al. 2021); contrastive between the *change* of a picture and
the change of its words, which is what the directional loss will ask of it (Lin et al. 2024, Eq. 5); between each
place of the last feature map, seen through the attention pool's value path, and the word for what lies there, which
is what the relevance map will ask of it; between pictures and the plain names of what is in them, among the names of
*all* things; between names themselves, which must stay so far apart that the sum of two is nearest to those two, or no
picture of two things could be; and, on the way, what is seen at all, by heads that are dropped afterwards.

The first steps are a curriculum: small close-ups of single things against the names of *all* things, through the
value path alone. At 64 px they are more than twice as quick as scenes at 96 px, and a network that can name a thing
up close learns to find it in a scene far sooner.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import torch.nn.functional as F
from open_clip.model import CLIP
from safetensors.torch import save_file
from torch import Tensor, nn
from transformers import CLIPTokenizer

from lredit_core.synthetic.backgrounds import PLACE_PHRASES
from lredit_core.training.captions import NEUTRAL_TEXTS, caption, corpus, thing_phrase
from lredit_core.training.checkpoints import half_precision, replace_folder
from lredit_core.training.loop import CPU, Trainer, set_learning_rate
from lredit_core.training.scene_store import COLOURS, PLACES, SceneStore, Shard
from lredit_core.training.tokenizer import CONTEXT_LENGTH, train_tokenizer

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.synthetic.drawings import ArtLibrary

#: What the attention pool's queries are multiplied by when scenes begin.
_SOFTENING = 0.3
MEAN, STD = (0.5, 0.5, 0.5), (0.25, 0.25, 0.25)


@dataclass(frozen=True, slots=True)
class ImageTextConfig:
    """How the model looks and how it is trained. `pairs` is the batch in pairs: twice as many pictures."""

    total_steps: int
    pairs: int = 48
    seed: int = 0
    learning_rate: float = 2e-3
    weight_decay: float = 0.05
    warmup_steps: int = 150
    seen_weight: float = 0.5
    place_weight: float = 0.6
    direction_weight: float = 0.5
    direction_scale: float = 10.0
    dense_weight: float = 0.3
    naming_weight: float = 3.5
    apart_weight: float = 1.5
    apart_pairs: int = 192
    close_up_steps: int = 0
    close_up_px: int = 64
    embed_dim: int = 192
    image_px: int = 96
    image_width: int = 32
    image_layers: tuple[int, int, int, int] = (1, 2, 2, 1)
    text_width: int = 128
    text_layers: int = 3
    text_heads: int = 4


def model_config(config: ImageTextConfig, vocabulary: int) -> dict[str, Any]:
    """The `model_cfg` of open_clip_config.json."""
    return {
        "embed_dim": config.embed_dim,
        "vision_cfg": {
            "image_size": config.image_px,
            "layers": list(config.image_layers),
            "width": config.image_width,
            "patch_size": None,
            "head_width": 64,
        },
        "text_cfg": {
            "context_length": CONTEXT_LENGTH,
            "vocab_size": vocabulary,
            "hf_tokenizer_name": "tokenizer",
            "width": config.text_width,
            "heads": config.text_heads,
            "layers": config.text_layers,
        },
    }


def build_model(config: ImageTextConfig, vocabulary: int) -> CLIP:
    """The model with fresh weights that follow from the seed."""
    torch.manual_seed(config.seed)
    settings = model_config(config, vocabulary)
    text = {key: value for key, value in settings["text_cfg"].items() if key != "hf_tokenizer_name"}
    return CLIP(settings["embed_dim"], settings["vision_cfg"], text)


class _Heads(nn.Module):
    """What is seen (things, place) read from the embedding, dropped after training."""

    def __init__(self, embed_dim: int, things: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(embed_dim)
        self.things = nn.Linear(embed_dim, things)
        self.place = nn.Linear(embed_dim, len(PLACES))

    def forward(self, embedding: Tensor) -> tuple[Tensor, Tensor]:
        normed = self.norm(embedding)
        return self.things(normed), self.place(normed)


class ImageTextTrainer(Trainer):
    """The model, its optimizer and one step; `train` runs it.

    Args:
        library: the world.
        store: pictures.
        tokenizer_folder: where the tokenizer lies, or is to be written.
    """

    config: ImageTextConfig

    def __init__(
        self,
        config: ImageTextConfig,
        library: ArtLibrary,
        store: SceneStore,
        tokenizer_folder: Path,
        *,
        device: torch.device = CPU,
    ) -> None:
        self.config, self.library, self.store, self.device = config, library, store, device
        if not (tokenizer_folder / "tokenizer.json").is_file():
            train_tokenizer(corpus(library, 20000, seed=config.seed), tokenizer_folder)
        self.tokenizer = CLIPTokenizer.from_pretrained(tokenizer_folder)
        self.tokenizer_folder = tokenizer_folder
        self.model = build_model(config, len(self.tokenizer))
        self.heads = _Heads(config.embed_dim, len(library))
        self.modules: dict[str, nn.Module] = {"model": self.model, "heads": self.heads}
        for module in self.modules.values():
            module.to(device)
        decayed: list[nn.Parameter] = []
        plain: list[nn.Parameter] = []
        for module in self.modules.values():
            for parameter in module.parameters():
                (decayed if parameter.ndim > 1 else plain).append(parameter)
        groups = [{"params": decayed, "weight_decay": config.weight_decay}, {"params": plain, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=config.learning_rate, betas=(0.9, 0.98), eps=1e-6)
        self.model.visual.to(memory_format=torch.channels_last)

    @property
    def pictures_per_step(self) -> int:
        return 2 * self.config.pairs

    def step(self, index: int) -> dict[str, float]:
        rng = np.random.default_rng((self.config.seed, 1, index))
        set_learning_rate(self.optimizer, self.config, index)
        self.model.train()
        if index == self.config.close_up_steps > 0:
            self._soften_attention()
        loss, figures = self._close_ups(rng) if index < self.config.close_up_steps else self._scenes(rng)
        self.learn_from(loss, max_norm=2.0)
        with torch.no_grad():
            self.model.logit_scale.clamp_(0.0, float(np.log(100.0)))
        return figures

    def _close_ups(self, rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        """Naming what is seen up close, among all things of the world."""
        config = self.config
        crops = rng.integers(len(self.store) // 2, size=config.pairs) * 2 + 1  # odd records are crops
        batch = _mirrored_at_random(self.store.gathered(crops), rng)
        pixels = normalised(torch.from_numpy(batch.pixels).to(self.device).flatten(0, 1))
        pixels = F.interpolate(pixels, size=(config.close_up_px, config.close_up_px), mode="bilinear", antialias=True)
        with self.in_half():
            features = self._features(pixels.contiguous(memory_format=torch.channels_last)).float()
        embedded = self._cells(features).mean(dim=1)  # (2B, D)
        seen = F.normalize(embedded, dim=-1)
        words = self._embedded([thing_phrase(thing, "", rng) for thing in self.library.things])
        present = torch.zeros(len(seen), len(words), device=self.device)
        things = torch.from_numpy(batch.things.astype(np.int64)).to(self.device).flatten(0, 1)
        present = present.scatter_add_(1, things.clamp(min=0), (things >= 0).float()).clamp(max=1.0)
        naming = _share_of_names(self._scale() * seen @ words.T, present)
        right = present.gather(1, (seen @ words.T).argmax(dim=1, keepdim=True))[present.sum(dim=1) > 0]
        heads, _ = self.heads(embedded)
        loss = naming + _share_of_names(heads, present)
        return loss, {"close_up": naming.item(), "close_up_top1": right.mean().item()}

    def _soften_attention(self) -> None:
        """After close-ups, features are sharp while the attention pool's queries are as they were drawn: their
        logits would pick a single cell, and a second thing would never be seen."""
        pool: Any = self.model.visual.attnpool
        with torch.no_grad():
            for parameter in (pool.q_proj.weight, pool.q_proj.bias):
                parameter.mul_(_SOFTENING)

    def _features(self, pixels: Tensor) -> Tensor:
        """(N, 3, S, S) -> (N, C, S / 32, S / 32): the last feature map, whatever S is."""
        visual: Any = self.model.visual
        features: Tensor = visual.layer4(visual.layer3(visual.layer2(visual.layer1(visual.stem(pixels)))))
        return features

    def _cells(self, features: Tensor) -> Tensor:
        """(N, C, h, w) -> (N, h * w, D): every cell through the attention pool's value path."""
        pool: Any = self.model.visual.attnpool
        cells: Tensor = pool.c_proj(pool.v_proj(features.flatten(2).transpose(1, 2)))
        return cells

    def _scale(self) -> Tensor:
        scale: Tensor = self.model.logit_scale.exp().detach().clamp(max=30.0)
        return scale

    def _scenes(self, rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        config = self.config
        batch = self.store.gathered(rng.integers(len(self.store), size=config.pairs))
        pixels = normalised(torch.from_numpy(_mirrored_at_random(batch, rng).pixels).to(self.device).flatten(0, 1))
        captions = [text for pair in range(config.pairs) for text in self._captions(batch, pair, rng)]
        changes = [self._change(batch, pair, rng) for pair in range(config.pairs)]
        named = _Places(batch, self.library, rng)
        short = [text for change in changes for text in change] + named.texts
        with self.in_half():
            seen_through: dict[str, Any] = self.model.visual.forward_intermediates(pixels, indices=1)
        embedded = seen_through["image_features"].float()  # (2B, 3, S, S) -> (2B, D)
        images = F.normalize(embedded, dim=-1)
        words = torch.cat([self._embedded(captions), self._embedded(short)])
        contrast = _contrastive(images, words[: len(captions)], self.model.logit_scale.exp(), captions)
        turned = images.reshape(-1, 2, config.embed_dim)
        said = words[len(captions) : 2 * len(captions)].reshape(-1, 2, config.embed_dim)
        seen_direction = F.normalize(turned[:, 1] - turned[:, 0], dim=-1, eps=1e-4)
        said_direction = F.normalize(said[:, 1] - said[:, 0], dim=-1, eps=1e-4)
        scale = torch.tensor(config.direction_scale, device=self.device)
        direction = _contrastive(seen_direction, said_direction, scale, [" > ".join(change) for change in changes])
        seen, place = self._seen(embedded, batch)
        dense = self._dense(seen_through["image_intermediates"][0].float(), words[2 * len(captions) :], named)
        loss = contrast + config.direction_weight * direction + config.seen_weight * seen + config.place_weight * place
        naming = self._naming(images, words[2 * len(captions) :], named)
        apart = self._apart(words[2 * len(captions) :][: len(self.library)], rng)
        loss = loss + config.dense_weight * dense + config.naming_weight * naming + config.apart_weight * apart
        return loss, {
            "loss": loss.item(),
            "contrast": contrast.item(),
            "direction": direction.item(),
            "seen": seen.item(),
            "place": place.item(),
            "dense": dense.item(),
            "naming": naming.item(),
            "apart": apart.item(),
        }

    def _embedded(self, texts: list[str]) -> Tensor:
        """(N, D) unit vectors: what `encode_text` gives, computed on no more positions than the longest text needs."""
        model: Any = self.model
        tokens = self.tokens(texts)
        length = int(tokens.argmax(dim=1).max()) + 1
        hidden = model.token_embedding(tokens[:, :length]) + model.positional_embedding[:length]
        hidden = model.ln_final(model.transformer(hidden, attn_mask=model.attn_mask[:length, :length]))
        pooled = hidden[torch.arange(len(texts), device=self.device), tokens.argmax(dim=1)]
        return F.normalize(pooled @ model.text_projection, dim=-1)

    def tokens(self, texts: list[str]) -> Tensor:
        """(N, CONTEXT_LENGTH) int64, on the device."""
        encoded = self.tokenizer(
            texts, padding="max_length", truncation=True, max_length=CONTEXT_LENGTH, return_tensors="pt"
        )
        ids: Tensor = encoded["input_ids"].to(self.device)
        return ids

    def _captions(self, batch: Shard, pair: int, rng: np.random.Generator) -> list[str]:
        place = PLACES[int(batch.places[pair])]
        result = []
        for moment in range(2):
            seen = zip(batch.things[pair, moment], batch.colours[pair, moment], strict=True)
            things = [(int(thing), COLOURS[int(colour)]) for thing, colour in seen if thing >= 0]
            result.append(caption(self.library, things, place, rng))
        return result

    def _change(self, batch: Shard, pair: int, rng: np.random.Generator) -> tuple[str, str]:
        source, source_colour, target, target_colour = (int(number) for number in batch.changes[pair])
        after = thing_phrase(self.library.things[target], COLOURS[target_colour], rng)
        if source < 0:
            before = NEUTRAL_TEXTS[int(rng.integers(len(NEUTRAL_TEXTS)))]
        else:
            before = thing_phrase(self.library.things[source], COLOURS[source_colour], rng, colour_share=0.3)
        if rng.random() < 0.25 and source >= 0:
            return f"a photo of {before}", f"a photo of {after}"
        return before, after

    def _dense(self, features: Tensor, words: Tensor, named: _Places) -> Tensor:
        """Cross-entropy of every cell of the feature map (2B, C, h, w) with the words for what lies there."""
        cells = F.normalize(self._cells(features), dim=-1)
        targets = named.targets(int(features.shape[2])).to(self.device)  # (2B, h * w)
        logits = self._scale() * cells.flatten(0, 1) @ words.T
        return F.cross_entropy(logits, targets.flatten())

    def _naming(self, images: Tensor, words: Tensor, named: _Places) -> Tensor:
        """Cross-entropy of each picture (2B, D) with the plain names of the things in it, among all names."""
        present = named.present().to(self.device)  # (2B, things)
        return _share_of_names(self._scale() * images @ words[: present.shape[1]].T, present)

    def _apart(self, names: Tensor, rng: np.random.Generator) -> Tensor:
        """Cross-entropy of the sum of two names with these two, among all names (things, D)."""
        pairs = torch.from_numpy(np.argsort(rng.random((self.config.apart_pairs, len(names))), axis=1)[:, :2].copy())
        pairs = pairs.to(self.device)
        both = F.normalize(names[pairs].sum(dim=1), dim=-1)
        present = torch.zeros(len(pairs), len(names), device=self.device).scatter_(1, pairs, 1.0)
        return _share_of_names(self._scale() * both @ names.T, present)

    def _seen(self, embedded: Tensor, batch: Shard) -> tuple[Tensor, Tensor]:
        things, place = self.heads(embedded)
        present = torch.from_numpy(batch.things.astype(np.int64)).to(self.device).flatten(0, 1)  # (B, 2, M) -> (2B, M)
        targets = torch.zeros_like(things).scatter_add_(1, present.clamp(min=0), (present >= 0).to(things.dtype))
        seen = _share_of_names(things, targets.clamp(max=1.0))
        where = torch.from_numpy(batch.places.astype(np.int64)).to(self.device).repeat_interleave(2)
        return seen, F.cross_entropy(place, where)


class _Places:
    """The words for all things and for the places of a batch, and which of them lies in each cell of a feature map."""

    def __init__(self, batch: Shard, library: ArtLibrary, rng: np.random.Generator) -> None:
        self._batch = batch
        places = sorted({int(place) for place in batch.places})
        self._things = len(library)
        self._place_rows = {place: self._things + row for row, place in enumerate(places)}
        self.texts = [thing_phrase(thing, "", rng) for thing in library.things]
        self.texts += [PLACE_PHRASES[PLACES[place]][1] for place in places]

    def present(self) -> Tensor:
        """(2B, things) float32: 1 where a picture holds a thing."""
        things = self._batch.things.reshape(-1, self._batch.things.shape[-1])
        present = torch.zeros(len(things), self._things)
        for picture, slot in zip(*np.nonzero(things >= 0), strict=True):
            present[picture, int(things[picture, slot])] = 1.0
        return present

    def targets(self, rows: int) -> Tensor:
        """(2B, rows * rows) int64: the row of `texts`; a cell belongs to the last thing whose box holds its middle."""
        batch = self._batch
        grid = np.repeat([self._place_rows[int(place)] for place in batch.places], 2)[:, None, None]
        grid = np.broadcast_to(grid, (grid.shape[0], rows, rows)).astype(np.int64)
        boxes = batch.boxes.reshape(-1, *batch.boxes.shape[2:]).astype(np.float32) * rows
        things = batch.things.reshape(len(boxes), -1)
        for picture, slot in zip(*np.nonzero(things >= 0), strict=True):
            x0, y0, x1, y1 = boxes[picture, slot]
            left, right = min(round(x0), int((x0 + x1) / 2)), max(round(x1), int((x0 + x1) / 2) + 1)
            top, bottom = min(round(y0), int((y0 + y1) / 2)), max(round(y1), int((y0 + y1) / 2) + 1)
            grid[picture, top:bottom, left:right] = things[picture, slot]
        return torch.from_numpy(grid.reshape(len(boxes), -1))


def export(trainer: ImageTextTrainer, folder: Path) -> None:
    """Writes the model as open_clip's loaders take it: ``local-dir:<folder>``."""
    fresh = folder.with_name(folder.name + ".new")
    fresh.mkdir(parents=True, exist_ok=True)
    save_file(half_precision(trainer.model.state_dict()), fresh / "open_clip_model.safetensors")
    settings = {
        "model_cfg": model_config(trainer.config, len(trainer.tokenizer)),
        "preprocess_cfg": {
            "mean": list(MEAN),
            "std": list(STD),
            "interpolation": "bicubic",
            "resize_mode": "longest",
            "fill_color": 127,
        },
    }
    (fresh / "open_clip_config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    trainer.tokenizer.save_pretrained(fresh)
    replace_folder(fresh, folder)


def normalised(pixels: Tensor) -> Tensor:
    """(N, S, S, 3) uint8 -> (N, 3, S, S) float32, channels last, with mean 0.5 and deviation 0.25 taken out."""
    return ((pixels.permute(0, 3, 1, 2).float() / 255.0) - MEAN[0]) / STD[0]


def _mirrored_at_random(batch: Shard, rng: np.random.Generator) -> Shard:
    """The batch, half of its pairs mirrored in place."""
    mirrored = np.flatnonzero(rng.random(len(batch)) < 0.5)
    batch.pixels[mirrored] = batch.pixels[mirrored][:, :, :, ::-1]
    boxes = batch.boxes[mirrored]
    batch.boxes[mirrored] = np.stack([1 - boxes[..., 2], boxes[..., 1], 1 - boxes[..., 0], boxes[..., 3]], axis=-1)
    return batch


def _share_of_names(logits: Tensor, present: Tensor) -> Tensor:
    """Cross-entropy with equal shares for all that is present (N, things in {0, 1}); pictures of nothing are left
    out."""
    has_any = present.sum(dim=1) > 0
    shares = present / present.sum(dim=1, keepdim=True).clamp(min=1.0)
    return -(shares * F.log_softmax(logits, dim=-1)).sum(dim=1)[has_any].mean()


def _contrastive(left: Tensor, right: Tensor, scale: Tensor, keys: list[str]) -> Tensor:
    """InfoNCE both ways; entries with the same key count as right for each other. Both (N, D), unit length."""
    numbers = {key: number for number, key in enumerate(keys)}
    identity = torch.tensor([numbers[key] for key in keys], device=left.device)
    same = (identity[:, None] == identity[None]).to(left.dtype)
    same = same / same.sum(dim=1, keepdim=True)
    logits = scale * left @ right.T
    forward = -(same * F.log_softmax(logits, dim=1)).sum(dim=1).mean()
    backward = -(same * F.log_softmax(logits.T, dim=1)).sum(dim=1).mean()
    return 0.5 * (forward + backward)
