"""Makes `resources/art` from the npm packages of three free icon sets.

The packages are fetched with `npm pack NAME` and unpacked by the person who runs this; their folders are the input.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import resvg_py
from PIL import Image

from lredit_core.synthetic.drawings import colour_name
from lredit_core.training.art_table import ThingEntry, thing_entries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STYLES = ("fluent-3d", "noto", "twemoji")


@dataclass(frozen=True, slots=True)
class AtlasSources:
    """The unpacked `package` folders of @lobehub/fluent-emoji-3d, @iconify-json/noto and @iconify-json/twemoji."""

    fluent: Path
    noto: Path
    twemoji: Path


def make_atlas(
    sources: AtlasSources,
    destination: Path,
    *,
    longest_side_px: int = 256,
    quality: int = 86,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Writes every drawing as RGBA WebP and `things.json`; gives the number of drawings."""
    icon_sets = {"noto": _IconSet(sources.noto), "twemoji": _IconSet(sources.twemoji)}
    entries = thing_entries()
    described: list[dict[str, Any]] = []
    written = 0
    for index, entry in enumerate(entries):
        folder = entry.name.replace(" ", "_")
        colours: list[str] = []
        for style in STYLES:
            image = _fluent(sources.fluent, entry) if style == "fluent-3d" else icon_sets[style].render(entry)
            if image is None:
                continue
            image = _fitted(image, longest_side_px)
            path = destination / folder / f"{style}.webp"
            path.parent.mkdir(parents=True, exist_ok=True)
            image.save(path, "WEBP", quality=quality, alpha_quality=95, method=6)
            colours.append(colour_name(np.asarray(image)))
            written += 1
        base = max(set(colours), key=colours.count)
        described.append(
            {
                "folder": folder,
                "name": entry.name,
                "synonyms": list(entry.synonyms),
                "category": entry.category,
                "colourable": entry.colourable,
                "base_colour": base,
            }
        )
        on_progress(index + 1, len(entries))
    text = json.dumps({"version": 1, "things": described}, indent=1)
    (destination / "things.json").write_text(text + "\n", encoding="utf-8")
    return written


class _IconSet:
    """An Iconify collection: SVG bodies by name, names by code point."""

    def __init__(self, package: Path) -> None:
        icons = json.loads((package / "icons.json").read_text(encoding="utf-8"))
        self._side = int(icons.get("width", 16))
        self._icons: dict[str, dict[str, Any]] = icons["icons"]
        self._aliases: dict[str, dict[str, Any]] = icons.get("aliases", {})
        self._names: dict[str, str] = json.loads((package / "chars.json").read_text(encoding="utf-8"))

    def render(self, entry: ThingEntry) -> Image.Image | None:
        name = self._names.get(entry.code_point) or self._names.get(f"{entry.code_point}-fe0f")
        if name is None:
            return None
        while name in self._aliases:
            name = str(self._aliases[name]["parent"])
        icon = self._icons[name]
        width, height = int(icon.get("width", self._side)), int(icon.get("height", self._side))
        left, top = int(icon.get("left", 0)), int(icon.get("top", 0))
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="512"'
            f' height="512" viewBox="{left} {top} {width} {height}">{icon["body"]}</svg>'
        )
        return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))).convert("RGBA")


def _fluent(package: Path, entry: ThingEntry) -> Image.Image | None:
    for name in (entry.code_point, f"{entry.code_point}-fe0f"):
        path = package / "assets" / f"{name}.webp"
        if path.is_file():
            with Image.open(path) as image:
                return image.convert("RGBA")
    return None


def _fitted(image: Image.Image, longest_side_px: int) -> Image.Image:
    box = image.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox()
    cropped = image.crop(box)
    factor = longest_side_px / max(cropped.size)
    size = (max(1, round(cropped.width * factor)), max(1, round(cropped.height * factor)))
    return cropped.convert("RGBa").resize(size, Image.Resampling.LANCZOS).convert("RGBA") if factor < 1 else cropped
