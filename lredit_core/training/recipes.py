"""What `lredit train` can make: for each model how its training is set up, how long it takes, and where it goes.

Everything heavy is imported when a recipe is used.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import torch

    from lredit_core.evaluation.bundle_figures import HeldOut
    from lredit_core.synthetic.backgrounds import BackgroundPhotos
    from lredit_core.synthetic.drawings import ArtLibrary
    from lredit_core.training.inpaint_store import InpaintConfig, InpaintCrops
    from lredit_core.training.loop import Trainer

#: The file in the runs folder that keeps how many steps `lredit train all` gave each training.
PLAN_NAME = "plan.json"


@dataclass(frozen=True, slots=True)
class Workshop:
    """The world that models are trained on, and where things lie and are computed.

    Attributes:
        runs: pictures and checkpoints; a training goes on from its last one.
        resources: art/, backgrounds/, judge/.
        bundle: the bundle that models are written into.
        device: where trainings compute.
        processes: pictures are rendered by so many.
        batches: how many times a recipe's batch a step takes; 1 suits a CPU, more an accelerator.
        pictures: the share of a recipe's pictures that is rendered, and of scenes that figures are measured on: less
            than 1 to try things out.
    """

    library: ArtLibrary
    photos: BackgroundPhotos
    runs: Path
    resources: Path
    bundle: Path
    device: torch.device
    processes: int = 1
    batches: int = 1
    pictures: float = 1.0

    def some(self, count: int, *, least: int = 8) -> int:
        """The share of so many pictures."""
        return max(least, round(count * self.pictures))


@dataclass(frozen=True, slots=True)
class Recipe:
    """One training.

    Attributes:
        steps: as many as suit it, with the batch of the recipe.
        share: its part of the hours that `lredit train all` is given.
        prepare: the trainer for a number of steps; renders what pictures it lacks.
        finish: writes the trained model and gives the folder.
        measure: what the model that was written can do, on held-out scenes.
    """

    name: str
    title: str
    steps: int
    share: float
    prepare: Callable[[Workshop, int], Any]
    finish: Callable[[Workshop, Any], Path]
    measure: Callable[[Workshop, Any], Mapping[str, float]]


def _clip(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.image_text import ImageTextConfig, ImageTextTrainer
    from lredit_core.training.scene_store import SceneStore, StoreConfig, make_shard, shard_folders

    store = shop.runs / "store96"
    for index in range(20):  # shards of 10,000 pictures each
        folder = store / f"{index:02d}"
        if not (folder / "shard.json").is_file():
            scenes = StoreConfig(shop.some(2500), 1000 + index, pair_share=0.0 if index < 14 else 1.0)
            make_shard(folder, shop.library, shop.photos, scenes, processes=shop.processes)
    config = _larger(ImageTextConfig(steps, close_up_steps=round(steps / 5)), shop)
    return ImageTextTrainer(
        config, shop.library, SceneStore(shard_folders(store)), shop.runs / "clip" / "tokenizer", device=shop.device
    )


def _finish_clip(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.image_text import export

    export(trainer, shop.bundle / "image_text")
    return shop.bundle / "image_text"


def _measure_clip(shop: Workshop, _trainer: Any) -> Mapping[str, float]:
    from lredit_core.bundles.loading import load_image_text
    from lredit_core.evaluation.bundle_figures import image_text_figures
    from lredit_core.manifest import read_manifest

    part = read_manifest(shop.bundle).image_text
    model = load_image_text(shop.bundle / part.folder, device=shop.device)
    return image_text_figures(model, _held_out(shop), neutral=part.neutral_text)


def _ssl(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.self_supervised import SelfSupervisedConfig, SelfSupervisedTrainer
    from lredit_core.training.view_store import ViewConfig, make_views, open_views

    folder = shop.runs / "views224"
    if not (folder / "views.json").is_file():
        make_views(
            folder, shop.library, shop.photos, ViewConfig(shop.some(8000, least=16), 5), processes=shop.processes
        )
    config = _larger(SelfSupervisedConfig(steps, distillation_from=round(steps * 0.4)), shop)
    return SelfSupervisedTrainer(config, open_views(folder), device=shop.device)


def _finish_ssl(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.self_supervised import export

    export(trainer, shop.bundle / "self_supervised")
    return shop.bundle / "self_supervised"


def _measure_ssl(shop: Workshop, _trainer: Any) -> Mapping[str, float]:
    from lredit_core.bundles.loading import load_self_supervised
    from lredit_core.evaluation.bundle_figures import self_supervised_figures
    from lredit_core.manifest import read_manifest

    part = read_manifest(shop.bundle).self_supervised
    model = load_self_supervised(
        shop.bundle / part.folder, device=shop.device, longest_side_patches=part.longest_side_patches
    )
    return self_supervised_figures(model, _held_out(shop))


def _autoencoder(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.autoencoder import AutoencoderConfig, AutoencoderTrainer

    config = _larger(AutoencoderConfig(steps), shop)
    return AutoencoderTrainer(config, _small_crops(shop).pixels, device=shop.device)


def _finish_autoencoder(shop: Workshop, trainer: Any) -> Path:
    trainer.scale_latents()
    folder = shop.runs / "autoencoder" / "model"
    trainer.model.save_pretrained(folder)
    return folder


def _measure_autoencoder(shop: Workshop, trainer: Any) -> Mapping[str, float]:
    from lredit_core.evaluation.bundle_figures import autoencoder_psnr

    return {"psnr": autoencoder_psnr(trainer.model.cpu().eval(), _held_out(shop), side_px=LARGE_PX)}


def _diffusion(shop: Workshop, steps: int) -> Trainer:
    from diffusers import AutoencoderTiny

    from lredit_core.training.diffusion import DiffusionConfig, DiffusionTrainer, Latents, text_encoder_from
    from lredit_core.training.inpaint_store import FIRST_THINGS

    autoencoder = AutoencoderTiny.from_pretrained(shop.runs / "autoencoder" / "model").eval()
    small, large = (
        Latents(autoencoder, crops, device=shop.device) for crops in (_small_crops(shop), _large_crops(shop))
    )
    text = text_encoder_from(shop.bundle / "image_text")
    config = _larger(DiffusionConfig(steps, FIRST_THINGS, large_from=round(steps * 0.75)), shop)
    return DiffusionTrainer(config, shop.library, small, large, autoencoder, text, device=shop.device)


def _finish_diffusion(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.diffusion import export
    from lredit_core.training.manifest_writing import say_what_it_draws

    export(trainer, shop.bundle / "editors" / "diffusion")
    say_what_it_draws(shop.bundle, "diffusion", shop.library, trainer.config.things)
    return shop.bundle / "editors" / "diffusion"


def _judge(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.judge import JudgeConfig, JudgeTrainer, ThingPictures

    config = _larger(JudgeConfig(steps), shop)
    return JudgeTrainer(config, ThingPictures(shop.library, shop.photos), device=shop.device)


def _finish_judge(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.judge import export

    export(trainer, shop.resources / "judge")
    return shop.resources / "judge"


def _measure_judge(shop: Workshop, _trainer: Any) -> Mapping[str, float]:
    from lredit_core.evaluation.judge import Judge, judge_figures
    from lredit_core.synthetic.scenes import SceneMaker

    judge, maker = Judge(shop.resources / "judge"), SceneMaker(shop.library, shop.photos)
    return judge_figures(judge, maker, scenes=shop.some(400))


def _quantiser(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.vector_quantiser import QuantiserConfig, QuantiserTrainer

    return QuantiserTrainer(_larger(QuantiserConfig(steps), shop), _small_crops(shop), device=shop.device)


def _finish_quantiser(shop: Workshop, trainer: Any) -> Path:
    folder = shop.runs / "quantiser" / "model"
    trainer.model.save_pretrained(folder)
    return folder


def _measure_quantiser(shop: Workshop, trainer: Any) -> Mapping[str, float]:
    from lredit_core.training.vector_quantiser import reconstruction_psnr

    return {"psnr": reconstruction_psnr(trainer.model, _small_crops(shop).pixels[:256])}


def _masked(shop: Workshop, steps: int) -> Trainer:
    from diffusers import VQModel

    from lredit_core.training.inpaint_store import FIRST_THINGS
    from lredit_core.training.masked import MaskedConfig, MaskedTrainer, token_crops

    quantiser = VQModel.from_pretrained(shop.runs / "quantiser" / "model").eval().to(shop.device)
    crops = token_crops(quantiser, _small_crops(shop), shop.runs / "quantiser" / "tokens.safetensors")
    config = _larger(MaskedConfig(steps, FIRST_THINGS), shop)
    return MaskedTrainer(config, shop.library, crops, quantiser, shop.bundle / "image_text", device=shop.device)


def _finish_masked(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.manifest_writing import say_what_it_draws
    from lredit_core.training.masked import export

    export(trainer, shop.bundle / "editors" / "masked")
    say_what_it_draws(shop.bundle, "masked", shop.library, trainer.config.things)
    return shop.bundle / "editors" / "masked"


def _regions(shop: Workshop, steps: int) -> Trainer:
    from lredit_core.training.region_network import TRAINING_SEED, RegionNetworkConfig, RegionNetworkTrainer

    config = _larger(RegionNetworkConfig(steps), shop)
    return RegionNetworkTrainer(config, _region_examples(shop, shop.some(1200), TRAINING_SEED), device=shop.device)


def _finish_regions(shop: Workshop, trainer: Any) -> Path:
    from lredit_core.training.region_network import export

    file = shop.bundle / "region_network.safetensors"
    export(trainer, file)
    return file


def _measure_regions(shop: Workshop, trainer: Any) -> Mapping[str, float]:
    from lredit_core.training.region_network import HELD_OUT_SEED, framing_figures

    return framing_figures(trainer.network.cpu(), _region_examples(shop, shop.some(200), HELD_OUT_SEED))


def _region_examples(shop: Workshop, count: int, first_seed: int) -> Any:
    """Made anew where the self-supervised model is another than the one they were made with."""
    from lredit_core.manifest import checksum_of
    from lredit_core.training.region_network import examples_of

    model = checksum_of(shop.bundle / "self_supervised" / "model.safetensors")[:12]
    file = shop.runs / "regions" / f"examples-{first_seed}-{count}-{model}.safetensors"
    return examples_of(shop.library, shop.photos, shop.bundle, file, count=count, first_seed=first_seed)


def _editor_of_bundle(key: str) -> Callable[[Workshop, Any], Mapping[str, float]]:
    """Measures an editor as `lredit bench bundle` does."""

    def measure(shop: Workshop, _trainer: Any) -> Mapping[str, float]:
        from lredit_core.evaluation.bundle_benchmark import measure_bundle

        figures: Mapping[str, float] = measure_bundle(
            reference=str(shop.bundle),
            scenes=shop.some(200, least=16),
            judge_folder=shop.resources / "judge",
            only=(key,),
        )[key]
        return figures

    return measure


def _held_out(shop: Workshop) -> HeldOut:
    from lredit_core.evaluation.bundle_figures import HeldOut
    from lredit_core.synthetic.scenes import SceneMaker

    return HeldOut(SceneMaker(shop.library, shop.photos), scenes=shop.some(200, least=16))


_AnyConfig = TypeVar("_AnyConfig")


def _larger(config: _AnyConfig, shop: Workshop) -> _AnyConfig:
    """A training's configuration with a batch of so many of its batches as the workshop says."""
    for name in ("batch", "pairs", "records", "pictures"):
        if hasattr(config, name):
            return replace(config, **{name: getattr(config, name) * shop.batches})  # type: ignore[type-var]
    raise TypeError(f"{type(config).__name__} names no batch")


