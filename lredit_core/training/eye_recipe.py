"""`lredit train eye`: gathers what the eye for photographs is made of, trains its words, puts it into the bundle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import skimage
import sklearn
import torch
from PIL import Image

from lredit_core.geometry import Size
from lredit_core.synthetic.scenes import SceneMaker
from lredit_core.training.eye import (
    EyeConfig,
    EyeTrainer,
    drawing_probe,
    export,
    parts_of,
    pooled_feature,
    projection_of,
)
from lredit_core.training.eye_weights import load_trunk
from lredit_core.training.loop import train
from lredit_core.training.nouns import read_nouns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from lredit_core.training.checkpoints import Progress
    from lredit_core.training.recipes import Workshop

#: The folder of the eye in a bundle.
EYE_FOLDER = "photographs"
WEIGHTS_NAME = "trunk.safetensors"
_PHOTOGRAPHS = {
    "skimage": (
        "astronaut.png",
        "chelsea.png",
        "coffee.png",
        "rocket.jpg",
        "motorcycle_left.png",
        "motorcycle_right.png",
        "hubble_deep_field.jpg",
    ),
    "sklearn": ("china.jpg", "flower.jpg"),
}
_DRAWINGS, _PARTS = 160, 14
_SCENE_SIZES = (Size(384, 384), Size(512, 320), Size(320, 448))


def train_eye(
    shop: Workshop,
    wordnet: Path,
    *,
    steps: int,
    photographs: Sequence[Path] = (),
    on_progress: Callable[[Progress], None] = lambda _progress: None,
) -> Path:
    """Trains the text tower and writes the eye into the bundle; gives its folder.

    Args:
        shop: where things lie; runs/eye holds the converted trunk.
        wordnet: the folder with data.noun and index.noun.
        steps: of the optimizer.
        photographs: more of them, besides those that scikit-image and scikit-learn carry.
        on_progress: called now and then.

    Raises:
        InvalidRequest: where the weights were not converted yet, or WordNet is not there.
    """
    runs = shop.runs / "eye"
    nouns, trunk = read_nouns(wordnet), load_trunk(runs / WEIGHTS_NAME)
    pictures = [_pixels_of(path) for path in (*_carried(), *photographs)]
    rng = np.random.default_rng(0)
    parts = torch.stack([pooled_feature(trunk, part) for one in pictures for part in parts_of(one, rng, count=_PARTS)])
    projection = projection_of(trunk.classifier, parts.mean(dim=0), EyeConfig(steps).embed_dim)
    trainer = EyeTrainer(EyeConfig(steps), nouns, trunk, projection, runs / "tokenizer", device=shop.device)
    train(trainer, runs / "text", on_progress=on_progress)
    scenes = SceneMaker(shop.library, shop.photos)
    drawn = torch.stack([pooled_feature(trunk, _scene(scenes, number)) for number in range(shop.some(_DRAWINGS))])
    export(trainer, drawing_probe(drawn, parts), shop.bundle / EYE_FOLDER)
    return shop.bundle / EYE_FOLDER


def _scene(scenes: SceneMaker, number: int) -> NDArray[np.uint8]:
    size = _SCENE_SIZES[number % len(_SCENE_SIZES)]
    return scenes.make(number, size=size, things=(1, 4), sides=(0.12, 0.5), names=None, colour_share=0.3).pixels


def _carried() -> list[Path]:
    folders = {
        "skimage": Path(skimage.__file__).parent / "data",
        "sklearn": Path(sklearn.__file__).parent / "datasets" / "images",
    }
    return [folders[package] / name for package, names in _PHOTOGRAPHS.items() for name in names]


def _pixels_of(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as opened:
        return np.asarray(opened.convert("RGB"))
