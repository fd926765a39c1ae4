"""Putting an installed bundle's files elsewhere, and saying where a part of it lies now.

The bundle keeps its name: `bundle.json` stays where installed bundles are listed, and points to the new place.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

from lredit_core.bundles.fetched_parts import fetched_part_of, fetched_parts
from lredit_core.bundles.installed import part_entries, part_places
from lredit_core.bundles.store import bundles_home, installed_names, require_installed
from lredit_core.errors import InvalidRequest, LreditError, ModelUnavailable
from lredit_core.manifest import MANIFEST_NAME, BundleManifest, read_manifest
from lredit_core.pictures.atomic_writing import write_atomically
from lredit_core.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: What a part's folder must hold.
_MARKS = {
    "image_text": "open_clip_config.json",
    "self_supervised": "config.json",
    "grounding": "config.json",
    "grounding-2": "config.json",
}


def move_parts(name: str, target: Path, emit: Callable[[str], None] = lambda _what: None) -> list[Path]:
    """Moves the files of a bundle into the folder `target`, and lets every bundle that uses them point there.

    Moved are the parts that the program keeps: those inside the bundle's folder and those it fetched. Parts that the
    person had elsewhere, and the built-in ones, stay.

    Returns:
        The new places.

    Raises:
        InvalidRequest: where the bundle is not installed, nothing of it can be moved, or the target is in the way.
        ModelUnavailable: where there is no room; nothing was moved then.
    """
    folder = require_installed(name)
    manifest = read_manifest(folder)
    moves = _planned_moves(folder, manifest, target)
    if not moves:
        raise InvalidRequest(
            f'"{name}" only refers to parts that lie elsewhere; none of them is for lredit to move. Move them '
            f"yourself, then say where each is: lredit bundles relocate {name} FOLDER --part PART."
        )
    target.mkdir(parents=True, exist_ok=True)
    _check_room(list(moves), target)
    for old, new in moves.items():
        emit(f"Moving {old.name}")
        _copied(old, new)
    for other in installed_names():
        _repoint(bundles_home() / other, moves)
    known = fetched_parts()
    for old, new in moves.items():
        if old in known:
            known[old].note_move(new)
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    return list(moves.values())


def point_part(name: str, part: str, place: Path, try_out: Callable[[Path], None] = lambda _folder: None) -> Path:
    """Says where a part of a bundle lies now.

    Args:
        name: of the bundle.
        part: "image_text", "self_supervised", "filling", "grounding", "grounding-2", an editor's key, or what belongs
            to one ("KEY-lora-1", "KEY-tiny-autoencoder").
        place: its folder (an editor may be a single .safetensors file, a LoRA is one).
        try_out: loads the bundle with the part in its new place; what it raises is raised again and nothing changes.

    Raises:
        InvalidRequest: where the bundle is not installed or has no such part.
        ModelUnavailable: where the place does not hold such a part.
    """
    folder = require_installed(name)
    manifest = read_manifest(folder)
    places = part_places(folder, manifest)
    if part not in places:
        raise InvalidRequest(f'"{name}" has no part "{part}". It has: {", ".join(places)}.')
    place = place.expanduser().absolute()
    if not place.exists():
        raise ModelUnavailable(f'There is no "{place}". Give the folder in which the part lies now.')
    mark = _MARKS.get(part)
    if mark is not None and not (place / mark).is_file():
        raise ModelUnavailable(
            f'"{place}" is not the {part} of a bundle: it holds no {mark}. Choose the folder that has it.'
        )
    path = folder / MANIFEST_NAME
    before = path.read_bytes()
    _repoint(folder, {places[part]: place})
    try:
        try_out(folder)
    except BaseException:
        write_atomically(path, before)
        raise
    return place


def _planned_moves(folder: Path, manifest: BundleManifest, target: Path) -> dict[Path, Path]:
    """Old place -> new place, for the parts that the program keeps."""
    known = fetched_parts()
    moves: dict[Path, Path] = {}
    for key, place in part_places(folder, manifest).items():
        place = fetched_part_of(place, known) or place.resolve()
        if place in moves or not place.exists() or not (place in known or place.is_relative_to(folder.resolve())):
            continue
        label = known[place].key if place in known else f"{folder.name}-{key}"
        new = target.expanduser().resolve() / label
        if new.is_relative_to(place):
            raise InvalidRequest(f'"{target}" lies inside of what is to be moved. Choose another folder.')
        if place.is_file():
            new = new.with_name(new.name + place.suffix)
        if new.exists():
            raise InvalidRequest(f'"{new}" is there already. Choose an empty folder, or take that away first.')
        moves[place] = new
    return moves


def _check_room(sources: list[Path], target: Path) -> None:
    if all(source.stat().st_dev == target.stat().st_dev for source in sources):
        return
    needed = sum(path.stat().st_size for source in sources for path in _all_in(source))
    free = shutil.disk_usage(target).free
    if needed > free:
        raise ModelUnavailable(
            f'The parts take {size_text(needed)}, and the disk of "{target}" has {size_text(free)} left. Choose '
            "another folder or make room."
        )


def _all_in(source: Path) -> list[Path]:
    return [source] if source.is_file() else [path for path in source.rglob("*") if path.is_file()]


def _copied(old: Path, new: Path) -> None:
    """Links or copies everything to the new place; the old one stays until the manifests point to the new."""
    fresh = new.with_name(f".{new.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        if old.is_dir():
            shutil.copytree(old, fresh, copy_function=_link_or_copy)
        else:
            _link_or_copy(str(old), str(fresh))
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.unlink(missing_ok=True) if fresh.is_file() else None
        raise ModelUnavailable(
            f'"{old.name}" could not be moved to "{new.parent}" ({error.strerror or error}). Everything is where it '
            "was; check the folder and its room.",
            details=str(error),
        ) from error
    fresh.rename(new)


def _link_or_copy(source: str, target: str) -> str:
    """On one disk a second name for the file costs nothing; on another one it is copied."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _repoint(folder: Path, moves: dict[Path, Path]) -> None:
    """Changes the places in a bundle's manifest; places that are not moved stay as they are written."""
    path = folder / MANIFEST_NAME
    try:
        read_manifest(folder)
    except LreditError:
        return  # a damaged one is left for the person to mend
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    changed = False
    for entry, name in part_entries(data).values():
        new = _moved(folder / entry[name], entry[name], moves)
        entry[name], changed = new, changed or new != entry[name]
    if not changed:
        return
    data["checksums"] = {
        _moved(folder / relative, relative, moves): sha256 for relative, sha256 in data.get("checksums", {}).items()
    }
    checked = BundleManifest.model_validate(data)
    write_atomically(path, checked.model_dump_json(indent=2, exclude_defaults=True).encode())


def _moved(file: Path, written: str, moves: dict[Path, Path]) -> str:
    whole = file.resolve()
    for old, new in moves.items():
        if whole.is_relative_to(old.resolve()):
            return str(new / whole.relative_to(old.resolve()))
    return written
