"""Sample sheets for the model card: what the scenes, the edits and the attention look like, failures included."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import timm
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from lredit_core.art import ArtLibrary
from lredit_core.editors.base import CropToEdit, EditInstructions, Editor
from lredit_core.editors.retrieve import RetrieveEditor
from lredit_core.evaluation.backgrounds import BackgroundPhotos
from lredit_core.evaluation.scenes import SceneMaker, phrase_for
from lredit_core.geometry import Box, Size
from lredit_core.training.evaluate import HELD_OUT, degree, diffusion_editor, suppressed_peaks, timm_picture
from lredit_core.training.inpaint_store import FIRST_THINGS
from lredit_core.training.self_supervised import attention_of_class_token

_GAP = 4


def write_sheets(
    library: ArtLibrary, photos: BackgroundPhotos, bundle: Path, out: Path, photographs: Sequence[Path]
) -> list[Path]:
    """Writes every sheet as WebP into `out`."""
    maker = SceneMaker(library, photos)
    squares = [_middle_square(path) for path in photographs]
    scenes = [
        maker.make(HELD_OUT + 900 + seed, size=Size(256, 256), things=(1, 3), sides=(0.2, 0.5)).pixels
        for seed in range(9)
    ]
    wanted = library.names[:: max(1, len(library) // 16)]
    made = {
        "scenes": scenes_sheet(maker),
        "retrieve": edits_sheet(RetrieveEditor(library), maker, wanted, squares, pairs=16),
        "attention": attention_sheet(bundle / "self_supervised", [*scenes, *squares]),
        "diffusion": edits_sheet(diffusion_editor(bundle / "editors" / "diffusion"), maker, FIRST_THINGS, pairs=40),
    }
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, image in made.items():
        paths.append(out / f"{name}.webp")
        image.save(paths[-1], "WEBP", quality=82, method=6)
    return paths


def scenes_sheet(maker: SceneMaker, *, columns: int = 8, rows: int = 4, side_px: int = 144) -> Image.Image:
    """Held-out scenes, in order of their seeds; the first row shows the boxes."""
    tiles = []
    for index in range(columns * rows):
        scene = maker.make(HELD_OUT + index, size=Size(side_px, side_px))
        image = Image.fromarray(scene.pixels)
        if index < columns:
            draw = ImageDraw.Draw(image)
            for thing in scene.objects:
                draw.rectangle((thing.box.x0, thing.box.y0, thing.box.x1 - 1, thing.box.y1 - 1), outline=(255, 40, 40))
        tiles.append(np.asarray(image))
    return sheet(tiles, columns)


def edits_sheet(
    editor: Editor,
    maker: SceneMaker,
    names: Sequence[str],
    photographs: Sequence[NDArray[np.uint8]] = (),
    *,
    pairs: int = 16,
    columns: int = 8,
    steps: int = 8,
    guidance_scale: float = 2.5,
) -> Image.Image:
    """Before (the box in red) and after, side by side: on scenes first, then on photographs."""
    side = editor.working_side_px(is_draft=False)
    tiles: list[NDArray[np.uint8]] = []
    for index in range(pairs):
        rng = np.random.default_rng((HELD_OUT, index))
        if index < pairs - len(photographs):
            before = maker.make(HELD_OUT + 500 + index, size=Size(side, side), things=(1, 2), sides=(0.25, 0.45)).pixels
        else:
            chosen = photographs[index - pairs + len(photographs)]
            before = np.asarray(Image.fromarray(chosen).resize((side, side), Image.Resampling.LANCZOS))
        extent = side / 1.6
        box = Box.around(side / 2, side / 2, extent * rng.uniform(0.8, 1.0), extent * rng.uniform(0.8, 1.0))
        instructions = EditInstructions(
            phrase_for(names[index % len(names)]), steps=steps, guidance_scale=guidance_scale
        )
        edited = editor.edit([CropToEdit(before, box, index)], instructions, on_step=lambda evaluations: None)[0].pixels
        after = before.copy()
        after[box.as_slices()] = edited[box.as_slices()]
        marked = Image.fromarray(before)
        ImageDraw.Draw(marked).rectangle(
            (box.x0, box.y0, box.x1 - 1, box.y1 - 1), outline=(255, 40, 40), width=max(1, side // 128)
        )
        tiles += [_tile(np.asarray(marked)), _tile(after)]
    return sheet(tiles, columns)


def attention_sheet(folder: Path, pictures: Sequence[NDArray[np.uint8]], *, side_px: int = 192) -> Image.Image:
    """For each picture: itself, the [CLS] attention with its nine suppressed peaks, the inverse degree."""
    model: Any = timm.create_model(f"local-dir:{folder}", pretrained=True)
    tiles: list[NDArray[np.uint8]] = []
    for pixels in pictures:
        square = cv2.resize(pixels, (side_px, side_px), interpolation=cv2.INTER_AREA)
        picture = timm_picture(model, square, side_px)
        attention = attention_of_class_token(model, picture)[0]
        marked = Image.fromarray(_heat(attention.numpy(), side_px))
        draw = ImageDraw.Draw(marked)
        cell = side_px / attention.shape[1]
        for row, column in suppressed_peaks(attention, 9):
            x, y = (column + 0.5) * cell, (row + 0.5) * cell
            draw.ellipse((x - 3, y - 3, x + 3, y + 3), outline=(255, 60, 60), width=2)
        inverse = _heat(-degree(model, picture).numpy(), side_px)
        tiles += [_tile(square), _tile(np.asarray(marked)), _tile(inverse)]
    return sheet(tiles, 9)


def sheet(tiles: Sequence[NDArray[np.uint8]], columns: int) -> Image.Image:
    """Tiles of one size in rows."""
    height, width = tiles[0].shape[:2]
    rows = -(-len(tiles) // columns)
    image = Image.new("RGB", (columns * (width + _GAP) - _GAP, rows * (height + _GAP) - _GAP), (245, 245, 245))
    for index, tile in enumerate(tiles):
        image.paste(Image.fromarray(tile), ((index % columns) * (width + _GAP), (index // columns) * (height + _GAP)))
    return image


def _middle_square(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return np.asarray(image.crop((left, top, left + side, top + side)))


def _tile(pixels: NDArray[np.uint8], side: int = 144) -> NDArray[np.uint8]:
    how = Image.Resampling.LANCZOS if pixels.shape[0] > side else Image.Resampling.BICUBIC
    return np.asarray(Image.fromarray(pixels).resize((side, side), how))


def _heat(values: NDArray[np.float32], side_px: int) -> NDArray[np.uint8]:
    """(side, side, 3) uint8: low values dark blue, high ones yellow."""
    low, high = np.percentile(values, 2), np.percentile(values, 99)
    scaled = np.clip((values - low) / max(float(high - low), 1e-9), 0, 1) * 255
    large = cv2.resize(scaled.astype(np.uint8), (side_px, side_px), interpolation=cv2.INTER_NEAREST)
    coloured = cv2.applyColorMap(large, cv2.COLORMAP_VIRIDIS)
    return np.asarray(cv2.cvtColor(coloured, cv2.COLOR_BGR2RGB), dtype=np.uint8)
