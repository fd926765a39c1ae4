"""What a file says about its picture: read as far as it can be read, and never a reason to refuse the picture."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass, replace
from typing import Any

from PIL import ExifTags, Image

_DIRECTORIES = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo)
#: How a TIFF file is laid out: true of that file alone, and written anew into any other.
_TIFF_LAYOUT = frozenset((*range(254, 269), 273, *range(277, 282), 284, *range(290, 294), 297, 301)) | frozenset(
    (*range(317, 348), *range(512, 533), 34675)
)

#: XMP in a TIFF's directory, and how much of it is kept.
_XMP, _MOST_XMP_BYTES = 700, 1_000_000
_MOST_DPI = 65_535

_OUR_NAME = "lredit"
#: Before a comment of that character set.
_ASCII = b"ASCII\0\0\0"


@dataclass(frozen=True, slots=True)
class ReadExif:
    """What was understood.

    Attributes:
        orientation: 1 to 8; 1 where the file says nothing that makes sense.
        block: to write back, without the orientation; None where nothing is left.
        lost: entries that cannot be read or written.
    """

    orientation: int = 1
    block: bytes | None = None
    lost: int = 0


def read_exif(image: Image.Image) -> ReadExif:
    """The EXIF entries of an opened file, each by itself where not all of them can be read. Raises nothing."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        found = _read(image)
    return replace(found, lost=found.lost + len(said))  # Pillow warns of entries that it drops


def _read(image: Image.Image) -> ReadExif:
    try:
        exif = image.getexif()
        tags = list(exif)
    except Exception:  # the libraries raise whatever comes, also AttributeError and struct.error
        return ReadExif(lost=1)
    orientation, lost = _orientation_in(exif), 0
    directories: dict[int, dict[int, Any]] = {}
    for pointer in _DIRECTORIES:
        try:
            directories[pointer] = _directory_of(exif, pointer)
        except Exception:
            lost += 1
    left_out = {ExifTags.Base.Orientation, *_DIRECTORIES, *(_TIFF_LAYOUT if image.format == "TIFF" else ())}
    entries: dict[int, Any] = {}
    for tag in tags:
        try:
            if tag not in left_out:
                entries[tag] = exif[tag]
        except Exception:
            lost += 1
    lost += _add_beside(entries, image)
    if not (entries or any(directories.values())):
        return ReadExif(orientation, None, lost)
    if not _can_be_written(entries, directories):
        sound = {tag: value for tag, value in entries.items() if _can_be_written({tag: value}, {})}
        lost += len(entries) - len(sound)
        entries = sound
        for directory, content in directories.items():
            kept = {tag: value for tag, value in content.items() if _can_be_written({}, {directory: {tag: value}})}
            lost += len(content) - len(kept)
            directories[directory] = kept
    if not (entries or any(directories.values())):
        return ReadExif(orientation, None, lost)
    return ReadExif(orientation, _block_of(entries, directories), lost)


def _add_beside(entries: dict[int, Any], image: Image.Image) -> int:
    """Adds what files say outside of their EXIF, where it would stand in it: XMP and the resolution. Gives how many of
    them are lost."""
    lost = 0
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    xmp = xmp.encode("utf-8", "replace") if isinstance(xmp, str) else xmp
    if isinstance(xmp, bytes) and _XMP not in entries:
        if len(xmp) <= _MOST_XMP_BYTES:
            entries[_XMP] = xmp
        else:
            lost += 1
    try:
        across, down = (float(number) for number in image.info.get("dpi", ()))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return lost
    known = {ExifTags.Base.XResolution, ExifTags.Base.YResolution} & entries.keys()
    if not known and 1 < across < _MOST_DPI and 1 < down < _MOST_DPI:  # 1 is what files say that do not know
        entries |= {ExifTags.Base.XResolution: across, ExifTags.Base.YResolution: down, ExifTags.Base.ResolutionUnit: 2}
    return lost


def without_xmp(block: bytes | None) -> tuple[bytes | None, bytes | None]:
    """A block without the XMP in it, and that XMP: files have a place of their own for it."""
    if not block:
        return block, None
    exif = Image.Exif()
    try:
        exif.load(block)
        xmp = exif.pop(_XMP, None)
        return (block, None) if not isinstance(xmp, bytes) else (exif.tobytes() if len(exif) else None, xmp)
    except Exception:  # a block that cannot be read is left out by whoever writes it
        return block, None


