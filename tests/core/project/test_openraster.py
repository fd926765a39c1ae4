"""OpenRaster files: what the format holds comes back, what it does not is said, what is damaged is refused."""

from __future__ import annotations

import random
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.document.adjustments import LayerAdjustment
from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer
from lredit_core.errors import LreditError, PictureError
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.project.openraster import open_openraster, write_openraster

if TYPE_CHECKING:
    from pathlib import Path


def a_document(dtype: type = np.uint8, channels: int = 3) -> Document:
    rng, top = np.random.default_rng(1), np.iinfo(dtype).max

    def noise(height: int, width: int) -> np.ndarray:
        pixels = rng.integers(0, top, (height, width, channels), dtype=dtype, endpoint=True)
        if channels == 4:
            pixels[..., 3] = top
        return pixels

    layers = []
    for number, mode in enumerate((BlendMode.NORMAL, BlendMode.MULTIPLY, BlendMode.LUMINOSITY, BlendMode.NORMAL)):
        box = Box(5 * number - 4, 3 * number, 5 * number + 26, 3 * number + 20)
        mask = rng.integers(0, 256, (20, 30), dtype=np.uint8)
        layers.append(Layer(f"L\u00e4yer {number}", box, noise(20, 30), mask, opacity=0.75, blend_mode=mode))
    document = Document(PixelBuffer(noise(40, 60)), tuple(layers))
    document = document.with_group_of(frozenset({layers[1].layer_id, layers[2].layer_id}), "a group")
    return document.with_visibility(layers[3].layer_id, False)


@pytest.mark.parametrize(("dtype", "channels"), [(np.uint8, 3), (np.uint8, 4), (np.uint16, 3)])
def test_layers_come_back_with_their_looks(tmp_path: Path, dtype: type, channels: int) -> None:
    document, path = a_document(dtype, channels), tmp_path / "one.ora"
    assert write_openraster(document, path) == ()
    back = open_openraster(path).document
    assert [layer.name for layer in back.layers] == [layer.name for layer in document.layers]
    assert [layer.blend_mode for layer in back.layers] == [layer.blend_mode for layer in document.layers]
    assert [layer.is_visible for layer in back.layers] == [True, True, True, False]
    assert [group.name for group in back.groups] == ["a group"] and back.layers[1].group_id == back.groups[0].group_id
    seen, again = document.flattened().pixels, back.flattened().pixels
    assert again.dtype == dtype and np.array_equal(again[..., :3], seen[..., :3])


def test_other_programs_find_what_the_format_asks_for(tmp_path: Path) -> None:
    path = tmp_path / "one.ora"
    write_openraster(a_document(), path)
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
        assert archive.read("mimetype") == b"image/openraster"
        assert {"stack.xml", "mergedimage.png", "Thumbnails/thumbnail.png"} <= set(archive.namelist())


def test_what_the_format_does_not_hold_is_said_and_seen_in_the_merged_picture(tmp_path: Path) -> None:
    document, path = a_document(), tmp_path / "one.ora"
    top = document.layers[0]
    light = replace(top, layer_id="light", adjustment=LayerAdjustment(light=0.5))
    document = document.with_layer(light).with_clipping(document.layers[1].layer_id, True)
    notes = write_openraster(document, path)
    assert any("adjustment" in note for note in notes) and any("clipping" in note for note in notes)
    back = open_openraster(path).document
    assert len(back.layers) == 4
    without = document.without_layer("light")
    difference = np.abs(back.flattened().pixels.astype(int) - without.flattened().pixels)
    assert difference.max() <= 2  # the base's opacity is in the mask's rounding


