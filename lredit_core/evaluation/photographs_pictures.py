"""The pictures of the page of `lredit bench photographs`: what was chosen, and what the models saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

from lredit_core.evaluation.regions_pictures import colour_of, dashed, draw_choice, scaled, shown_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.evaluation.photographs_benchmark import MeasuredQuestion

#: Longest side of a photograph on the page.
SHOWN_PX = 480
#: The relevance map's colours, from none of it to all of it; what lies between is mixed.
_COLD, _HOT = (30, 40, 120), (255, 170, 20)
_BEST_PROPOSAL = (60, 230, 120)
#: How much of a picture shows through the map.
_SHOWN_THROUGH = 0.45
#: How white one proposal's line is, how white many are, and how much of the photograph's light is left under them.
_LINE_SHARE, _MOST_LINE_SHARE, _DIMMED = 0.25, 0.9, 0.7


def choices_picture(measured: MeasuredQuestion, pixels: NDArray[np.uint8]) -> Image.Image:
    """The answer (dashed), every method's region with its number, and the first method's other candidates (thin).

    Args:
        measured: the question.
        pixels: (H, W, 3) uint8 sRGB, its photograph.
    """
    picture, scale = shown_at(pixels, SHOWN_PX)
    draw = ImageDraw.Draw(picture)
    _draw_known(draw, measured, scale)
    for box in measured.choices[0].candidates[1:]:
        draw.rectangle(scaled(box, scale), outline=colour_of(0), width=1)
    taken: list[tuple[float, float]] = []
    for number, choice in enumerate(measured.choices):
        if choice.candidates:
            draw_choice(draw, scaled(choice.candidates[0], scale), number, taken=taken, size=picture.size)
    return picture


def map_picture(measured: MeasuredQuestion, pixels: NDArray[np.uint8]) -> Image.Image:
    """The relevance map over the photograph in grey, and the answer (dashed).

    Args:
        measured: the question.
        pixels: (H, W, 3) uint8 sRGB, its photograph.
    """
    picture, scale = shown_at(pixels, SHOWN_PX)
    grey = picture.convert("L").convert("RGB")
    if measured.relevance is not None:
        grey = Image.blend(_heat(measured.relevance, picture.size), grey, _SHOWN_THROUGH)
    _draw_known(ImageDraw.Draw(grey), measured, scale)
    return grey


def proposals_picture(measured: MeasuredQuestion, pixels: NDArray[np.uint8]) -> Image.Image:
    """The proposals (thin and faint, brighter where many run along), the best of them (green) and the answer (dashed).

    Args:
        measured: the question.
        pixels: (H, W, 3) uint8 sRGB, its photograph.
    """
    picture, scale = shown_at(pixels, SHOWN_PX)
    lines = np.zeros((picture.height, picture.width), np.float32)
    for box in measured.proposals:
        outline = Image.new("1", picture.size)
        ImageDraw.Draw(outline).rectangle(scaled(box, scale), outline=1, width=1)
        lines += _LINE_SHARE * np.asarray(outline)
    shares = np.minimum(lines, _MOST_LINE_SHARE)[..., None]
    dim = np.asarray(picture, np.float32) * _DIMMED
    picture = Image.fromarray((dim * (1 - shares) + 255 * shares).round().astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    _draw_known(draw, measured, scale)
    if measured.best_proposal is not None:
        draw.rectangle(scaled(measured.best_proposal, scale), outline=_BEST_PROPOSAL, width=2)
    return picture


def _draw_known(draw: ImageDraw.ImageDraw, measured: MeasuredQuestion, scale: float) -> None:
    """The answer, dashed; where something is added, all things that are known, dotted."""
    if measured.answer is not None:
        dashed(draw, scaled(measured.answer, scale), dash_px=9)
        return
    for box in measured.question.occupied:
        dashed(draw, scaled(box, scale), dash_px=3)


def _heat(relevance: NDArray[np.float32], size: tuple[int, int]) -> Image.Image:
    low, high = float(relevance.min()), float(relevance.max())
    shares = (relevance - low) / max(high - low, 1e-6)
    large = np.asarray(Image.fromarray(shares.astype(np.float32)).resize(size, Image.Resampling.BICUBIC)).clip(0, 1)
    cold, hot = np.array(_COLD, np.float32), np.array(_HOT, np.float32)
    return Image.fromarray((cold + (hot - cold) * large[..., None]).round().astype(np.uint8))
