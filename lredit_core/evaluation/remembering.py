"""Models that never compute the same thing twice, for measurements: what one method asked for, the next gets for free.

Each method still runs the engine's own code with a memo of its own, so drafts, edits and denoising evaluations are
counted as if it ran alone. What it gets for free is accounted with the time it took when it was first computed: a
method's seconds are those it spent plus those.
"""

from __future__ import annotations

import copy
import hashlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

import torch

from lredit_core.bundles.loading import ModelBundle
from lredit_core.encoders.grounding.folder import Grounding
from lredit_core.encoders.image_text import ImageEncoding, ImageTextModel
from lredit_core.encoders.self_supervised import PatchFeatures, SelfSupervisedModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.editors.base import CropToEdit, EditedCrop, EditInstructions, Editor, OnStep
    from lredit_core.encoders.grounding.grounded import GroundedThings, WordFinder
    from lredit_core.geometry import Size
    from lredit_core.prompt.intent import EditIntent

T = TypeVar("T")


@dataclass(slots=True)
class Account:
    """What was got for free.

    Attributes:
        saved_s: seconds that remembered results took when they were first computed.
    """

    saved_s: float = 0.0


@dataclass(frozen=True)
class _Remembered(Generic[T]):
    value: T
    took_s: float


@dataclass
class Store(Generic[T]):
    """Results by the digest of what they depend on."""

    account: Account
    entries: dict[bytes, _Remembered[T]] = field(default_factory=dict)

    def get(self, key: bytes) -> T | None:
        entry = self.entries.get(key)
        if entry is None:
            return None
        self.account.saved_s += entry.took_s
        return entry.value

    def put(self, key: bytes, value: T, took_s: float) -> None:
        self.entries[key] = _Remembered(value, took_s)


class RememberingImageText(ImageTextModel):
    """The same model; encodings without a gradient and relevance maps are remembered, one picture at a time."""

    def __init__(self, inner: ImageTextModel, account: Account) -> None:
        self.__dict__.update(inner.__dict__)
        self._inner = inner  # it may say otherwise than its class
        self._rows: Store[ImageEncoding] = Store(account)
        self._maps: Store[tuple[torch.Tensor | None]] = Store(account)

    def encode_prepared(self, inputs: torch.Tensor) -> ImageEncoding:
        if inputs.requires_grad:
            return self._inner.encode_prepared(inputs)
        keys = [_digest(row) for row in inputs]
        known = {key: self._rows.get(key) for key in keys}
        missing = [key for key, row in known.items() if row is None]
        if missing:
            started = time.perf_counter()
            made = self._inner.encode_prepared(torch.stack([inputs[keys.index(key)] for key in missing]))
            share_s = (time.perf_counter() - started) / len(missing)
            for index, key in enumerate(missing):
                known[key] = ImageEncoding(made.embedding[index], made.patches[index])
                self._rows.put(key, ImageEncoding(made.embedding[index], made.patches[index]), share_s)
        rows = [row for key in keys if (row := known[key]) is not None]
        return ImageEncoding(torch.stack([row.embedding for row in rows]), torch.stack([row.patches for row in rows]))

    def encode_text(self, text: str) -> torch.Tensor:
        return self._inner.encode_text(text)

    @property
    def logit_scale(self) -> float:
        return self._inner.logit_scale

    def relevance(self, picture: torch.Tensor, text: str, *, neutral: str) -> torch.Tensor | None:
        key = _digest(picture) + f"{text}\n{neutral}".encode()
        known = self._maps.get(key)
        if known is None:
            started = time.perf_counter()
            known = (self._inner.relevance(picture, text, neutral=neutral),)
            self._maps.put(key, known, time.perf_counter() - started)
        return known[0]


class RememberingSelfSupervised(SelfSupervisedModel):
    """The same model; what it said of a picture is remembered."""

    def __init__(self, inner: SelfSupervisedModel, account: Account) -> None:
        self.__dict__.update(inner.__dict__)
        self._pictures: Store[PatchFeatures] = Store(account)

    def encode(self, pixels: NDArray[np.uint8], *, image: Size) -> PatchFeatures:
        key = hashlib.blake2b(pixels.tobytes()).digest() + f"{pixels.shape}{image}".encode()
        known = self._pictures.get(key)
        if known is None:
            started = time.perf_counter()
            known = super().encode(pixels, image=image)
            self._pictures.put(key, known, time.perf_counter() - started)
        return known


