"""What lies in a model's folder, looked at before a library opens it: files, texts with an end, numbers that fit."""

from __future__ import annotations

import json
import re
import stat
from typing import TYPE_CHECKING

from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: No configuration and no tokenizer comes near.
MOST_TEXT_BYTES = 100_000_000
#: What a configuration calls layers, and what it calls sides of weights.
_LAYERS = re.compile(r"^(?!max_window).*(?:layers|depths?|blocks|units|num_stages|layers_per_block)$")
_SIDES = re.compile(
    r"(?:width|dims?|size|channels|heads|length|positions?|position_embeddings|features|stem|bins|classes|ratio|groups)$"
)
#: What is never too much: these build in no time.
_FEW_LAYERS, _SHORT_SIDE = 64, 4096
_MUCH_LONGER = 4
_SAYABLE = 1 << 63
_TEXTS = frozenset((".json", ".txt", ".model", ".yaml", ".yml"))


def require_plain_files(place: Path) -> None:
    """Looks at a model's file, or at all that lies in its folder; links that lead nowhere are passed over.

    Raises:
        ModelUnavailable: for a pipe or a device, which may never end, and for a text that is too long to be one.
    """
    for path in _all_in(place):
        try:
            found = path.stat()
        except OSError:
            continue
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise ModelUnavailable(
                f'"{path.name}" in "{path.parent}" is a pipe or a device and no file. Take it out of the folder, or '
                "install the bundle again."
            )
        if path.suffix.lower() in _TEXTS and found.st_size > MOST_TEXT_BYTES:
            raise ModelUnavailable(
                f'"{path.name}" in "{path.parent}" is larger than {MOST_TEXT_BYTES // 1_000_000} MB, which no text of '
                "a model is: it is damaged. Install the bundle again."
            )


def _all_in(place: Path) -> Iterator[Path]:
    yield place
    if place.is_dir():
        yield from place.rglob("*")


def require_fitting_numbers(config: Path, what: str) -> None:
    """Looks whether a model's configuration asks for what the weights beside it could hold, before anything is built of
    it: a model of a billion layers is built for ever.

    Args:
        config: a JSON file; the weights are the .safetensors files beside it.
        what: the model, as a sentence begins with it.

    Raises:
        ModelUnavailable: where it asks for more layers than there are tensors, or for sides far beyond the longest.
    """
    try:
        found = json.loads(config.read_text(encoding="utf-8"))
        shapes = [shape for path in sorted(config.parent.glob("*.safetensors")) for shape in _shapes_in(path)]
    except (OSError, ValueError, RecursionError):
        return  # whoever reads them says what is wrong
    most_layers = max(_FEW_LAYERS, len(shapes))
    most_side = max(_SHORT_SIDE, _MUCH_LONGER * max((side for shape in shapes for side in shape), default=0))
    for key, number in _numbers_in(found, ""):
        most = most_layers if _LAYERS.search(key) else most_side if _SIDES.search(key) else None
        if most is not None and number > most:
            raise ModelUnavailable(
                f'{what} cannot be loaded: "{config.name}" asks for more than its weights hold ({key[:80]}). It is '
                "damaged, or belongs to another model. Get it again.",
                details=f"{number:.3g} of {most}" if number < _SAYABLE else f"more than {most}",
            )


def _shapes_in(path: Path) -> Iterator[tuple[int, ...]]:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np") as file:
            for name in file.keys():  # noqa: SIM118
                yield tuple(file.get_slice(name).get_shape())
    except SafetensorError:
        return


def _numbers_in(value: object, key: str) -> Iterator[tuple[str, int]]:
    """Whole numbers with the key that they, or their list, have."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _numbers_in(each, str(name))
    elif isinstance(value, list):
        for each in value:
            yield from _numbers_in(each, key)
    elif isinstance(value, int):
        yield key, value
