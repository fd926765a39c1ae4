"""The image-text model, through open_clip's own loaders, against plain references."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import open_clip
import pytest
import torch
import torch.nn.functional as F

from lredit_core.bundles.loading import load_image_text
from lredit_core.editors import placing
from lredit_core.editors.placing import tower_dtype
from lredit_core.encoders.image_text import ImageTextModel, as_unit_tensor
from lredit_core.encoders.open_clip_folder import load_open_clip
from lredit_core.errors import ModelUnavailable
from tests.fakes.tiny_bundle import (
    MOBILE_CHANGES,
    MOBILE_TOWER,
    RESNET_TOWER,
    SIGLIP_CHANGES,
    SIGLIP_TOWER,
    TIMM_TOWER,
    VIT_TOWER,
    write_image_text,
)

if TYPE_CHECKING:
    from pathlib import Path

TOWERS: dict[str, tuple[dict, dict]] = {
    "vit": (VIT_TOWER, {}),
    "resnet": (RESNET_TOWER, {}),
    "timm": (TIMM_TOWER, {}),
    "siglip": (SIGLIP_TOWER, SIGLIP_CHANGES),
    "mobileclip": (MOBILE_TOWER, MOBILE_CHANGES),
}
CPU = torch.device("cpu")


@pytest.fixture(scope="module", params=list(TOWERS))
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImageTextModel]:
    folder = tmp_path_factory.mktemp(request.param) / "model"
    tower, changes = TOWERS[request.param]
    write_image_text(folder, tower, **changes)
    return folder, load_image_text(folder, device=CPU)


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def test_a_square_picture_of_the_models_side_is_encoded_as_open_clip_does(loaded: tuple[Path, ImageTextModel]) -> None:
    folder, model = loaded
    reference = open_clip.create_model(f"local-dir:{folder}", require_pretrained=True).eval()
    pixels = noise(model.side_px, model.side_px)
    mean = torch.tensor(reference.visual.image_mean).view(1, 3, 1, 1)
    std = torch.tensor(reference.visual.image_std).view(1, 3, 1, 1)
    with torch.no_grad():
        batch = torch.from_numpy(pixels).permute(2, 0, 1)[None].float() / 255
        expected = F.normalize(reference.encode_image((batch - mean) / std), dim=-1)
        actual = model.encode(as_unit_tensor(pixels)).embedding
    torch.testing.assert_close(actual, expected, atol=1e-5, rtol=1e-4)


def test_texts_are_encoded_as_open_clip_does(loaded: tuple[Path, ImageTextModel]) -> None:
    folder, model = loaded
    reference = open_clip.create_model(f"local-dir:{folder}", require_pretrained=True).eval()
    tokens = open_clip.get_tokenizer(f"local-dir:{folder}")(["a red apple"])
    with torch.no_grad():
        expected = F.normalize(reference.encode_text(tokens), dim=-1)[0]
    torch.testing.assert_close(model.encode_text("a red apple"), expected, atol=1e-5, rtol=1e-4)


def test_wide_and_tall_pictures_are_fitted_whole(loaded: tuple[Path, ImageTextModel]) -> None:
    _folder, model = loaded
    side = model.side_px
    wide = model.prepared(torch.ones(1, 3, 50, 100))
    assert wide.shape == (1, 3, side, side)
    assert float(wide[0, :, 0].abs().max()) == 0.0  # padding: the mean
    assert float(wide[0, :, side // 2].abs().min()) > 0.1
    tall = model.prepared(torch.ones(1, 3, 100, 50))
    assert float(tall[0, :, :, 0].abs().max()) == 0.0
    assert float(tall[0, :, 0, side // 2].abs().min()) > 0.1


def test_values_of_0_to_255_are_refused(loaded: tuple[Path, ImageTextModel]) -> None:
    with pytest.raises(ValueError, match="divide by 255"):
        loaded[1].encode(torch.full((1, 3, 40, 40), 200.0))


def test_a_gradient_reaches_the_pixels(loaded: tuple[Path, ImageTextModel]) -> None:
    picture = as_unit_tensor(noise(40, 60)).requires_grad_()
    loaded[1].encode(picture).embedding[0, 0].backward()
    assert picture.grad is not None
    assert float(picture.grad.abs().sum()) > 0


def test_encodings_are_counted(loaded: tuple[Path, ImageTextModel]) -> None:
    _folder, model = loaded
    before = model.image_encodings
    model.encode_many([as_unit_tensor(noise(20, 30)), as_unit_tensor(noise(40, 10))])
    assert model.image_encodings - before == 2


@pytest.mark.parametrize("tower", [TIMM_TOWER, VIT_TOWER])
def test_stages_are_those_of_the_trunk_at_the_pictures_own_size(tmp_path: Path, tower: dict) -> None:
    write_image_text(tmp_path / "model", tower)
    model = load_image_text(tmp_path / "model", device=CPU)
    pictures = torch.cat([as_unit_tensor(noise(96, 128, seed)) for seed in (0, 1)])
    if tower is VIT_TOWER:
        with pytest.raises(ModelUnavailable, match="trunk of timm"):
            model.stages(pictures)
        return
    stages = model.stages(pictures)
    mean, std = (
        torch.tensor(values).view(1, 3, 1, 1) for values in (model._visual.image_mean, model._visual.image_std)
    )
    last = model._visual.trunk.forward_intermediates((pictures - mean) / std, intermediates_only=True)[-1]
    assert torch.allclose(stages[-1], last, atol=1e-5)
    assert {len(stage) for stage in stages} == {2} and len(stages) > 1
    assert {stage.shape[2:] for stage in stages} == {(6, 8)}  # one of a transformer's, whose patches have 16 px


def test_the_relevance_map_has_the_pictures_aspect(loaded: tuple[Path, ImageTextModel]) -> None:
    _folder, model = loaded
    field = model.relevance(as_unit_tensor(noise(60, 120)), "a cat", neutral="a photo")
    assert field is not None
    assert field.shape[1] == 2 * field.shape[0]
    assert abs(float(field.mean())) < 1e-4


@pytest.mark.parametrize(("height", "width"), [(64, 96), (96, 64), (60, 80), (80, 80)])
@pytest.mark.parametrize("place", [(0.25, 0.25), (0.5, 0.5), (0.75, 0.25)])
def test_the_relevance_map_shows_the_right_place_whatever_the_aspect(
    loaded: tuple[Path, ImageTextModel],
    monkeypatch: pytest.MonkeyPatch,
    height: int,
    width: int,
    place: tuple[float, float],
) -> None:
    """A bright spot, and cells that speak of the text as they are bright: the letterbox is cut off in fractions."""
    model = loaded[1]
    direction = F.normalize(model.encode_text("a cat") - model.encode_text("a photo"), dim=0)

    def bright(inputs: torch.Tensor) -> torch.Tensor:
        level = F.adaptive_avg_pool2d((inputs * model._std).mean(dim=1, keepdim=True), (8, 8)).clamp(0, 1)
        aside = F.normalize(torch.ones_like(direction) - direction * direction.sum(), dim=0)
        return level * direction[None, :, None, None] + (1 - level**2).sqrt() * aside[None, :, None, None]

    monkeypatch.setattr(model, "_dense_tokens", bright)
    rows = (torch.arange(height) + 0.5) / height - place[0]
    columns = (torch.arange(width) + 0.5) / width - place[1]
    spot = torch.exp(-(rows[:, None] ** 2 + columns[None] ** 2) / (2 * 0.12**2))
    field = model.relevance(model._mean + 0.5 * spot, "a cat", neutral="a photo")
    assert field is not None
    mass = (field - field.median()).clamp_min(0) ** 2
    found = [
        float((mass.sum(dim=1 - axis) * (torch.arange(count) + 0.5)).sum() / mass.sum() / count)
        for axis, count in enumerate(mass.shape)
    ]
    assert found == pytest.approx(place, abs=0.02)


def test_the_relevance_of_a_vit_agrees_with_a_plain_reference(tmp_path: Path) -> None:
    """Value path of the last block, projected: written out here token by token."""
    write_image_text(tmp_path / "model", VIT_TOWER)
    model = load_image_text(tmp_path / "model", device=CPU)
    reference = open_clip.create_model(f"local-dir:{tmp_path / 'model'}", require_pretrained=True).eval()
    visual = reference.visual
    pixels = as_unit_tensor(noise(32, 32, seed=3))
    with torch.no_grad():
        hidden = visual._embeds(model.prepared(pixels))
        for block in visual.transformer.resblocks[:-1]:
            hidden = block(hidden)
        last = visual.transformer.resblocks[-1]
        normed = last.ln_1(hidden)[0, 1:]
        weight, bias = last.attn.in_proj_weight.chunk(3)[2], last.attn.in_proj_bias.chunk(3)[2]
        tokens = torch.stack(
            [visual.ln_post(last.attn.out_proj(weight @ token + bias)) @ visual.proj for token in normed]
        )
        direction = model.encode_text("a cat") - model.encode_text("a photo")
        expected = (F.normalize(tokens, dim=1) @ direction).reshape(4, 4)
        dense = model._dense_tokens(model.prepared(pixels))
    assert dense is not None
    assert torch.allclose(torch.einsum("dhw,d->hw", F.normalize(dense[0], dim=0), direction), expected, atol=1e-5)
    field = model.relevance(pixels, "a cat", neutral="a photo")
    assert field is not None
    coarse = F.adaptive_avg_pool2d(field[None, None], (4, 4))[0, 0]
    correlation = torch.corrcoef(torch.stack([coarse.flatten(), expected.flatten()]))[0, 1]
    assert float(correlation) > 0.7, "half of it is the picture seen in windows"


def test_a_vit_sees_what_is_too_small_for_one_of_its_patches(tmp_path: Path) -> None:
    """In windows at twice the size: things in neighbouring half patches are told apart, which the whole cannot do."""
    write_image_text(tmp_path / "model", VIT_TOWER)
    model = load_image_text(tmp_path / "model", device=CPU)
    side, cells = model.side_px, model.side_px // 8
    pixels = torch.rand(1, 3, 2 * side, 2 * side, generator=torch.Generator().manual_seed(4))
    field = model.relevance(pixels, "a cat", neutral="a photo")
    assert field is not None and field.shape == (4 * cells, 4 * cells)
    swapped = pixels.clone()
    swapped[..., :8, :8], swapped[..., :8, 8:16] = pixels[..., :8, 8:16], pixels[..., :8, :8]
    other = model.relevance(swapped, "a cat", neutral="a photo")
    assert other is not None
    change = (other - field).abs()
    assert float(change[:4, :4].mean()) > 2 * float(change[-8:, -8:].mean())
    windows = model._likeness_in_windows(pixels, model.encode_text("a cat") - model.encode_text("a photo"))
    alone = model._dense_tokens(model.prepared(pixels, side_px=2 * side)[..., :side, :side])
    assert alone is not None
    direction = model.encode_text("a cat") - model.encode_text("a photo")
    corner = torch.einsum("dhw,d->hw", F.normalize(alone[0], dim=0), direction)
    assert torch.allclose(windows[: cells // 2, : cells // 2], corner[: cells // 2, : cells // 2], atol=1e-5)


def test_the_relevance_of_a_siglip_tower_pools_each_patch_by_itself(tmp_path: Path) -> None:
    """Against the pooling's own attention, forced onto one patch by leaving it alone in the sequence."""
    write_image_text(tmp_path / "model", SIGLIP_TOWER, **SIGLIP_CHANGES)
    model = load_image_text(tmp_path / "model", device=CPU)
    prepared = model.prepared(as_unit_tensor(noise(160, 160)))
    trunk = model._visual.trunk
    with torch.no_grad():
        dense = model._dense_tokens(prepared)
        tokens = trunk.forward_features(prepared)[:, trunk.num_prefix_tokens :]
        assert dense is not None and dense.shape == (1, 64, 10, 10)
        for row, column in ((0, 0), (3, 7)):
            alone = trunk.attn_pool(tokens[:, 10 * row + column][:, None])
            torch.testing.assert_close(dense[:, :, row, column], trunk.fc_norm(alone), atol=1e-5, rtol=1e-4)


