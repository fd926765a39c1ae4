"""Own things on disk: they come back as they were, the list is checked, and folders can be added again and again."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import skimage
from typer.testing import CliRunner

from lredit_core.cancellation import EventToken
from lredit_core.cli.commands import app
from lredit_core.editors.cut_outs import CutOut
from lredit_core.editors.surroundings import Surroundings
from lredit_core.encoders.words import KnownWords
from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.geometry import Box
from lredit_core.library import adding
from lredit_core.library.adding import add_folder
from lredit_core.library.finding import KeptThing
from lredit_core.library.index import OwnThing, Place, SeenPhotograph
from lredit_core.library.matching import things_for
from lredit_core.library.photographs import photographs_in
from lredit_core.library.store import THUMBNAIL_PX, OwnThings, library_home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lredit_core.pictures.image import PixelBuffer

PHOTOGRAPHS = Path(skimage.__file__).parent / "data"


class KnowingDetector:
    """Knows dogs and cups, and finds nothing: what is found is put in its place."""

    words = KnownWords(names=("dog", "cup"), kinds={"dog": (0,), "puppy": (0,), "cup": (1,), "thing": (0, 1)})


DETECTOR = KnowingDetector()


def cut(*, dtype: str = "uint8", shadow: bool = True, seed: int = 0) -> CutOut:
    rng = np.random.default_rng(seed)
    top = np.iinfo(np.dtype(dtype)).max
    pixels = rng.integers(0, top + 1, (90, 240, 3), dtype=np.dtype(dtype))
    alpha = np.zeros((90, 240), np.uint8)
    alpha[20:80, 20:220] = 255
    alpha[20:24, 20:220] = 100
    left = np.full((90, 240), 255, np.uint8)
    left[80:85, 30:200] = 140
    place = Surroundings((0.5, 0.01, -0.02), 0.1, None, 0.003)
    return CutOut(pixels, alpha, left if shadow else None, Box(5, 6, 245, 96), place)


def noted(thing_id: str = "0123456789ab", *, name: str = "dog", quality: float = 0.7, shadow: bool = True) -> OwnThing:
    place = Place(lab=(0.5, 0.01, -0.02), spread=0.1, blur_px=None, grain=0.003)
    return OwnThing(
        id=thing_id, name=name, photograph="/holiday/one.jpg", box=(5, 6, 245, 96), size=(200, 60), quality=quality,
        has_shadow=shadow, surroundings=place,
    )  # fmt: skip


def kept_in(store: OwnThings, *things: OwnThing) -> OwnThings:
    for thing in things:
        store.keep(thing, cut(shadow=thing.has_shadow))
    store.note("/holiday/one.jpg", SeenPhotograph(bytes=1, modified_ns=2), things)
    return store


@pytest.fixture
def store(tmp_path: Path) -> OwnThings:
    return OwnThings(tmp_path / "library")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three photographs, one in a folder within, and what is none."""
    holiday = tmp_path / "holiday"
    (holiday / "day 2").mkdir(parents=True)
    shutil.copy(PHOTOGRAPHS / "coffee.png", holiday / "coffee.png")
    shutil.copy(PHOTOGRAPHS / "rocket.jpg", holiday / "rocket.JPG")
    shutil.copy(PHOTOGRAPHS / "chelsea.png", holiday / "day 2" / "cat.png")
    (holiday / "notes.txt").write_text("milk")
    (holiday / ".hidden.png").write_bytes(b"")
    return holiday


