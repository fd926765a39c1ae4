"""Draws docs/images/edits.jpg: edits of every intent on free photographs, unselected, before beside after.

The best candidate of each, as `lredit edit --prompt ... --out` writes it: failures are on the sheet too.
"""

from __future__ import annotations

import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from lredit_core.api.events import CandidateReady, EditFailed, EditFinished, Noticed
from lredit_core.api.request import EditRequest
from lredit_core.cancellation import EventToken
from lredit_core.document.document import Document
from lredit_core.engine.engine import InProcessEngine
from lredit_core.pictures.image import PixelBuffer
from lredit_core.resources import resource_path

#: Which picture, and what is said.
EDITS = (
    ("rocket", "remove the rocket"),
    ("rocket", "another rocket"),
    ("rocket", "move the rocket to the right"),
    ("rocket", "make the sky lighter"),
    ("rocket", "make the rocket bigger"),
    ("rocket", "add a balloon"),
    ("coffee", "remove the spoon"),
    ("coffee", "make the cup blue"),
    ("coffee", "black and white except the cup"),
    ("coffee", "make the picture cooler"),
    ("coffee", "flip the spoon"),
    ("coffee", "replace the cup with a red apple"),
    ("cat", "blur everything but the cat"),
    ("cat", "make the cat darker"),
    ("cat", "sharpen the cat"),
    ("cat", "make the picture sepia"),
    ("astronaut", "remove the flag"),
    ("astronaut", "make the astronaut black and white"),
    ("astronaut", "blur everything but the woman"),
    ("astronaut", "make the woman brighter"),
    ("beach", "remove the ball"),
    ("beach", "move the crab to the left"),
    ("beach", "another crab"),
    ("beach", "make the umbrella green"),
    ("table", "remove the pizza and add a balloon"),
    ("table", "make the table darker"),
)
_HEIGHT, _COLUMNS, _GAP, _CAPTION = 190, 3, 12, 22


def main() -> None:
    """Writes the sheet to the path that is given."""
    pictures = _pictures()
    engine = InProcessEngine()
    engine.load("builtin")
    tiles = []
    for name, prompt in EDITS:
        image = pictures[name]
        after, said = _edited(engine, image, prompt)
        tiles.append(_tile(image.to_srgb8(), after, f"{prompt}{'   (' + said + ')' if said else ''}"))
        print(f"{name}: {prompt}: {said or 'done'}", flush=True)
    _sheet(tiles).save(sys.argv[1], quality=88)


def _pictures() -> dict[str, PixelBuffer]:
    from skimage import data

    def sample(name: str) -> PixelBuffer:
        with Image.open(resource_path(f"samples/{name}.jpg")) as picture:
            return PixelBuffer(np.asarray(picture.convert("RGB")))

    return {
        "rocket": sample("rocket_photo"),
        "coffee": sample("coffee_photo"),
        "cat": sample("cat_photo"),
        "beach": sample("beach_toys"),
        "table": sample("wooden_table"),
        "astronaut": PixelBuffer(data.astronaut()),
    }


def _edited(engine: InProcessEngine, image: PixelBuffer, prompt: str) -> tuple[np.ndarray, str]:
    candidates, said, best = {}, "", ()
    for event in engine.edit(EditRequest(image, prompt), EventToken()):
        if isinstance(event, CandidateReady):
            candidates[event.candidate.candidate_id] = event.candidate
        elif isinstance(event, Noticed):
            said = "not sure" if "not sure" in event.message else said
        elif isinstance(event, EditFailed):
            said = "refused"
        elif isinstance(event, EditFinished):
            best = (event.best_candidate_id, *event.companion_ids)
    return Document(image, tuple(candidates[one].as_layer() for one in best)).flattened().to_srgb8(), said


def _tile(before: np.ndarray, after: np.ndarray, caption: str) -> Image.Image:
    both = Image.fromarray(np.concatenate([before, after], axis=1))
    both = both.resize((both.width * _HEIGHT // both.height, _HEIGHT), Image.Resampling.LANCZOS)
    tile = Image.new("RGB", (both.width, _HEIGHT + _CAPTION), (250, 250, 250))
    tile.paste(both, (0, _CAPTION))
    ImageDraw.Draw(tile).text((2, 3), caption, fill=(20, 20, 20), font=ImageFont.load_default(14))
    return tile


def _sheet(tiles: list[Image.Image]) -> Image.Image:
    width = max(tile.width for tile in tiles) + _GAP
    rows = -(-len(tiles) // _COLUMNS)
    sheet = Image.new("RGB", (width * _COLUMNS, (_HEIGHT + _CAPTION + _GAP) * rows), (250, 250, 250))
    for number, tile in enumerate(tiles):
        sheet.paste(tile, (number % _COLUMNS * width, number // _COLUMNS * (_HEIGHT + _CAPTION + _GAP)))
    return sheet


if __name__ == "__main__":
    main()
