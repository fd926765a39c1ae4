"""A simulated CLIP: a bundle's image-text model whose cosines are as narrow as those of a large CLIP.

Weights of the loss that were chosen with one model have to hold for others. Large models put most of every embedding
into a component that all pictures share and another that all texts share, with a gap between the two, and much of the
rest into what is of no use here: style, framing, wording. So does this one. What the bundle's model says is kept in a
tenth of each embedding. On drawn scenes picture-text cosines then lie between 0.11 and 0.22, directions of edits on the
right thing between 0.05 and 0.24, picture-picture between 0.60 and 0.98, text-text between 0.42 and 0.73
(docs/decisions/0024).

An embedding is [signal | shared | nuisance of pictures | nuisance of texts]; the shares are of its squared length.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F

from lredit_core.encoders.image_text import ImageEncoding, ImageTextModel

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle

#: As CLIP's, where its training left it.
LOGIT_SCALE = 100.0
PICTURE_SIGNAL, PICTURE_SHARED, PICTURE_OWN = 0.11, 0.63, 0.02
TEXT_SIGNAL, TEXT_SHARED = 0.088, 0.48
#: Cosine of what all pictures share with what all texts share.
GAP_COSINE = 0.293
#: Nuisance: random features of the picture at this side, so that pictures that look alike have like ones.
_SIDE = 12
_FEATURES = 256
_TEXT_FEATURES = 1024
_SHARPNESS = 0.22
#: How much of a text's nuisance hangs on its words; the rest on the text as a whole.
_WORDS_SHARE = 0.4


class SimulatedClip(ImageTextModel):
    """The same model with narrow cosines. The same pixels and the same words always give the same embedding."""

    def __init__(self, inner: ImageTextModel) -> None:
        self.__dict__.update(inner.__dict__)
        self._inner = inner
        self._texts = {}
        generator = torch.Generator().manual_seed(0)
        self._waves = (_SHARPNESS * torch.randn(3 * _SIDE**2, _FEATURES, generator=generator)).to(self.device)
        self._phases = (2 * math.pi * torch.rand(_FEATURES, generator=generator)).to(self.device)

    @property
    def logit_scale(self) -> float:
        return LOGIT_SCALE

    def encode_text(self, text: str) -> torch.Tensor:
        """E_t: (D + 2 + 512 + 1024,), of unit length."""
        known = self._texts.get(text)
        if known is None:
            signal = self._inner.encode_text(text)
            shared = signal.new_tensor([GAP_COSINE, math.sqrt(1 - GAP_COSINE**2)])
            own = _nuisance_of_text(text).to(signal)
            nothing = signal.new_zeros(2 * _FEATURES)
            rest = 1 - TEXT_SIGNAL - TEXT_SHARED
            parts = [signal * TEXT_SIGNAL**0.5, shared * TEXT_SHARED**0.5, nothing, own * rest**0.5]
            known = self._texts[text] = torch.cat(parts)
        return known

    def relevance(self, picture: torch.Tensor, text: str, *, neutral: str) -> torch.Tensor | None:
        """The same map: it has unit variance whatever the scale, and no text lies along the pictures' nuisance."""
        return self._inner.relevance(picture, text, neutral=neutral)

    def encode_prepared(self, inputs: torch.Tensor) -> ImageEncoding:
        plain = self._inner.encode_prepared(inputs)
        signal = plain.embedding
        shared = signal.new_tensor([1.0, 0.0]).expand(len(signal), 2)
        small = F.interpolate(inputs, size=(_SIDE, _SIDE), mode="bilinear", antialias=True).flatten(1)
        alike = F.normalize(torch.cos(small @ self._waves + self._phases), dim=1)
        own = torch.stack([_random_direction(_digest(row), _FEATURES) for row in inputs]).to(signal)
        nothing = signal.new_zeros(len(signal), _TEXT_FEATURES)
        rest = 1 - PICTURE_SIGNAL - PICTURE_SHARED - PICTURE_OWN
        parts = [
            signal * PICTURE_SIGNAL**0.5,
            shared * PICTURE_SHARED**0.5,
            alike * rest**0.5,
            own * PICTURE_OWN**0.5,
            nothing,
        ]
        return ImageEncoding(torch.cat(parts, dim=1), plain.patches)


def with_simulated_clip(bundle: ModelBundle) -> ModelBundle:
    """The bundle itself, its image-text model replaced by the simulated one, before any editor was loaded."""
    bundle.image_text = SimulatedClip(bundle.image_text)
    return bundle


def _nuisance_of_text(text: str) -> torch.Tensor:
    """(1024,) of unit length: texts that share words have like ones."""
    words = torch.stack([_random_direction(word.encode(), _TEXT_FEATURES) for word in text.lower().split()]).sum(dim=0)
    whole = _random_direction(b"\n" + text.encode(), _TEXT_FEATURES)
    return F.normalize(_WORDS_SHARE**0.5 * F.normalize(words, dim=0) + (1 - _WORDS_SHARE) ** 0.5 * whole, dim=0)


def _random_direction(key: bytes, count: int) -> torch.Tensor:
    """(count,) of unit length, another one for every key."""
    seed = int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big")
    drawn = np.random.default_rng(seed).standard_normal(count, dtype=np.float32)
    return F.normalize(torch.from_numpy(drawn), dim=0)


def _digest(row: torch.Tensor) -> bytes:
    return hashlib.blake2b(row.detach().cpu().contiguous().numpy().data).digest()
