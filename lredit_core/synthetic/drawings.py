"""The library of drawings: a folder with one sub-folder per thing, holding RGBA pictures of it.

The built-in library and a folder of one's own cut-outs have the same layout. Names come from ``things.json``, else
from a CSV table (``folder,name,synonyms``), else from the folders' names. Drawings are read when they are first
used.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, UnidentifiedImageError

from lredit_core.errors import InvalidRequest, ModelUnavailable

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: What counts as a drawing inside a thing's folder.
DRAWING_SUFFIXES = (".webp", ".png", ".tif", ".tiff", ".gif")

#: Hue, in [0, 1), of each colour word a drawing can be turned to.
HUE_BY_COLOUR = {
    "red": 0.995,
    "orange": 0.075,
    "yellow": 0.14,
    "green": 0.33,
    "blue": 0.6,
    "purple": 0.77,
    "pink": 0.91,
}
_COLOUR_SYNONYMS = {"violet": "purple", "golden": "yellow", "crimson": "red", "scarlet": "red", "azure": "blue"}
_SATURATED = 0.28
_CACHE_BYTES = 96 * 2**20


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture of a thing.

    Attributes:
        style: the file's stem ("noto").
        path: where it lies.
    """

    style: str
    path: Path


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing the library can draw.

    Attributes:
        name: what it is called ("ice cream cone").
        synonyms: other words for it.
        category: "animal", "plant", ..., or "".
        colourable: whether colour words turn its hue.
        base_colour: the colour word of its drawings as they are, or "".
    """

    name: str
    synonyms: tuple[str, ...] = ()
    category: str = ""
    colourable: bool = False
    base_colour: str = ""
    drawings: tuple[Drawing, ...] = field(default=(), repr=False)

    @property
    def words(self) -> tuple[str, ...]:
        """The name and its synonyms."""
        return (self.name, *self.synonyms)

    def drawing_in(self, style: str) -> Drawing:
        """The drawing of a style, or the first one where the thing lacks that style."""
        return next((drawing for drawing in self.drawings if drawing.style == style), self.drawings[0])


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A thing found by its words in a prompt: which one, and the words that named it."""

    thing: Thing
    words: str
    start: int


