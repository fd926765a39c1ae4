"""Putting a bundle together from parts that lie on this machine, and taking one away again.

BundleParts are referred to where they lie (weights of gigabytes are not copied) unless a copy is asked for. Nothing is
half-installed: a bundle is written beside its place, loaded once, and only then moved there.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from send2trash import send2trash

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.bundles.copying import copy_folder, files_of
from lredit_core.bundles.sampling_choices import NO_CHOICES, SamplingChoices, add_choices
from lredit_core.bundles.store import bundle_folder, bundles_home, require_installed
from lredit_core.editors.class_words import CLASS_CONFIGURATION, CLASSES_NAME, read_classes
from lredit_core.editors.lora_files import check_lora, parse_lora
from lredit_core.editors.single_file import check_single_file, configuration_beside, filling_file, pipeline_class_in
from lredit_core.editors.transformer_files import parts_folder
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.manifest import MANIFEST_NAME, BundleManifest, read_manifest
from lredit_core.pictures.atomic_writing import saying_why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: What a bundle may be called: it becomes a folder's name.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class BundleParts:
    """Where the parts of a new bundle lie: a folder or file each, or "builtin".

    Attributes:
        clip: an open_clip folder (open_clip_config.json and safetensors).
        ssl: a timm folder (config.json and safetensors).
        editors: diffusers folders (model_index.json), single-file checkpoints (.safetensors), folders of drawings, or
            "builtin"; the first is the default.
        loras: LoRA files, "FILE" or "FILE:WEIGHT", for the first diffusion editor among them that is not built in.
        filling: a network of LaMa's kind (a .safetensors file, or its folder), or "" for none.
        sampling: how that editor samples; the masked transformer among them where there is no such diffusion editor.
        grounding: folders of transformers: at most one that finds what words name and one that draws masks.
    """

    clip: str
    ssl: str
    editors: tuple[str, ...]
    loras: tuple[str, ...] = ()
    filling: str = ""
    sampling: SamplingChoices = NO_CHOICES
    grounding: tuple[str, ...] = ()

    @property
    def are_all_built_in(self) -> bool:
        """Whether nothing of a person's own is among them."""
        return self == BundleParts(BUILTIN_BUNDLE, BUILTIN_BUNDLE, (BUILTIN_BUNDLE,))