def test_layers_without_a_picture_below_lie_over_nothing(tmp_path: Path) -> None:
    path = tmp_path / "one.ora"
    write_openraster(a_document(), path)
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["stack.xml"] = (
        entries["stack.xml"]
        .replace(b'src="data/source.png"', b'src="data/source.png" ')
        .replace(b'name="source" x="0"', b'name="source" x="1"')
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    document = open_openraster(path).document
    assert document.source.has_alpha and document.source.pixels.max() == 0 and document.layers[0].name == "source"


@pytest.mark.parametrize(
    "text",
    [
        b"<image w='9' h='9'/><more/>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><image w='9' h='9'/>",
        b"<image w='900000' h='900000'/>",
        b"<image w='nine' h='9'/>",
        b"<image w='9' h='9'><stack><layer src='../../etc/passwd'/></stack></image>",
        b"<image w='9' h='9'><stack><layer src='data/source.png' opacity='much'/></stack></image>",
        b"not xml at all",
    ],
)
def test_a_stack_that_is_none_is_refused_in_a_sentence(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "one.ora"
    write_openraster(a_document(), path)
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["stack.xml"] = text
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    with pytest.raises(PictureError, match=r"\.$"):
        open_openraster(path)


def test_damaged_bytes_raise_nothing_but_our_errors(tmp_path: Path) -> None:
    path, bad, rng = tmp_path / "one.ora", tmp_path / "bad.ora", random.Random(2)
    write_openraster(a_document(), path)
    good, refused = path.read_bytes(), 0
    for number in range(200):
        data = bytearray(good)
        if number % 4:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        else:
            del data[rng.randrange(len(data)) :]
        bad.write_bytes(data)
        try:
            open_openraster(bad)
        except LreditError:
            refused += 1
    assert refused > 100


def test_any_name_of_a_layer_is_written_so_that_it_is_read_again(tmp_path: Path) -> None:
    path, document = tmp_path / "one.ora", a_document()
    odd = replace(document.layers[0], name="a\x00b\x1bc\udce9d\ufffe <&> \u82f9")
    write_openraster(document.with_layer_replaced(odd), path)
    assert open_openraster(path).document.layers[0].name == "a b c d  <&> \u82f9"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_stack_in_another_encoding_is_read_and_its_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "one.ora"
    write_openraster(a_document(), path)
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    text = entries["stack.xml"].decode().replace("encoding='utf-8'", f"encoding='{encoding[:6]}'")

    def rewrite(stack: str) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in (entries | {"stack.xml": stack.encode(encoding)}).items():
                archive.writestr(name, data)

    rewrite(text)
    assert len(open_openraster(path).document.layers) == 4
    head, body = text.split("?>", 1)
    rewrite(f'{head}?><!DOCTYPE image [<!ENTITY a "b">]>{body}')
    with pytest.raises(PictureError) as caught:
        open_openraster(path)
    assert "entities" in caught.value.details


def test_what_a_decoder_raises_is_said_in_our_words(tmp_path: Path) -> None:
    path = tmp_path / "one.ora"
    write_openraster(a_document(), path)
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", entries["mimetype"], zipfile.ZIP_STORED)
        archive.writestr("stack.xml", entries["stack.xml"])
    data = bytearray(path.read_bytes())
    start = data.index(b"stack.xml") + len(b"stack.xml")
    data[start : start + 60] = b"\xff" * 60
    path.write_bytes(data)
    with pytest.raises(PictureError, match="no OpenRaster picture"):
        open_openraster(path)


def test_layers_that_memory_cannot_hold_are_refused_by_their_headers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One small file, named a thousand times, would be a thousand large pictures."""
    path = tmp_path / "one.ora"
    write_openraster(a_document(), path)
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    layer = b'<layer src="data/source.png"/>'
    entries["stack.xml"] = b'<image w="60" h="40"><stack>' + layer * 1000 + b"</stack></image>"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    assert len(open_openraster(path).document.layers) == 999
    monkeypatch.setattr("lredit_core.project.openraster.decode_picture", lambda *_: pytest.fail("decoded"))
    monkeypatch.setattr("lredit_core.project.limits.free_bytes", lambda: 9_000_000)
    with pytest.raises(PictureError, match=r"needs 12 MB of memory and 9 MB are free.*\.$"):
        open_openraster(path)


def entries_of(path: Path) -> dict[str, bytes]:
    write_openraster(a_document(), path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def with_stack(path: Path, inside: str) -> Path:
    """Of 60 x 40 pixels, with the source as a picture of the same size."""
    stack = f'<image w="60" h="40"><stack>{inside}</stack></image>'
    return packed(path, entries_of(path) | {"stack.xml": stack.encode()})


SOURCE = '<layer src="data/source.png"/>'


def test_a_colour_profile_is_said_to_be_left_out(tmp_path: Path) -> None:
    document = a_document()
    profiled = replace(document, source=PixelBuffer(document.source.pixels, icc_profile=b"a profile"))
    (note,) = write_openraster(profiled, tmp_path / "one.ora")
    assert "no colour profile" in note


def test_a_small_picture_has_a_thumbnail_of_its_size_and_a_large_one_of_256_pixels(tmp_path: Path) -> None:
    for width, height, expected in ((60, 40, (60, 40)), (256, 10, (256, 10)), (512, 128, (256, 64))):
        write_openraster(Document(PixelBuffer(np.zeros((height, width, 3), np.uint8))), tmp_path / "one.ora")
        with zipfile.ZipFile(tmp_path / "one.ora") as archive:
            thumbnail = archive.read("Thumbnails/thumbnail.png")
        assert (int.from_bytes(thumbnail[16:20], "big"), int.from_bytes(thumbnail[20:24], "big")) == expected


def test_what_cannot_be_read_as_a_file_is_said(tmp_path: Path) -> None:
    for path, sentence in ((tmp_path, "no file that can be read"), (tmp_path / ("n" * 300), "cannot be read")):
        with pytest.raises(PictureError, match=sentence):
            open_openraster(path)


def test_another_kind_of_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.ora"
    entries = entries_of(path)
    for mimetype in (b"image/png", b"image/openraster" + b" " * 100):
        with pytest.raises(PictureError, match="no OpenRaster picture"):
            open_openraster(packed(path, entries | {"mimetype": mimetype}))
    with pytest.raises(PictureError, match="no OpenRaster picture") as caught:
        open_openraster(packed(path, entries | {"data/source.png": b"GIF89a" + bytes(40)}))
    assert "is no PNG" in caught.value.details
    with pytest.raises(PictureError, match="no OpenRaster picture") as caught:
        open_openraster(packed(path, entries | {"data/source.png": entries["data/source.png"][:24]}))
    assert "is no PNG" in caught.value.details


def test_a_picture_without_a_stack_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "one.ora"
    packed(path, entries_of(path) | {"stack.xml": b'<image w="60" h="40"/>'})
    document = open_openraster(path).document
    assert document.layers == () and document.source.pixels.shape == (40, 60, 4)


@pytest.mark.parametrize("inside", [SOURCE * 2001, f"<stack>{SOURCE * 1001}</stack><stack>{SOURCE * 1000}</stack>"])
def test_more_layers_than_the_program_works_with_are_refused_before_any_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    path = with_stack(tmp_path / "one.ora", inside)
    monkeypatch.setattr("lredit_core.project.openraster.decode_picture", lambda *_: pytest.fail("decoded"))
    with pytest.raises(PictureError, match=r"2,001 layers; 2,000 are the most.*\.$"):
        open_openraster(path)


def test_groups_inside_of_groups_are_one_and_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    layer = '<layer name="{}" src="data/layer0000.png" x="3" composite-op="{}" visibility="{}" opacity="{}"/>'
    inside = (
        f'<stack name="outer" opacity="0.5" visibility="hidden"><filter/>'
        f"{layer.format('a', 'svg:multiply', 'hidden', 'nan')}"
        f'<stack name="inner">{layer.format("", "svg:sparkle", "visible", "7")}</stack></stack>'
        f"<stack>{layer.format('c', 'svg:src-over', 'visible', '-1')}</stack><stack/>{SOURCE}"
    )
    opened = open_openraster(with_stack(tmp_path / "one.ora", inside))
    assert [note.split(" ")[0] for note in opened.notes] == ["Groups", "The"] and "svg:sparkle" in opened.notes[1]
    groups = [(group.name, group.opacity, group.is_visible) for group in opened.document.groups]
    assert groups == [("outer", 0.5, False), ("Group", 1.0, True)]
    names = {group.group_id: group.name for group in opened.document.groups}
    layers = opened.document.layers
    assert [names[layer.group_id or ""] for layer in layers] == ["Group", "outer", "outer"]
    assert [layer.name for layer in layers] == ["c", "Layer", "a"]
    assert [layer.blend_mode for layer in layers] == [BlendMode.NORMAL, BlendMode.NORMAL, BlendMode.MULTIPLY]
    assert [layer.opacity for layer in layers] == [0.0, 1.0, 1.0]
    assert [layer.is_visible for layer in layers] == [True, True, False]
    assert [layer.box for layer in layers] == [Box(3, 0, 33, 20)] * 3


def test_depths_that_differ_are_brought_to_the_larger_and_opaque_pictures_need_no_alpha(tmp_path: Path) -> None:
    import cv2

    path = tmp_path / "one.ora"
    entries = entries_of(path)
    deep, plain = np.full((20, 30, 4), 40_000, np.uint16), np.full((9, 8, 3), 77, np.uint8)
    for name, pixels in (("data/layer0000.png", deep), ("data/layer0001.png", plain)):
        entries[name] = cv2.imencode(".png", pixels)[1].tobytes()
    stack = f'<stack><layer src="data/layer0000.png"/><layer src="data/layer0001.png"/>{SOURCE}</stack>'
    entries["stack.xml"] = f'<image w="60" h="40">{stack}</image>'.encode()
    document = open_openraster(packed(path, entries)).document
    assert document.source.pixels.dtype == np.uint16 and document.source.pixels.shape == (40, 60, 3)
    plain_layer, deep_layer = document.layers
    assert (plain_layer.pixels == 77 * 257).all() and (plain_layer.mask == 255).all()
    assert (deep_layer.pixels == 40_000).all() and (deep_layer.mask == round(40_000 / 257)).all()
