"""Which thing lies where in photographs, as people keep it: COCO JSON, Pascal VOC XML, or a small answers.json."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size
from lredit_core.pictures.atomic_writing import printable
from lredit_core.regular_files import read_regular
from lredit_core.synthetic.scenes import phrase_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: What a person calls the categories whose names data sets join or shorten.
_EVERYDAY_NAMES = {
    "aeroplane": "airplane",
    "diningtable": "dining table",
    "pottedplant": "potted plant",
    "tv": "television",
    "tvmonitor": "television",
}
#: Categories whose names are plurals already.
_PLURALS = frozenset(
    {"binoculars", "glasses", "jeans", "pants", "scissors", "shorts", "skis", "sunglasses", "trousers"}
)
_ARTICLES = ("a ", "an ", "the ", "some ")
_KINDS = (
    'COCO JSON (with "images", "annotations" and "categories"), Pascal VOC (a folder of .xml files), or '
    '{"rows": [{"picture": "a.jpg", "things": [{"name": "a dog", "box": [x0, y0, x1, y1]}]}]}'
)


@dataclass(frozen=True, slots=True)
class NamedBox:
    """A thing in a photograph.

    Attributes:
        phrase: what a person calls it: "a dog".
        box: in pixels of the photograph; may be empty or reach out of it, as data sets have it.
        is_one_thing: False for crowds and for what is marked as hard to see: it is there, but nobody asks for it.
    """

    phrase: str
    box: Box
    is_one_thing: bool = True


@dataclass(frozen=True, slots=True)
class PictureAnswers:
    """What is known of one photograph.

    Attributes:
        picture: its file name, perhaps within a folder.
        asked: what the file says is asked for, or None where it says nothing of that.
        size: what the file says, or None.
    """

    picture: str
    things: tuple[NamedBox, ...]
    asked: tuple[NamedBox, ...] | None = None
    size: Size | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file, or a folder of them, says; `kind` is "coco", "voc" or "rows"."""

    kind: str
    pictures: tuple[PictureAnswers, ...]


def phrase_of(category: str) -> str:
    """What a person calls a category: "dog" -> "a dog", "diningtable" -> "a dining table", "wine_glass" -> "a wine
    glass", "car_(automobile)" -> "a car"; what begins with an article stays.

    Raises:
        ValueError: for a name without letters.
    """
    words = " ".join(re.sub(r"\(.*?\)", " ", category).replace("_", " ").split()).lower()
    if not words:
        raise ValueError(f'"{category}" names nothing')
    if words.startswith(_ARTICLES) or words in _PLURALS:
        return words
    return phrase_for(_EVERYDAY_NAMES.get(words, words))


def find_answers(pictures: Path) -> Path:
    """Where the answers lie that belong to a folder of pictures.

    Returns:
        its answers.json, its only .json file, its folder Annotations, or itself where .xml files lie in it.

    Raises:
        InvalidRequest: where there are none, or several.
    """
    if not pictures.is_dir():
        raise InvalidRequest(f'There is no folder "{printable(pictures)}". Give the folder of the photographs.')
    if (pictures / "answers.json").is_file():
        return pictures / "answers.json"
    found = sorted(pictures.glob("*.json"))
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise InvalidRequest(
            f'"{printable(pictures)}" holds several .json files: {names}. Say which by --answers FILE.'
        )
    if found:
        return found[0]
    for folder in (pictures / "Annotations", pictures):
        if any(folder.glob("*.xml")):
            return folder
    raise InvalidRequest(f'There are no answers in "{printable(pictures)}". Give them by --answers: {_KINDS}.')


def read_answers(path: Path) -> Answers:
    """Reads a file, or a folder of .xml files; what kind it is, its content says.

    Raises:
        InvalidRequest: where it cannot be read, with what it should be.
    """
    if path.is_dir():
        files = sorted(path.glob("*.xml"))
        if not files:
            raise InvalidRequest(f'There are no .xml files in "{printable(path)}". Give answers as {_KINDS}.')
        return Answers("voc", tuple(_read_voc(file) for file in files))
    try:
        content = read_regular(path)
    except FileNotFoundError as error:
        raise InvalidRequest(f'There is no file "{printable(path)}". Check what --answers says.') from error
    except (OSError, ValueError) as error:
        raise InvalidRequest(f'"{printable(path)}" cannot be read ({error}). Give another file.') from error
    if content.lstrip()[:1] == b"<":
        return Answers("voc", (_read_voc(path),))
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(
            f'"{printable(path)}" is no JSON and no XML ({error}). Give answers as {_KINDS}.'
        ) from error
    if isinstance(value, dict) and isinstance(value.get("rows"), list):
        return Answers("rows", _read_rows(value["rows"], path))
    if isinstance(value, dict) and isinstance(value.get("images"), list) and isinstance(value.get("annotations"), list):
        return Answers("coco", _read_coco(value, path))
    raise InvalidRequest(f'"{printable(path)}" holds no answers. Give them as {_KINDS}.')


