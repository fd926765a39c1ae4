"""Archives with something wrong in them: names, links, sizes, checksums, members that grow without end."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_NAMES = (
    "../../evil",
    "/etc/evil",
    "a/../../../evil",
    "C:\\evil",
    "\\\\host\\evil",
    "a\0b",
    "\ud7ff" * 20_000,
    " ",
    ".",
    "..",
)
_BOMB_BYTES = 300 << 20
_SIZES = (0, 1, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)
#: Fields of an entry in the directory: where they begin, and their form.
_DIRECTORY = (
    (4, "<H"), (6, "<H"), (8, "<H"), (10, "<H"), (16, "<I"), (20, "<I"), (24, "<I"), (28, "<H"), (30, "<H"), (32, "<H"),
    (42, "<I"),
)  # fmt: skip


def entries_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(entries: dict[str, bytes], *, method: int = zipfile.ZIP_STORED) -> bytes:
    """An archive of these, its checksums right; the first one is stored, as some formats ask for it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for place, (name, data) in enumerate(entries.items()):
            archive.writestr(name, data, zipfile.ZIP_STORED if place == 0 else method)
    return stream.getvalue()


def changed_archive(data: bytes, rng: random.Random) -> bytes:
    """An archive with one thing wrong in it."""
    ways: tuple[Callable[[bytes, random.Random], bytes], ...] = (
        _flipped, _cut, _shorter, _flipped_inside, _flipped_inside, _without_one, _swapped, _surplus, _link, _twice,
        _grown, _packed_otherwise, _directory_changed, _directory_changed, _end_changed, _header_at_another_place,
    )  # fmt: skip
    return rng.choice(ways)(data, rng)


def _flipped(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 6)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def _shorter(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.randrange(1, 50) :]


def _flipped_inside(data: bytes, rng: random.Random) -> bytes:
    """The checksum is that of the changed member."""
    entries = entries_of(data)
    name = rng.choice(list(entries))
    changed = bytearray(entries[name] or b"x")
    for _ in range(rng.randrange(1, 4)):
        changed[rng.randrange(min(len(changed), rng.choice((40, 10**9))))] ^= 1 << rng.randrange(8)
    return packed({**entries, name: bytes(changed)})


def _without_one(data: bytes, rng: random.Random) -> bytes:
    entries = entries_of(data)
    del entries[rng.choice(list(entries))]
    return packed(entries)


def _swapped(data: bytes, rng: random.Random) -> bytes:
    entries = entries_of(data)
    one, other = rng.choice(list(entries)), rng.choice(list(entries))
    entries[one], entries[other] = entries[other], entries[one]
    return packed(entries)


def _surplus(data: bytes, rng: random.Random) -> bytes:
    """A member whose name leads elsewhere, beside the others or in the place of one."""
    entries = entries_of(data)
    content = rng.choice(list(entries.values()))
    if rng.random() < 0.5:
        del entries[rng.choice(list(entries))]
    return packed({**entries, rng.choice(_NAMES): content})


def _link(data: bytes, rng: random.Random) -> bytes:
    """A member that says it is a link."""
    entries = entries_of(data)
    linked = rng.choice(list(entries))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16 if name == linked else 0o644 << 16
            archive.writestr(info, b"/etc/passwd" if name == linked else content)
    return stream.getvalue()


def _twice(data: bytes, rng: random.Random) -> bytes:
    """A name that is there twice, with other bytes first or last."""
    entries = entries_of(data)
    name = rng.choice(list(entries))
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        first = rng.random() < 0.5
        if first:
            archive.writestr(name, b"{}")
        for each, content in entries.items():
            archive.writestr(each, content)
        if not first:
            archive.writestr(name, b"{}")
    return stream.getvalue()


def _grown(data: bytes, rng: random.Random) -> bytes:
    """A member that unpacks to much more than it should."""
    entries = entries_of(data)
    name = rng.choice(list(entries))
    kept = entries[name] if rng.random() < 0.7 else b""
    method = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for each, content in entries.items():
            if each == name:
                with archive.open(_info(each, method), "w") as member:
                    member.write(kept)
                    for _ in range(_BOMB_BYTES >> 20):
                        member.write(bytes(1 << 20))
            else:
                archive.writestr(each, content)
    return stream.getvalue()


def _info(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = method
    return info


def _packed_otherwise(data: bytes, rng: random.Random) -> bytes:
    method = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    return packed(entries_of(data), method=method)


def _directory_changed(data: bytes, rng: random.Random) -> bytes:
    """One field of an entry in the directory, and perhaps the same in the member's own header."""
    places = _all_places(data, b"PK\x01\x02")
    changed = bytearray(data)
    at = rng.choice(places)
    offset, form = rng.choice(_DIRECTORY)
    number = rng.choice(_SIZES) & (0xFFFF if form == "<H" else 0xFFFFFFFF)
    struct.pack_into(form, changed, at + offset, number)
    if offset in (6, 8, 10, 16, 20, 24) and rng.random() < 0.5:
        (local,) = struct.unpack_from("<I", data, at + 42)
        struct.pack_into(form, changed, local + offset - 2, number)
    return bytes(changed)


def _end_changed(data: bytes, rng: random.Random) -> bytes:
    """How many entries there are, and where the directory lies."""
    changed = bytearray(data)
    at = data.rindex(b"PK\x05\x06")
    offset, form = rng.choice(((4, "<H"), (8, "<H"), (10, "<H"), (12, "<I"), (16, "<I"), (20, "<H")))
    struct.pack_into(form, changed, at + offset, rng.choice(_SIZES) & (0xFFFF if form == "<H" else 0xFFFFFFFF))
    return bytes(changed)


def _header_at_another_place(data: bytes, rng: random.Random) -> bytes:
    """Members that overlap: the directory sends several names to one place."""
    places = _all_places(data, b"PK\x01\x02")
    changed = bytearray(data)
    (target,) = struct.unpack_from("<I", data, rng.choice(places) + 42)
    for at in places:
        if rng.random() < 0.5:
            struct.pack_into("<I", changed, at + 42, target)
    return bytes(changed)


def _all_places(data: bytes, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 4)
    return found
