"""An edit of a box, then of a mask: nothing is looked for. Run: python examples/edit_box.py [FOLDER]"""

import sys
from pathlib import Path

import numpy as np

import lredit_core

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
picture = lredit_core.open_picture(lredit_core.resource_path("samples/wooden_table.jpg"))
height, width = picture.pixels.shape[:2]

with lredit_core.load() as engine:
    box = lredit_core.Box(width // 4, height // 4, width // 2, height // 2)  # x0, y0, x1, y1 in pixels
    boxed = engine.edit_region(picture, "a lemon", box, preset=lredit_core.Preset.FAST)

    rows, columns = np.mgrid[:height, :width]
    disc = (rows - height * 0.5) ** 2 + (columns - width * 0.6) ** 2 < (height * 0.2) ** 2
    masked = engine.edit_region(picture, "a strawberry", disc, preset=lredit_core.Preset.FAST)

lredit_core.export(boxed.document, folder / "boxed.png")
lredit_core.export(masked.document, folder / "masked.png")
painted = masked.candidates[0].box
outside = np.ones((height, width), bool)
outside[painted.as_slices()] = False
after = masked.document.flattened().pixels
print(
    f"Painted in {painted.as_tuple()}; outside no pixel changed:",
    np.array_equal(after[outside], picture.pixels[outside]),
)
