"""Sample sheets for the model card: what the scenes, the edits and the attention look like, failures included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import torch
from PIL import Image, ImageDraw

from lredit_core.api.request import EditSettings
from lredit_core.bundles.loading import BundleLoader, ModelBundle
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.evaluation.bundle_benchmark import autoencoder_of
from lredit_core.evaluation.bundle_figures import HELD_OUT, degree, suppressed_peaks
from lredit_core.geometry import Box, Size
from lredit_core.synthetic.scenes import SceneMaker, phrase_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.encoders.self_supervised import SelfSupervisedModel
    from lredit_core.synthetic.backgrounds import BackgroundPhotos
    from lredit_core.synthetic.drawings import ArtLibrary

_GAP = 4


def write_sheets(
    library: ArtLibrary, photos: BackgroundPhotos, folder: Path, out: Path, photographs: Sequence[Path]
) -> list[Path]:
    """Writes every sheet of a bundle's folder as WebP into `out`."""
    maker = SceneMaker(library, photos)
    bundle = BundleLoader().load(str(folder))
    squares = [_middle_square(path) for path in photographs]
    scenes = [
        maker.make(HELD_OUT + 900 + seed, size=Size(256, 256), things=(1, 3), sides=(0.2, 0.5)).pixels
        for seed in range(9)
    ]
    made = {
        "scenes": scenes_sheet(maker),
        "attention": attention_sheet(bundle.self_supervised, [*scenes, *squares]),
    }
    for name, part in bundle.manifest.editors.items():
        drawn = part.things or library.names[:: max(1, len(library) // 16)]
        is_library = part.kind == "retrieve"
        made[name] = edits_sheet(
            bundle, name, maker, drawn, squares if is_library else (), pairs=16 if is_library else len(drawn)
        )
    autoencoder = autoencoder_of(folder)
    if autoencoder is not None:
        made["reconstructions"] = reconstructions_sheet(autoencoder, maker)
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
    bundle: ModelBundle,
    name: str,
    maker: SceneMaker,
    things: Sequence[str],
    photographs: Sequence[NDArray[np.uint8]] = (),
    *,
    pairs: int = 16,
    columns: int = 8,
) -> Image.Image:
    """Before (the box in red) and after, side by side: on scenes first, then on photographs. Nothing is picked out."""
    editor = bundle.editor(name)
    settings = bundle.editor_info(name).suited(EditSettings())
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
            phrase_for(things[index % len(things)]), steps=settings.edit_steps, guidance_scale=settings.guidance_scale
        )
        edited = editor.edit([CropToEdit(before, box, index)], instructions, on_step=lambda _images: None)[0].pixels
        after = before.copy()
        after[box.as_slices()] = edited[box.as_slices()]
        marked = Image.fromarray(before)
        ImageDraw.Draw(marked).rectangle(
            (box.x0, box.y0, box.x1 - 1, box.y1 - 1), outline=(255, 40, 40), width=max(1, side // 128)
        )
        tiles += [_tile(np.asarray(marked)), _tile(after)]
    return sheet(tiles, columns)


def attention_sheet(
    model: SelfSupervisedModel, pictures: Sequence[NDArray[np.uint8]], *, side_px: int = 192
) -> Image.Image:
    """For each picture: itself, the [CLS] attention with its nine suppressed peaks, the inverse degree."""
    tiles: list[NDArray[np.uint8]] = []
    for pixels in pictures:
        square = np.asarray(cv2.resize(pixels, (side_px, side_px), interpolation=cv2.INTER_AREA), np.uint8)
        patches = model.encode(square, image=Size(side_px, side_px))
        marked = Image.fromarray(_heat(patches.attention.numpy(), side_px))
        draw = ImageDraw.Draw(marked)
        for row, column in suppressed_peaks(patches.attention, 9):
            x, y = patches.grid.centre_of(row, column)
            draw.ellipse((x - 3, y - 3, x + 3, y + 3), outline=(255, 60, 60), width=2)
        inverse = _heat(-degree(patches).numpy(), side_px)
        tiles += [_tile(square), _tile(np.asarray(marked)), _tile(inverse)]
    return sheet(tiles, 9)


def reconstructions_sheet(autoencoder: Any, maker: SceneMaker, *, pairs: int = 16, side_px: int = 64) -> Image.Image:
    """Scenes, and what is left of them after the diffusion editor's autoencoder."""
    tiles: list[NDArray[np.uint8]] = []
    for index in range(pairs):
        pixels = maker.make(
            HELD_OUT + 700 + index, size=Size(side_px, side_px), things=(1, 2), sides=(0.25, 0.6)
        ).pixels
        signed = torch.from_numpy(pixels).permute(2, 0, 1)[None].float() / 127.5 - 1
        with torch.inference_mode():
            rebuilt = autoencoder.decode(autoencoder.encode(signed).latents).sample[0].clamp(-1, 1)
        after = ((rebuilt.permute(1, 2, 0) + 1) * 127.5 + 0.5).to(torch.uint8).numpy()
        tiles += [_tile(pixels), _tile(after)]
    return sheet(tiles, 8)


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