class ArtLibrary:
    """Things and their drawings, read lazily from a folder.

    Args:
        folder: the library.

    Raises:
        ModelUnavailable: where the folder is missing or holds no drawings.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise ModelUnavailable(
                f"There is no folder {self.folder}. Give a folder with one sub-folder per thing, with pictures of it."
            )
        self.things: tuple[Thing, ...] = tuple(_read_things(self.folder))
        if not self.things:
            raise ModelUnavailable(
                f"The folder {self.folder} holds no drawings. Put the pictures of each thing (PNG or WebP with "
                "transparency) into a sub-folder named after it, for example 'garden gnome/one.png'."
            )
        self._by_word: dict[str, Thing] = {}
        for thing in self.things:
            self._by_word.setdefault(_normalised(thing.name), thing)
        for thing in self.things:
            for word in thing.synonyms:
                self._by_word.setdefault(_normalised(word), thing)
        self._longest_words = max(len(word.split()) for word in self._by_word)
        self._cache: OrderedDict[Path, NDArray[np.uint8]] = OrderedDict()
        self._cached_bytes = 0
        self._fingerprint = ""

    def __len__(self) -> int:
        return len(self.things)

    def __iter__(self) -> Iterator[Thing]:
        return iter(self.things)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(thing.name for thing in self.things)

    @property
    def fingerprint(self) -> str:
        """Changes whenever a drawing or a name changes (by names, sizes and times of the files)."""
        if not self._fingerprint:
            digest = hashlib.sha256()
            for thing in self.things:
                digest.update(repr((thing.words, thing.colourable)).encode())
                for drawing in thing.drawings:
                    digest.update(f"{drawing.style}:{drawing.path.stat().st_size}".encode())
            self._fingerprint = digest.hexdigest()[:16]
        return self._fingerprint

    def thing(self, name: str) -> Thing:
        """The thing of this name or synonym.

        Raises:
            InvalidRequest: where the library does not know it.
        """
        found = self._by_word.get(_normalised(name))
        if found is None:
            raise InvalidRequest(
                f"The library has no drawing of '{name}'. It knows {', '.join(self.names[:8])} and more."
            )
        return found

    def pixels(self, drawing: Drawing) -> NDArray[np.uint8]:
        """(H, W, 4) uint8 straight RGBA, cropped to what is visible; read-only, remembered.

        Raises:
            ModelUnavailable: where the file cannot be read.
        """
        cached = self._cache.get(drawing.path)
        if cached is not None:
            self._cache.move_to_end(drawing.path)
            return cached
        try:
            with Image.open(drawing.path) as image:
                rgba = np.asarray(image.convert("RGBA"))
        except (OSError, UnidentifiedImageError, ValueError) as error:
            raise ModelUnavailable(
                f"The drawing {drawing.path} cannot be read. Replace it or take it out of the library.",
                details=str(error),
            ) from error
        pixels = _cropped_to_alpha(rgba)
        pixels.setflags(write=False)
        self._cache[drawing.path] = pixels
        self._cached_bytes += pixels.nbytes
        while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._cached_bytes -= dropped.nbytes
        return pixels

    def find_words(self, prompt: str) -> tuple[WordMatch, ...]:
        """Things named in a prompt, in the order of their words; longer names win ("hot dog" is not a dog)."""
        words = _normalised(prompt).split()
        matches: list[WordMatch] = []
        start = 0
        while start < len(words):
            for length in range(min(self._longest_words, len(words) - start), 0, -1):
                phrase = " ".join(words[start : start + length])
                thing = self._by_word.get(phrase) or self._by_word.get(_singular(phrase))
                if thing is not None:
                    matches.append(WordMatch(thing, phrase, start))
                    start += length
                    break
            else:
                start += 1
        return tuple(matches)


def colour_in(prompt: str, *, before_word: int | None = None) -> str:
    """The colour word of a prompt that drawings can be turned to, or "".

    Args:
        prompt: what was asked for.
        before_word: prefer the last colour word before this word of the prompt (as `WordMatch.start` counts them).
    """
    words = _normalised(prompt).split()
    colours = [(index, _COLOUR_SYNONYMS.get(word, word)) for index, word in enumerate(words)]
    colours = [(index, word) for index, word in colours if word in HUE_BY_COLOUR]
    if before_word is not None:
        colours = [(index, word) for index, word in colours if index < before_word] or colours
        return colours[-1][1] if colours else ""
    return colours[0][1] if colours else ""


def recoloured(pixels: NDArray[np.uint8], colour: str) -> NDArray[np.uint8]:
    """A drawing with its dominant hue turned to a colour word's; whites, blacks and other hues stay.

    Args:
        pixels: (H, W, 4) uint8 RGBA.
        colour: a key of `HUE_BY_COLOUR`.
    """
    hue, saturation, value = _hsv(pixels[..., :3])
    dominant = _dominant_hue(hue, saturation, value, pixels[..., 3])
    if dominant is None:
        return pixels
    target = HUE_BY_COLOUR[colour]
    distance = np.abs((hue - dominant + 0.5) % 1.0 - 0.5)
    near = np.clip((0.16 - distance) / 0.05, 0.0, 1.0) * np.clip((saturation - 0.12) / 0.15, 0.0, 1.0)
    turned_hue = (target + 0.35 * ((hue - dominant + 0.5) % 1.0 - 0.5)) % 1.0
    turned_saturation, turned_value = saturation, value
    if colour == "yellow":
        turned_value = np.clip(value * 1.1 + 0.12, 0.0, 1.0)
    elif colour == "pink":
        turned_saturation, turned_value = saturation * 0.55, np.clip(value * 1.05 + 0.12, 0.0, 1.0)
    elif colour == "orange":
        turned_value = np.clip(value * 1.05 + 0.08, 0.0, 1.0)
    elif 0.1 < dominant < 0.2:  # a yellow drawing is so bright that red or blue would look like neon
        turned_value = value * 0.88
    turned = _rgb(turned_hue, turned_saturation, turned_value)
    mixed = pixels[..., :3] * (1 - near[..., None]) + turned * 255.0 * near[..., None]
    result = pixels.copy()
    result[..., :3] = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)
    return result


def colour_name(pixels: NDArray[np.uint8]) -> str:
    """The colour word nearest to a drawing's dominant hue, or "" where none dominates. (H, W, 4) uint8 RGBA."""
    hue, saturation, value = _hsv(pixels[..., :3])
    dominant = _dominant_hue(hue, saturation, value, pixels[..., 3])
    if dominant is None:
        return ""
    return min(HUE_BY_COLOUR, key=lambda name: abs((HUE_BY_COLOUR[name] - dominant + 0.5) % 1.0 - 0.5))


