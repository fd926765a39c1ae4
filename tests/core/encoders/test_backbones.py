"""DINO, DINOv2 and DINOv3 backbones of timm, small and random, saved and loaded by the real loaders."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import timm
import torch
from safetensors.torch import save_file

from lredit_core.bundles.loading import load_self_supervised
from lredit_core.geometry import Size

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.encoders.self_supervised import SelfSupervisedModel

CPU = torch.device("cpu")
SMALL: dict[str, Any] = {"embed_dim": 32, "depth": 2, "num_heads": 2, "num_classes": 0}


@dataclass(frozen=True, slots=True)
class Backbone:
    """A timm architecture, made small.

    Attributes:
        prefix: tokens before the patches: [CLS] and registers.
    """

    architecture: str
    patch_px: int
    prefix: int
    arguments: dict[str, Any]


BACKBONES = {
    "dino": Backbone("vit_base_patch16_224", 16, 1, {"img_size": 64}),
    "dino-patch-8": Backbone("vit_base_patch8_224", 8, 1, {"img_size": 64}),
    "dinov2": Backbone("vit_small_patch14_dinov2", 14, 1, {"img_size": 56}),
    "dinov2-registers": Backbone("vit_small_patch14_reg4_dinov2", 14, 5, {"img_size": 56}),
    "dinov3": Backbone("vit_small_patch16_dinov3", 16, 5, {"img_size": 64}),
}


def write_backbone(backbone: Backbone, folder: Path) -> None:
    """A timm folder of random weights."""
    folder.mkdir(parents=True)
    arguments = {**SMALL, **backbone.arguments}
    torch.manual_seed(0)
    model = timm.create_model(backbone.architecture, pretrained=False, **arguments)
    for parameter in model.parameters():
        parameter.data.add_(0.05 * torch.randn_like(parameter))  # layer scales start at nearly nothing
    save_file({name: value.contiguous() for name, value in model.state_dict().items()}, folder / "model.safetensors")
    side = backbone.arguments["img_size"]
    config = {
        "architecture": backbone.architecture,
        "num_classes": 0,
        "model_args": arguments,
        "pretrained_cfg": {"input_size": [3, side, side], "mean": [0.4, 0.5, 0.6], "std": [0.2, 0.3, 0.4]},
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


@pytest.fixture(scope="module", params=BACKBONES)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Backbone, Any]:
    backbone = BACKBONES[request.param]
    folder = tmp_path_factory.mktemp("backbone") / "model"
    write_backbone(backbone, folder)
    return backbone, load_self_supervised(folder, device=CPU, longest_side_patches=9)


def _picture(size: Size) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (size.height, size.width, 3), dtype=np.uint8)


def test_patch_registers_and_normalisation_come_from_the_model(loaded: tuple[Backbone, SelfSupervisedModel]) -> None:
    backbone, model = loaded
    assert model.patch_px == backbone.patch_px
    assert model._model.num_prefix_tokens == backbone.prefix
    assert model._mean == (0.4, 0.5, 0.6) and model._std == (0.2, 0.3, 0.4)


def test_features_are_those_of_the_patches_in_the_pictures_aspect(loaded: tuple[Backbone, SelfSupervisedModel]) -> None:
    backbone, model = loaded
    size = Size(180, 100)
    pixels = _picture(size)
    patches = model.encode(pixels, image=size)
    assert (patches.grid.rows, patches.grid.columns) == (5, 9)
    assert patches.features.shape == (5, 9, 32) and patches.attention.shape == (5, 9)

    inputs: list[torch.Tensor] = []
    patching = model._model.patch_embed.register_forward_pre_hook(lambda _module, given: inputs.append(given[0]))
    model.encode(pixels, image=size)
    patching.remove()
    with torch.no_grad():
        tokens = model._model.forward_features(inputs[0])
    assert inputs[0].shape == (1, 3, 5 * backbone.patch_px, 9 * backbone.patch_px)
    assert tokens.shape[1] == backbone.prefix + 45
    torch.testing.assert_close(patches.features[2, 7], tokens[0, backbone.prefix + 2 * 9 + 7])


def test_the_attention_is_that_of_cls_without_the_registers(loaded: tuple[Backbone, SelfSupervisedModel]) -> None:
    """It is a share of one: what the patches have, the prefix tokens lack."""
    backbone, model = loaded
    size = Size(90, 90)
    caught: list[torch.Tensor] = []
    last = model._model.blocks[-1].attn.attn_drop
    hook = last.register_forward_hook(lambda _module, _inputs, output: caught.append(output))
    patches = model.encode(_picture(size), image=size)
    hook.remove()
    weights = caught[0][0, :, 0].mean(dim=0)
    assert weights.shape == (backbone.prefix + 81,)
    torch.testing.assert_close(patches.attention.flatten(), weights[backbone.prefix :])
    assert float(patches.attention.sum()) == pytest.approx(1 - float(weights[: backbone.prefix].sum()), abs=1e-5)
    assert float(patches.attention.std()) > 0


def test_another_place_of_a_thing_is_another_place_of_its_features(
    loaded: tuple[Backbone, SelfSupervisedModel],
) -> None:
    _backbone, model = loaded
    size = Size(144, 96)
    plain = np.full((96, 144, 3), 120, np.uint8)
    changes = []
    for left, top in ((16, 16), (112, 64)):
        pixels = plain.copy()
        pixels[top : top + 16, left : left + 16] = (250, 20, 20)
        before, after = (model.encode(picture, image=size).features for picture in (plain, pixels))
        strongest = int((after - before).norm(dim=2).argmax())
        changes.append(divmod(strongest, before.shape[1]))
    assert changes == [(1, 1), (4, 7)]
