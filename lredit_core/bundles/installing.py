"""From fetched parts to an installed bundle: composed, sealed with its checksums, and loaded once where it fits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lredit_core.bundles.composing import BundleParts, compose
from lredit_core.bundles.fetched_parts import PartPlace
from lredit_core.bundles.machine import Fit, fit_of, measure_machine
from lredit_core.bundles.sampling_choices import SamplingChoices
from lredit_core.bundles.trying_out import check_headers, load_all
from lredit_core.errors import ModelUnavailable
from lredit_core.manifest import MANIFEST_NAME, BundleManifest
from lredit_core.pictures.atomic_writing import write_text_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_core.bundles.catalogue import Catalogue, CatalogueBundle, EditorSettings


def install_fetched(catalogue: Catalogue, bundle: CatalogueBundle, emit: Callable[[str], None]) -> Path:
    """Installs a bundle whose parts are all here, and gives its folder.

    A bundle that does not fit this machine's memory is not loaded; its files are looked at one by one instead.

    Raises:
        ModelUnavailable: where a part is missing or does not load; nothing is installed then.
        InvalidRequest: where the name is taken.
    """
    places = {key: PartPlace(key) for key in bundle.part_keys}
    for key, place in places.items():
        if place.receipt() is None:
            raise ModelUnavailable(
                f'"{catalogue.parts[key].title}" is not here yet. Download "{bundle.name}" again to fetch '
                "what is missing."
            )

    def finish(fresh: Path) -> None:
        _seal(fresh, catalogue, bundle)
        report = fit_of(bundle.memory, measure_machine())
        if report.fit is Fit.NOT:
            emit("Checking the files; the models are not loaded, for they do not fit this machine")
            for place in places.values():
                check_headers(place.folder)
        else:
            load_all(fresh, emit)

    emit("Putting the bundle together")

    def reference(key: str) -> str:
        return str(places[key].folder) if key in places else key

    parts = BundleParts(
        reference(bundle.image_text),
        reference(bundle.self_supervised),
        tuple(map(reference, bundle.editors)),
        loras=tuple(f"{places[lora.part].weights_file()}:{lora.weight}" for lora in bundle.loras),
        filling=reference(bundle.filling),
        sampling=SamplingChoices(tiny_autoencoder=reference(bundle.tiny_autoencoder), tiny_results=bundle.tiny_results),
        grounding=tuple(map(reference, bundle.grounding)),
    )
    licence = "; ".join(entry.name for entry in catalogue.licences(bundle))
    return compose(bundle.name, parts, title=bundle.title, licence=licence, try_out=finish)


def _seal(fresh: Path, catalogue: Catalogue, bundle: CatalogueBundle) -> None:
    """Writes into a composed manifest what only the catalogue and the receipts know."""
    path = fresh / MANIFEST_NAME
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    manifest["description"] = bundle.good_for
    manifest["checksums"] = {
        str(PartPlace(key).folder.resolve() / relative): file.sha256
        for key in bundle.part_keys
        if (receipt := PartPlace(key).receipt()) is not None
        for relative, file in sorted(receipt.files.items())
    }
    fetched = [key for key in bundle.editors if key in catalogue.parts]
    by_folder = {str(PartPlace(key).folder.resolve()): catalogue.parts[key] for key in fetched}
    first = str(PartPlace(bundle.editors[0]).folder.resolve())
    for entry in manifest["editors"].values():
        part = by_folder.get(entry["folder"])
        if part is not None:
            of_bundle = _said(bundle.settings) if entry["folder"] == first else {}
            entry.update(_said(part.settings) | of_bundle, title=part.title)
    checked = BundleManifest.model_validate(manifest)
    write_text_atomically(path, checked.model_dump_json(indent=2, exclude_defaults=True))


def _said(settings: EditorSettings) -> dict[str, Any]:
    return settings.model_dump(exclude_defaults=True)
