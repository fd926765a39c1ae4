"""What is installed: a row for each bundle, also for a damaged one; and taking one away with what it alone uses."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from send2trash import send2trash

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.bundles import composing
from lredit_core.bundles.brought_bundles import brought_bundles
from lredit_core.bundles.fetched_parts import fetched_part_of, fetched_parts
from lredit_core.bundles.store import bundle_folder, installed_names
from lredit_core.errors import LreditError
from lredit_core.manifest import BundleManifest, EditorPart, grounding_keys, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class InstalledBundle:
    """A bundle on this machine.

    Attributes:
        name: by which it is asked for.
        editors: their titles, with how they sample where the manifest says it.
        grounding: kinds of its grounding parts, as their files name them ("owlv2").
        byte_count: of all its files, also of those that it only refers to; what other bundles share counts for each.
        missing: parts that are not where the manifest says; `relocate` says where they are now.
        problem: a sentence where the manifest cannot be read, else "".
        package: that brings it along, whose files stay as they are; "" for those that were installed here.
    """

    name: str
    title: str = ""
    description: str = ""
    licence: str = ""
    editors: tuple[str, ...] = ()
    grounding: tuple[str, ...] = ()
    byte_count: int = 0
    missing: tuple[str, ...] = ()
    problem: str = ""
    package: str = ""

    @property
    def is_builtin(self) -> bool:
        return self.name == BUILTIN_BUNDLE


def installed_bundles() -> list[InstalledBundle]:
    """The built-in bundle, those installed, those of other packages, by name. Reads manifests and sizes, no weights."""
    own = (BUILTIN_BUNDLE, *installed_names())
    brought = {name: one for name, one in brought_bundles().items() if name not in own}
    described = [_described(name, bundle_folder(name)) for name in own]
    return [*described, *(replace(_described(name, one.folder), package=one.package) for name, one in brought.items())]


def part_places(folder: Path, manifest: BundleManifest) -> dict[str, Path]:
    """Where the parts lie -> folder or file: "image_text", "self_supervised", "filling", "grounding", "grounding-2",
    each editor's key, and with it what belongs to the editor: "KEY-lora-1" and so on, "KEY-tiny-autoencoder"."""
    entries = part_entries(manifest.model_dump())
    return {key: folder / entry[name] for key, (entry, name) in entries.items()}


def part_entries(manifest: dict[str, Any]) -> dict[str, tuple[dict[str, Any], str]]:
    """By the same keys: the entry of a manifest's dictionary that says where a part lies, and by which name."""
    single = ("image_text", "self_supervised", "filling")
    found = {key: (manifest[key], "folder") for key in single if manifest.get(key) is not None}
    grounding = manifest.get("grounding", ())
    found |= {key: (part, "folder") for key, part in zip(grounding_keys(len(grounding)), grounding, strict=True)}
    for key, editor in manifest["editors"].items():
        found[key] = (editor, "folder")
        for number, lora in enumerate(editor.get("loras", ()), start=1):
            found[f"{key}-lora-{number}"] = (lora, "file")
        if editor.get("tiny_autoencoder") is not None:
            found[f"{key}-tiny-autoencoder"] = (editor["tiny_autoencoder"], "folder")
    return found


def parts_used_only_by(name: str) -> list[Path]:
    """Folders of fetched parts that a bundle refers to and no other installed one does."""
    others = {place for other in installed_names() if other != name for place in _fetched_places(other)}
    return sorted(set(_fetched_places(name)) - others)


def remove_with_parts(name: str) -> list[Path]:
    """Moves an installed bundle to the trash, and fetched parts that no other bundle uses with it.

    Returns:
        What was moved. Parts that the person had and the bundle only refers to stay where they are.

    Raises:
        InvalidRequest: for the built-in bundle, or a name that is not installed.
    """
    parts = parts_used_only_by(name) if name in installed_names() else []
    moved = [composing.remove(name)]
    known = fetched_parts()
    for folder in parts:
        send2trash(folder)
        known[folder].forget()
        moved.append(folder)
    return moved


def _described(name: str, folder: Path) -> InstalledBundle:
    try:
        manifest = read_manifest(folder)
    except LreditError as error:
        return InstalledBundle(name, title=name, problem=error.message)
    places = part_places(folder, manifest)
    files = {path for place in (folder, *places.values()) for path in _files_of(place)}
    return InstalledBundle(
        name,
        title=manifest.title,
        description=manifest.description,
        licence=manifest.licence,
        editors=tuple(_with_settings(part.title or key, part) for key, part in manifest.editors.items()),
        grounding=tuple(_kind_of(folder / part.folder) for part in manifest.grounding),
        byte_count=sum(path.stat().st_size for path in files),
        missing=tuple(key for key, place in places.items() if not place.exists()),
    )


def _fetched_places(name: str) -> Iterator[Path]:
    known = fetched_parts()
    try:
        folder = bundle_folder(name)
        places = part_places(folder, read_manifest(folder)).values()
    except LreditError:
        return
    holding = (fetched_part_of(place, known) for place in places if place.exists())
    yield from dict.fromkeys(folder for folder in holding if folder is not None)


def _with_settings(title: str, part: EditorPart) -> str:
    return f"{title} ({part.settings_in_words})" if part.settings_in_words else title


def _kind_of(place: Path) -> str:
    """A transformers folder's `model_type`, or its name where that cannot be read."""
    try:
        return str(json.loads((place / "config.json").read_text(encoding="utf-8"))["model_type"])
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return place.name


def _files_of(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place.resolve()
    else:
        yield from (path.resolve() for path in place.rglob("*") if path.is_file())
