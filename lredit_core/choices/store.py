"""Choices on disk: one safetensors file each, in a folder that can be looked into, exported and erased.

A file holds what the models saw around the choice and never the picture: patch features, windows, and how well each
window fits the person's box; in its header who chose what when. Nothing leaves the machine.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from platformdirs import user_data_path

from lredit_core.choices.framing_preference import FramingPreference, framing_preference_of
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import check_writable, printable, replacing, saying_why_not, write_atomically
from lredit_core.pictures.output_paths import is_one_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lredit_core.api.request import EditRequest, Margins
    from lredit_core.regions.examples import RegionExample

_NETWORK_PREFIX = "region_network-"


@dataclass(frozen=True, slots=True)
class ChoiceNote:
    """What is said of a choice beside its tensors.

    Attributes:
        when: ISO 8601, local time.
        box: x0, y0, x1, y1 in pixels; `size`: of the picture.
        margins: of the box around the segment of the picture that it frames, or None where it frames none.
        features: what the features are of ("builtin: vit ..."): choices under other models teach nothing here.
    """

    when: str
    prompt: str
    box: tuple[int, int, int, int]
    size: tuple[int, int]
    margins: Margins | None
    features: str


def choices_home() -> Path:
    """Where choices are kept; the folder may not exist yet."""
    return user_data_path("lredit", appauthor=False) / "choices"


class ChoiceStore:
    """The choices in a folder, the earliest first."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or choices_home()

    def __len__(self) -> int:
        return len(self._files())

    def add(self, note: ChoiceNote, example: RegionExample) -> Path:
        """Writes a choice down.

        Raises:
            PictureError: where it cannot be written.
        """
        from safetensors.torch import save

        tensors = {key: getattr(example, key).contiguous() for key in ("features", "patch_boxes", "overlaps")}
        return self.take(save(tensors, metadata={"choice": json.dumps(asdict(note))}))

    def take(self, data: bytes) -> Path:
        """Writes down a choice that another store has put into a file.

        Args:
            data: that file's bytes.

        Raises:
            PictureError: where it cannot be written.
        """
        with saying_why_not(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            number = 1 + max((int(path.stem) for path in self._files()), default=0)
        path = self.folder / f"{number:06d}.safetensors"
        write_atomically(path, data)
        return path

    def notes(self) -> list[ChoiceNote]:
        """What is said of every choice; files that cannot be read are passed over."""
        return [note for _path, note in self._read()]

    def framing_preference(self) -> FramingPreference:
        """How loosely the person frames things."""
        return framing_preference_of([note.margins for note in self.notes() if note.margins is not None])

    def examples(self, features: str) -> list[RegionExample]:
        """Choices made under the same models, to learn from."""
        from safetensors.torch import load_file

        from lredit_core.regions.examples import RegionExample

        return [RegionExample(**load_file(path)) for path, note in self._read() if note.features == features]

    def suited(self, request: EditRequest) -> EditRequest:
        """The request as the person's choices would have it."""
        settings = replace(request.settings, margins=self.framing_preference().margins, choices_folder=str(self.folder))
        return replace(request, settings=settings)

    def network_path(self, bundle: str) -> Path:
        """Where the region network that was trained from the choices lies, for a bundle; it may not exist."""
        return self.folder / f"{_NETWORK_PREFIX}{bundle}.safetensors"

    def export(self, file: Path) -> int:
        """Writes everything into a zip file: the choices, and `choices.json` to be read by a person.

        Raises:
            InvalidRequest: where the file is one of the choices.
            PictureError: where it cannot be written.
        """
        for path in sorted(self.folder.glob("*")):
            if is_one_file(file, path):
                raise InvalidRequest(
                    f'"{printable(file)}" is one of the choices themselves. Write them to another file, such as '
                    "choices.zip."
                )
        if file.is_file() and file.stat().st_size and not _is_export(file):
            raise InvalidRequest(
                f'"{printable(file)}" is there already and holds no choices. Write them to another file, such as '
                "choices.zip."
            )
        check_writable(file)
        notes = self.notes()
        with replacing(file) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("choices.json", json.dumps([asdict(note) for note in notes], indent=2) + "\n")
            for path in sorted(self.folder.glob("*.safetensors")):
                archive.write(path, path.name)
        return len(notes)

    def erase(self) -> None:
        """Forgets everything, for good: what was learned from the choices goes with them."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _files(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(path for path in self.folder.glob("*.safetensors") if path.stem.isdigit())

    def _read(self) -> Iterator[tuple[Path, ChoiceNote]]:
        for path in self._files():
            note = _note_in(path)
            if note is not None:
                yield path, note


def _note_in(path: Path) -> ChoiceNote | None:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            values: dict[str, Any] = json.loads(file.metadata()["choice"])
        margins = values["margins"]
        return ChoiceNote(
            values["when"],
            values["prompt"],
            tuple(values["box"]),
            tuple(values["size"]),
            None if margins is None else tuple(margins),
            values["features"],
        )
    except (OSError, SafetensorError, KeyError, TypeError, ValueError):
        return None


def _is_export(file: Path) -> bool:
    """Whether a file is what `export` wrote."""
    if not zipfile.is_zipfile(file):
        return False
    with zipfile.ZipFile(file) as archive:
        return "choices.json" in archive.namelist()
