"""Pictures that explain an edit: its boxes on the source image, and a sheet of its candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from lredit_core.api.events import ANCHOR_COLOURS, Anchor, Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lredit_core.pictures.image import PixelBuffer

_LONGEST_PX = 1200
_TILE_PX = 224
_CAPTION_PX = 44


def boxes_picture(image: PixelBuffer, anchors: Sequence[Anchor], candidates: Sequence[Candidate]) -> Image.Image:
    """The source image with its anchor points and the candidates' boxes, the best (first) one drawn boldly."""
    picture = Image.fromarray(image.to_srgb8())
    scale = min(1.0, _LONGEST_PX / max(picture.size))
    picture = picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=14)
    for number, candidate in reversed(list(enumerate(candidates, start=1))):
        corners = [value * scale for value in candidate.region_box.as_tuple()]
        is_best = number == 1
        draw.rectangle(corners, outline=(0, 0, 0), width=5 if is_best else 3)
        draw.rectangle(corners, outline=(255, 214, 10) if is_best else (255, 255, 255), width=3 if is_best else 1)
        _label(draw, (corners[0] + 5, corners[1] + 4), f"{number}", font)
    for anchor in anchors:
        x, y = anchor.x * scale, anchor.y * scale
        draw.ellipse([x - 6, y - 6, x + 6, y + 6], fill=ANCHOR_COLOURS[anchor.source], outline=(0, 0, 0), width=2)
    return picture


def candidates_picture(candidates: Sequence[Candidate]) -> Image.Image:
    """A sheet of the candidates in their order, each with its score and its parts."""
    count = max(1, len(candidates))
    sheet = Image.new("RGB", (count * (_TILE_PX + 8) + 8, _TILE_PX + _CAPTION_PX + 16), (32, 32, 32))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=12)
    for number, candidate in enumerate(candidates, start=1):
        left = 8 + (number - 1) * (_TILE_PX + 8)
        tile = Image.fromarray(_fitted(candidate.preview))
        sheet.paste(tile, (left + (_TILE_PX - tile.width) // 2, 8 + (_TILE_PX - tile.height) // 2))
        score = candidate.score
        first = f"{number}.  rank {score.ranking_score:+.3f}   S {score.total:.3f}"
        caption = f"{first}\nS_t2i {score.text_to_image:.3f}   S_i2i {score.image_to_image:.3f}"
        draw.multiline_text((left + 2, _TILE_PX + 14), caption, fill=(230, 230, 230), font=font)
    return sheet


def _fitted(preview: NDArray[np.uint8]) -> NDArray[np.uint8]:
    image = Image.fromarray(preview)
    scale = _TILE_PX / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return np.asarray(image.resize(size, Image.Resampling.LANCZOS), dtype=np.uint8)


def _label(
    draw: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> None:
    draw.text(place, text, fill=(255, 255, 255), font=font, stroke_width=2, stroke_fill=(0, 0, 0))