def compose(
    name: str,
    parts: BundleParts,
    *,
    title: str = "",
    licence: str = "",
    copies: bool = False,
    try_out: Callable[[Path], None] = lambda _folder: None,
) -> Path:
    """Installs a bundle made of `parts` under `name`, and gives its folder.

    Args:
        name: of the new bundle, and of its folder.
        parts: where its parts lie.
        title: for a person; the name if left out.
        licence: of the whole, in words.
        copies: copy the parts into the bundle's folder instead of referring to them.
        try_out: loads the finished bundle; what it raises is raised again, and nothing is left behind.

    Raises:
        InvalidRequest: for a name that cannot be a folder or is taken, or without editors.
        ModelUnavailable: where a part is not what it should be.
    """
    _check_name(name)
    if not parts.editors:
        raise InvalidRequest('A bundle needs an editor. Give the folder of one with --editor, or "builtin".')
    home = bundles_home()
    fresh = home / f".{name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    with saying_why_not(fresh):
        fresh.mkdir(parents=True)
    try:
        builtin = read_manifest(bundle_folder(BUILTIN_BUNDLE))
        put = _Placer(fresh, copies=copies)
        editors = _editors_of(parts, builtin, put)
        manifest = {
            "version": 1,
            "name": name,
            "title": title or name,
            "licence": licence or "as its parts say",
            "image_text": _part(parts.clip, "image_text", "open_clip_config.json", "an open_clip model", builtin, put),
            "self_supervised": _part(parts.ssl, "self_supervised", "config.json", "a timm model", builtin, put),
            **_other_parts(parts, builtin, put),
            "editors": editors,
            "default_editor": next(iter(editors)),
        }
        checked = BundleManifest.model_validate(manifest)
        (fresh / MANIFEST_NAME).write_text(checked.model_dump_json(indent=2, exclude_defaults=True), encoding="utf-8")
        try_out(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    fresh.rename(home / name)
    return home / name


def install(folder: Path, *, name: str = "", try_out: Callable[[Path], None] = lambda _folder: None) -> Path:
    """Copies a whole bundle (a folder with bundle.json) to where installed bundles lie.

    Raises:
        ModelUnavailable: where it is no bundle or does not load.
        InvalidRequest: where the name is taken.
    """
    manifest = read_manifest(folder)
    name = name or manifest.name
    _check_name(name)
    home = bundles_home()
    fresh = home / f".{name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    with saying_why_not(home):
        home.mkdir(parents=True, exist_ok=True)
    _check_room(folder, home)
    try:
        copy_folder(folder, fresh)
        try_out(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    fresh.rename(home / name)
    return home / name


def remove(name: str) -> Path:
    """Moves an installed bundle to the trash; parts that it only refers to stay where they are.

    Raises:
        InvalidRequest: as `require_installed` does.
    """
    folder = require_installed(name)
    send2trash(folder)
    return folder


class _Placer:
    """Where a part goes: stays where it is, or is copied into the bundle."""

    def __init__(self, bundle: Path, *, copies: bool) -> None:
        self._bundle, self._copies = bundle, copies

    def __call__(self, folder: Path, place: str) -> str:
        """The `folder` entry for the manifest."""
        if not self._copies:
            return str(folder.resolve())
        _check_room(folder, self._bundle)
        copy_folder(folder, self._bundle / place, takes_linked_files=True)
        return place

    def file(self, file: Path, place: str) -> str:
        """The entry for a single file, which goes into the folder `place` with its configuration, if it has one."""
        if not self._copies:
            return str(file.absolute())  # a link into a cache keeps the name that says what it is
        _check_room(file, self._bundle)
        (self._bundle / place).mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, self._bundle / place / file.name)
        if (beside := configuration_beside(file) or parts_folder(file)) is not None:
            copy_folder(beside, self._bundle / place / beside.name, takes_linked_files=True)
        return f"{place}/{file.name}"

    def files(self, files: Sequence[Path], place: str) -> str:
        """The entry for the folder that holds these files and perhaps others, of which nothing is copied."""
        if not self._copies:
            return str(files[0].parent.resolve())
        (self._bundle / place).mkdir(parents=True, exist_ok=True)
        for file in files:
            _check_room(file, self._bundle)
            shutil.copy2(file, self._bundle / place / file.name)
        return place


def _part(reference: str, key: str, needed: str, kind: str, builtin: BundleManifest, put: _Placer) -> dict[str, Any]:
    if reference == BUILTIN_BUNDLE:
        entry = getattr(builtin, key)
        folder = bundle_folder(BUILTIN_BUNDLE) / entry.folder
        return {**entry.model_dump(exclude_defaults=True), "folder": put(folder, key)}
    folder = _folder(reference)
    if not (folder / needed).is_file():
        raise ModelUnavailable(f'"{folder}" is not {kind}: it holds no {needed}. Choose the folder that has it.')
    return {"folder": put(folder, key)}


def _other_parts(parts: BundleParts, builtin: BundleManifest, put: _Placer) -> dict[str, Any]:
    """What fills holes; and what finds things in photographs, which comes with the built-in image-text model."""
    found: dict[str, Any] = {}
    if parts.clip == BUILTIN_BUNDLE:
        keys = [key for key in ("photographs", "detector") if getattr(builtin, key) is not None]
        found = {key: _part(BUILTIN_BUNDLE, key, "", "", builtin, put) for key in keys}
    if parts.filling:
        place = Path(parts.filling).expanduser()
        file = filling_file(place)
        found["filling"] = {"folder": put.file(file, "filling") if place.is_file() else put(place, "filling")}
    if parts.grounding:
        found["grounding"] = _grounding_entries(parts.grounding, put)
    return found


def _editors_of(parts: BundleParts, builtin: BundleManifest, put: _Placer) -> dict[str, dict[str, Any]]:
    """The entries of all editors, with what the person chose for one of them."""
    editors: dict[str, dict[str, Any]] = {}
    own: list[dict[str, Any]] = []
    for reference in parts.editors:
        added = _editor_entries(reference, builtin, put, taken=editors)
        editors |= added
        if reference != BUILTIN_BUNDLE:
            own += added.values()
    _add_loras(own, parts.loras, put)
    add_choices(own, parts.sampling, put)
    return editors


def _grounding_entries(references: tuple[str, ...], put: _Placer) -> list[dict[str, str]]:
    """Raises `ModelUnavailable` for what is no such model, and for two that do the same."""
    from lredit_core.encoders.grounding.folder import check_together  # reads no weights, but imports torch

    folders = [_folder(reference) for reference in references]
    check_together(folders)
    return [{"folder": put(folder, f"grounding/{number}")} for number, folder in enumerate(folders)]


def _editor_entries(
    reference: str, builtin: BundleManifest, put: _Placer, *, taken: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    if reference == BUILTIN_BUNDLE:
        root = bundle_folder(BUILTIN_BUNDLE)
        entries: dict[str, dict[str, Any]] = {}
        for key, part in builtin.editors.items():
            name = _free(key, taken | entries)
            folder = (root / part.folder).resolve()
            entries[name] = {**part.model_dump(exclude_defaults=True), "folder": put(folder, f"editors/{name}")}
        return entries
    file = Path(os.path.expanduser(reference))  # noqa: PTH111
    if os.path.isfile(file):  # noqa: PTH113
        _require_regions(check_single_file(file), file)
        name = _free("diffusion", taken)
        return {name: {"kind": "diffusion", "title": file.stem, "folder": put.file(file, f"editors/{name}")}}
    folder = _folder(reference)
    kind = _kind_of(folder)
    name = _free(kind, taken)
    entry: dict[str, Any] = {"kind": kind, "title": folder.name, "folder": put(folder, f"editors/{name}")}
    if (folder / CLASS_CONFIGURATION).is_file():
        words = read_classes(folder / CLASSES_NAME)
        synonyms = tuple(word for named in words.classes for word in named.synonyms)
        entry |= {"things": words.names, "words": synonyms}
    return {name: entry}


def _add_loras(editors: list[dict[str, Any]], loras: tuple[str, ...], put: _Placer) -> None:
    """Gives LoRA files to the first diffusion editor.

    Raises:
        InvalidRequest: where there is none, or a weight is no number.
        ModelUnavailable: where a file is no LoRA.
    """
    if not loras:
        return
    changed = next((entry for entry in editors if entry["kind"] == "diffusion"), None)
    if changed is None:
        raise InvalidRequest("A LoRA changes a diffusion model: give the one it was made for with --editor.")
    entries = []
    for number, text in enumerate(loras):
        name, weight = parse_lora(text)
        file = Path(name).expanduser()
        check_lora(file)
        entries.append({"file": put.file(file, f"loras/{number}"), "weight": weight})
    changed["loras"] = entries


def _kind_of(folder: Path) -> str:
    if (folder / CLASS_CONFIGURATION).is_file():
        return "masked"
    if (folder / "model_index.json").is_file():
        pipeline = pipeline_class_in(folder)
        _require_regions(pipeline, folder)
        return "masked" if "Amused" in pipeline else "diffusion"
    if any(path.is_dir() and any(_is_drawing(file) for file in path.iterdir()) for path in folder.iterdir()):
        return "retrieve"
    raise ModelUnavailable(
        f'"{folder}" is no editor: it holds neither a diffusers pipeline (model_index.json) nor sub-folders of '
        "drawings."
    )


def _require_regions(pipeline: str, place: Path) -> None:
    """Raises `ModelUnavailable` for a model that follows instructions on whole pictures."""
    if "InstructPix2Pix" in pipeline:
        raise ModelUnavailable(
            f'"{place}" is an InstructPix2Pix model, which changes whole pictures and knows no region. Choose an '
            "inpainting model; compare with this one by `lredit compare --with instruct-pix2pix=...`."
        )


def _is_drawing(path: Path) -> bool:
    return path.suffix.lower() in (".webp", ".png", ".tif", ".tiff", ".gif")


def _free(name: str, taken: dict[str, Any]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _folder(reference: str) -> Path:
    path = Path(os.path.expanduser(reference))  # noqa: PTH111
    if not os.path.isdir(path):  # noqa: PTH112 (says no, and does not raise, for names that cannot be)
        raise ModelUnavailable(
            f'There is no folder "{reference}". Give the folder of the part (or the .safetensors file of an editor), '
            'or "builtin".'
        )
    return path


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or name == BUILTIN_BUNDLE:
        raise InvalidRequest(
            f'A bundle cannot be called "{name}". Use letters, digits, dots, dashes and underscores; not "builtin".'
        )
    if (bundles_home() / name).exists():
        raise InvalidRequest(
            f'A bundle "{name}" is installed already. Choose another name, or remove it first '
            f"(lredit bundles remove {name})."
        )


def _check_room(source: Path, target: Path) -> None:
    """Looks for room before anything is copied."""
    files = [source] if source.is_file() else [source / file for file in files_of(source, takes_linked_files=True)]
    needed = sum(path.stat().st_size for path in files)
    free = shutil.disk_usage(target).free
    if needed > free:
        raise ModelUnavailable(
            f'"{source.name}" takes {needed / 1e9:.1f} GB, and there are {free / 1e9:.1f} GB free where bundles lie. '
            "Make room, or refer to it where it is instead of copying it."
        )
