"""Makes `resources/backgrounds`: parts of free photographs, without prominent things, as places to put things on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import skimage
import sklearn
from PIL import Image


@dataclass(frozen=True, slots=True)
class _Part:
    file: str
    package: str
    name: str
    box: tuple[int, int, int, int] | None
    tint: tuple[float, float, float] | None = None
    longest_side_px: int = 512


_PARTS = (
    _Part("grass.png", "skimage", "grass", None, (0.62, 0.86, 0.36)),
    _Part("brick.png", "skimage", "bricks", None, (1.25, 0.78, 0.62)),
    _Part("gravel.png", "skimage", "gravel", None, (1.0, 0.96, 0.9)),
    _Part("moon.png", "skimage", "grey sand", None, (1.08, 1.03, 0.98)),
    _Part("hubble_deep_field.jpg", "skimage", "stars", (0, 0, 1000, 872), None, 640),
    _Part("rocket.jpg", "skimage", "dusk sky", (205, 0, 295, 150), None, 240),
    _Part("coffee.png", "skimage", "wood", (482, 0, 600, 400), None, 400),
    _Part("china.jpg", "sklearn", "pale sky", (330, 0, 640, 130), None, 400),
    _Part("china.jpg", "sklearn", "lake", (345, 60, 545, 270), None, 400),
    _Part("china.jpg", "sklearn", "bushes", (290, 310, 640, 427), None, 400),
    _Part("flower.jpg", "sklearn", "leaves", (462, 0, 640, 370), None, 400),
    _Part("flower.jpg", "sklearn", "dark leaves", (0, 0, 165, 427), None, 400),
)


def make_background_photos(destination: Path, *, quality: int = 82) -> int:
    """Writes every part as WebP and `backgrounds.json` with their names; gives the number of parts."""
    folders = {
        "skimage": Path(skimage.__file__).parent / "data",
        "sklearn": Path(sklearn.__file__).parent / "datasets" / "images",
    }
    destination.mkdir(parents=True, exist_ok=True)
    described = []
    for part in _PARTS:
        with Image.open(folders[part.package] / part.file) as opened:
            image = opened.convert("RGB")
        if part.box is not None:
            image = image.crop(part.box)
        if part.tint is not None:
            tinted = np.asarray(image, dtype=np.float32) * np.asarray(part.tint, dtype=np.float32)
            image = Image.fromarray(np.clip(tinted, 0, 255).astype(np.uint8))
        image.thumbnail((part.longest_side_px, part.longest_side_px), Image.Resampling.LANCZOS)
        file = f"{part.name.replace(' ', '_')}.webp"
        image.save(destination / file, "WEBP", quality=quality, method=6)
        described.append({"file": file, "name": part.name, "source": f"{part.package}: {part.file}"})
    (destination / "backgrounds.json").write_text(
        json.dumps({"backgrounds": described}, indent=1) + "\n", encoding="utf-8"
    )
    return len(described)
