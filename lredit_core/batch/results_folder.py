"""A folder of results: for each picture of a list what each method made of it, written one by one.

    rows.jsonl          a line for each result as soon as it is there: what it was made of, and its figures
    before/0001-cat.png the pictures as they were
    METHOD/0001-cat.png what a method made of them

A stop loses at most the result that was being made: a line that was cut off is no line, and a result counts only where
its picture is there too.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from PIL import Image

from lredit_core.batch.lines import append_line
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.atomic_writing import printable, saying_why_not
from lredit_core.pictures.exporting import write_picture

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.batch.manifest import PromptedPicture

#: Where the pictures lie as they were.
BEFORE = "before"
_ROWS = "rows.jsonl"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Result:
    """What one method made of one picture of a list.

    Attributes:
        row: the row's name, as its pictures are called.
        method: the method's.
        prompt, source: what was asked.
        made_of: the digest of everything that the picture depends on.
        regions: the boxes it chose, in pixels; () for a method without.
        seconds: it took; None where somebody else made it.
        figures: what was measured, by name; None where something has no meaning.
        scored_with: the digest of everything that the figures depend on.
        note: a sentence, or "".
        failure: why there is no picture, a sentence, or "".
    """

    row: str
    method: str
    prompt: str
    source: str
    made_of: str
    regions: tuple[Box, ...] = ()
    seconds: float | None = None
    figures: dict[str, float | None] = field(default_factory=dict)
    scored_with: str = ""
    note: str = ""
    failure: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values; boxes are [x0, y0, x1, y1]."""
        return {**asdict(self), "regions": [list(box.as_tuple()) for box in self.regions]}

    @classmethod
    def of_json(cls, values: dict[str, Any]) -> Result:
        """Raises TypeError, ValueError or KeyError: where it is something else."""
        return cls(**{**values, "regions": tuple(Box(*corners) for corners in values["regions"])})


def check_method_name(name: str) -> None:
    """Raises InvalidRequest: where a method's name can be no folder's, or is taken."""
    if not _NAME.fullmatch(name) or name.lower() == BEFORE:
        raise InvalidRequest(
            f'"{name}" cannot be the name of a method: use letters, digits, ".", "-" and "_", and not "{BEFORE}".'
        )


class ResultsFolder:
    """Results on disk.

    Args:
        folder: is made where it is not there.

    Raises:
        PictureError: where it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with saying_why_not(folder / _ROWS):
            folder.mkdir(parents=True, exist_ok=True)
        self._known = {(result.row, result.method): result for result in read_results(folder)}

    def path_of(self, row: str, method: str) -> Path:
        return picture_path(self.folder, row, method)

    def known(self, row: str, method: str, *, made_of: str) -> Result | None:
        """A result that is there already and made of the same, or None; one that failed is tried again."""
        result = self._known.get((row, method))
        if result is None or result.failure or result.made_of != made_of or not self.path_of(row, method).is_file():
            return None
        return result

    def keep(self, result: Result, pixels: NDArray[np.uint8] | None) -> None:
        """Writes the picture, (H, W, 3) uint8, then the line. None leaves the picture as it is."""
        if pixels is not None:
            self._write_picture(self.path_of(result.row, result.method), pixels)
        append_line(self.folder / _ROWS, json.dumps(result.as_json(), ensure_ascii=False))
        self._known[(result.row, result.method)] = result

    def keep_before(self, row: PromptedPicture, pixels: NDArray[np.uint8]) -> None:
        """The picture as it was, for whoever looks at results beside it."""
        path = self.path_of(row.name, BEFORE)
        if not path.is_file():
            self._write_picture(path, pixels)

    def _write_picture(self, path: Path, pixels: NDArray[np.uint8]) -> None:
        with saying_why_not(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_picture(Image.fromarray(pixels), path)


def picture_path(folder: Path, row: str, method: str) -> Path:
    """Where a result's picture lies in a folder of results; of `BEFORE`, the picture as it was."""
    return folder / method / f"{row}.png"


def read_results(folder: Path) -> tuple[Result, ...]:
    """The results of a folder, the last of each row and method; none where nothing was written.

    Raises:
        InvalidRequest: where the file cannot be read.
    """
    try:
        text = (folder / _ROWS).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InvalidRequest(f'"{printable(folder / _ROWS)}" cannot be read ({error}). Give another folder.') from error
    read: dict[tuple[str, str], Result] = {}
    for line in text.split("\n"):
        try:
            result = Result.of_json(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            continue  # a line that a stop cut off, or that another version wrote
        read.pop((result.row, result.method), None)
        read[(result.row, result.method)] = result
    return tuple(read.values())