#: Sides of the crops that the learned editors draft on and finish on.
SMALL_PX, LARGE_PX = 64, 96


def _small_crops(shop: Workshop) -> InpaintCrops:
    from lredit_core.training.inpaint_store import FIRST_THINGS, InpaintConfig

    return _crops(shop, f"inpaint{SMALL_PX}", InpaintConfig(shop.some(20000), 48, FIRST_THINGS, SMALL_PX))


def _large_crops(shop: Workshop) -> InpaintCrops:
    from lredit_core.training.inpaint_store import FIRST_THINGS, InpaintConfig

    config = InpaintConfig(shop.some(16000), 96, FIRST_THINGS, LARGE_PX, colour_share=0.4)
    return _crops(shop, f"inpaint{LARGE_PX}", config)


def _crops(shop: Workshop, name: str, config: InpaintConfig) -> InpaintCrops:
    from lredit_core.training.inpaint_store import make_inpaint_crops, open_inpaint_crops

    folder = shop.runs / name
    if not (folder / "inpaint.json").is_file():
        make_inpaint_crops(folder, shop.library, shop.photos, config, processes=shop.processes)
    return open_inpaint_crops(folder)


#: In the order in which `lredit train all` makes them: later ones use earlier ones.
RECIPES: tuple[Recipe, ...] = (
    Recipe("judge", "The judge of edits, for benchmarks.", 2400, 0.05, _judge, _finish_judge, _measure_judge),
    Recipe("clip", "The image-text model.", 12000, 0.37, _clip, _finish_clip, _measure_clip),
    Recipe(
        "ssl",
        "The self-supervised vision transformer.",
        3000,
        0.12,
        _ssl,
        _finish_ssl,
        _measure_ssl,
    ),
    Recipe(
        "autoencoder",
        "The diffusion editor's autoencoder.",
        1500,
        0.06,
        _autoencoder,
        _finish_autoencoder,
        _measure_autoencoder,
    ),
    Recipe(
        "diffusion",
        "The diffusion editor; its autoencoder comes first.",
        6000,
        0.2,
        _diffusion,
        _finish_diffusion,
        _editor_of_bundle("diffusion"),
    ),
    Recipe(
        "quantiser", "The masked editor's tokenizer.", 1400, 0.05, _quantiser, _finish_quantiser, _measure_quantiser
    ),
    Recipe(
        "masked",
        "The masked editor; its tokenizer comes first.",
        2900,
        0.12,
        _masked,
        _finish_masked,
        _editor_of_bundle("masked"),
    ),
    Recipe("regions", "The region network's starting point.", 900, 0.03, _regions, _finish_regions, _measure_regions),
)


def planned_steps(shop: Workshop, recipe: Recipe, *, seconds: float, on_progress: Callable[[str], None]) -> int:
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
        on_progress(f"{recipe.name}: {plan[recipe.name]} steps of {pace_s:.2f} s")
    return plan[recipe.name]
