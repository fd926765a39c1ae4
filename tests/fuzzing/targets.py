"""Our own parsers, each as a function of bytes: it returns, or raises an error of ours; anything else is a fault."""

from __future__ import annotations

import contextlib
import io
import json
import random
import struct
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lredit_core.errors import LreditError

Use = Callable[[bytes], object]


class NoSentence(Exception):
    """A refusal that does not say what to do."""


@dataclass(frozen=True, slots=True)
class Target:
    """A parser.

    Attributes:
        name: on the command line, and of the files that are written.
        modules: of ours that are watched for what the bytes reach.
        use: the parser.
        seeds: small inputs that are right.
    """

    name: str
    modules: tuple[str, ...]
    use: Use
    seeds: Callable[[], list[bytes]]

    def __call__(self, data: bytes) -> None:
        try:
            self.use(data)
        except LreditError as error:
            if not error.message.rstrip().endswith((".", ").")):
                raise NoSentence(error.message) from error


def _pictures(*begins: bytes) -> Callable[[], list[bytes]]:
    def made() -> list[bytes]:
        from tests.core.pictures.test_mutated_pictures import seeds

        return [data for data in seeds() if data.startswith(begins) or (b"ftyp" in begins and data[4:8] == b"ftyp")]

    return made


def _decode(data: bytes) -> object:
    from lredit_core.pictures.opening import decode_picture

    return decode_picture(data, "x").buffer.to_srgb8()


def _optional_parts(data: bytes) -> None:
    from lredit_core.pictures.optional_parts import (
        only_pixels_of_png,
        png_chunks,
        tiff_numbers,
        without_optional_parts,
        without_tiff_orientation,
    )

    bare = without_optional_parts(data)
    assert len(bare) <= len(data) + 8
    without_optional_parts(bare)
    with contextlib.suppress(ValueError):
        only_pixels_of_png(data)
    list(png_chunks(data))
    tiff_numbers(data)
    stored, orientation = without_tiff_orientation(data)
    assert len(stored) == len(data) and 1 <= orientation <= 8


def _exif(data: bytes) -> None:
    """The block of a picture, read and written again by every format that is exported."""
    from PIL import Image

    from lredit_core.pictures.metadata import read_exif

    image = Image.new("RGB", (4, 4))
    image.info["exif"] = b"Exif\0\0" + data
    read_exif(image)


def _exif_seeds() -> list[bytes]:
    from tests.core.pictures.test_mutated_pictures import exif

    return [exif().removeprefix(b"Exif\0\0"), exif(is_turned=False).removeprefix(b"Exif\0\0")]


def _project(data: bytes) -> None:
    from lredit_core.project.reading import _checked

    _checked(data)


def _project_seeds() -> list[bytes]:
    import zipfile

    from lredit_core.project.content import JSON_NAME
    from tests.mutations.json_changes import changed_json

    rng = random.Random(1)
    with zipfile.ZipFile(Path(__file__).parents[1] / "data" / "project-v1.lredit") as archive:
        record = json.loads(archive.read(JSON_NAME))
    record["layers"], record["candidates"] = record["layers"][:2], record["candidates"][:1]
    changed = [changed_json(record, rng).encode("utf-8", "surrogatepass") for _ in range(40)]
    return [json.dumps(record).encode(), *(each for each in changed if len(each) < 30_000)]


def _prompt(data: bytes) -> None:
    """The first byte says whether it is two texts."""
    import numpy as np

    from lredit_core.api.request import EditRequest
    from lredit_core.pictures.image import PixelBuffer

    words = data[1:].decode("utf-8", "replace")
    prompt, _, source = words.partition("\n") if data[:1] > b"\x7f" else (words, "", "")
    request = EditRequest(PixelBuffer(np.zeros((9, 9, 3), np.uint8)), prompt, source)
    assert request.targets


def _prompt_seeds() -> list[bytes]:
    texts = (
        "a red apple", "remove the dog", "replace the cat with a dog, and the cup with a red mug",
        "move the boat to the left",
        "make the sky bluer and the car smaller", "entferne den Hund", "\u628a\u732b\u6362\u6210\u72d7",
        "a hat on the man's head; a boat",
        "change the colour of the red car to blue", "two cats on the left of the tree", "(a cat:1.5), [a dog|a bird]",
    )  # fmt: skip
    return [b"\0" + text.encode() for text in texts] + [b"\xff" + text.encode() + b"\nthe cat" for text in texts]


def _list(data: bytes) -> None:
    """The first byte chooses the ending."""
    from lredit_core.batch.manifest import read_manifest

    endings = ("json", "jsonl", "csv", "tsv", "txt")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list.{endings[data[0] % len(endings) if data else 0]}"
        path.write_bytes(data[1:])
        for row in read_manifest(path).bad:
            row.in_words.encode()


def _list_seeds() -> list[bytes]:
    from tests.core.batch.test_manifest import FORMS

    endings = ("json", "jsonl", "csv", "tsv", "txt")
    return [bytes([endings.index(name.rsplit(".", 1)[1])]) + text.encode() for name, text in FORMS.items()]


def _header(data: bytes) -> None:
    from lredit_core.editors.checkpoint_header import read_header

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.safetensors"
        path.write_bytes(data)
        read_header(path)


def _header_seeds() -> list[bytes]:
    header = json.dumps(
        {"a.b": {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]}, "__metadata__": {"a": "b"}}
    ).encode()
    return [struct.pack("<Q", len(header)) + header + bytes(4)]


def _stack(data: bytes) -> None:
    """OpenRaster's XML, in an archive of one white layer."""
    import zipfile

    from PIL import Image

    from lredit_core.project.openraster import open_openraster

    picture = io.BytesIO()
    Image.new("RGBA", (4, 3), "white").save(picture, "PNG")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.ora"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "image/openraster")
            archive.writestr("stack.xml", data)
            archive.writestr("a.png", picture.getvalue())
        open_openraster(path)


def _stack_seeds() -> list[bytes]:
    layer = '<layer name="a" src="a.png" x="1" y="-2" opacity="0.5" visibility="visible" composite-op="svg:multiply"/>'
    return [
        f'<image w="4" h="3"><stack>{layer}<stack name="g" opacity="1">{layer}{layer}</stack></stack></image>'.encode(),
        f'<image w="4" h="3"><stack>{layer}</stack></image>'.encode("utf-16"),
    ]


TARGETS = (
    Target("png16", ("lredit_core.pictures",), _decode, _pictures(b"\x89PNG")),
    Target("tiff", ("lredit_core.pictures",), _decode, _pictures(b"II", b"MM")),
    Target(
        "optional-parts",
        ("lredit_core.pictures.optional_parts",),
        _optional_parts,
        _pictures(b"\x89PNG", b"\xff\xd8", b"II", b"MM", b"RIFF", b"ftyp"),
    ),
    Target("exif", ("lredit_core.pictures", "PIL.TiffImagePlugin"), _exif, _exif_seeds),
    Target("project-json", ("lredit_core.project",), _project, _project_seeds),
    Target("openraster-xml", ("lredit_core.project",), _stack, _stack_seeds),
    Target("prompts", ("lredit_core.prompt", "lredit_core.api"), _prompt, _prompt_seeds),
    Target("lists", ("lredit_core.batch",), _list, _list_seeds),
    Target("safetensors", ("lredit_core.editors.checkpoint_header",), _header, _header_seeds),
)
TARGET_BY_NAME = {target.name: target for target in TARGETS}