def resolution_in(block: bytes | None) -> tuple[float, float] | None:
    """Pixels an inch, across and down, that a block tells; None where it does not."""
    exif = Image.Exif()
    try:
        exif.load(block or b"")
        scale = 2.54 if exif.get(ExifTags.Base.ResolutionUnit, 2) == 3 else 1.0
        across, down = (float(exif[tag]) * scale for tag in (ExifTags.Base.XResolution, ExifTags.Base.YResolution))
    except Exception:
        return None
    return (across, down) if 1 < across < _MOST_DPI and 1 < down < _MOST_DPI else None


def exif_to_write(own: bytes | None, metadata: dict[str, str], *, keep_place: bool = True) -> bytes | None:
    """A picture's own EXIF block with how it was made; the latter alone where the former cannot be read.

    What the person wrote stays: how it was made is the description where there is none, else a comment. What an earlier
    export of ours wrote is replaced.

    Args:
        own: the block as Pillow writes it, or None.
        metadata: how the picture was made; nothing where it is empty.
        keep_place: also keep where the picture was taken.
    """
    exif = Image.Exif()
    try:
        if own:
            exif.load(own)
            if not keep_place:
                exif = _without_place(exif)
            exif.tobytes()
    except Exception:
        exif = Image.Exif()
    _drop_ours(exif)
    if metadata:
        _note_how_it_was_made(exif, json.dumps(metadata, ensure_ascii=True))
    return exif.tobytes() if len(exif) else None


def _drop_ours(exif: Image.Exif) -> None:
    if _is_ours(exif.get(ExifTags.Base.ImageDescription)):
        exif.pop(ExifTags.Base.ImageDescription)
    if exif.get(ExifTags.Base.Software) == _OUR_NAME:
        exif.pop(ExifTags.Base.Software)
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    comment = camera.get(ExifTags.Base.UserComment)
    if isinstance(comment, bytes) and _is_ours(comment.removeprefix(_ASCII).decode("ascii", "replace")):
        camera.pop(ExifTags.Base.UserComment)


def _is_ours(text: object) -> bool:
    """Whether it is how a picture was made, as we write it."""
    try:
        read = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return False
    return isinstance(read, dict) and "prompt" in {str(key).lower() for key in read}


def _note_how_it_was_made(exif: Image.Exif, text: str) -> None:
    description = exif.get(ExifTags.Base.ImageDescription)
    if isinstance(description, str) and description.strip():
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = _ASCII + text.encode("ascii")
    else:
        exif[ExifTags.Base.ImageDescription] = text
        exif.setdefault(ExifTags.Base.Software, _OUR_NAME)


def _without_place(exif: Image.Exif) -> Image.Exif:
    entries = {tag: exif[tag] for tag in exif if tag not in _DIRECTORIES}
    again = Image.Exif()
    again.load(_block_of(entries, {ExifTags.IFD.Exif: _directory_of(exif, ExifTags.IFD.Exif)}))
    return again


def writable_texts(metadata: dict[str, str]) -> dict[str, str]:
    """Texts as any file can hold them: what is no character is a question mark."""
    return {key: value.encode("utf-8", "replace").decode("utf-8") for key, value in metadata.items()}


def _orientation_in(exif: Image.Exif) -> int:
    try:
        told = int(exif.get(ExifTags.Base.Orientation, 1))
    except Exception:
        return 1
    return told if 1 <= told <= 8 else 1


def _directory_of(exif: Image.Exif, directory: int) -> dict[int, Any]:
    content = dict(exif.get_ifd(directory))
    if ExifTags.IFD.Interop in content:
        content.pop(ExifTags.IFD.Interop)
        interoperability = exif.get_ifd(ExifTags.IFD.Interop)
        if interoperability:
            content[ExifTags.IFD.Interop] = dict(interoperability)
    return content


def _block_of(entries: dict[int, Any], directories: dict[int, dict[int, Any]]) -> bytes:
    exif = Image.Exif()
    for tag, value in entries.items():
        exif[tag] = value
    for directory, content in directories.items():
        if content:
            exif.get_ifd(directory).update(content)
    return exif.tobytes()


def _can_be_written(entries: dict[int, Any], directories: dict[int, dict[int, Any]]) -> bool:
    """Whether a block of these can be made and read again."""
    try:
        again = Image.Exif()
        again.load(_block_of(entries, directories))
        for _value in [*again.values(), *(_directory_of(again, directory) for directory in _DIRECTORIES)]:
            pass  # values are decoded when they are asked for
    except Exception:
        return False
    return True
