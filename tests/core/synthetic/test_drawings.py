"""The library of drawings: layouts, words, colours, and what is said when a folder is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.synthetic.drawings import HUE_BY_COLOUR, ArtLibrary, colour_in, colour_name, recoloured

BUILT_IN = Path("resources/art")


@pytest.fixture(scope="module")
def built_in() -> ArtLibrary:
    return ArtLibrary(BUILT_IN)


def _write_drawing(path: Path, colour: tuple[int, int, int] = (200, 30, 30)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.zeros((40, 60, 4), np.uint8)
    pixels[10:30, 20:50] = (*colour, 255)
    Image.fromarray(pixels).save(path)


def test_the_built_in_library_holds_every_thing_in_three_styles_within_six_megabytes(built_in: ArtLibrary) -> None:
    assert 120 <= len(built_in) <= 140
    styles = {drawing.style for thing in built_in for drawing in thing.drawings}
    assert styles == {"fluent-3d", "noto", "twemoji"}
    assert all(len(thing.drawings) == 3 for thing in built_in)
    files = [drawing.path for thing in built_in for drawing in thing.drawings]
    assert sum(path.stat().st_size for path in files) < 6 * 2**20


def test_every_built_in_drawing_is_tight_and_at_most_256_pixels(built_in: ArtLibrary) -> None:
    for thing in built_in.things[::11]:
        for drawing in thing.drawings:
            alpha = built_in.pixels(drawing)[..., 3]
            assert max(alpha.shape) <= 256
            assert (alpha.max(axis=1) > 8)[[0, -1]].all()
            assert (alpha.max(axis=0) > 8)[[0, -1]].all()


def test_no_two_things_share_a_name_or_synonym(built_in: ArtLibrary) -> None:
    words = [word for thing in built_in for word in thing.words]
    assert len(words) == len(set(words))


def test_a_folder_of_ones_own_is_named_by_its_sub_folders(tmp_path: Path) -> None:
    _write_drawing(tmp_path / "garden_gnome" / "one.png")
    _write_drawing(tmp_path / "teapot" / "blue one.png")
    (tmp_path / "notes").mkdir()
    library = ArtLibrary(tmp_path)
    assert library.names == ("garden gnome", "teapot")
    assert library.pixels(library.thing("teapot").drawings[0]).shape == (20, 30, 4)


def test_a_csv_table_gives_names_and_synonyms(tmp_path: Path) -> None:
    _write_drawing(tmp_path / "img01" / "a.png")
    (tmp_path / "names.csv").write_text("folder,name,synonyms\nimg01,garden gnome,gnome; dwarf\n", encoding="utf-8")
    library = ArtLibrary(tmp_path)
    assert library.thing("Dwarf").name == "garden gnome"


def test_things_json_gives_names_and_colourability(tmp_path: Path) -> None:
    _write_drawing(tmp_path / "x" / "a.png")
    entry = {"folder": "x", "name": "mug", "synonyms": ["cup"], "colourable": True}
    (tmp_path / "things.json").write_text(json.dumps({"things": [entry]}), encoding="utf-8")
    assert ArtLibrary(tmp_path).thing("cup").colourable


def test_a_missing_an_empty_and_a_damaged_folder_each_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="no folder"):
        ArtLibrary(tmp_path / "missing")
    with pytest.raises(ModelUnavailable, match="holds no drawings"):
        ArtLibrary(tmp_path)
    _write_drawing(tmp_path / "x" / "a.png")
    (tmp_path / "things.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelUnavailable, match=r"things\.json"):
        ArtLibrary(tmp_path)


def test_a_drawing_that_is_no_picture_is_named_in_the_error(tmp_path: Path) -> None:
    _write_drawing(tmp_path / "x" / "a.png")
    (tmp_path / "x" / "a.png").write_text("not a picture")
    library = ArtLibrary(tmp_path)
    with pytest.raises(ModelUnavailable, match=r"a\.png"):
        library.pixels(library.things[0].drawings[0])


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a hot dog", ["hot dog"]),
        ("two red apples and a puppy", ["apple", "dog"]),
        ("an ICE CREAM, with cherries", ["ice cream cone", "pair of cherries"]),
        ("a wombat", []),
        ("a categorical statement", []),
    ],
)
def test_things_are_found_by_whole_words_longest_first(built_in: ArtLibrary, prompt: str, expected: list[str]) -> None:
    assert [match.thing.name for match in built_in.find_words(prompt)] == expected


def test_an_unknown_name_says_what_is_known(built_in: ArtLibrary) -> None:
    with pytest.raises(InvalidRequest, match="no drawing of 'wombat'"):
        built_in.thing("wombat")


def test_the_colour_word_before_the_thing_is_the_one_that_counts() -> None:
    assert colour_in("a violet car") == "purple"
    assert colour_in("a green field and a red car", before_word=6) == "red"
    assert colour_in("a car") == ""


@pytest.mark.parametrize("colour", list(HUE_BY_COLOUR))
def test_turning_the_hue_gives_the_colour_that_was_asked_for_and_keeps_alpha(built_in: ArtLibrary, colour: str) -> None:
    for drawing in built_in.thing("car").drawings:
        pixels = built_in.pixels(drawing)
        turned = recoloured(pixels, colour)
        assert colour_name(turned) == colour
        np.testing.assert_array_equal(turned[..., 3], pixels[..., 3])


def test_the_fingerprint_changes_with_the_drawings(tmp_path: Path) -> None:
    _write_drawing(tmp_path / "x" / "a.png")
    before = ArtLibrary(tmp_path).fingerprint
    _write_drawing(tmp_path / "x" / "b.png")
    assert ArtLibrary(tmp_path).fingerprint != before
