"""PSD files: another program's composite of what is written is ours; what the format does not hold is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from psd_tools import PSDImage
from psd_tools.constants import Resource

from lredit_core.document.adjustments import LayerAdjustment
from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer
from lredit_core.errors import PictureError
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.project.layered import write_layers
from lredit_core.project.psd import write_psd
from tests.core.project.test_openraster import a_document

if TYPE_CHECKING:
    from pathlib import Path


STEEP = (BlendMode.COLOR_BURN, BlendMode.COLOR_DODGE, BlendMode.SATURATION)


def composite(path: Path) -> np.ndarray:
    """Of the layers, (h, w, 3) uint8: the merged picture is not looked at."""
    image = PSDImage.open(path).composite(ignore_preview=True, apply_icc=False)
    return np.asarray(image.convert("RGB")).astype(int)


def merged(path: Path) -> np.ndarray:
    image = PSDImage.open(path).topil(apply_icc=False)
    assert image is not None
    return np.asarray(image)


def eight_bits(document: Document) -> np.ndarray:
    seen = document.flattened().pixels[..., :3]
    return (seen if seen.dtype == np.uint8 else (seen.astype(np.uint32) + 128) // 257).astype(int)


@pytest.mark.parametrize("mode", list(BlendMode))
def test_every_blend_mode_looks_the_same_to_another_program(tmp_path: Path, mode: BlendMode) -> None:
    document, path = a_document(), tmp_path / "one.psd"
    low, high = document.layers[:2]
    document = Document(document.source, (low, replace(high, blend_mode=mode, group_id=None)))
    assert write_psd(document, path) == ()
    difference = np.abs(composite(path) - eight_bits(document))
    if mode in STEEP:  # what one rounds after each layer and the other does not comes out many times as large
        assert (difference > 2).mean() < 0.005 and difference.max() <= 8
    else:
        assert difference.max() <= 2


@pytest.mark.parametrize(("dtype", "channels"), [(np.uint8, 3), (np.uint8, 4), (np.uint16, 3)])
def test_layers_groups_masks_and_looks_are_found_again(tmp_path: Path, dtype: type, channels: int) -> None:
    document, path = a_document(dtype, channels), tmp_path / "one.psd"
    faded = replace(document.groups[0], opacity=0.5, name="\u82f9 group", is_open=False)
    document = document.with_group_replaced(faded)
    odd = replace(document.layers[0], name="L\u00e4yer \udce9" + "x" * 300)
    document = document.with_layer_replaced(odd)
    notes = write_psd(document, path)
    assert len(notes) == (2 if dtype is np.uint16 else 1) and "opacity of groups" in notes[-1]
    assert np.abs(composite(path) - eight_bits(document)).max() <= 2
    assert np.array_equal(merged(path)[..., :3], eight_bits(document))
    back = PSDImage.open(path)
    source, first, group, hidden = back
    assert source.name == "source" and first.name.startswith("L\u00e4yer \ufffdx") and len(first.name) == 255
    assert (
        group.is_group()
        and group.name == "\u82f9 group"
        and [one.name for one in group] == ["L\u00e4yer 1", "L\u00e4yer 2"]
    )
    assert not hidden.visible and first.visible and first.opacity == 191
    assert first.offset == (-4, 0) and first.mask is not None
    assert np.array_equal(np.asarray(first.mask.topil()), document.layers[0].mask)


def test_what_the_format_does_not_hold_is_baked_and_said(tmp_path: Path) -> None:
    document, path = a_document(), tmp_path / "one.psd"
    area = Box(-5, -5, 40, 60)
    mask = np.random.default_rng(3).integers(0, 256, (65, 45), dtype=np.uint8)
    adjustment = LayerAdjustment(light=0.6, saturation=-0.5, blur_px=2.0)
    light = Layer(
        "light", area, np.broadcast_to(np.zeros((1, 1, 1), np.uint8), (65, 45, 3)), mask, adjustment=adjustment
    )
    away = replace(light, layer_id="away", box=area.translated(500, 0))
    document = document.with_clipping(document.layers[1].layer_id, True).with_layer(light).with_layer(away)
    notes = write_psd(document, path)
    assert any("Adjustment" in note for note in notes) and any("Clipped" in note for note in notes)
    assert np.abs(composite(path) - eight_bits(document)).max() <= 2


def test_a_profile_goes_with_it_and_transparency_that_is_lost_is_said(tmp_path: Path) -> None:
    document, path = a_document(np.uint8, 4), tmp_path / "one.psd"
    low = document.layers[0]
    clear = replace(low, pixels=np.concatenate((low.pixels[..., :3], low.pixels[..., 3:] // 2), axis=2))
    source = PixelBuffer(document.source.pixels, icc_profile=b"a profile")
    document = replace(document, source=source).with_layer_replaced(clear)
    assert any("transparent" in note for note in write_layers(document, path))
    back = PSDImage.open(path)
    assert back.image_resources.get_data(Resource.ICC_PROFILE) == b"a profile"
    assert np.array_equal(merged(path)[..., :3], document.flattened().pixels[..., :3])


def test_layers_that_need_more_than_the_format_holds_are_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, path = a_document(), tmp_path / "one.psd"
    write_psd(document, path)
    before = path.read_bytes()
    monkeypatch.setattr("lredit_core.project.psd._MOST_BYTES", len(before) - 1)
    with pytest.raises(PictureError, match=r"at most 2 GB.*OpenRaster"):
        write_psd(document, path)
    assert path.read_bytes() == before
    monkeypatch.setattr("lredit_core.project.psd._MOST_BYTES", len(before))
    write_psd(document, path)


@pytest.mark.parametrize(
    ("name", "begins"), [("a.psd", b"8BPS"), ("b.PSD", b"8BPS"), ("c.ora", b"PK"), ("d.other", b"PK")]
)
def test_the_suffix_says_in_which_format_layers_are_written(tmp_path: Path, name: str, begins: bytes) -> None:
    write_layers(a_document(), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_picture_that_is_too_large_for_the_format_is_refused_in_a_sentence(tmp_path: Path) -> None:
    document = Document(PixelBuffer(np.zeros((1, 30_001, 3), np.uint8)))
    with pytest.raises(PictureError, match=r"30,000 pixels a side.*\.$"):
        write_psd(document, tmp_path / "one.psd")
    with pytest.raises(PictureError, match="no folder"):
        write_psd(a_document(), tmp_path / "nowhere" / "one.psd")
