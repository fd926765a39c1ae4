"""Project files: what is saved is read again bit for bit; what is damaged is said, and nothing else happens."""

from __future__ import annotations

import json
import os
import random
import zipfile
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lredit_core.api.events import Candidate, CandidateScore
from lredit_core.document.document import Document
from lredit_core.document.guides import PictureGuide
from lredit_core.document.history import Snapshot
from lredit_core.document.layers import Layer, MaskShape, Placement, Provenance
from lredit_core.document.reshaping import reshaped
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import PictureError
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.project.content import Project, View, Words
from lredit_core.project.prompts import PromptEnding, PromptRun
from lredit_core.project.reading import _MOST_TEXT_BYTES, _MOST_VALUES, open_project
from lredit_core.project.records import ProjectRecord
from lredit_core.project.writing import JSON_NAME, ProjectWriter
from lredit_core.prompt.intent import EditIntent
from lredit_core.resources import resource_path
from tests.core.document.test_compositor import a_picture, changed

if TYPE_CHECKING:
    from collections.abc import Callable

#: What the file of version 1 held when it was saved.
LAYERS_OF_VERSION_1, LOOKS_OF_VERSION_1 = 6, "2114f57ac380f733ebc8a9c8322923c6"
VERSION_1 = Path(__file__).parents[2] / "data" / "project-v1.lredit"


def a_candidate(rng: np.random.Generator, source: PixelBuffer, number: int) -> Candidate:
    pixels = np.ascontiguousarray(source.pixels[10:40, 20:70])
    mask = rng.integers(0, 256, (30, 50), dtype=np.uint8)
    box = Box(20, 10, 70, 40)
    return Candidate(
        candidate_id=f"candidate-{number}",
        box=box,
        pixels=pixels,
        mask=mask,
        preview=rng.integers(0, 256, (24, 32, 3), dtype=np.uint8),
        score=CandidateScore(*rng.normal(size=7).tolist()),
        anchor_index=None if number % 2 else number,
        prompt="ein Apfel \u2013 \u82f9\u679c",
        source_prompt="the cat",
        seed=2**40 + number,
        editor="retrieve",
        note="a note",
        intent=EditIntent.MOVE,
        opacity=0.6,
        silhouette=Silhouette(box, mask, 0.7),
        not_from=None,
        destination=Box(1, 2, 30, 20),
        region=None,
    )


def a_project(seed: int, dtype: type[Any] = np.uint8, channels: int = 3) -> Project:
    rng = np.random.default_rng(seed)
    plain = a_picture(seed, dtype=dtype, channels=channels)
    document = Document(PixelBuffer(plain.pixels, icc_profile=b"a profile", exif=b"Exif\0\0data"))
    for _ in range(12):
        document = changed(document, rng)
    if document.layers:
        layer = document.layers[0]
        outline = Silhouette(Box(-4, 3, 12, 9), rng.integers(0, 256, (6, 16), dtype=np.uint8), 0.25)
        made = Provenance("a hat", "the cat", 7, "builtin", "diffusion", "replace", Box(1, 2, 3, 4), "fast")
        layer = replace(layer, silhouette=outline, not_from=outline, provenance=made, is_locked=True)
        layer = reshaped(layer, placement=Placement(1.5, 0.75, 33.0, is_flipped_x=True), mask_shape=MaskShape(2, 3))
        document = document.with_layer_replaced(layer)
    layers = tuple(_blank(layer) if layer.adjustment is not None else layer for layer in document.layers)
    document = replace(document, layers=layers)
    candidates = tuple(a_candidate(rng, document.source, number) for number in range(3))
    return Project(
        "Tom & Jerry.png",
        document,
        candidates,
        {"candidate-1": document.layers[0].layer_id} if document.layers else {},
        ("candidate-2",),
        {"candidate-0": "run-2", "candidate-1": "run-2", "candidate-2": "run-1"},
        (
            PromptRun("run-1", "a hat", "the cat", "replace", 2**50, "fast", started="2026-01-02T03:04:05+00:00"),
            PromptRun(
                "run-2",
                "\u82f9\u679c",
                settings={"edit_steps": 30, "weights.clip": 0.5, "search.keeps_all": True, "window_shares": "0.1 0.2"},
                ending=PromptEnding.STOPPED,
                is_favourite=True,
            ),
        ),
        (Snapshot("before", Document(document.source)), Snapshot("as it is \u2013", document)),
        Words("a red apple", "the cat", "remove", True, 11),
        View(12.5, 30.0, 1.25),
        (PictureGuide(True, 40), PictureGuide(False, -3)),
    )


