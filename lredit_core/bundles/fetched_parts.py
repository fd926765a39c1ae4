"""Where fetched parts lie: once for all bundles that use them, each with a receipt of what it is and where it is from.

A part that is being fetched lies in a folder whose name begins with a dot; it gets its own name once it is whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from lredit_core.bundles import store
from lredit_core.errors import ModelUnavailable
from lredit_core.pictures.atomic_writing import write_text_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_RECEIPT_NAME = "fetched.json"
#: Beside the parts: "KEY.place" says where a part lies that was moved away (`relocating.py`).
_PLACE_SUFFIX = ".place"


class ReceiptFile(BaseModel):
    """A file as it was fetched; `sha256` is "" while it is not whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: int
    sha256: str = ""


class Receipt(BaseModel):
    """What a part's folder holds: files by path relative to it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    repo: str
    commit: str
    files: dict[str, ReceiptFile]


@dataclass(frozen=True, slots=True)
class PartPlace:
    """The two folders of a part by its key in the catalogue."""

    key: str

    @property
    def folder(self) -> Path:
        """Where it lies once it is whole: in the parts' home, or where it was moved to."""
        try:
            return Path(self._note.read_text(encoding="utf-8"))
        except OSError:
            return parts_home() / self.key

    @property
    def unfinished(self) -> Path:
        """Where it grows."""
        return parts_home() / f".{self.key}.part"

    def note_move(self, folder: Path) -> None:
        """Remembers that it lies elsewhere now.

        Raises:
            PictureError: where that cannot be written.
        """
        write_text_atomically(self._note, str(folder))

    def forget(self) -> None:
        """Forgets that it was moved; the next download fetches it anew."""
        self._note.unlink(missing_ok=True)

    @property
    def _note(self) -> Path:
        return parts_home() / f"{self.key}{_PLACE_SUFFIX}"

    def receipt(self) -> Receipt | None:
        """The receipt of a part that is whole; None where it is not, or where files were taken away."""
        receipt = read_receipt(self.folder)
        if receipt is None or not receipt.files:
            return None
        for relative, file in receipt.files.items():
            path = self.folder / relative
            if not file.sha256 or not path.is_file() or path.stat().st_size != file.size:
                return None
        return receipt

    def weights_file(self) -> Path:
        """The only file of weights of a part that is one file, as LoRA files are.

        Raises:
            ModelUnavailable: where the part is not whole, or has several.
        """
        receipt = self.receipt()
        names = [name for name in receipt.files if name.endswith(".safetensors")] if receipt is not None else []
        if len(names) != 1:
            raise ModelUnavailable(
                f'The part "{self.key}" should be one .safetensors file and holds {len(names)}. Download it again.'
            )
        return self.folder.resolve() / names[0]

    def bytes_begun(self) -> int:
        """How much of an unfinished part is on the disk."""
        return sum(path.stat().st_size for path in _files_in(self.unfinished))


def parts_home() -> Path:
    """The folder of fetched parts, beside that of the bundles; it may not exist yet."""
    return store.bundles_home().parent / "parts"


def fetched_parts() -> dict[Path, PartPlace]:
    """All parts that were fetched whole, by their folders, wherever they lie now."""
    home = parts_home()
    if not home.is_dir():
        return {}
    keys = {path.name for path in home.iterdir() if path.is_dir() and not path.name.startswith(".")}
    keys |= {path.name.removesuffix(_PLACE_SUFFIX) for path in home.glob(f"*{_PLACE_SUFFIX}")}
    places = (PartPlace(key) for key in sorted(keys))
    return {place.folder.resolve(): place for place in places}


def fetched_part_of(place: Path, known: Mapping[Path, PartPlace]) -> Path | None:
    """The folder among `fetched_parts()` that a place is, or lies in; None for what was not fetched."""
    whole = place.resolve()
    return next((folder for folder in (whole, whole.parent) if folder in known), None)


def read_receipt(folder: Path) -> Receipt | None:
    """A folder's receipt; None where there is none that can be read."""
    try:
        return Receipt.model_validate_json((folder / _RECEIPT_NAME).read_bytes())
    except (OSError, ValidationError):
        return None


def write_receipt(folder: Path, receipt: Receipt) -> None:
    """Replaces a folder's receipt at once.

    Raises:
        PictureError: where it cannot be written.
    """
    write_text_atomically(folder / _RECEIPT_NAME, receipt.model_dump_json(indent=2))


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.name != _RECEIPT_NAME)