@pytest.fixture
def one_each(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """Each photograph holds one dog; the sizes of those that were looked at."""
    looked: list[tuple[int, ...]] = []

    def things(buffer: PixelBuffer, **_rest: object) -> Iterator[KeptThing]:
        looked.append(buffer.pixels.shape)
        yield KeptThing("dog", cut(), 0.6)

    monkeypatch.setattr(adding, "things_in", things)
    return looked


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("shadow", [False, True])
def test_a_thing_comes_back_as_it_was(store: OwnThings, dtype: str, shadow: bool) -> None:
    thing, before = noted(shadow=shadow), cut(dtype=dtype, shadow=shadow)
    store.keep(thing, before)
    after = store.cut_out(thing)
    assert after.pixels.dtype == before.pixels.dtype
    assert np.array_equal(after.alpha, before.alpha)
    assert np.array_equal(after.pixels[before.alpha > 0], before.pixels[before.alpha > 0])
    assert (after.shadow is None) is not shadow
    if shadow:
        assert np.array_equal(after.shadow, before.shadow)
    assert after.surroundings == before.surroundings and after.origin == before.origin


def test_what_lies_far_from_the_thing_is_not_kept(store: OwnThings) -> None:
    store.keep(noted(), cut())
    assert not store.cut_out(noted()).pixels[:, :8].any()


def test_a_thumbnail_is_small_and_shows_the_thing_alone(store: OwnThings) -> None:
    store.keep(noted(), cut())
    shown = store.thumbnail(noted())
    assert shown.shape == (48, THUMBNAIL_PX, 4)
    assert shown[24, 80, 3] == 255


def test_things_are_listed_renamed_removed_and_erased(store: OwnThings) -> None:
    kept_in(store, noted(), noted("ba9876543210", name="cup"))
    assert [thing.name for thing in store.things()] == ["dog", "cup"] and len(store) == 2
    store.rename("0123456789ab", "  my   old dog ")
    assert store.thing("0123456789ab").name == "my old dog"
    store.remove("ba9876543210")
    assert [path.name for path in sorted(store.folder.glob("*.png"))] == [
        "0123456789ab-shadow.png", "0123456789ab-thumbnail.png", "0123456789ab.png",
    ]  # fmt: skip
    store.erase()
    assert not store.folder.exists() and len(store) == 0


def test_what_is_not_there_is_said(store: OwnThings) -> None:
    kept_in(store, noted())
    for change in (lambda: store.remove("ffffffffffff"), lambda: store.rename("ffffffffffff", "cat")):
        with pytest.raises(InvalidRequest, match='no thing "ffffffffffff"'):
            change()
    with pytest.raises(InvalidRequest, match="1 to 200"):
        store.rename("0123456789ab", "   ")
    (store.folder / "0123456789ab.png").unlink()
    with pytest.raises(PictureError, match="no file"):
        store.cut_out(noted())


@pytest.mark.parametrize(
    "text", ["", "{", '{"version": 2}', '{"things": [{"id": "../../x"}]}', '{"version": 1, "extra": 3}', "\udcff"]
)
def test_a_damaged_list_is_said_and_left_alone_until_it_is_cleared(store: OwnThings, text: str) -> None:
    store.folder.mkdir()
    (store.folder / "index.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(PictureError, match="damaged"):
        store.things()
    with pytest.raises(PictureError, match="damaged"):
        store.note("/a.jpg", SeenPhotograph(bytes=1, modified_ns=1), [])
    assert (store.folder / "index.json").exists()
    store.erase()
    assert store.things() == ()


def test_an_id_cannot_lead_out_of_the_folder() -> None:
    with pytest.raises(ValueError, match="id"):
        noted("../../../etc")


def test_a_photograph_noted_again_replaces_its_things(store: OwnThings) -> None:
    kept_in(store, noted(), noted("ba9876543210", name="cup"))
    kept_in(store, noted())
    assert [thing.id for thing in store.things()] == ["0123456789ab"]
    assert not (store.folder / "ba9876543210.png").exists()


def test_pictures_of_a_run_that_was_broken_off_are_swept_away(store: OwnThings) -> None:
    kept_in(store, noted())
    store.keep(noted("ba9876543210"), cut())
    store.sweep()
    assert {path.stem.partition("-")[0] for path in store.folder.glob("*.png")} == {"0123456789ab"}


def test_photographs_are_found_in_order_and_only_those(folder: Path) -> None:
    assert [path.name for path in photographs_in(folder)] == ["coffee.png", "rocket.JPG", "cat.png"]
    with pytest.raises(PictureError, match="no folder"):
        photographs_in(folder / "day 3")


def test_what_was_cut_out_is_no_photograph(folder: Path, one_each: list[tuple[int, ...]]) -> None:
    store = OwnThings(folder / "library")
    assert add_folder(store, folder, detector=DETECTOR).photographs == 3
    again = add_folder(store, folder, detector=DETECTOR)
    assert (again.photographs, again.passed_over) == (0, 3)


def test_a_folder_is_added_once_and_again_only_what_is_new_or_changed(
    store: OwnThings, folder: Path, one_each: list[tuple[int, ...]]
) -> None:
    told: list[tuple[int, int, int]] = []
    added = add_folder(store, folder, detector=DETECTOR, on_progress=lambda *now: told.append(now))
    assert (added.photographs, added.passed_over, added.things, added.notes) == (3, 0, 3, ())
    assert told == [(0, 3, 0), (1, 3, 1), (2, 3, 2), (3, 3, 3)]
    assert len({thing.id for thing in store.things()}) == 3
    assert add_folder(store, folder, detector=DETECTOR).passed_over == 3
    shutil.copy(PHOTOGRAPHS / "astronaut.png", folder / "new.png")
    shutil.copy(PHOTOGRAPHS / "astronaut.png", folder / "coffee.png")
    again = add_folder(store, folder, detector=DETECTOR)
    assert (again.photographs, again.passed_over, len(store)) == (2, 2, 4)
    assert add_folder(store, folder, detector=DETECTOR, words=["dog"]).photographs == 4  # another question
    assert len(one_each) == 9


def test_further_words_are_looked_for_alone_and_leave_what_is_there(
    store: OwnThings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[tuple[str, ...], tuple[str, ...]]] = []

    def things(_buffer: PixelBuffer, *, words: tuple[str, ...], besides: tuple[str, ...], **_rest: object) -> Any:
        asked.append((words, besides))
        elsewhere = replace(cut(), origin=Box(400, 6, 640, 96))
        yield KeptThing(*(("cup", elsewhere, 0.5) if words == ("cup",) else ("dog", cut(), 0.6)))
        yield (
            KeptThing("puppy", cut(), 0.5)
            if words
            else KeptThing("cup", replace(cut(), origin=Box(0, 200, 240, 290)), 1.0)
        )

    monkeypatch.setattr(adding, "things_in", things)
    (folder / "rocket.JPG").unlink()
    shutil.rmtree(folder / "day 2")
    first = add_folder(store, folder, detector=DETECTOR, besides=["puppy"])
    assert (first.things, asked.pop()) == (2, ((), ("puppy",)))
    dog, cup = store.things()
    store.rename(dog.id, "Rex")
    store.remove(cup.id)
    again = add_folder(store, folder, detector=DETECTOR, besides=["unicorn", " Cup", "puppy", "cup"])
    assert asked.pop() == (("cup",), ())
    assert [thing.name for thing in store.things()] == ["Rex", "cup"], "the puppy is Rex"
    assert again.things == 1 and again.notes == ('These models know no "unicorn": it was left out.',)
    for besides in ([], ["cup"], ["puppy", "unicorn"]):
        assert add_folder(store, folder, detector=DETECTOR, besides=besides).passed_over == 1
    assert (len(asked), len(store)) == (0, 2)


def test_what_was_removed_does_not_come_back(store: OwnThings, folder: Path, one_each: list[tuple[int, ...]]) -> None:
    add_folder(store, folder, detector=DETECTOR)
    store.remove(store.things()[0].id)
    add_folder(store, folder, detector=DETECTOR)
    assert len(store) == 2


def test_damaged_photographs_are_left_out_with_a_sentence(
    store: OwnThings, folder: Path, one_each: list[tuple[int, ...]]
) -> None:
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    (folder / "empty.png").write_bytes(b"")
    added = add_folder(store, folder, detector=DETECTOR)
    assert added.things == 3
    assert [note.partition(" ")[0] for note in added.notes] == ["broken.jpg", "empty.png"]
    assert all("was left out" in note for note in added.notes)


def test_a_stop_keeps_what_was_found_and_the_next_run_goes_on(
    store: OwnThings, folder: Path, one_each: list[tuple[int, ...]]
) -> None:
    token = EventToken()
    added = add_folder(
        store, folder, detector=DETECTOR, token=token,
        on_progress=lambda done, _total, _things: token.cancel() if done == 2 else None,
    )  # fmt: skip
    assert added.was_stopped and added.photographs == len(store) == 2
    rest = add_folder(store, folder, detector=DETECTOR)
    assert (rest.photographs, rest.passed_over) == (1, 2)


def test_a_folder_that_vanishes_is_said(store: OwnThings, folder: Path, one_each: list[tuple[int, ...]]) -> None:
    added = add_folder(
        store, folder, detector=DETECTOR,
        on_progress=lambda done, _total, _things: shutil.rmtree(folder) if done == 1 and folder.is_dir() else None,
    )  # fmt: skip
    assert added.photographs == 1 and len(store) == 1
    assert len(added.notes) == 1 and "has gone after 1 of 3" in added.notes[0]


def test_words_that_nobody_knows_are_said(store: OwnThings, folder: Path, one_each: list[tuple[int, ...]]) -> None:
    with pytest.raises(InvalidRequest, match="no unicorn and no dragon"):
        add_folder(store, folder, detector=DETECTOR, words=["unicorn", "dragon"])
    assert "unicorn" in add_folder(store, folder, detector=DETECTOR, words=["dog", "unicorn"]).notes[0]
    with pytest.raises(InvalidRequest, match="no detector"):
        add_folder(store, folder, detector=None)


def test_things_are_found_for_words_by_name_kind_and_quality() -> None:
    things = [
        noted("000000000001", name="dog", quality=0.4),
        noted("000000000002", name="dog", quality=0.9),
        noted("000000000003", name="cup", quality=0.8),
        noted("000000000004", name="Grandma's cup", quality=0.5),
    ]

    def found(phrase: str, **rest: object) -> list[str]:
        return [thing.id[-1] for thing in things_for(phrase, things, **rest)]  # type: ignore[arg-type]

    assert found("two dogs") == ["2", "1"]
    assert found("a small puppy", known=[DETECTOR.words]) == ["2", "1"]
    assert found("a puppy") == []
    assert found("a cup") == ["3", "4"]
    assert found("grandma's cup")[0] == "4"
    assert set(found("a thing", known=[DETECTOR.words])) == {"1", "2", "3", "4"}
    assert found("a dog", count=1) == ["2"]
    assert found("a tree", known=[DETECTOR.words]) == []


def test_the_command_line_lists_renames_removes_and_clears(data_home: Path, tmp_path: Path) -> None:
    store = kept_in(OwnThings(), noted(), noted("ba9876543210", name="cup"))
    assert store.folder == library_home() and store.folder.is_relative_to(tmp_path)

    def lredit(*arguments: str, answer: str = "") -> tuple[int, str]:
        result = CliRunner().invoke(app, ["library", *arguments], input=answer)
        return result.exit_code, result.output

    code, said = lredit("list")
    assert code == 0 and "0123456789ab  dog  200 x 60  quality 0.70  /holiday/one.jpg" in said
    assert lredit("rename", "0123456789ab", "Rex") == (0, "")
    assert lredit("remove", "ba9876543210") == (0, "")
    assert [thing.name for thing in store.things()] == ["Rex"]
    assert lredit("remove", "nothing")[0] == 2
    assert lredit("add", str(tmp_path / "nowhere"))[0] == 2
    assert lredit("clear", answer="n\n")[0] == 130 and len(store) == 1
    assert lredit("clear", "--yes")[0] == 0 and len(store) == 0


def test_the_list_is_plain_json(store: OwnThings) -> None:
    kept_in(store, noted())
    written = json.loads((store.folder / "index.json").read_text(encoding="utf-8"))
    assert written["version"] == 1
    assert written["things"][0]["name"] == "dog"
    assert written["photographs"]["/holiday/one.jpg"]["bytes"] == 1