def _blank(layer: Layer) -> Layer:
    """An adjustment as it is made: its pixels are not looked at."""
    blank = np.broadcast_to(np.zeros((1, 1, 1), layer.pixels.dtype), (layer.box.height, layer.box.width, 3))
    original = layer.original
    if original is not None:
        box = original.box
        made = np.broadcast_to(np.zeros((1, 1, 1), layer.pixels.dtype), (box.height, box.width, 3))
        original = replace(original, pixels=made)
    return replace(layer, pixels=blank, original=original)


def same(one: Any, other: Any) -> bool:
    """Field by field; arrays value by value and of one type."""
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, PixelBuffer):
        return same(one.pixels, other.pixels) and (one.icc_profile, one.exif) == (other.icc_profile, other.exif)
    if is_dataclass(one) and not isinstance(one, type):
        return type(one) is type(other) and all(
            same(getattr(one, item.name), getattr(other, item.name)) for item in fields(one) if item.init
        )
    if isinstance(one, tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), dtype=st.sampled_from((np.uint8, np.uint16)), channels=st.sampled_from((3, 4)))
def test_what_is_saved_is_read_again_and_saved_again_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, seed: int, dtype: type[Any], channels: int
) -> None:
    folder = tmp_path_factory.mktemp("project")
    project, first, second = a_project(seed, dtype, channels), folder / "one.lredit", folder / "two.lredit"
    ProjectWriter().write(project, first)
    opened = open_project(first)
    assert same(opened.project, project)
    assert opened.project.document.flattened() == project.document.flattened()
    opened.writer.write(opened.project, second)
    assert first.read_bytes() == second.read_bytes()


def test_a_project_of_version_1_is_read_for_ever() -> None:
    project = open_project(VERSION_1).project
    assert project.title == "Tom & Jerry.png" and project.words.prompt == "a red apple"
    assert [one.candidate_id for one in project.candidates] == ["candidate-0", "candidate-1", "candidate-2"]
    assert len(project.document.layers) == LAYERS_OF_VERSION_1
    assert project.document.flattened().digest == LOOKS_OF_VERSION_1
    assert project.prompts == () and project.searches == {} and project.snapshots == ()
    assert project.guides == ()


def test_snapshots_cost_no_pixels_of_their_own_and_share_them_when_they_are_read(tmp_path: Path) -> None:
    path, project = tmp_path / "one.lredit", a_project(2)
    ProjectWriter().write(replace(project, snapshots=()), path)
    with zipfile.ZipFile(path) as archive:
        alone = set(archive.namelist())
    ProjectWriter().write(project, path)
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == sorted(alone)
    back = open_project(path).project
    plain, full = (snapshot.document for snapshot in back.snapshots)
    assert plain.source is back.document.source and full.source is back.document.source
    assert [layer.pixels is again.pixels for layer, again in zip(full.layers, back.document.layers, strict=True)] == [
        layer.adjustment is None for layer in full.layers
    ]


def test_a_change_is_saved_without_encoding_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, project, writer = tmp_path / "one.lredit", a_project(2), ProjectWriter()
    writer.write(project, path)
    encoded: list[int] = []
    monkeypatch.setattr("lredit_core.project.writing.encoded", lambda array: encoded.append(1) or b"")
    layer = project.document.layers[-1]
    faded = replace(project, document=project.document.with_opacity(layer.layer_id, 0.123))
    writer.write(faded, path)
    opened = open_project(path)
    opened.writer.write(opened.project, path)
    assert not encoded and same(open_project(path).project, faded)


