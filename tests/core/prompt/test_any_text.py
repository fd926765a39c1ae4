"""Small parsers take any text at all: a value, or an error of ours."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from lredit_core.api.request import EditRequest
from lredit_core.cli.edit import parse_box
from lredit_core.editors.lora_files import parse_lora
from lredit_core.errors import LreditError
from lredit_core.pictures.export_settings import settings_from_json
from lredit_core.pictures.file_names import path_of_uri, shown_name, with_suffix_of
from lredit_core.pictures.image import PixelBuffer
from lredit_core.prompt.intent import intent_of_word
from lredit_core.prompt.targets import parse_targets

#: Words that the parsers look for, with anything between them.
_WORDS = st.sampled_from(
    (
        "replace", "remove", "move", "make", "with", "by", "and", "the", "a", "cat", "red", "to", "left", "of", "on",
        "bigger",
        "3x", "50%", "two", ",", ";", "(", ")", "[", "]", '"', "'", "-", "\u2014", "\u4e0a\u8fb9", "gr\u00f6\u00dfer",
    )
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS | st.text(max_size=4), max_size=25).map(" ".join))
NUMBERS = st.one_of(st.integers(), st.floats(), st.text(max_size=8)).map(str)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
PICTURE = PixelBuffer(np.zeros((9, 9, 3), np.uint8))


@given(prompt=TEXTS, source=TEXTS)
def test_any_prompt_is_read_or_refused_with_a_sentence(prompt: str, source: str) -> None:
    with contextlib.suppress(LreditError):
        assert EditRequest(PICTURE, prompt, source).targets
    assert parse_targets(prompt, source) == parse_targets(" ".join(prompt.split()), " ".join(source.split()))


@given(text=st.one_of(TEXTS, st.lists(NUMBERS, max_size=6).map(",".join)))
def test_any_box_and_intent_and_lora_is_read_or_refused(text: str) -> None:
    for parse in (parse_box, intent_of_word, parse_lora):
        with contextlib.suppress(LreditError):
            parse(text)


@given(JSON)
@example(float("inf"))
def test_any_stored_settings_are_read_or_refused(value: object) -> None:
    for key in ("size", "quality", "depth", "colours", "icc_file", "format", "write_prompt"):
        with contextlib.suppress(LreditError):
            json.dumps(settings_from_json({key: value}).as_json())


@given(name=st.text(st.characters(exclude_characters="\0"), max_size=40), uri=st.binary(max_size=60))
def test_any_name_is_shown_and_takes_a_suffix(name: str, uri: bytes) -> None:
    shown_name(name).encode()
    path_of_uri(uri)
    assert with_suffix_of(Path("folder") / (name.replace("/", "") or "x"), (".png",), ".png").name
