"""Trains the eye for photographs: a text tower whose words lie where the trunk's classifier has their classes.

The trunk stays as it was trained. Its features, the mean of photographs taken out, are projected onto the directions
that its classifier tells classes apart by; one dimension more is the same for every picture, so that little evidence
for anything stays little when the embedding is brought to unit length, and a neutral text lies along it. The text tower
learns the place of every class's name, and of every other word the middle of its kinds.
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

from lredit_core.encoders.eye import EYE_FILE, NAMES_FILE, NAMES_KEY, SIDES_PX, DrawingProbe, EyeFacts
from lredit_core.training.checkpoints import half_precision, replace_folder
from lredit_core.training.eye_weights import MEAN, STD, TRUNK
from lredit_core.training.loop import CPU, Trainer, set_learning_rate
from lredit_core.training.tokenizer import CONTEXT_LENGTH, train_tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.training.nouns import Nouns

#: The dimension that is the same for every picture, beside the evidence's usual length of 13.
CONSTANT = 16.0
#: Softens the cosines to the classifier's own probabilities (of 20 to 100: least divergence on photographs).
LOGIT_SCALE = 40.0
#: How freely drawings and photographs are told apart: as little as separates them.
_PROBE_C = 0.01
NEUTRAL_TEXTS = ("a photo", "a photograph", "a picture", "something", "a photo of something")
_COLOURS = ("red", "green", "blue", "yellow", "black", "white", "brown", "grey", "orange", "small", "large", "old")
_FRAMES = ("{}", "a {}", "an {}", "the {}", "a photo of a {}", "a picture of the {}", "some {}", "my {}")


@dataclass(frozen=True, slots=True)
class EyeConfig:
    """How the text tower looks and how it is trained; `batch` is in texts."""

    total_steps: int
    batch: int = 256
    seed: int = 0
    learning_rate: float = 1.5e-3
    weight_decay: float = 0.01
    warmup_steps: int = 100
    embed_dim: int = 512
    image_px: int = 160
    text_width: int = 192
    text_layers: int = 2
    text_heads: int = 6
    vocabulary: int = 4200
    naming_weight: float = 0.3


@dataclass(frozen=True, slots=True)
class Projection:
    """From the trunk's pooled features to the joint space, and the classes in it.

    Attributes:
        weight, bias: (D, C), (D,) of the head.
        classes: (N, D), of unit length.
        neutral: (D,), where nothing in particular is said.
    """

    weight: Tensor
    bias: Tensor
    classes: Tensor
    neutral: Tensor


def projection_of(classifier: nn.Linear, mean: Tensor, dimensions: int) -> Projection:
    """The directions that tell classes apart most, less what is common to photographs.

    Args:
        classifier: of the trunk, (N, C).
        mean: (C,), of the features of photographs.
        dimensions: D, of the joint space; one of them is the constant.
    """
    weight = classifier.weight.detach()
    centred = weight - weight.mean(dim=0)
    offsets = classifier.bias.detach() - classifier.bias.detach().mean()
    _u, _s, directions = torch.linalg.svd(centred, full_matrices=False)
    directions = directions[: dimensions - 1]  # (D - 1, C)
    constant = torch.zeros(1, weight.shape[1])
    rest = (centred @ mean + offsets) / CONSTANT  # what a class has before anything is seen
    classes = F.normalize(torch.cat([centred @ directions.T, rest[:, None]], dim=1), dim=1)
    neutral = torch.zeros(dimensions)
    neutral[-1] = 1.0
    return Projection(
        torch.cat([directions, constant]), torch.cat([-directions @ mean, torch.tensor([CONSTANT])]), classes, neutral
    )


@torch.no_grad()
def pooled_feature(trunk: Any, pixels: NDArray[np.uint8], *, side_px: int = SIDES_PX[0]) -> Tensor:
    """(C,): the mean of the last feature map over a picture (H, W, 3)."""
    height, width = pixels.shape[:2]
    size = [max(32, round(side * side_px / max(height, width) / 32) * 32) for side in (height, width)]
    unit = torch.from_numpy(np.array(pixels)).permute(2, 0, 1)[None].float() / 255.0
    fitted = F.interpolate(unit, size=size, mode="bilinear", antialias=True)
    features: Tensor = trunk.forward_features((fitted - MEAN[0]) / STD[0])
    return features.mean(dim=(0, 2, 3))


def drawing_probe(drawings: Tensor, photographs: Tensor) -> DrawingProbe:
    """A linear look that tells drawings from photographs by their pooled features, (N, C) and (M, C)."""
    from sklearn.linear_model import LogisticRegression

    seen = torch.cat([drawings, photographs]).numpy()
    middle = seen.mean(axis=0)
    is_drawing = [1] * len(drawings) + [0] * len(photographs)
    fitted = LogisticRegression(C=_PROBE_C, max_iter=2000).fit(seen - middle, is_drawing)
    weight = fitted.coef_[0]
    return DrawingProbe(weight=tuple(weight.round(5).tolist()), bias=float(fitted.intercept_[0] - weight @ middle))


def parts_of(photograph: NDArray[np.uint8], rng: np.random.Generator, *, count: int) -> Iterator[NDArray[np.uint8]]:
    """Random parts of a photograph, some mirrored: few photographs that are free show many things."""
    height, width = photograph.shape[:2]
    for _ in range(count):
        share = rng.uniform(0.45, 1.0)
        rows, columns = int(height * share), int(width * share)
        top, left = int(rng.integers(height - rows + 1)), int(rng.integers(width - columns + 1))
        part = photograph[top : top + rows, left : left + columns]
        yield part[:, ::-1] if rng.random() < 0.5 else part


class EyeTrainer(Trainer):
    """The text tower, its optimizer and one step."""

    config: EyeConfig

    def __init__(
        self,
        config: EyeConfig,
        nouns: Nouns,
        trunk: Any,
        projection: Projection,
        folder: Path,
        *,
        device: torch.device = CPU,
    ) -> None:
        """Args:
        nouns: what is learned.
        trunk: of the image tower; it stays as it is.
        folder: where the tokenizer lies, or is to be written.
        """
        self.config, self.nouns, self.trunk, self.projection, self.device = config, nouns, trunk, projection, device
        self._texts, self._targets = self._lessons()
        if not (folder / "tokenizer.json").is_file():
            train_tokenizer(self._texts, folder, vocabulary=config.vocabulary)
        self.tokenizer = CLIPTokenizer.from_pretrained(folder)
        self.model = build_model(config, len(self.tokenizer))
        self.modules: dict[str, nn.Module] = {"text": _TextTower(self.model)}
        learning = [parameter for parameter in self.modules["text"].parameters() if parameter.requires_grad]
        self.optimizer = torch.optim.AdamW(
            learning, lr=config.learning_rate, weight_decay=config.weight_decay, betas=(0.9, 0.98)
        )

    def _lessons(self) -> tuple[list[str], Tensor]:
        """Every word and where it lies: (N, D)."""
        texts, targets = list(self.nouns.names), [self.projection.classes]
        for word, kinds in self.nouns.kinds.items():
            texts.append(word)
            targets.append(F.normalize(self.projection.classes[list(kinds)].mean(dim=0), dim=0)[None])
        return [text.lower() for text in texts], torch.cat(targets)

    def step(self, index: int) -> dict[str, float]:
        rng = np.random.default_rng((self.config.seed, 3, index))
        set_learning_rate(self.optimizer, self.config, index)
        self.model.train()
        count = len(self.nouns.names)
        own = rng.integers(count, size=self.config.batch // 2)
        others = rng.integers(count, len(self._texts), size=self.config.batch - len(own) - len(NEUTRAL_TEXTS))
        rows = np.concatenate([own, others])
        texts = [self._framed(self._texts[row], rng) for row in rows] + list(NEUTRAL_TEXTS)
        neutral = self.projection.neutral.expand(len(NEUTRAL_TEXTS), -1)
        targets = torch.cat([self._targets[torch.from_numpy(rows)], neutral]).to(self.device)
        said = self.embedded(texts)
        near = (1 - (said * targets).sum(dim=1)).mean()
        logits = LOGIT_SCALE * said[: len(own)] @ self.projection.classes.T
        naming = F.cross_entropy(logits, torch.from_numpy(own))
        self.learn_from(near + self.config.naming_weight * naming, max_norm=2.0)
        return {"distance": near.item(), "naming": naming.item()}

    def _framed(self, word: str, rng: np.random.Generator) -> str:
        if rng.random() < 0.35:
            return word
        if rng.random() < 0.3:
            word = f"{_COLOURS[int(rng.integers(len(_COLOURS)))]} {word}"
        return _FRAMES[int(rng.integers(len(_FRAMES)))].format(word)

    def embedded(self, texts: Sequence[str]) -> Tensor:
        """(N, D) of unit length: what `encode_text` gives, on no more positions than the longest text needs."""
        model: Any = self.model
        encoded = self.tokenizer(
            list(texts), padding="longest", truncation=True, max_length=CONTEXT_LENGTH, return_tensors="pt"
        )
        tokens: Tensor = encoded["input_ids"].to(self.device)
        length = tokens.shape[1]
        hidden = model.token_embedding(tokens) + model.positional_embedding[:length]
        hidden = model.ln_final(model.transformer(hidden, attn_mask=model.attn_mask[:length, :length]))
        pooled = hidden[torch.arange(len(texts), device=self.device), tokens.argmax(dim=1)]
        return F.normalize(pooled @ model.text_projection, dim=-1)


class _TextTower(nn.Module):
    """The part of the model that learns."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.token_embedding, self.transformer, self.ln_final = (
            model.token_embedding,
            model.transformer,
            model.ln_final,
        )
        self.positional_embedding, self.text_projection = model.positional_embedding, model.text_projection


