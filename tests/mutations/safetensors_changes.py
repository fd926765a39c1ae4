"""Safetensors files with something wrong in their header: lengths, offsets, kinds, shapes, names, nesting."""

from __future__ import annotations

import json
import pickle
import struct
from typing import TYPE_CHECKING, Any

from tests.mutations.json_changes import changed_json

if TYPE_CHECKING:
    import random

_LENGTHS = (0, 1, 7, 2**31, 2**32, 2**63, 2**64 - 1, 100_000_000, 100_000_001)
_KINDS = ("F32", "F16", "BF16", "F64", "I64", "U8", "BOOL", "F8_E4M3", "F8_E8M0", "F4", "C64", "", "pickle", "\u0000")
_OFFSETS = ([0, 0], [0, 2**63], [-4, 4], [8, 4], [0, 4], [2**64, 2**64 + 4], [0.0, 4.0], [], [1], "0:4", None)
_SHAPES = ([], [0], [-1], [2**31, 2**31], [2**63, 2], [1] * 2_000, [10**30], ["4"], None, 4, [1.5])


def changed_safetensors(data: bytes, rng: random.Random) -> bytes:
    """The file with one thing wrong in it."""
    (length,) = struct.unpack_from("<Q", data)
    header: dict[str, Any] = json.loads(data[8 : 8 + length])
    weights = data[8 + length :]
    name = rng.choice([key for key in header if key != "__metadata__"])
    entry = dict(header[name])
    way = rng.randrange(14)
    if way == 0:
        return struct.pack("<Q", rng.choice((*_LENGTHS, length - 1, length + 1, len(data)))) + data[8:]
    if way == 1:
        return data[: rng.choice((rng.randrange(8), rng.randrange(length), rng.randrange(len(data))))]
    if way == 2:
        return _joined(changed_json(header, rng).encode("utf-8", "surrogatepass"), weights)
    if way == 3:
        header[name] = {**entry, "dtype": rng.choice(_KINDS)}
    elif way == 4:
        header[name] = {**entry, "data_offsets": rng.choice(_OFFSETS)}
    elif way == 5:
        header[name] = {**entry, "shape": rng.choice(_SHAPES)}
    elif way == 6:
        other = rng.choice([key for key in header if key != "__metadata__"])
        header[name] = {**entry, "data_offsets": header[other]["data_offsets"]}
    elif way == 7:
        header[rng.choice(("../../evil", "x" * 20_000, "", "a\0b", "\u202e", "__class__"))] = header.pop(name)
    elif way == 8:
        header["__metadata__"] = rng.choice(({"format": 1}, [], "x", {"format": "pickle"}, {"a": "x" * 10**6}, None))
    elif way == 9:
        text = json.dumps(header)
        return _joined(("{" + f"{json.dumps(name)}: {json.dumps(entry)}, " + text[1:]).encode(), weights)
    elif way == 10:
        text = bytearray(json.dumps(header).encode())
        text[rng.randrange(len(text))] = rng.choice((0xFF, 0xC0, 0, 0x80))
        return _joined(bytes(text), weights)
    elif way == 11:
        return _joined(json.dumps(header).encode() + b" " * rng.choice((8, 100, 99_000_000)), weights)
    elif way == 12:
        return rng.choice((pickle.dumps({"a": 1}), b"PK\x03\x04" + data, b"", b"\0" * 4096))
    else:
        changed = bytearray(data)
        for _ in range(rng.randrange(1, 40)):
            changed[rng.randrange(8 + length, len(data))] = rng.randrange(256)
        return bytes(changed)
    return _joined(json.dumps(header).encode(), weights)


def _joined(header: bytes, weights: bytes) -> bytes:
    return struct.pack("<Q", len(header)) + header + weights
