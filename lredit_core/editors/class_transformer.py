"""The class-conditional masked transformer of Chang et al. 2022 ("MaskGIT"), and its folder.

A folder holds `maskgit.json` (`ClassTransformerConfig`), `transformer.safetensors`, `vqvae/` (a diffusers VQModel over
pictures in [0, 1]) and `classes.json`. See docs/decisions/0011-masked-transformers.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from safetensors.torch import load_file
from torch import Tensor, nn

from lredit_core.editors.class_words import (
    CLASS_CONFIGURATION,
    CLASSES_NAME,
    ClassWords,
    read_classes,
)
from lredit_core.editors.mask_decoding import guided
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Size

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_core.editors.base import EditInstructions

WEIGHTS_NAME = "transformer.safetensors"


class ClassTransformerConfig(BaseModel):
    """`maskgit.json`.

    Attributes:
        codes: of the quantiser's codebook.
        classes: that the model was trained with.
        side_tokens: of a side of its pictures; 16 in the paper at 256 px.
        side_px: of its pictures.
        width, depth, heads, inner_width: of the transformer; 768, 24, 8 and 3072 in the paper.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    codes: int = Field(ge=2)
    classes: int = Field(ge=1)
    side_tokens: int = Field(ge=2)
    side_px: int = Field(ge=8)
    width: int = Field(default=768, ge=8)
    depth: int = Field(default=24, ge=1)
    heads: int = Field(default=8, ge=1)
    inner_width: int = Field(default=3072, ge=8)


class ClassTransformer(nn.Module):
    """A bidirectional transformer over [class, tokens of the picture in rows].

    One table embeds everything that can stand in the sequence: codes 0 to K - 1, the mask K, classes from K + 1, and
    last "no class" for guidance, which the paper does not have (Ho and Salimans 2022). The layers are BERT's
    (normalised after each residual sum); the head compares with the codes' embeddings.
    """

    def __init__(self, config: ClassTransformerConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.codes + 1 + config.classes + 1, config.width)
        self.position = nn.Parameter(0.02 * torch.randn(1 + config.side_tokens**2, config.width))
        self.norm = nn.LayerNorm(config.width)
        layer = nn.TransformerEncoderLayer(
            config.width, config.heads, config.inner_width, dropout=0.0, activation="gelu", batch_first=True
        )
        self.layers = nn.TransformerEncoder(layer, config.depth, enable_nested_tensor=False)
        self.head = nn.Sequential(nn.Linear(config.width, config.width), nn.GELU(), nn.LayerNorm(config.width))
        self.bias = nn.Parameter(torch.zeros(config.codes))

    @property
    def mask_token(self) -> int:
        return self.config.codes

    @property
    def no_class(self) -> int:
        return self.config.classes

    def forward(self, tokens: Tensor, classes: Tensor) -> Tensor:
        """(B, K, h, w) logits over the codebook.

        Args:
            tokens: (B, h, w) int64 codes or `mask_token`; h and w are `side_tokens`.
            classes: (B,) int64 class numbers, `no_class` for none.
        """
        batch, height, width = tokens.shape
        first = self.config.codes + 1 + classes[:, None]
        sequence = torch.cat([first, tokens.flatten(1)], dim=1)  # (B, 1 + h * w)
        seen = self.layers(self.norm(self.embedding(sequence) + self.position))
        told = self.head(seen[:, 1:]) @ self.embedding.weight[: self.config.codes].T + self.bias  # (B, h * w, K)
        logits: Tensor = told.transpose(1, 2).reshape(batch, self.config.codes, height, width)
        return logits


class ClassPredictor:
    """A `TokenPredictor` whose prompt is the name of a class."""

    def __init__(self, transformer: ClassTransformer, words: ClassWords, *, device: torch.device) -> None:
        self._transformer = transformer
        self._words = words
        self._device = device

    @property
    def mask_token(self) -> int:
        return self._transformer.mask_token

    @property
    def side_tokens(self) -> int:
        return self._transformer.config.side_tokens

    @property
    def words(self) -> ClassWords:
        return self._words

    def unread_words(self, prompt: str) -> str:
        return ""

    def frame_for(self, size: Size) -> Size:
        """Always the size it was trained at: its positions are learned."""
        side = self._transformer.config.side_px
        return Size(side, side)

    def conditioned(self, instructions: EditInstructions, frame: Size) -> Callable[[Tensor], Tensor]:
        wanted = [self._words.find(instructions.prompt)]
        if instructions.guidance_scale > 1:
            wanted = [self._transformer.no_class, *wanted]
        classes = torch.tensor(wanted, device=self._device)

        def logits_of(tokens: Tensor) -> Tensor:
            batch = tokens.to(self._device).expand(len(wanted), -1, -1)
            return guided(self._transformer(batch, classes), instructions.guidance_scale)

        return logits_of


def load_class_predictor(folder: Path, *, device: torch.device, dtype: torch.dtype) -> ClassPredictor:
    """The transformer and the classes of a folder.

    Raises:
        ModelUnavailable: where a file is missing or damaged, or they do not fit together.
    """
    path = folder / CLASS_CONFIGURATION
    try:
        config = ClassTransformerConfig.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ModelUnavailable(f'"{path}" cannot be read. Get the model again.', details=str(error)) from error
    words = read_classes(folder / CLASSES_NAME)
    if len(words.classes) != config.classes:
        raise ModelUnavailable(
            f'"{folder / CLASSES_NAME}" names {len(words.classes)} classes, but the model was trained with '
            f"{config.classes}. Get the list that belongs to it."
        )
    with torch.device("meta"):
        transformer = ClassTransformer(config)
    weights = load_file(folder / WEIGHTS_NAME)
    transformer.load_state_dict(weights, assign=True)
    return ClassPredictor(transformer.to(device, dtype).eval(), words, device=device)