def _read_rows(rows: Sequence[Any], path: Path) -> tuple[PictureAnswers, ...]:
    """answers.json: boxes are [x0, y0, x1, y1]; "asked" may be left out."""
    read = []
    for number, row in enumerate(rows, start=1):
        with _entry(f"row {number}", path):
            asked = row.get("asked")
            read.append(
                PictureAnswers(
                    str(row["picture"]),
                    tuple(_named(item["name"], item["box"]) for item in row["things"]),
                    None if asked is None else tuple(_named(item["thing"], item["box"]) for item in asked),
                )
            )
    return tuple(read)


def _read_coco(value: dict[str, Any], path: Path) -> tuple[PictureAnswers, ...]:
    """COCO: boxes are [x, y, width, height] in fractions of pixels."""
    phrases: dict[object, str] = {}
    for number, category in enumerate(value.get("categories") or (), start=1):
        with _entry(f"category {number}", path):
            phrases[category["id"]] = phrase_of(category["name"])
    things: dict[object, list[NamedBox]] = {}
    for number, annotation in enumerate(value["annotations"], start=1):
        with _entry(f"annotation {number}", path):
            x, y, width, height = annotation["bbox"]
            phrase = phrases[annotation["category_id"]]
            box = _box([x, y, x + width, y + height])
            named = NamedBox(phrase, box, is_one_thing=not annotation.get("iscrowd"))
            things.setdefault(annotation["image_id"], []).append(named)
    read = []
    for number, image in enumerate(value["images"], start=1):
        with _entry(f"image {number}", path):
            size = _size(image.get("width"), image.get("height"))
            read.append(PictureAnswers(str(image["file_name"]), tuple(things.get(image["id"], ())), size=size))
    return tuple(read)


def _read_voc(path: Path) -> PictureAnswers:
    """Pascal VOC: pixels count from 1, and xmax and ymax lie within the box."""
    try:
        root = ElementTree.fromstring(read_regular(path))
    except (OSError, ElementTree.ParseError, ValueError, LookupError) as error:
        raise InvalidRequest(
            f'"{printable(path)}" is no XML that can be read ({error}). Mend it or leave it out.'
        ) from error
    if root.tag != "annotation":
        raise InvalidRequest(
            f'"{printable(path)}" is no Pascal VOC file: it begins with <{root.tag}>, not <annotation>. Leave it out.'
        )
    things = []
    for number, item in enumerate(root.iterfind("object"), start=1):
        with _entry(f"object {number}", path):
            x0, y0, x1, y1 = (float(_text(item, f"bndbox/{corner}")) for corner in ("xmin", "ymin", "xmax", "ymax"))
            is_hard = (item.findtext("difficult") or "0").strip() == "1"
            box = _box([x0 - 1, y0 - 1, x1, y1])
            things.append(NamedBox(phrase_of(_text(item, "name")), box, is_one_thing=not is_hard))
    with _entry("<size>", path):
        size = _size(root.findtext("size/width"), root.findtext("size/height"))
    picture = (root.findtext("filename") or "").strip() or path.stem
    return PictureAnswers(picture, tuple(things), size=size)


def _text(item: ElementTree.Element, name: str) -> str:
    text = item.findtext(name)
    if text is None:
        raise KeyError(name)
    return text


def _named(name: object, corners: Sequence[float]) -> NamedBox:
    return NamedBox(phrase_of(str(name)), _box(corners))


def _box(corners: Sequence[float]) -> Box:
    x0, y0, x1, y1 = (round(float(value)) for value in corners)
    return Box(x0, y0, x1, y1)


def _size(width: Any, height: Any) -> Size | None:
    """None where a file leaves it out, or says 0."""
    if not width or not height:
        return None
    size = Size(int(width), int(height))
    return size if size.shortest > 0 else None


@contextmanager
def _entry(what: str, path: Path) -> Iterator[None]:
    """Whatever is wrong with one entry of a file, as a sentence."""
    try:
        yield
    except KeyError as error:
        raise InvalidRequest(
            f'In "{printable(path)}", {what} lacks {error}, or names one that is not there. Mend it.'
        ) from error
    except (AttributeError, TypeError, ValueError, OverflowError) as error:
        raise InvalidRequest(f'In "{printable(path)}", {what} is not as it should be ({error}). Mend it.') from error
