"""The catalogue as it ships and as it may be damaged; what fits a machine; which files of a repository are chosen."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from lredit_core.bundles.catalogue import CataloguePart, MemoryNeed, read_catalogue
from lredit_core.bundles.choosing import FETCHED_SUFFIXES, HubFile, needed_files
from lredit_core.bundles.machine import Fit, Machine, fit_of
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.resources import resource_path
from lredit_core.sizes import duration_text, size_text

if TYPE_CHECKING:
    from pathlib import Path

GB = 10**9
NEED = MemoryNeed(accelerator_bytes=12 * GB, accelerator_least_bytes=8 * GB, main_bytes=24 * GB)


def shipped() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resource_path("catalogue.json").read_text(encoding="utf-8"))
    return loaded


def test_the_catalogue_that_ships_is_right_and_names_what_a_person_must_know() -> None:
    catalogue = read_catalogue()
    assert catalogue.bundles[0].name == "photographs-small"
    for bundle in catalogue.bundles:
        generates = bundle.editors != ("builtin",)
        is_large = generates or "sam-3" in bundle.grounding
        assert bundle.good_for.endswith(".") and (catalogue.download_bytes(bundle) > 2 * GB) == is_large
        need = bundle.memory
        assert need.accelerator_least_bytes < need.accelerator_bytes < need.main_bytes
        for licence in catalogue.licences(bundle):
            assert licence.terms.endswith(".")
    used = {key for bundle in catalogue.bundles for key in bundle.part_keys}
    assert used == set(catalogue.parts)


def test_a_licence_that_forbids_commercial_use_is_said_by_the_bundle_itself() -> None:
    catalogue = read_catalogue()
    forbidding = [
        bundle
        for bundle in catalogue.bundles
        if any(re.search(r"not (be used )?commercially", licence.terms) for licence in catalogue.licences(bundle))
    ]
    assert {"flux-fill", "sd-turbo", "sdxl-turbo"} <= {bundle.name for bundle in forbidding}
    for bundle in forbidding:
        assert re.search(r"research only|[Nn]ot for commercial use", bundle.good_for), bundle.name


def test_what_makes_the_quick_bundle_quick() -> None:
    catalogue = read_catalogue()
    quick, small = catalogue.bundle("photographs-quick"), catalogue.bundle("photographs-small")
    assert quick.editors == small.editors, "the same model, which is fetched once for both"
    assert (quick.settings.scheduler, quick.settings.steps, quick.settings.guidance_scale) == ("lcm", 4, 1.0)
    assert [lora.part for lora in quick.loras] == ["lcm-lora-sd-1.5"] and not quick.tiny_results
    kinds = {part.kind for part in catalogue.parts_of(quick).values()}
    assert kinds == {"image_text", "self_supervised", "editor", "lora", "tiny_autoencoder"}
    assert quick.memory.main_bytes < small.memory.main_bytes


def test_no_pattern_of_the_catalogue_asks_for_what_is_never_fetched() -> None:
    for part in read_catalogue().parts.values():
        for pattern in part.files:
            assert pattern.endswith(("*", *FETCHED_SUFFIXES)), pattern


def test_gated_models_are_marked() -> None:
    catalogue = read_catalogue()
    gated = {key for key, part in catalogue.parts.items() if part.licence.gated}
    assert gated == {"flux-1-fill", "sd-3.5-medium", "sam-3"}
    assert catalogue.licences(catalogue.bundle("flux-fill"))[0].gated


def test_an_unknown_name_lists_those_that_there_are() -> None:
    with pytest.raises(InvalidRequest, match="It has: photographs-small"):
        read_catalogue().bundle("photographs-huge")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data["bundles"][0].update(image_text="dino-vit-b-16"), "no part of the kind image_text"),
        (lambda data: data["bundles"][0].update(editors=["never"]), "no part of the kind editor"),
        (lambda data: data["bundles"][0].update(loras=[{"part": "taesd"}]), "no part of the kind lora"),
        (lambda data: data["bundles"][0].update(tiny_autoencoder="sd-turbo"), "no part of the kind tiny_autoencoder"),
        (lambda data: data["bundles"][0].update(settings={"scheduler": "lcmm"}), r"settings\.scheduler"),
        (lambda data: data["bundles"][0].update(settings={"steps": 151}), r"settings\.steps"),
        (lambda data: data["bundles"][0].update(grounding=["lama"]), "no part of the kind grounding"),
        (lambda data: data["bundles"].append(data["bundles"][0]), "two bundles have one name"),
        (lambda data: data["bundles"][0].update(name="../up"), r"bundles\.0\.name"),
        (lambda data: data["parts"]["dino-vit-b-16"].update(sources=[{"repo": "https://x.org/a/b"}]), "repo"),
        (lambda data: data["parts"]["dino-vit-b-16"].update(download_bytes=0), "download_bytes"),
        (lambda data: data["parts"]["dino-vit-b-16"].update(colour="blue"), "colour"),
        (lambda data: data["parts"].update({"../up": data["parts"]["dino-vit-b-16"]}), "becomes a folder"),
        (lambda data: data.update(version=2), "version"),
    ],
)
def test_a_damaged_catalogue_names_the_entry(change: Any, words: str, tmp_path: Path) -> None:
    data = shipped()
    change(data)
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ModelUnavailable, match=words):
        read_catalogue(path)


def test_a_catalogue_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        read_catalogue(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("machine", "fit", "words"),
    [
        (Machine("Big card", 16 * GB, 16 * GB), Fit.WELL, "runs on Big card in 12 GB"),
        (Machine("Card", 8 * GB, 16 * GB), Fit.SLOWLY, "one at a time"),
        (Machine("Card", 8 * GB, 8 * GB), Fit.NOT, "8 GB on the graphics card and 8 GB of main memory"),
        (Machine("Small card", 4 * GB, 32 * GB), Fit.SLOWLY, "graphics card has only 4 GB"),
        (Machine("CPU, 8 threads", 0, 32 * GB), Fit.SLOWLY, "there is no graphics card"),
        (Machine("CPU, 2 threads", 0, 8 * GB), Fit.NOT, "24 GB of main memory alone; this machine has 8 GB"),
        (Machine("Apple GPU", 0, 16 * GB, shares_memory=True), Fit.WELL, "Apple GPU"),
        (Machine("Apple GPU", 0, 14 * GB, shares_memory=True), Fit.NOT, "14 GB"),
    ],
)
def test_whether_a_bundle_fits_and_why(machine: Machine, fit: Fit, words: str) -> None:
    report = fit_of(NEED, machine)
    assert report.fit is fit and words in report.reason


def part(*patterns: str, variant: str = "") -> CataloguePart:
    return CataloguePart.model_validate(
        {
            "kind": "editor",
            "title": "Paint",
            "sources": [{"repo": "acme/paint"}],
            "files": patterns,
            "variant": variant,
            "download_bytes": 1,
            "licence": {"name": "MIT", "terms": "Free."},
        }
    )


def chosen(wanted: CataloguePart, *paths: str) -> dict[str, str]:
    """Where it is stored -> what is fetched."""
    files = needed_files(wanted, [HubFile(path, 1) for path in paths], repo="acme/paint")
    return {needed.local_path: needed.file.path for needed in files}


def test_a_variant_stands_in_for_the_plain_weights_where_it_is_there() -> None:
    paths = ("unet/m.safetensors", "unet/m.fp16.safetensors", "vae/m.safetensors", "unet/m.non_ema.safetensors")
    assert chosen(part("unet/*", "vae/*", variant="fp16"), *paths) == {
        "unet/m.safetensors": "unet/m.fp16.safetensors",
        "vae/m.safetensors": "vae/m.safetensors",
    }
    assert chosen(part("unet/*", "vae/*"), *paths) == {
        "unet/m.safetensors": "unet/m.safetensors",
        "vae/m.safetensors": "vae/m.safetensors",
    }


def test_shards_are_taken_as_they_are_and_those_of_other_variants_left() -> None:
    plain = (
        "t/model-00001-of-00002.safetensors",
        "t/model-00002-of-00002.safetensors",
        "t/model.safetensors.index.json",
    )
    others = ("t/model.fp16-00001-of-00001.safetensors", "t/model.safetensors.index.fp16.json")
    assert sorted(chosen(part("t/*", variant="fp16"), *plain, *others)) == sorted(plain)


def test_small_files_are_fetched_first() -> None:
    listing = [HubFile("unet/a.safetensors", 100), HubFile("unet/config.json", 3), HubFile("unet/b.safetensors", 7)]
    assert [entry.file.size for entry in needed_files(part("unet/*"), listing, repo="acme/paint")] == [3, 7, 100]


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (12_345, "12 kB"), (599_000_000, "599 MB"), (4_123_000_000, "4.1 GB"),
     (12 * GB, "12 GB"), (3 * 10**12, "3 TB")],
)  # fmt: skip
def test_sizes_in_words(count: int, words: str) -> None:
    assert size_text(count) == words


@pytest.mark.parametrize(("seconds", "words"), [(3.4, "3 s"), (59.9, "1 min"), (600, "10 min"), (7500, "2 h 5 min")])
def test_durations_in_words(seconds: float, words: str) -> None:
    assert duration_text(seconds) == words