def _dominant_hue(
    hue: NDArray[np.float32], saturation: NDArray[np.float32], value: NDArray[np.float32], alpha: NDArray[np.uint8]
) -> float | None:
    visible = alpha > 128
    weights = np.where(visible & (saturation > _SATURATED) & (value > 0.2), saturation * value, 0.0)
    if weights.sum() < 0.06 * max(1, int(visible.sum())):
        return None
    counts, _ = np.histogram(hue, bins=36, range=(0.0, 1.0), weights=weights)
    smooth = counts + 0.7 * (np.roll(counts, 1) + np.roll(counts, -1))
    peak = int(smooth.argmax())
    offsets = (hue - (peak + 0.5) / 36 + 0.5) % 1.0 - 0.5
    near = np.where(np.abs(offsets) < 0.06, weights, 0.0)
    return float(((peak + 0.5) / 36 + (offsets * near).sum() / max(float(near.sum()), 1e-6)) % 1.0)


def _hsv(rgb: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    scaled = rgb.astype(np.float32) / 255.0
    red, green, blue = scaled[..., 0], scaled[..., 1], scaled[..., 2]
    value = scaled.max(axis=-1)
    chroma = value - scaled.min(axis=-1)
    safe = np.where(chroma > 0, chroma, 1.0)
    hue = np.where(
        value == red,
        ((green - blue) / safe) % 6.0,
        np.where(value == green, (blue - red) / safe + 2.0, (red - green) / safe + 4.0),
    )
    hue = np.where(chroma > 0, hue / 6.0, 0.0).astype(np.float32)
    saturation = np.where(value > 0, chroma / np.where(value > 0, value, 1.0), 0.0).astype(np.float32)
    return hue, saturation, value


def _rgb(hue: NDArray[np.float32], saturation: NDArray[np.float32], value: NDArray[np.float32]) -> NDArray[np.float32]:
    channels = []
    for offset in (5.0, 3.0, 1.0):
        k = (offset + hue * 6.0) % 6.0
        channels.append(value - value * saturation * np.clip(np.minimum(k, 4.0 - k), 0.0, 1.0))
    return np.stack(channels, axis=-1).astype(np.float32)


def _cropped_to_alpha(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    visible = rgba[..., 3] > 8
    if not visible.any():
        return rgba.copy()
    rows, columns = np.flatnonzero(visible.any(axis=1)), np.flatnonzero(visible.any(axis=0))
    return rgba[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].copy()


def _normalised(text: str) -> str:
    return " ".join(re.findall(r"[\w\-']+", text.lower().replace("_", " ")))


def _singular(phrase: str) -> str:
    for ending, replacement in (("ies", "y"), ("ves", "f"), ("es", ""), ("s", "")):
        if phrase.endswith(ending) and len(phrase) > len(ending) + 2:
            candidate = phrase[: -len(ending)] + replacement
            if ending != "es" or candidate.endswith(("s", "x", "ch", "sh", "o")):
                return candidate
    return phrase


def _read_things(folder: Path) -> Iterator[Thing]:
    described = _descriptions(folder)
    for sub_folder in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        files = sorted(path for path in sub_folder.iterdir() if path.suffix.lower() in DRAWING_SUFFIXES)
        if not files:
            continue
        drawings = tuple(Drawing(path.stem, path) for path in files)
        entry = described.get(sub_folder.name, {})
        synonyms = entry.get("synonyms", ())
        yield Thing(
            name=str(entry.get("name") or sub_folder.name.replace("_", " ").strip()),
            synonyms=tuple(str(word) for word in synonyms) if isinstance(synonyms, Sequence) else (),
            category=str(entry.get("category", "")),
            colourable=bool(entry.get("colourable", False)),
            base_colour=str(entry.get("base_colour", "")),
            drawings=drawings,
        )


def _descriptions(folder: Path) -> dict[str, dict[str, object]]:
    """What things.json or a CSV table says, by the name of the sub-folder."""
    table = folder / "things.json"
    try:
        if table.is_file():
            entries = json.loads(table.read_text(encoding="utf-8"))["things"]
            return {str(entry["folder"]): entry for entry in entries}
        for path in sorted(folder.glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as stream:
                rows = list(csv.DictReader(stream))
            return {
                str(row["folder"]): {
                    "name": row.get("name") or "",
                    "synonyms": [word.strip() for word in (row.get("synonyms") or "").split(";") if word.strip()],
                    "colourable": (row.get("colourable") or "").strip().lower() in ("1", "yes", "true"),
                }
                for row in rows
            }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(
            f"The list of names in {folder} cannot be read. things.json needs a list 'things' with a 'folder' in each "
            "entry; a CSV table needs the columns folder, name and, if you like, synonyms (separated by ';').",
            details=str(error),
        ) from error
    return {}
