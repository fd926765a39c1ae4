"""Verifying an installed bundle: each file with a checksum is compared, each part is loaded and has its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.bundles.devices import choose_device
from lredit_core.bundles.loading import (
    BundleLoader,
    ModelBundle,
    damage_in,
    load_detector,
    load_eye,
    load_image_text,
    load_self_supervised,
)
from lredit_core.bundles.store import bundle_folder
from lredit_core.bundles.verdicts import OTHER_FILES, BundleVerdict, PartVerdict
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.editors.pretrained import remarks_of
from lredit_core.encoders.grounding.folder import load_grounding
from lredit_core.errors import LreditError
from lredit_core.manifest import BundleManifest, checksum_of, read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


#: How a verdict calls the eye for photographs, the detector, and networks.
EYE_LABEL, DETECTOR_LABEL, FILLING_LABEL = "eye for photographs", "detector", "filling network"
REGIONS_LABEL = "region network"
#: What is said of a part that could not be loaded for want of others.
_NOT_LOOKED_AT = "not looked at, for the models before it do not load. Mend those first."


def verify_bundle(
    reference: str, *, emit: Callable[[str], None] = lambda _what: None, token: CancellationToken | None = None
) -> BundleVerdict:
    """Looks at all parts of a bundle, also after one was found bad.

    Args:
        reference: "builtin", an installed bundle's name, or a folder.
        emit: told what is looked at next.
        token: stops it between two files.

    Raises:
        ModelUnavailable: where there is no such bundle or its manifest is damaged.
        Stopped: once the token says so.
    """
    token = token or EventToken()
    folder = bundle_folder(reference)
    manifest = read_manifest(folder)
    parts = _parts_of(folder, manifest)
    counts, problems = _compared(folder, manifest, parts, emit, token)
    found, remarks = _loaded(folder, manifest, emit, token)
    for name, problem in found.items():
        problems.setdefault(name, problem)
    names = [*parts, OTHER_FILES] if counts.get(OTHER_FILES) or OTHER_FILES in problems else list(parts)
    verdicts = tuple(
        PartVerdict(name, counts.get(name, 0), problems.get(name, ""), remarks.get(name, "")) for name in names
    )
    return BundleVerdict(manifest.name, verdicts)


def editor_label(name: str) -> str:
    """How a verdict calls an editor."""
    return f'editor "{name}"'


def _parts_of(folder: Path, manifest: BundleManifest) -> dict[str, tuple[Path, ...]]:
    """The part's name for the person -> its folder, and the files that belong to it."""
    single = {
        "image-text model": manifest.image_text,
        EYE_LABEL: manifest.photographs,
        DETECTOR_LABEL: manifest.detector,
        "self-supervised model": manifest.self_supervised,
        FILLING_LABEL: manifest.filling,
    }
    found: dict[str, tuple[Path, ...]] = {
        name: (folder / part.folder,) for name, part in single.items() if part is not None
    }
    if manifest.region_network is not None:
        found[REGIONS_LABEL] = (folder / manifest.region_network,)
    found |= {key: (folder / part.folder,) for key, part in manifest.grounding_by_key.items()}
    for name, editor in manifest.editors.items():
        tiny = () if editor.tiny_autoencoder is None else (editor.tiny_autoencoder.folder,)
        places = (editor.folder, *(lora.file for lora in editor.loras), *tiny)
        found[editor_label(name)] = tuple(folder / place for place in places)
    return found


def _compared(
    folder: Path,
    manifest: BundleManifest,
    parts: dict[str, tuple[Path, ...]],
    emit: Callable[[str], None],
    token: CancellationToken,
) -> tuple[dict[str, int], dict[str, str]]:
    """(files compared by part, the first problem by part)."""
    counts: dict[str, int] = {}
    problems: dict[str, str] = {}
    for relative, expected in manifest.checksums.items():
        token.raise_if_cancelled()
        path = folder / relative
        name = next((name for name, places in parts.items() if any(map(path.is_relative_to, places))), OTHER_FILES)
        emit(f"Comparing {path.name}")
        if not path.is_file():
            problems.setdefault(name, f'"{path.name}" is missing. Install it again, or say where it lies now.')
            continue
        counts[name] = counts.get(name, 0) + 1
        if checksum_of(path) != expected:
            problems.setdefault(name, f'"{path.name}" was changed or cut short. Install it again.')
    return counts, problems


def _loaded(
    folder: Path, manifest: BundleManifest, emit: Callable[[str], None], token: CancellationToken
) -> tuple[dict[str, str], dict[str, str]]:
    """(problems by part, of those that do not load; remarks on those that do)."""
    problems: dict[str, str] = {}
    remarks: dict[str, str] = {}
    emit("Loading the image-text and the self-supervised model")
    bundle: ModelBundle | None = None
    try:
        bundle = BundleLoader().load(str(folder))
    except LreditError:
        problems = _encoder_problems(folder, manifest)
    if manifest.region_network is not None and (damage := damage_in(folder / manifest.region_network)):
        problems[REGIONS_LABEL] = damage
    if manifest.filling is not None:
        if bundle is None:
            problems[FILLING_LABEL] = _NOT_LOOKED_AT
        else:
            emit("Loading the filling network")
            try:
                bundle.filler()
            except LreditError as error:
                problems[FILLING_LABEL] = error.message
    grounding_problems, grounding_remarks = _grounding_loaded(folder, manifest, emit)
    problems, remarks = problems | grounding_problems, remarks | grounding_remarks
    for name, part in manifest.editors.items():
        token.raise_if_cancelled()
        if bundle is None:
            problems[editor_label(name)] = _NOT_LOOKED_AT
            continue
        emit(f'Loading the editor "{part.title or name}"')
        try:
            remarks[editor_label(name)] = "; ".join(remarks_of(bundle.editor(name)))
        except LreditError as error:
            problems[editor_label(name)] = error.message
    return problems, remarks


def _grounding_loaded(
    folder: Path, manifest: BundleManifest, emit: Callable[[str], None]
) -> tuple[dict[str, str], dict[str, str]]:
    """(problems of the grounding parts, what each of those that load is); each is loaded by itself."""
    problems: dict[str, str] = {}
    remarks: dict[str, str] = {}
    for key, part in manifest.grounding_by_key.items():
        emit(f"Loading what finds and frames things ({key})")
        try:
            remarks[key] = load_grounding(folder / part.folder, device=choose_device()).in_words
        except LreditError as error:
            problems[key] = error.message
    return problems, remarks


def _encoder_problems(folder: Path, manifest: BundleManifest) -> dict[str, str]:
    device, ssl = choose_device(), manifest.self_supervised
    loaders: dict[str, Callable[[], object]] = {
        "image-text model": lambda: load_image_text(folder / manifest.image_text.folder, device=device),
        "self-supervised model": lambda: load_self_supervised(
            folder / ssl.folder, device=device, longest_side_patches=ssl.longest_side_patches
        ),
    }
    eye, detector = manifest.photographs, manifest.detector
    if eye is not None:
        loaders[EYE_LABEL] = lambda: load_eye(folder / eye.folder, device=device)
    if detector is not None:
        loaders[DETECTOR_LABEL] = lambda: load_detector(folder / detector.folder, device=device)
    problems: dict[str, str] = {}
    for name, load in loaders.items():
        try:
            load()
        except LreditError as error:
            problems[name] = error.message
    return problems
