"""`lredit compare`: our edit beside others', through the real command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from lredit_core.api.request import EditRequest
from lredit_core.cancellation import EventToken
from lredit_core.cli.commands import app
from lredit_core.compare.comparison import (
    OTHER_EDITORS,
    ComparedPicture,
    OtherEditor,
    other_editor,
    parse_other,
    side_by_side,
)
from lredit_core.compare.tasks import COMPARED_PX, OtherEditTask, OurEditTask, to_compare
from lredit_core.editors.whole_image.base import WholeInstructions
from lredit_core.editors.whole_image.loading import WHOLE_IMAGE_EDITORS
from lredit_core.errors import InvalidRequest, ModelUnavailable, Stopped
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.processes.subprocess_task import run_in_subprocess
from tests.fakes.tiny_pipelines import write_whole_image_model

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("comparing")
    write_whole_image_model("stable-diffusion", root / "plain")
    write_whole_image_model("instruct-pix2pix", root / "instructed")
    rng = np.random.default_rng(0)
    pixels = rng.integers(90, 130, (60, 90, 3), dtype=np.uint8)
    pixels[20:45, 40:70] = (220, 60, 50)
    Image.fromarray(pixels).save(root / "photo.png")
    return root


def _compare(folders: Path, tmp_path: Path, *more: str) -> object:
    arguments = ["compare", str(folders / "photo.png"), "--prompt", "a cat", "--out", str(tmp_path / "sheet.png")]
    arguments += ["--preset", "fast", "--steps", "3", "--source", "an apple"]
    return CliRunner().invoke(app, [*arguments, *more])


def test_pictures_of_all_editors_are_written_side_by_side(folders: Path, tmp_path: Path) -> None:
    result = _compare(
        folders, tmp_path,
        "--with", f"plug-and-play={folders / 'plain'}",
        "--with", f"instruct-pix2pix={folders / 'instructed'}", "--instruction", "make it a cat",
        "--each", str(tmp_path / "each"),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    *times, wrote = result.stdout.splitlines()
    assert [line.split(":")[0] for line in times] == ["lredit", "plug-and-play", "instruct-pix2pix"]
    assert wrote.startswith("Wrote ") and "sheet.png" in wrote
    pictures = {path.stem: np.asarray(Image.open(path)) for path in (tmp_path / "each").iterdir()}
    assert set(pictures) == {"before", "lredit", "plug-and-play", "instruct-pix2pix"}
    assert {picture.shape for picture in pictures.values()} == {(60, 90, 3)}
    assert np.array_equal(pictures["before"], np.asarray(Image.open(folders / "photo.png")))
    changed = [(pictures[name] != pictures["before"]).any(axis=2).mean() for name in ("lredit", "plug-and-play")]
    assert 0 < changed[0] < changed[1], "ours changes a region, theirs the whole picture"
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size == (4 * (576 + 8) + 8, 384 + 26 + 16)


@pytest.mark.parametrize(
    ("other", "code", "words"),
    [
        ("plug-and-play", 2, "NAME=FOLDER"),
        ("plug-and-play=nowhere", 3, "nothing at"),
        ("photoshop=.", 2, "Choose instruct-pix2pix, diffedit"),
    ],
)
def test_what_cannot_be_compared_with_is_told(folders: Path, tmp_path: Path, other: str, code: int, words: str) -> None:
    result = _compare(folders, tmp_path, "--with", other)
    assert result.exit_code == code and words in result.output
    assert not (tmp_path / "sheet.png").exists()


def test_a_name_and_a_place_are_told_apart(tmp_path: Path) -> None:
    assert parse_other(f"diffedit={tmp_path}") == ("diffedit", tmp_path)
    for text in ("=x", "diffedit=", "diffedit"):
        with pytest.raises(InvalidRequest):
            parse_other(text)
    with pytest.raises(ModelUnavailable):
        parse_other(f"diffedit={tmp_path / 'none'}")


def test_the_sheet_keeps_the_pictures_order() -> None:
    colours = ((250, 10, 10), (10, 250, 10), (10, 10, 250))
    pictures = [ComparedPicture(str(colour), np.full((50, 50, 3), colour, np.uint8)) for colour in colours]
    sheet = np.asarray(side_by_side(pictures))
    assert [tuple(sheet[200, 8 + number * 392 + 192].tolist()) for number in range(3)] == list(colours)


def test_every_editor_without_regions_is_offered() -> None:
    assert [other.name for other in OTHER_EDITORS] == list(WHOLE_IMAGE_EDITORS)


@pytest.mark.parametrize("other", OTHER_EDITORS, ids=lambda other: other.name)
def test_an_order_gives_the_picture_and_tells_how_far_it_is(folders: Path, other: OtherEditor) -> None:
    name = other.name
    place = folders / ("instructed" if name == "instruct-pix2pix" else "plain")
    picture = np.asarray(Image.open(folders / "photo.png"))
    shares: list[float] = []
    order = OtherEditTask(other, place, picture, WholeInstructions("a cat", "an apple", steps=5))
    made = order.run(shares.append, EventToken())
    assert made.name == name and made.pixels.shape == picture.shape and made.seconds > 0
    assert (made.pixels != picture).any()
    assert shares == sorted(shares) and len(shares) >= 5
    assert shares[-1] == pytest.approx(1.0, abs=0.05) and shares[-2] < 1.0, "the expected length is the true one"


def test_orders_are_carried_out_in_a_process_of_their_own(folders: Path) -> None:
    picture = np.asarray(Image.open(folders / "photo.png"))
    told, shares = WholeInstructions("a cat", "an apple", steps=3), []
    order = OtherEditTask(other_editor("masactrl"), folders / "plain", picture, told)
    assert run_in_subprocess(order, on_message=shares.append).pixels.shape == picture.shape
    assert shares[-1] == 1.0
    with pytest.raises(ModelUnavailable, match="follows no instructions"):
        run_in_subprocess(OtherEditTask(other_editor("instruct-pix2pix"), folders / "plain", picture, told))


def test_what_lies_nowhere_is_said(folders: Path) -> None:
    order = OtherEditTask(OTHER_EDITORS[1], folders / "none", np.zeros((64, 64, 3), np.uint8), WholeInstructions("a"))
    with pytest.raises(ModelUnavailable, match="nothing at"):
        order.run(lambda share: None, EventToken())


def test_an_order_stops_within_a_step(folders: Path) -> None:
    token, shares = EventToken(), []

    def tell(share: float) -> None:
        shares.append(share)
        token.cancel()

    picture = np.asarray(Image.open(folders / "photo.png"))
    order = OtherEditTask(other_editor("diffedit"), folders / "plain", picture, WholeInstructions("a cat", steps=5))
    with pytest.raises(Stopped):
        order.run(tell, token)
    assert len(shares) == 1


def test_our_edit_is_made_of_the_whole_picture_and_comes_as_small_as_the_others(folders: Path) -> None:
    rng = np.random.default_rng(1)
    pixels = rng.integers(90, 130, (COMPARED_PX // 2, COMPARED_PX + 100, 3), dtype=np.uint8)
    request = EditRequest(PixelBuffer(pixels), "a red apple", user_boxes=(Box(500, 300, 900, 700),))
    shares: list[float] = []
    made = OurEditTask(request, "builtin").run(shares.append, EventToken())
    small = to_compare(pixels)
    assert made.pixels.shape == small.shape and max(small.shape) == COMPARED_PX
    changed = np.argwhere((made.pixels != small).any(axis=2))
    scale = COMPARED_PX / (COMPARED_PX + 100)
    assert len(changed) > 1000
    assert changed.min() >= 300 * scale - 4 and changed[:, 1].max() <= 900 * scale + 4
    assert shares[-1] == 1.0
