"""Makes `resources/samples`: drawn scenes, and free photographs from scikit-image's package."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image

from lredit_core.geometry import Size
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import Placement, SceneMaker, SceneSpec

_SHADOW = 0.35
DRAWN_SAMPLES = {
    "cat_and_car": SceneSpec(
        Size(960, 640),
        "meadow",
        5,
        (
            Placement("cat", "fluent-3d", "", (0.28, 0.64), 0.38, shadow=_SHADOW),
            Placement("car", "fluent-3d", "", (0.74, 0.60), 0.42, shadow=_SHADOW),
        ),
    ),
    "beach_toys": SceneSpec(
        Size(900, 675),
        "beach",
        11,
        (
            Placement("umbrella", "fluent-3d", "", (0.22, 0.52), 0.46, shadow=_SHADOW),
            Placement("basketball", "fluent-3d", "", (0.55, 0.76), 0.24, shadow=_SHADOW),
            Placement("crab", "fluent-3d", "", (0.82, 0.72), 0.28, shadow=_SHADOW),
        ),
    ),
    "wooden_table": SceneSpec(
        Size(800, 800),
        "wooden table",
        3,
        (
            Placement("pizza", "noto", "", (0.30, 0.30), 0.38, shadow=_SHADOW),
            Placement("cup of coffee", "noto", "", (0.72, 0.34), 0.30, shadow=_SHADOW),
            Placement("banana", "noto", "", (0.50, 0.74), 0.34, shadow=_SHADOW),
        ),
    ),
}
PHOTOGRAPHS = {"cat_photo": "chelsea.png", "coffee_photo": "coffee.png", "rocket_photo": "rocket.jpg"}


def write_samples(folder: Path, *, art: Path, backgrounds: Path) -> list[Path]:
    """Writes every sample as JPEG of quality 92; gives their paths."""
    import skimage

    folder.mkdir(parents=True, exist_ok=True)
    maker = SceneMaker(ArtLibrary(art), BackgroundPhotos(backgrounds))
    written: list[Path] = []
    for name, spec in DRAWN_SAMPLES.items():
        written.append(folder / f"{name}.jpg")
        Image.fromarray(maker.render(spec).pixels).save(written[-1], quality=92, subsampling=0)
    packaged = Path(skimage.__file__).parent / "data"
    for name, file in PHOTOGRAPHS.items():
        written.append(folder / f"{name}.jpg")
        if file.endswith(".jpg"):
            shutil.copy(packaged / file, written[-1])
        else:
            Image.open(packaged / file).convert("RGB").save(written[-1], quality=92, subsampling=0)
    return written
