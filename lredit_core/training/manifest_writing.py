"""What trainings write into a bundle's manifest: which things an editor draws, and the checksums of all files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.manifest import MANIFEST_NAME, checksum_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.synthetic.drawings import ArtLibrary


def begin_bundle(bundle: Path, *, like: Path, art: Path) -> None:
    """Gives a folder that has no manifest yet the one of another bundle, without its checksums.

    Args:
        bundle: its folder.
        like: a bundle whose manifest is begun from.
        art: the drawings that its retrieving editors will use.
    """
    if (bundle / MANIFEST_NAME).is_file():
        return
    manifest = json.loads((like / MANIFEST_NAME).read_text(encoding="utf-8"))
    manifest["checksums"] = {}
    for editor in manifest["editors"].values():
        if editor["kind"] == "retrieve":
            editor["folder"] = Path(os.path.relpath(art, bundle)).as_posix()
    bundle.mkdir(parents=True, exist_ok=True)
    _write(bundle, manifest)


def say_what_it_draws(bundle: Path, editor: str, library: ArtLibrary, things: Sequence[str]) -> None:
    """Writes the things that an editor was trained on, and the other words for them."""
    manifest = _read(bundle)
    if manifest is None or editor not in manifest["editors"]:
        return
    words = dict.fromkeys(word for name in sorted(things) for word in library.thing(name).words if word not in things)
    manifest["editors"][editor] |= {"things": sorted(things), "words": list(words)}
    _write(bundle, manifest)


def note_part(bundle: Path, part: str, folder: str) -> None:
    """Names the folder of a part, "photographs" or "detector", in a bundle's manifest."""
    manifest = _read(bundle)
    if manifest is not None:
        manifest[part] = {"folder": folder}
        _write(bundle, manifest)


def seal(bundle: Path) -> int:
    """Writes the checksums of a bundle's files into its manifest, and gives how many there are.

    Where a folder has no manifest yet, nothing is done.
    """
    manifest = _read(bundle)
    if manifest is None:
        return 0
    files = sorted(path for path in bundle.rglob("*") if path.is_file() and path.name != MANIFEST_NAME)
    for path in files:
        path.chmod(0o644)
    manifest["checksums"] = {path.relative_to(bundle).as_posix(): checksum_of(path) for path in files}
    _write(bundle, manifest)
    return len(files)


def _read(bundle: Path) -> dict[str, Any] | None:
    path = bundle / MANIFEST_NAME
    if not path.is_file():
        return None
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def _write(bundle: Path, manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (bundle / MANIFEST_NAME).write_text(text, encoding="utf-8")
