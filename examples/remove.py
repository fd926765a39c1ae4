"""A thing is taken away, with its mask beside. Run: python examples/remove.py [FOLDER]"""

import sys
from pathlib import Path

import lredit_core

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
picture = lredit_core.open_picture(lredit_core.resource_path("samples/cat_and_car.jpg"))

with lredit_core.load() as engine:
    result = engine.run(engine.request(picture, "remove the car", preset=lredit_core.Preset.FAST))

lredit_core.export(result.document, folder / "without.webp", options=lredit_core.ExportOptions(quality=90))
mask = result.candidates[0].silhouette
if mask is not None:
    print(f"Removed {mask.area} pixels in {mask.box.as_tuple()}; the mask's confidence is {mask.confidence:.2f}")