class RememberingFinder:
    """A `WordFinder`; what it found of words in a picture is remembered."""

    def __init__(self, inner: WordFinder, account: Account) -> None:
        self._inner = inner
        self._found: Store[GroundedThings] = Store(account)

    @property
    def family(self) -> str:
        return self._inner.family

    @property
    def is_masking(self) -> bool:
        return self._inner.is_masking

    def unread_words(self, words: str) -> str:
        return self._inner.unread_words(words)

    def find(self, pixels: NDArray[np.uint8], words: str) -> GroundedThings:
        key = hashlib.blake2b(pixels.tobytes()).digest() + f"{pixels.shape}{words}".encode()
        known = self._found.get(key)
        if known is None:
            started = time.perf_counter()
            known = self._inner.find(pixels, words)
            self._found.put(key, known, time.perf_counter() - started)
        return known


class RememberingEditor:
    """An `Editor`; crops that were edited before are handed out again, their denoising evaluations counted anew."""

    def __init__(self, inner: Editor, account: Account) -> None:
        self._inner = inner
        self._crops: Store[tuple[EditedCrop, int]] = Store(account)

    @property
    def name(self) -> str:
        return self._inner.name

    @property
    def intents(self) -> frozenset[EditIntent]:
        return self._inner.intents

    @property
    def lays_on_ground(self) -> bool:
        return self._inner.lays_on_ground

    @property
    def drafts_pay(self) -> bool:
        return self._inner.drafts_pay

    @property
    def fingerprint(self) -> str:
        return self._inner.fingerprint

    @property
    def softness_share(self) -> float:
        return self._inner.softness_share

    def working_side_px(self, *, is_draft: bool) -> int:
        return self._inner.working_side_px(is_draft=is_draft)

    def vocabulary(self) -> tuple[str, ...]:
        return self._inner.vocabulary()

    def known_words(self) -> tuple[str, ...]:
        return self._inner.known_words()

    def check(self, prompt: str) -> None:
        self._inner.check(prompt)

    def edit(self, crops: Sequence[CropToEdit], instructions: EditInstructions, *, on_step: OnStep) -> list[EditedCrop]:
        keys = [
            hashlib.blake2b(crop.pixels.tobytes()).digest()
            + f"{crop.pixels.shape}{crop.box}{crop.seed}{instructions}".encode()
            for crop in crops
        ]
        known = [self._crops.get(key) for key in keys]
        missing = [index for index, item in enumerate(known) if item is None]
        if missing:
            evaluations = 0

            def counted(images: int) -> None:
                nonlocal evaluations
                evaluations += images
                on_step(images)

            started = time.perf_counter()
            made = self._inner.edit([crops[index] for index in missing], instructions, on_step=counted)
            share_s = (time.perf_counter() - started) / len(missing)
            for index, edited in zip(missing, made, strict=True):
                known[index] = edited, evaluations // len(missing)
                self._crops.put(keys[index], (edited, evaluations // len(missing)), share_s)
        for index, item in enumerate(known):
            if item is not None and index not in missing:
                on_step(item[1])
        return [item[0] for item in known if item is not None]


class RememberingBundle(ModelBundle):
    """A bundle whose models remember; make one for each picture, so that the memory stays small.

    Attributes:
        account: the time that was saved so far.
    """

    def __init__(self, inner: ModelBundle) -> None:
        self.__dict__.update(copy.copy(inner.__dict__))
        self.account = Account()
        self._inner = inner
        self._remembering: dict[str, RememberingEditor] = {}
        self._grounding = None
        self.image_text = RememberingImageText(inner.image_text, self.account)
        self.self_supervised = RememberingSelfSupervised(inner.self_supervised, self.account)

    def load_grounding(self) -> Grounding:
        if self._grounding is None:
            loaded = self._inner.load_grounding()
            finder = None if loaded.finder is None else RememberingFinder(loaded.finder, self.account)
            self._grounding = Grounding(finder, loaded.segmenter)
        return self._grounding

    def editor(self, name: str) -> Editor:
        if name not in self._remembering:
            self._remembering[name] = RememberingEditor(self._inner.editor(name), self.account)
        return self._remembering[name]


def _digest(tensor: torch.Tensor) -> bytes:
    return hashlib.blake2b(tensor.detach().cpu().contiguous().numpy().data).digest()