def test_the_published_schema_is_that_of_the_records() -> None:
    published = json.loads(resource_path("project.schema.json").read_text("utf-8"))
    assert published == json.loads(json.dumps(ProjectRecord.model_json_schema()))


def rewritten(path: Path, change: Any) -> None:
    """The file with its JSON changed."""
    with zipfile.ZipFile(path) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    record = json.loads(entries[JSON_NAME])
    change(record)
    entries[JSON_NAME] = json.dumps(record).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)


def set_in(record: Any, path: str, value: Any) -> None:
    *steps, last = path.split(".")
    for step in steps:
        record = record[int(step) if step.isdigit() else step]
    record[last] = value


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("version", 3, "later version"),
        ("format", "another", "no lredit project"),
        ("surplus", 1, "damaged"),
        ("title", 7, "damaged"),
        ("layers.0.opacity", 1.5, "damaged"),
        ("layers.0.blend_mode", "sparkle", "damaged"),
        ("layers.0.box", [0, 0, 5, 5], "damaged"),
        ("layers.0.group_id", "nobody", "damaged"),
        ("layers.0.mask.file", "pixels/../../etc/passwd", "damaged"),
        ("layers.0.mask.width", 900_000, "damaged"),
        ("layers.0.layer_id", "", "damaged"),
        ("source.pixels.file", "pixels/" + "0" * 32 + ".png", "damaged"),
        ("source.pixels.bits", 16, "damaged"),
        ("candidates.0.intent", "dance", "damaged"),
        ("snapshots.1.layers.0.mask.width", 3, "damaged"),
        ("snapshots.1.groups.0.group_id", "nobody", "damaged"),
        ("prompts.0.ending", "dance", "damaged"),
        ("prompts.0.settings", {"a": [1]}, "damaged"),
        ("candidates.0.score.total", "NaN", "damaged"),
        ("candidates.0.box", [-20, 10, 30, 40], "damaged"),
        ("view.scale", 0, "damaged"),
    ],
)
def test_a_project_that_was_tampered_with_is_refused_in_a_sentence(
    tmp_path: Path, path: str, value: Any, sentence: str
) -> None:
    file = tmp_path / "one.lredit"
    ProjectWriter().write(a_project(2), file)
    rewritten(file, lambda record: set_in(record, path, value))
    with pytest.raises(PictureError, match=sentence):
        open_project(file)


def test_a_damaged_file_is_read_whole_or_refused(tmp_path: Path) -> None:
    good = VERSION_1.read_bytes()
    rng, file, refused = random.Random(5), tmp_path / "bad.lredit", 0
    whole = open_project(VERSION_1).project
    for number in range(300):
        data = bytearray(good)
        if number % 3:
            for _ in range(1 + number % 4):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        else:
            del data[rng.randrange(len(data)) :]
        file.write_bytes(data)
        try:
            opened = open_project(file)
        except PictureError as error:
            refused += error.message.endswith(".")
            continue
        assert same(opened.project, whole)
    assert refused > 200


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"no archive at all" * 50])
def test_what_is_no_project_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "what.lredit"
    file.write_bytes(content)
    with pytest.raises(PictureError):
        open_project(file)
    with pytest.raises(PictureError, match="no file"):
        open_project(tmp_path / "gone.lredit")
    with pytest.raises(PictureError, match="no file that can be read"):
        open_project(tmp_path)
    os.mkfifo(tmp_path / "pipe.lredit")
    with pytest.raises(PictureError, match="no file that can be read"):
        open_project(tmp_path / "pipe.lredit")


