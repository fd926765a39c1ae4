"""Lists of pictures in every form, changed at random from a fixed seed: read row by row, or refused with a sentence.

`LREDIT_FUZZ_LISTS=300` tries as many; a hundred without it.
"""

from __future__ import annotations

import json
import os
import random
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from lredit_core.batch.checking import checked
from lredit_core.batch.manifest import read_manifest
from lredit_core.errors import InvalidRequest
from tests.core.batch.test_manifest import FORMS
from tests.mutations.attempts import Attempts
from tests.mutations.json_changes import WRONG, changed_json

if TYPE_CHECKING:
    from pathlib import Path

COUNT = int(os.environ.get("LREDIT_FUZZ_LISTS", "100"))
SEED = 43
_ROWS = [
    {"picture": "a.png", "prompt": "a red apple", "source": "the cat", "box": [1, 2, 30, 40]},
    {"picture": "b.png", "prompt": "remove the dog", "note": "x"},
]
_PUBLIC = {"a.png": ["the cat", "a red apple"], "b.png": ["", "a dog"]}
_CELLS = (
    "",
    "x",
    '"',
    '""',
    "a.png",
    "../../../etc/passwd",
    "/dev/zero",
    "1,2,3",
    "nan nan nan nan",
    "1e999 0 1 1",
    "\0",
    "\r",
    "é" * 400,
)
_NAMES = ("list.json", "list.jsonl", "list.csv", "list.tsv", "list", "list.txt")


def changed_list(rng: random.Random) -> tuple[str, bytes]:
    """(what the file is called, what is in it)."""
    way = rng.randrange(6)
    if way == 0:
        return rng.choice(("list.json", "list")), _encoded(changed_json(_ROWS, rng))
    if way == 1:
        return "list.json", _encoded(changed_json(_PUBLIC, rng))
    if way == 2:
        lines = [json.dumps(_ROWS[0]), changed_json(rng.choice(_ROWS), rng), rng.choice(("", "[]", "null", "{}", "x"))]
        return rng.choice(("list.jsonl", "list")), _encoded("\n".join(lines))
    form = rng.choice(list(FORMS))
    if way == 3:
        rows = [[*line.split(",")] for line in FORMS["list.csv"].splitlines()]
        row = rng.choice(rows)
        row[rng.randrange(len(row))] = rng.choice((*_CELLS, str(rng.choice(WRONG))[:200_000]))
        return rng.choice(("list.csv", "list.tsv", "list.txt")), _encoded("\n".join(map(",".join, rows)))
    data = bytearray(FORMS[form].encode())
    if way == 4:
        return rng.choice(_NAMES), bytes(data)
    for _ in range(rng.randrange(1, 6)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return form, bytes(data)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def test_a_changed_list_is_read_row_by_row_or_refused_with_a_sentence(tmp_path: Path) -> None:
    rng, attempts, strange = random.Random(SEED), Attempts(), []
    for name in ("a.png", "b.png"):
        Image.fromarray(np.full((50, 60, 3), 90, np.uint8)).save(tmp_path / name)

    def read(path: Path) -> None:
        listed = checked(read_manifest(path))
        for row in listed.bad:
            row.in_words.encode()
            if len(row.in_words) > 5000 or "Error" in row.in_words:
                strange.append(row.in_words[:300])
        for good in listed.rows:
            good.in_words.encode()
            assert good.name == os.path.basename(good.name), "results are called after it"  # noqa: PTH119

    for number in range(COUNT):
        name, data = changed_list(rng)
        path = tmp_path / name
        path.write_bytes(data)
        attempts.attempt(f"{number} {name} {data[:200]!r}", lambda path=path: read(path))
        path.unlink()
    print(attempts.in_words())
    assert not attempts.strange and not strange
    assert attempts.opened > COUNT // 4 and attempts.refused > COUNT // 20


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX systems")
def test_a_list_that_is_no_file_or_has_no_end_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    (tmp_path / "large.json").touch()
    os.truncate(tmp_path / "large.json", 60_000_000_000)
    for name in ("pipe.json", "zero.json", "large.json"):
        with pytest.raises(InvalidRequest, match="cannot be read"):
            read_manifest(tmp_path / name)