def model_config(config: EyeConfig, vocabulary: int) -> dict[str, Any]:
    """The `model_cfg` of open_clip_config.json."""
    return {
        "embed_dim": config.embed_dim,
        "vision_cfg": {
            "image_size": config.image_px,
            "timm_model_name": TRUNK,
            "timm_model_pretrained": False,
            "timm_pool": "avg",
            "timm_proj": "linear",
            "timm_proj_bias": True,
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


def build_model(config: EyeConfig, vocabulary: int) -> CLIP:
    """The model with fresh weights that follow from the seed."""
    torch.manual_seed(config.seed)
    settings = model_config(config, vocabulary)
    text = {key: value for key, value in settings["text_cfg"].items() if key != "hf_tokenizer_name"}
    return CLIP(settings["embed_dim"], settings["vision_cfg"], text)


def export(trainer: EyeTrainer, drawing: DrawingProbe, folder: Path) -> None:
    """Writes the model as open_clip's loaders take it, and what the eye knows beside it."""
    visual: Any = trainer.model.visual
    weights = trainer.trunk.state_dict()
    visual.trunk.load_state_dict({name: weights[name] for name in weights if not name.startswith("classifier.")})
    with torch.no_grad():
        visual.head.proj.weight.copy_(trainer.projection.weight)
        visual.head.proj.bias.copy_(trainer.projection.bias)
        trainer.model.logit_scale.fill_(float(np.log(LOGIT_SCALE)))
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
    facts = EyeFacts(names=trainer.nouns.names, kinds=dict(trainer.nouns.kinds), drawing=drawing)
    save_file({NAMES_KEY: trainer.projection.classes.half().contiguous()}, fresh / NAMES_FILE)
    (fresh / EYE_FILE).write_text(facts.model_dump_json() + "\n", encoding="utf-8")
    trainer.tokenizer.save_pretrained(fresh)
    replace_folder(fresh, folder)
