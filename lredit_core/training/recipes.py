"""What `lredit train` can make: for each model how its training is set up, how long it takes, and where it goes.

Everything heavy is imported when a recipe is used.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lredit_core.art import ArtLibrary
    from lredit_core.evaluation.backgrounds import BackgroundPhotos
    from lredit_core.training.inpaint_store import InpaintConfig, InpaintCrops
    from lredit_core.training.loop import Trainer

#: The file in the runs folder that keeps how many steps `lredit train all` gave each training.
PLAN_NAME = "plan.json"


@dataclass(frozen=True, slots=True)
class Workshop:
    """The world that models are trained on, and where things lie.

    Attributes:
        runs: pictures and checkpoints; a training goes on from its last one.
        resources: art/, backgrounds/, judge/.
        bundle: the bundle that models are written into.
    """

    library: ArtLibrary
    photos: BackgroundPhotos
    runs: Path
    resources: Path
    bundle: Path


@dataclass(frozen=True, slots=True)
class Recipe:
    """One training.

    Attributes:
        steps: as many as the shipped model took.
        share: its part of the hours that `lredit train all` is given.
        prepare: the trainer for a number of steps; renders what pictures it lacks.
        finish: writes the trained model and gives the folder.
    """

    name: str
    title: str
    steps: int
    share: float
    prepare: Callable[[Workshop, int], Any]
    finish: Callable[[Workshop, Any], Path]


def _clip(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.image_text import ImageTextConfig, ImageTextTrainer
    from lredit_core.training.scene_store import SceneStore, StoreConfig, make_shard, shard_folders

    store = shop.runs / "store96"
    for index in range(20):  # shards of 10,000 pictures each
        folder = store / f"{index:02d}"
        if not (folder / "shard.json").is_file():
            pair_share = 0.0 if index < 14 else 1.0
            make_shard(folder, shop.library, shop.photos, StoreConfig(2500, 1000 + index, pair_share=pair_share))
    config = ImageTextConfig(steps, close_up_steps=round(steps / 5))
    return ImageTextTrainer(config, shop.library, SceneStore(shard_folders(store)), shop.runs / "clip" / "tokenizer")


def _finish_clip(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.image_text import export

    export(trainer, shop.bundle / "image_text")
    return shop.bundle / "image_text"


def _ssl(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.self_supervised import SelfSupervisedConfig, SelfSupervisedTrainer
    from lredit_core.training.view_store import ViewConfig, make_views, open_views

    folder = shop.runs / "views160"
    if not (folder / "views.json").is_file():
        make_views(folder, shop.library, shop.photos, ViewConfig(16000, 5))
    config = SelfSupervisedConfig(steps, distillation_from=round(steps * 0.7))
    return SelfSupervisedTrainer(config, open_views(folder))


def _finish_ssl(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.self_supervised import export

    export(trainer, shop.bundle / "self_supervised")
    return shop.bundle / "self_supervised"


def _autoencoder(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.autoencoder import AutoencoderConfig, AutoencoderTrainer

    return AutoencoderTrainer(AutoencoderConfig(steps), _crops(shop).pixels)


def _finish_autoencoder(shop: Workshop, trainer: Any) -> Path:
    trainer.scale_latents()
    folder = shop.runs / "autoencoder" / "model"
    trainer.model.save_pretrained(folder)
    return folder


def _diffusion(shop: Workshop, steps: int) -> Trainer:
    from diffusers import AutoencoderTiny

    from lredit_core.training.diffusion import DiffusionConfig, DiffusionTrainer, Latents, text_encoder_from
    from lredit_core.training.inpaint_store import FIRST_THINGS

    autoencoder = AutoencoderTiny.from_pretrained(shop.runs / "autoencoder" / "model").eval()
    small, large = (Latents(autoencoder, crops) for crops in (_crops(shop), _large_crops(shop)))
    text = text_encoder_from(shop.bundle / "image_text")
    config = DiffusionConfig(steps, FIRST_THINGS, large_from=round(steps * 0.75))
    return DiffusionTrainer(config, shop.library, small, large, autoencoder, text)


def _finish_diffusion(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.diffusion import export

    export(trainer, shop.bundle / "editors" / "diffusion")
    return shop.bundle / "editors" / "diffusion"


def _judge(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.judge import JudgeConfig, JudgeTrainer, ThingPictures

    return JudgeTrainer(JudgeConfig(steps), ThingPictures(shop.library, shop.photos))


def _finish_judge(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.judge import export

    export(trainer, shop.resources / "judge")
    return shop.resources / "judge"


def _quantiser(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.vector_quantiser import QuantiserConfig, QuantiserTrainer

    return QuantiserTrainer(QuantiserConfig(steps), _crops(shop))


def _finish_quantiser(shop: Workshop, trainer: Any) -> Path:
    folder = shop.runs / "quantiser" / "model"
    trainer.model.save_pretrained(folder)
    return folder


def _masked(shop: Workshop, steps: int) -> Trainer:
    from diffusers import VQModel

    from lredit_core.training.inpaint_store import FIRST_THINGS
    from lredit_core.training.masked import MaskedConfig, MaskedTrainer, token_crops

    quantiser = VQModel.from_pretrained(shop.runs / "quantiser" / "model").eval()
    crops = token_crops(quantiser, _crops(shop), shop.runs / "quantiser" / "tokens.safetensors")
    text = shop.bundle / "image_text"
    return MaskedTrainer(MaskedConfig(steps, FIRST_THINGS), shop.library, crops, quantiser, text)


def _finish_masked(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.masked import export

    export(trainer, shop.bundle / "editors" / "masked")
    return shop.bundle / "editors" / "masked"


def _regions(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.region_network import (
        TRAINING_SEED,
        RegionNetworkConfig,
        RegionNetworkTrainer,
        examples_of,
    )

    file = shop.runs / "regions" / "examples1200.safetensors"
    examples = examples_of(shop.library, shop.photos, shop.bundle, file, count=1200, first_seed=TRAINING_SEED)
    return RegionNetworkTrainer(RegionNetworkConfig(steps), examples)


def _finish_regions(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.bundles.manifest import MANIFEST_NAME
    from lredit_core.training.region_network import export

    file = shop.bundle / "region_network.safetensors"
    export(trainer, file)
    manifest_path = shop.bundle / MANIFEST_NAME
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    manifest["region_network"] = file.name
    manifest_path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def _crops(shop: Workshop) -> InpaintCrops:
    from lredit_core.training.inpaint_store import InpaintConfig

    return _crops_in(shop, "inpaint48", InpaintConfig(20000, 48))


def _large_crops(shop: Workshop) -> InpaintCrops:
    from lredit_core.training.inpaint_store import InpaintConfig

    return _crops_in(shop, "inpaint96", InpaintConfig(16000, 96, side_px=96, colour_share=0.4))


def _crops_in(shop: Workshop, name: str, config: InpaintConfig) -> InpaintCrops:
    from lredit_core.training.inpaint_store import make_inpaint_crops, open_inpaint_crops

    folder = shop.runs / name
    if not (folder / "inpaint.json").is_file():
        make_inpaint_crops(folder, shop.library, shop.photos, config)
    return open_inpaint_crops(folder)


#: In the order in which `lredit train all` makes them: later ones use earlier ones.
RECIPES: tuple[Recipe, ...] = (
    Recipe("clip", "The image-text model.", 12000, 0.37, _clip, _finish_clip),
    Recipe("ssl", "The self-supervised vision transformer.", 1600, 0.12, _ssl, _finish_ssl),
    Recipe("autoencoder", "The diffusion editor's autoencoder.", 1500, 0.06, _autoencoder, _finish_autoencoder),
    Recipe("diffusion", "The diffusion editor; its autoencoder comes first.", 6000, 0.2, _diffusion, _finish_diffusion),
    Recipe("judge", "The judge of edits, for benchmarks.", 2400, 0.05, _judge, _finish_judge),
    Recipe("quantiser", "The masked editor's tokenizer.", 1400, 0.05, _quantiser, _finish_quantiser),
    Recipe("masked", "The masked editor; its tokenizer comes first.", 2900, 0.12, _masked, _finish_masked),
    Recipe("regions", "The region network's starting point.", 900, 0.03, _regions, _finish_regions),
)


def planned_steps(shop: Workshop, recipe: Recipe, *, seconds: float, tell: Callable[[str], None]) -> int:
    """How many steps fit into some seconds on this machine; measured once, then kept, so that a training that was
    stopped goes on towards the same end."""
    path = shop.runs / PLAN_NAME
    plan: dict[str, int] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if recipe.name not in plan:
        trainer = recipe.prepare(shop, recipe.steps)
        probes = (0, recipe.steps // 2, recipe.steps - 1)
        for index in probes:
            trainer.step(index)
        started = time.monotonic()
        for index in probes:
            trainer.step(index)
        pace_s = (time.monotonic() - started) / len(probes)
        plan[recipe.name] = max(1, round(seconds / pace_s))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(plan, indent=1) + "\n", encoding="utf-8")
        tell(f"{recipe.name}: {plan[recipe.name]} steps of {pace_s:.2f} s")
    return plan[recipe.name]


def seal(bundle: Path) -> int:
    """Writes the checksums of a bundle's files into its manifest, and gives how many there are.

    Where a folder has no manifest yet, nothing is done.
    """
    from lredit_core.bundles.manifest import MANIFEST_NAME, checksum_of

    manifest_path = bundle / MANIFEST_NAME
    if not manifest_path.is_file():
        return 0
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    files = sorted(path for path in bundle.rglob("*") if path.is_file() and path != manifest_path)
    for path in files:
        path.chmod(0o644)
    manifest["checksums"] = {path.relative_to(bundle).as_posix(): checksum_of(path) for path in files}
    manifest_path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(files)