@pytest.mark.parametrize("content", [b" " * (80 << 20), b"[" * 200_000, b"{", b"", b'{"format": 7'])
def test_a_json_that_cannot_be_read_is_refused_and_said_to_be_at_fault(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bomb.lredit"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(JSON_NAME, content)
    with pytest.raises(PictureError, match="damaged: its description cannot be read"):
        open_project(file)


def test_pixels_that_cannot_be_read_are_said_to_be_at_fault(tmp_path: Path) -> None:
    file = tmp_path / "one.lredit"
    ProjectWriter().write(a_project(2), file)
    data = bytearray(file.read_bytes())
    data[data.index(b"\x89PNG") + 60] ^= 1
    file.write_bytes(data)
    with pytest.raises(PictureError, match="damaged: a picture in it cannot be read"):
        open_project(file)


@pytest.mark.parametrize(
    ("place", "surplus"),
    [
        ('"format": ', lambda count: ",".join(f'"k{number}": 0' for number in range(count)) + ',"format": '),
        ('"guides": [', lambda count: '"guides": [' + "0," * count),
        ('"guides": [', lambda count: '"guides": [' + "{}," * count),
        ('"title": ', lambda count: '"title": [' + "[0]," * count + '0], "k": '),
    ],
)
@pytest.mark.parametrize("count", [1_500_000, 3_000_000])
def test_a_json_of_millions_of_values_is_refused_at_once(
    tmp_path: Path, place: str, surplus: Callable[[int], str], count: int
) -> None:
    file = tmp_path / "one.lredit"
    ProjectWriter().write(a_project(2), file)
    with zipfile.ZipFile(file) as archive:
        written = archive.read(JSON_NAME).decode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(JSON_NAME, written.replace(place, surplus(count), 1))
    with pytest.raises(PictureError, match="its description cannot be read"):
        open_project(file)


def test_as_many_candidates_as_a_project_may_have_are_read_again() -> None:
    project = a_project(2)
    many = tuple(replace(project.candidates[0], candidate_id=f"{number:032x}") for number in range(10_000))
    written = ProjectWriter()._gathered(replace(project, candidates=many))
    assert len(written) < _MOST_TEXT_BYTES * 0.6 and written.count(b",") < _MOST_VALUES * 0.6
    assert len(ProjectRecord.model_validate_json(written).candidates) == 10_000


@pytest.mark.parametrize("digits", [21, 4_000])
def test_a_version_of_many_digits_leaves_room_for_the_sentence(tmp_path: Path, digits: int) -> None:
    file = tmp_path / "one.lredit"
    ProjectWriter().write(a_project(2), file)
    rewritten(file, lambda record: set_in(record, "version", 10**digits // 7))
    with pytest.raises(PictureError, match=r"its format is 14285714285714285714\u2026, this one") as caught:
        open_project(file)
    assert len(caught.value.message) < 250


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_that_would_be_unpacked_whole_are_refused_unopened(
    tmp_path: Path, method: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's reader of these methods makes gigabytes of a few bytes before it looks at how many are wanted."""
    file = tmp_path / "bomb.lredit"
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr(JSON_NAME, b" " * 1000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_arguments: pytest.fail("opened"))
    with pytest.raises(PictureError, match="damaged") as caught:
        open_project(file)
    assert "packed by method" in caught.value.details


def test_whatever_lies_at_the_path_is_replaced_whole(tmp_path: Path) -> None:
    project, path, rng = a_project(2), tmp_path / "one.lredit", random.Random(3)
    writer = ProjectWriter()
    writer.write(project, path)
    good = path.read_bytes()
    for number in range(150):
        data = bytearray(good)
        for _ in range(1 + number % 9):
            data[rng.randrange(len(data) - 400, len(data)) if number % 2 else rng.randrange(len(data))] ^= 1 << 5
        if number % 3 == 0:
            data[data.index(b"PK\x01\x02") + 6] = 0xFF  # packed by a version that does not exist
        path.write_bytes(data if number % 5 else data[: rng.randrange(len(data))])
        writer.write(project, path, replaces_others=True)
        assert path.read_bytes() == good


def test_pixels_are_copied_from_the_own_file_alone(tmp_path: Path) -> None:
    """A stranger's entry of the same name is not believed."""
    project, path, other = a_project(2), tmp_path / "one.lredit", tmp_path / "two.lredit"
    ProjectWriter().write(project, path)
    with zipfile.ZipFile(path) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(other, "w") as archive:
        for name in entries:
            archive.writestr(name, b"no picture")
    ProjectWriter().write(project, other)
    assert other.read_bytes() == path.read_bytes()


def test_saving_never_fails_for_long_texts_halves_of_characters_and_strokes_beside_the_picture(tmp_path: Path) -> None:
    project, path = a_project(2), tmp_path / "one.lredit"
    layer = project.document.layers[0]
    outside = Silhouette(Box(900, 5, 1000, 9), np.full((4, 100), 255, np.uint8)).within(project.document.source.size)
    assert outside.reach.is_empty
    made = replace(layer.provenance, prompt="a\ud83d\ude00 b\ud83d " + "long " * 9000, region=Box(-(10**9), 0, 5, 5))
    odd = replace(layer, name="n\udce9" * 15_000, provenance=made, silhouette=None, not_from=outside)
    document = project.document.with_layer_replaced(odd).with_layer(layer.duplicated().translated(10**9, -(10**9)))
    candidate = replace(project.candidates[0], note="n\ud800", score=CandidateScore(*[float("nan")] * 7))
    words = replace(project.words, prompt="x" * 30_000 + "\udfff")
    title = "caf\udce9"
    ProjectWriter().write(
        replace(project, title=title, document=document, candidates=(candidate,), words=words, starred=()), path
    )
    back = open_project(path).project
    assert back.title == "caf\ufffd" and back.words.prompt == "x" * 20_000 and back.candidates[0].note == "n\ufffd"
    again = back.document.layer(layer.layer_id)
    assert again.provenance.prompt.startswith("a\U0001f600 b\ufffd long") and len(again.provenance.prompt) == 20_000
    assert again.not_from is None and len(again.name) == 20_000
    assert back.document.flattened() == document.flattened()


def test_a_project_that_memory_cannot_hold_is_refused_before_anything_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "one.lredit"
    ProjectWriter().write(a_project(2), path)
    decoded: list[int] = []
    monkeypatch.setattr("lredit_core.project.reading.decoded", lambda *_: decoded.append(1))
    monkeypatch.setattr("lredit_core.project.limits.free_bytes", lambda: 500_000)
    with pytest.raises(PictureError, match=r"memory and 500 kB are free.*\.$"):
        open_project(path)
    assert not decoded


def test_pictures_larger_than_any_of_the_programs_are_refused_by_what_they_claim(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "one.lredit"
    ProjectWriter().write(a_project(2), path)

    def claim_in(item: Any, name: str) -> None:
        """Wherever the file is named."""
        if isinstance(item, dict) and item.get("file") == name:
            item.update(width=900_000, height=900_000)
        for each in item.values() if isinstance(item, dict) else item if isinstance(item, list) else ():
            claim_in(each, name)

    rewritten(path, lambda record: claim_in(record, record["layers"][0]["mask"]["file"]))
    monkeypatch.setattr("lredit_core.project.reading.decoded", lambda *_: pytest.fail("decoded"))
    with pytest.raises(PictureError, match="damaged") as caught:
        open_project(path)
    assert "900000" in caught.value.details


def test_bytes_that_do_not_inflate_are_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "one.lredit"
    ProjectWriter().write(a_project(2), path)
    data = bytearray(path.read_bytes())
    data[50:250] = b"\xff" * 200  # the JSON comes first, deflated
    path.write_bytes(data)
    with pytest.raises(PictureError, match="damaged"):
        open_project(path)


def test_pixels_that_rotted_on_the_disk_are_written_anew(tmp_path: Path) -> None:
    """The file looks as it was left; its sums of bytes do not fit any more."""
    project, path, writer = a_project(2), tmp_path / "one.lredit", ProjectWriter()
    writer.write(project, path)
    good, left = path.read_bytes(), path.stat()
    at = good.index(b"IDAT") + 20
    with path.open("r+b") as file:
        file.seek(at)
        file.write(bytes([good[at] ^ 1]))
    os.utime(path, ns=(left.st_atime_ns, left.st_mtime_ns))
    writer.write(project, path)
    assert path.read_bytes() == good


def test_a_file_that_the_system_does_not_give_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path) -> zipfile.ZipFile:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "one.lredit"
    ProjectWriter().write(a_project(2), file)
    monkeypatch.setattr("lredit_core.project.reading.zipfile.ZipFile", refused)
    with pytest.raises(PictureError, match=r"cannot be read \(Permission denied\)"):
        open_project(file)
