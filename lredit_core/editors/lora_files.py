"""LoRA files and their kin by the names of their tensors, whichever trainer wrote them; no weights are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lredit_core.editors.checkpoint_header import read_header
from lredit_core.errors import InvalidRequest, ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Part of a layer -> how the names of its tensors end. An adapter's name may stand within ("lora_A.default.weight").
_ENDINGS = {
    "up_bias": r"[._]lora_B(?:\.[\w-]+)?\.bias",
    "down": r"[._](?:lora_linear_layer\.down|lora\.down|lora_down|lora_A)(?:\.[\w-]+)*",
    "up": r"[._](?:lora_linear_layer\.up|lora\.up|lora_up|lora_B)(?:\.[\w-]+)*",
    "mid": r"[._]lora_mid(?:\.weight)?",
    "alpha": r"(?:[._]lora)?\.alpha",
    "dora_scale": r"\.dora_scale",
    "magnitude": r"\.lora_magnitude_vector(?:\.[\w-]+)*",
    **{f"hada_{part}": rf"\.hada_{part}(?:\.[\w-]+)*" for part in ("w1_a", "w1_b", "w2_a", "w2_b", "t1", "t2")},
    **{
        f"lokr_{part}": rf"\.lokr_{part}(?:\.[\w-]+)*"
        for part in ("w1_a", "w1_b", "w1", "w2_a", "w2_b", "w2", "t1", "t2")
    },
    "diff": r"\.(?:diff|w_norm)",
    "diff_b": r"\.(?:diff_b|b_norm)",
}
#: What is known by name alone.
_OTHER_KINDS = {
    "OFT": r"\.(?:oft_\w+|boft_\w+)(?:\.[\w-]+)*",
    "GLoRA": r"\.[ab][12]\.weight",
    "IA3": r"\.(?:ia3_l\w*|on_input)(?:\.[\w-]+)*",
    "VeRA": r"\.vera_lambda_\w+(?:\.[\w-]+)*",
    "embedding LoRA": r"\.lora_embedding_[AB](?:\.[\w-]+)*",
    "ControlNet LoRA": r"lora_controlnet()",
}
_PATTERNS = tuple((part, re.compile(rf"(.+?){ending}")) for part, ending in _ENDINGS.items())
_OTHER_PATTERNS = tuple((kind, re.compile(rf"(.*?){ending}")) for kind, ending in _OTHER_KINDS.items())
#: Kinds that are read.
READ_KINDS = "LoRA, LoCon, DoRA, LoHa or LoKr"


def parse_lora(text: str) -> tuple[str, float]:
    """ "FILE[:WEIGHT]" as the file and its weight, 1 where none is given.

    Raises:
        InvalidRequest: where what follows the file's suffix is no number.
    """
    file, colon, weight = text.rpartition(":")
    if not colon or not file.lower().endswith(".safetensors"):
        return text, 1.0
    try:
        return file, float(weight)
    except ValueError:
        raise InvalidRequest(
            f'The LoRA "{text}" is not of the form FILE:WEIGHT with a number such as 0.8 for the weight.'
        ) from None


def check_lora(path: Path) -> None:
    """Looks whether a file is a LoRA, without loading it.

    Raises:
        ModelUnavailable: where it is missing, damaged, pickled or something else.
    """
    if not path.is_file():
        raise ModelUnavailable(f'There is no LoRA file "{path}". Give a .safetensors file.')
    kinds = kinds_in(read_header(path).shapes)
    if not kinds:
        raise ModelUnavailable(f'"{path.name}" is no LoRA: none of its tensors is called one. Give another file.')
    if "" not in kinds:
        raise ModelUnavailable(
            f'"{path.name}" is of the kind {", ".join(sorted(kinds))}, which is not read here. '
            f"Give a {READ_KINDS} file."
        )


def kinds_in(names: Iterable[str]) -> frozenset[str]:
    """The kinds of adapters that the tensors' names speak of; "" among them for one that is read."""
    found: set[str] = set()
    for name in names:
        part = part_of(name)
        if part is None:
            found.update(kind for _layer, kind in unread_parts_of(name))
        elif part[1] not in ("alpha", "diff", "diff_b", "dora_scale"):
            found.add("")
    return frozenset(found)


def part_of(name: str) -> tuple[str, str] | None:
    """(layer, part) of a tensor by its name."""
    for part, pattern in _PATTERNS:
        if (found := pattern.fullmatch(name)) is not None:
            return found[1], part
    return None


def unread_parts_of(name: str) -> list[tuple[str, str]]:
    """(layer, kind) of a tensor of a kind that is known by name alone."""
    return [(match[1], kind) for kind, pattern in _OTHER_PATTERNS if (match := pattern.fullmatch(name)) is not None]
