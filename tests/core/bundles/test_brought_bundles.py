"""Bundles of other packages: found by their place, used by their name, and left as they are."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from lredit_core.bundles.brought_bundles import BUNDLES_GROUP, brought_bundles
from lredit_core.bundles.composing import install, remove
from lredit_core.bundles.installed import installed_bundles
from lredit_core.bundles.loading import BundleLoader
from lredit_core.bundles.relocating import move_parts
from lredit_core.bundles.store import bundle_folder, bundles_home
from lredit_core.errors import InvalidRequest, ModelUnavailable

if TYPE_CHECKING:
    from pathlib import Path


def package(site: Path, name: str, *, bundle: Path | None, points: str) -> None:
    """A package as pip leaves it, whose code says when it runs."""
    (site / name).mkdir(parents=True)
    (site / name / "__init__.py").write_text("raise SystemExit('it ran')\n")
    if bundle is not None:
        shutil.copytree(bundle, site / name / "bundle")
    info = site / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{BUNDLES_GROUP}]\n{points}\n")


@pytest.fixture
def site(tmp_path: Path, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    package(tmp_path / "site", "tiny_pictures", bundle=tiny_folder, points="tiny-brought = tiny_pictures.bundle")
    monkeypatch.syspath_prepend(tmp_path / "site")
    return tmp_path / "site"


def test_it_is_found_listed_and_loaded_and_no_code_of_its_package_runs(site: Path) -> None:
    assert bundle_folder("tiny-brought") == site / "tiny_pictures" / "bundle"
    (listed,) = [bundle for bundle in installed_bundles() if bundle.name == "tiny-brought"]
    assert (listed.package, listed.problem, listed.missing) == ("tiny_pictures", "", ())
    assert BundleLoader().load("tiny-brought").info().editors
    with pytest.raises(ModelUnavailable, match="tiny-brought"):
        bundle_folder("no such one")


def test_it_belongs_to_its_package(site: Path, tmp_path: Path) -> None:
    for change in (lambda: remove("tiny-brought"), lambda: move_parts("tiny-brought", tmp_path)):
        with pytest.raises(InvalidRequest, match="pip uninstall tiny_pictures"):
            change()
    assert (site / "tiny_pictures/bundle/bundle.json").is_file()


def test_one_that_was_installed_here_comes_before_it(site: Path, tiny_folder: Path) -> None:
    install(tiny_folder, name="tiny-brought")
    assert bundle_folder("tiny-brought") == bundles_home() / "tiny-brought"
    (listed,) = [bundle for bundle in installed_bundles() if bundle.name == "tiny-brought"]
    assert listed.package == ""


def test_what_is_not_there_or_twice_is_passed_over(
    site: Path, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = site.parent / "other"
    package(
        other,
        "hollow",
        bundle=None,
        points="hollow = hollow.bundle\ngone = no_such_package.bundle\n../x = tiny_pictures.bundle\n"
        "builtin = tiny_pictures.bundle",
    )
    package(other, "zzz_second", bundle=tiny_folder, points="tiny-brought = zzz_second.bundle")
    monkeypatch.syspath_prepend(other)
    assert {name: one.package for name, one in brought_bundles().items()} == {"tiny-brought": "tiny_pictures"}
    assert "hollow says that it brings the bundle hollow, and does not" in caplog.text
    assert "zzz_second brings a bundle that another one brings" in caplog.text
