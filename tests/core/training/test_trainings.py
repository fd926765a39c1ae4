"""Each training, tiny: the loss falls, a stopped training goes on bit for bit, and what is written loads as the real
ones do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import open_clip
import pytest
import timm
import torch
from diffusers import StableDiffusionInpaintPipeline

from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.training import autoencoder, diffusion, image_text, self_supervised
from lredit_core.training.inpaint_store import InpaintConfig, InpaintCrops, make_inpaint_crops, open_inpaint_crops
from lredit_core.training.loop import Trainer, train
from lredit_core.training.phrases import phrases_for
from lredit_core.training.scene_store import SceneStore, StoreConfig, make_shard, shard_folders
from lredit_core.training.view_store import ViewConfig, make_views, open_views

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.training.checkpoints import Progress

pytestmark = pytest.mark.slow

torch.set_num_threads(1)  # tiny models: more threads only wait for each other
THINGS = ("cat", "car", "apple")


@pytest.fixture(scope="module")
def library() -> ArtLibrary:
    return ArtLibrary("resources/art")


@pytest.fixture(scope="module")
def photos() -> BackgroundPhotos:
    return BackgroundPhotos("resources/backgrounds")


@pytest.fixture(scope="module")
def store(library: ArtLibrary, photos: BackgroundPhotos, tmp_path_factory: pytest.TempPathFactory) -> SceneStore:
    folder = tmp_path_factory.mktemp("store")
    for index in range(2):
        make_shard(folder / f"{index}", library, photos, StoreConfig(scenes=6, seed=index, side_px=64, scene_px=96))
    return SceneStore(shard_folders(folder))


@pytest.fixture(scope="module")
def views(library: ArtLibrary, photos: BackgroundPhotos, tmp_path_factory: pytest.TempPathFactory) -> NDArray[np.uint8]:
    folder = tmp_path_factory.mktemp("views")
    make_views(folder, library, photos, ViewConfig(records=6, seed=0, side_px=48))
    return open_views(folder)


@pytest.fixture(scope="module")
def crops(library: ArtLibrary, photos: BackgroundPhotos, tmp_path_factory: pytest.TempPathFactory) -> InpaintCrops:
    folder = tmp_path_factory.mktemp("inpaint")
    make_inpaint_crops(folder, library, photos, InpaintConfig(crops=12, seed=0, side_px=32, things=THINGS))
    return open_inpaint_crops(folder)


IMAGE_TEXT = image_text.ImageTextConfig(
    4, pairs=4, warmup_steps=1, close_up_steps=1, close_up_px=32, image_px=64, image_width=8,
    image_layers=(1, 1, 1, 1), text_width=32, text_layers=1, text_heads=2, embed_dim=32,
)  # fmt: skip
SELF_SUPERVISED = self_supervised.SelfSupervisedConfig(
    4, records=4, learning_rate=5e-4, warmup_steps=1, image_px=32, width=32, depth=2, heads=2, sizes_px=(32,),
    distillation_from=1, prototypes=32,
)  # fmt: skip
AUTOENCODER = autoencoder.AutoencoderConfig(4, batch=4, warmup_steps=1, channels=8, crop_px=16)


def _same_weights(first: Any, second: Any) -> bool:
    left, right = first.state_dict(), second.state_dict()
    return all(torch.equal(left[key], right[key]) for key in left)


class _Interrupted(Exception):
    pass


def _stop_at(step: int) -> Callable[[int], None]:
    def stop(reached: int) -> None:
        if reached == step:
            raise _Interrupted

    return stop


def _train_whole_and_in_parts(whole: Trainer, half: Trainer, parts: Trainer, folder: Path) -> None:
    train(whole, folder / "whole", steps_until_checkpoint=2)
    with pytest.raises(_Interrupted):
        train(half, folder / "parts", steps_until_checkpoint=2, on_checkpoint=_stop_at(2))
    assert train(parts, folder / "parts", steps_until_checkpoint=2) == whole.total_steps


def test_records_of_the_store_agree_with_their_pictures(store: SceneStore) -> None:
    batch = store.gathered(np.arange(len(store)))
    assert len(batch) == 24
    present = batch.things >= 0
    assert (batch.boxes[present][:, 2:] > batch.boxes[present][:, :2]).all()
    assert batch.boxes.min() >= 0
    assert batch.boxes.max() <= 1
    changed = (batch.pixels[:, 0] != batch.pixels[:, 1]).any(axis=(1, 2, 3))
    assert changed.all()
    assert (batch.changes[:, 2] >= 0).all()
    assert (batch.changes[:, 0] != batch.changes[:, 2]).all()


def test_the_image_text_training_goes_on_bit_for_bit_and_loads_in_open_clip(
    library: ArtLibrary, store: SceneStore, tmp_path: Path
) -> None:
    whole, half, parts = (
        image_text.ImageTextTrainer(IMAGE_TEXT, library, store, tmp_path / "tokenizer") for _ in range(3)
    )
    _train_whole_and_in_parts(whole, half, parts, tmp_path)
    assert _same_weights(whole.model, parts.model)
    image_text.export(whole, tmp_path / "out")
    model, _, _ = open_clip.create_model_and_transforms(f"local-dir:{tmp_path / 'out'}")
    tokens = open_clip.get_tokenizer(f"local-dir:{tmp_path / 'out'}")(["a red apple"])
    assert torch.equal(tokens, whole.tokens(["a red apple"]))
    whole.model.eval()
    model.eval()
    torch.testing.assert_close(model.encode_text(tokens), whole.model.encode_text(tokens), atol=2e-2, rtol=2e-2)


def test_the_image_text_loss_falls_on_pictures_seen_again(
    library: ArtLibrary, store: SceneStore, tmp_path: Path
) -> None:
    trainer = image_text.ImageTextTrainer(IMAGE_TEXT, library, store, tmp_path / "tokenizer")
    first = trainer.step(1)["loss"]
    last = [trainer.step(1)["loss"] for _ in range(6)][-1]
    assert last < first - 0.2


def test_the_self_supervised_training_goes_on_bit_for_bit_and_loads_in_timm(
    views: NDArray[np.uint8], tmp_path: Path
) -> None:
    whole, half, parts = (self_supervised.SelfSupervisedTrainer(SELF_SUPERVISED, views) for _ in range(3))
    _train_whole_and_in_parts(whole, half, parts, tmp_path)
    assert _same_weights(whole.average, parts.average)
    self_supervised.export(whole, tmp_path / "out")
    model: Any = timm.create_model(f"local-dir:{tmp_path / 'out'}", pretrained=True).eval()
    picture = torch.randn(1, 3, 48, 48)
    whole.average.eval()
    torch.testing.assert_close(model(picture), whole.average(picture), atol=2e-2, rtol=2e-2)


def test_self_distillation_follows_the_other_view_and_does_not_collapse(views: NDArray[np.uint8]) -> None:
    trainer = self_supervised.SelfSupervisedTrainer(replace(SELF_SUPERVISED, total_steps=12), views)
    before = {name: value.clone() for name, value in trainer.teacher.state_dict().items()}
    assert "distillation" not in trainer.step(0)
    figures = [trainer.step(index) for index in range(1, 8)]
    assert all(0.01 < one["teacher_entropy"] < np.log(32) for one in figures)
    assert all(np.isfinite(one["distillation"]) for one in figures)
    after = trainer.teacher.state_dict()
    assert not torch.equal(before["centre"], after["centre"])
    assert not torch.equal(before["prototypes.prototypes"], after["prototypes.prototypes"])
    assert trainer.prototypes.prototypes.grad is not None
    assert 0 < trainer.prototypes.prototypes.grad.norm() < np.inf
    assert all(parameter.grad is None for parameter in trainer.teacher.parameters())


def test_twins_differ_in_one_thing(library: ArtLibrary, photos: BackgroundPhotos, tmp_path: Path) -> None:
    make_views(tmp_path, library, photos, ViewConfig(records=8, seed=1, side_px=48, twin_share=1.0))
    twins = open_views(tmp_path).astype(int)
    make_views(tmp_path / "apart", library, photos, ViewConfig(records=8, seed=1, side_px=48, twin_share=0.0))
    strangers = open_views(tmp_path / "apart").astype(int)
    # the same background under all sets: what differs is the things, and twins share all but one with the first
    for other in range(1, twins.shape[1]):
        differing = [
            float(np.mean(np.abs(records[:, 0] - records[:, other]).max(axis=-1) > 40))
            for records in (twins, strangers)
        ]
        assert 0 < differing[0] < differing[1]


def test_more_patches_are_left_out_of_larger_pictures(views: NDArray[np.uint8]) -> None:
    trainer = self_supervised.SelfSupervisedTrainer(replace(SELF_SUPERVISED, sizes_px=(64,), kept_rows=2), views)
    lengths: list[int] = []
    trainer.model.blocks[0].register_forward_hook(lambda block, inputs, output: lengths.append(output.shape[1]))
    trainer.average.blocks[0].register_forward_hook(lambda block, inputs, output: lengths.append(output.shape[1]))
    trainer.step(0)
    assert lengths == [1 + 2 * 8]
    trainer.step(1)
    assert lengths[1:] == [1 + 2 * 8, 1 + 8 * 8], "the running average sees all of them"
    assert trainer.pictures_per_step == 4 * 4 * 2


def test_the_self_supervised_loss_falls(views: NDArray[np.uint8]) -> None:
    trainer = self_supervised.SelfSupervisedTrainer(SELF_SUPERVISED, views)
    first = trainer.step(1)["contrast"]
    assert [trainer.step(1)["contrast"] for _ in range(20)][-1] < first


def test_autoencoder_and_diffusion_train_and_load_as_a_pipeline(
    library: ArtLibrary, store: SceneStore, crops: InpaintCrops, tmp_path: Path
) -> None:
    reports: list[Progress] = []
    rebuilt = autoencoder.AutoencoderTrainer(AUTOENCODER, crops.pixels)
    train(rebuilt, tmp_path / "autoencoder", on_progress=reports.append)
    rebuilt.scale_latents()
    assert [report.step for report in reports] == [1, 2, 3, 4]
    text = image_text.ImageTextTrainer(IMAGE_TEXT, library, store, tmp_path / "tokenizer")
    image_text.export(text, tmp_path / "image_text")
    make_inpaint_crops(
        tmp_path / "large", library, None, InpaintConfig(6, 1, side_px=48, things=THINGS, colour_share=1.0)
    )
    coloured = open_inpaint_crops(tmp_path / "large")
    takes_colours = [library.thing(THINGS[thing]).colourable for thing in coloured.things]
    assert [colour > 0 for colour in coloured.colours] == takes_colours
    assert any(takes_colours)
    small, large = (diffusion.Latents(rebuilt.model, some) for some in (crops, coloured))
    config = diffusion.DiffusionConfig(3, THINGS, batch=4, warmup_steps=1, channels=(16, 16, 16), large_from=2)
    words = diffusion.text_encoder_from(tmp_path / "image_text")
    trainer = diffusion.DiffusionTrainer(config, library, small, large, rebuilt.model, words)
    assert trainer.unet.config.sample_size == 12
    first = trainer.step(1)["loss"]
    assert [trainer.step(1)["loss"] for _ in range(12)][-1] < first
    train(trainer, tmp_path / "diffusion")
    diffusion.export(trainer, tmp_path / "pipeline")
    pipeline: Any = StableDiffusionInpaintPipeline.from_pretrained(tmp_path / "pipeline")
    pipeline.set_progress_bar_config(disable=True)
    mask = np.zeros((32, 32), np.float32)
    mask[8:24, 8:24] = 1
    image = pipeline(
        "a cat", image=crops.pixels[:1] / np.float32(255), mask_image=mask[None], height=32, width=32,
        num_inference_steps=2, guidance_scale=2.0, output_type="np",
    ).images[0]  # fmt: skip
    assert image.shape == (32, 32, 3)
    assert np.isfinite(image).all()


def test_phrases_say_the_colour_and_the_synonyms(library: ArtLibrary) -> None:
    assert {"a car", "car", "an automobile"} <= set(phrases_for(library, "car"))
    said = phrases_for(library, "car", "blue")
    assert "a photo of a blue car" in said
    assert all("blue" in phrase for phrase in said)


def test_the_text_encoder_is_the_text_tower(library: ArtLibrary, store: SceneStore, tmp_path: Path) -> None:
    trainer = image_text.ImageTextTrainer(IMAGE_TEXT, library, store, tmp_path / "tokenizer")
    image_text.export(trainer, tmp_path / "out")
    encoder, tokenizer = diffusion.text_encoder_from(tmp_path / "out")
    tokens = trainer.tokens(["a red apple on grass"])
    hidden = encoder(tokens)[0][0, tokens[0].argmax()]
    trainer.model.eval()
    projected = hidden @ trainer.model.text_projection
    torch.testing.assert_close(projected, trainer.model.encode_text(tokens)[0], atol=2e-2, rtol=2e-2)
    assert tokenizer("a red apple")["input_ids"][0] == tokenizer.bos_token_id