def test_the_places_of_a_mobileclip_tower_have_the_embedding_for_their_mean(tmp_path: Path) -> None:
    write_image_text(tmp_path / "model", MOBILE_TOWER, **MOBILE_CHANGES)
    model = load_image_text(tmp_path / "model", device=CPU)
    prepared = model.prepared(as_unit_tensor(noise(128, 128)))
    with torch.no_grad():
        dense = model._dense_tokens(prepared)
        embedding = model.encode_prepared(prepared).embedding
    assert dense is not None and dense.shape[2:] == (4, 4)
    torch.testing.assert_close(F.normalize(dense.mean(dim=(2, 3)), dim=-1), embedding, atol=1e-5, rtol=1e-4)


def test_a_tower_in_bfloat16_says_nearly_the_same_in_float32(
    loaded: tuple[Path, ImageTextModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, exact = loaded
    monkeypatch.setattr(placing, "processor_has_bfloat16", lambda: True)
    monkeypatch.setattr(placing, "_LARGE_TOWER", 0)
    if hasattr(exact._visual, "attnpool"):
        assert tower_dtype(CPU, exact._visual) == torch.float32, "CLIP's ResNets stay as they are, however large"
        return
    assert tower_dtype(CPU, exact._visual) == torch.bfloat16
    model, tokenizer = load_open_clip(folder)
    halved = ImageTextModel(model, tokenizer, device=torch.device("cpu"), dtype=torch.bfloat16)
    pictures = torch.rand(2, 3, 48, 64, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        near, known = halved.encode(pictures), exact.encode(pictures)
    assert near.embedding.dtype == near.patches.dtype == torch.float32
    assert (near.embedding * known.embedding).sum(dim=1).min() > 0.99
    assert torch.equal(halved.encode_text("a cat"), exact.encode_text("a cat"))
    seen, map_of_exact = (one.relevance(pictures[:1], "a cat", neutral="a picture") for one in (halved, exact))
    assert (seen is None) == (map_of_exact is None)
    if seen is not None and map_of_exact is not None:
        assert torch.corrcoef(torch.stack([seen.flatten(), map_of_exact.flatten()]))[0, 1] > 0.9
    pictures.requires_grad_()
    halved.encode(pictures).embedding.sum().backward()
    assert pictures.grad is not None and pictures.grad.isfinite().all() and pictures.grad.any()
