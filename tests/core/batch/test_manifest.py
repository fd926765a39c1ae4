"""Lists of pictures: every form says the same, and what is wrong with a row is said with its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from lredit_core.api.request import Preset
from lredit_core.batch.checking import checked, refuse_bad
from lredit_core.batch.manifest import BadRow, read_manifest
from lredit_core.batch.raw_rows import KEY_OF_WORD
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.prompt.intent import EditIntent
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

FORMS = {
    "list.csv": 'picture,prompt,source,box\na.png,"a red apple, a boat",the cat,1 2 30 40\nb.png,a dog,,\n',
    "semicolons.csv": "picture;prompt;source;box\na.png;a red apple, a boat;the cat;1,2,30,40\nb.png;a dog;;\n",
    "list.tsv": "image\ttarget\tsource\tbox\na.png\ta red apple, a boat\tthe cat\t[1, 2, 30, 40]\nb.png\ta dog\n",
    "list.jsonl": '{"picture": "a.png", "prompt": "a red apple, a boat", "source": "the cat", "box": [1, 2, 30, 40]}\n'
    '{"picture": "b.png", "prompt": "a dog"}\n',
    "list.json": '[{"image": "a.png", "target": "a red apple,  a boat", "source": "the cat", "box": [1, 2, 30, 40]},\n'
    '{"picture": "b.png", "prompt": "a dog", "box": null}]',
}


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    for name in ("a.png", "b.png"):
        Image.fromarray(np.full((50, 60, 3), 90, np.uint8)).save(tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_the_same(form: str, pictures: Path) -> None:
    (pictures / form).write_text("\ufeff" + FORMS[form], encoding="utf-8")
    manifest = read_manifest(pictures / form)
    assert manifest.bad == ()
    first, second = manifest.rows
    assert (first.picture, first.prompt, first.source) == ("a.png", "a red apple, a boat", "the cat")
    assert first.box == Box(1, 2, 30, 40) and first.path == pictures / "a.png"
    assert (second.prompt, second.source, second.box) == ("a dog", "", None)
    assert [row.name for row in manifest.rows] == ["0001-a", "0002-b"]
    assert checked(manifest) == manifest


def test_the_public_codes_images_json_is_source_then_target(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    Image.fromarray(np.zeros((20, 20, 3), np.uint8)).save(tmp_path / "images" / "1.png")
    text = '{"1.png": ["trees", "a big tree with many flowers"],\n "1.png": ["coffee", "soft drink"]}'
    (tmp_path / "images.json").write_text(text, encoding="utf-8")
    rows = read_manifest(tmp_path / "images.json").rows
    assert [(row.source, row.prompt) for row in rows] == [
        ("trees", "a big tree with many flowers"),
        ("coffee", "soft drink"),
    ], "a name that comes twice is two rows"
    assert [row.where for row in rows] == ["row 1, line 1", "row 2, line 2"]
    assert rows[0].path == tmp_path / "images" / "1.png"


def test_bad_rows_are_told_with_their_line_and_the_others_stay(pictures: Path) -> None:
    (pictures / "list.csv").write_text(
        "picture,prompt,source,box\n"
        "a.png,a dog,,\n"
        ",a dog,,\n"
        "a.png,,the cat,\n"
        "a.png,a dog,,1 2 3\n"
        "a.png,a dog,,9 9 3 3\n"
        "c.png,a dog,,\n"
        "a.png,a dog,,400 400 410 410\n"
        "a.png,a dog,x,y,z\n"
        "a.png,...,,\n",
        encoding="utf-8",
    )
    manifest = checked(read_manifest(pictures / "list.csv"))
    assert [row.where for row in manifest.rows] == ["line 2"]
    assert [row.where for row in manifest.bad] == [f"line {number}" for number in range(3, 11)]
    told = " ".join(row.why for row in manifest.bad)
    for words in (
        "names no picture",
        "no prompt",
        "four numbers",
        "is empty",
        "no file",
        "outside",
        "cells",
        "no word",
    ):
        assert words in told
    with pytest.raises(InvalidRequest, match=r"8 rows of 9.*\n  line 3: It names no picture"):
        refuse_bad(manifest)
    refuse_bad(read_manifest(pictures / "list.csv", pictures=pictures).__class__(pictures, manifest.rows))


def test_a_row_of_json_lines_that_is_no_json_takes_no_other_along(pictures: Path) -> None:
    good = json.dumps({"picture": "a.png", "prompt": "a dog"})
    strange = json.dumps({"picture": "a.png", "prompt": "a dog", "sorce": "the cat"})
    (pictures / "l.jsonl").write_text(f'{good}\n\n{{"picture"\n[1]\n{strange}\n', encoding="utf-8")
    manifest = read_manifest(pictures / "l.jsonl")
    assert len(manifest.rows) == 1 and [row.where for row in manifest.bad] == ["line 3", "line 4", "line 5"]
    assert "sorce" in manifest.bad[2].why


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", b"[]", "lists no pictures"),
        ("a.json", b'[{"picture": "a"}, {]', "line 1"),
        ("a.json", b"[1] 2", "more than one"),
        ("a.json", b"7", "neither"),
        ("a.csv", b"name,prompt\na,b\n", 'column "name"'),
        ("a.csv", b"prompt\nb\n", "no column picture"),
        ("a.csv", b"\xff\xfe\x00", "UTF-8"),
        ("missing.csv", None, "no file"),
    ],
)
def test_what_is_no_list_is_told(tmp_path: Path, name: str, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidRequest, match=told):
        read_manifest(tmp_path / name)


def test_pictures_lie_where_the_person_says_or_where_their_names_do(pictures: Path, tmp_path: Path) -> None:
    lists = tmp_path / "lists"
    lists.mkdir()
    rows = [{"picture": name, "prompt": "a dog"} for name in ("../a.png", str(pictures / "b.png"), "sub\\a.png")]
    (lists / "l.json").write_text(json.dumps(rows), encoding="utf-8")
    found = read_manifest(lists / "l.json", pictures=lists).rows
    assert [row.path.is_file() for row in found] == [True, True, False]
    assert read_manifest(lists / "l.json", pictures=pictures).rows[2].path.is_file()
    assert BadRow("line 3", "It is bad.").in_words == "line 3: It is bad."


def test_the_schema_knows_what_a_row_may_say() -> None:
    schema = json.loads(resource_path("batch.schema.json").read_text("utf-8"))
    row = schema["$defs"]["row"]["properties"]
    assert set(row) == set(KEY_OF_WORD)
    assert row["preset"]["enum"] == [preset.value for preset in Preset]
    assert set(row["intent"]["enum"]) == {one.value for one in EditIntent if one is not EditIntent.REPLACE_ANY}
