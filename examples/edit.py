"""An edit: the region that the words speak of is learned, edited, and ranked. Run: python examples/edit.py [FOLDER]"""

import sys
from pathlib import Path

import lredit_core

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
picture = lredit_core.open_picture(lredit_core.resource_path("samples/cat_and_car.jpg"))

with lredit_core.load("builtin") as engine:
    request = engine.request(picture, "a red apple", source="the cat", preset=lredit_core.Preset.FAST, seed=7)
    result = engine.run(request)

lredit_core.export(result.document, folder / "edited.png")
print(f"Edited {result.region.as_tuple()}; {len(result.candidates)} candidates, the best first:")
for candidate in result.candidates:
    print(f"  {candidate.region_box.as_tuple()} S = {candidate.score.total:.3f}")
