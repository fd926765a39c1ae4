"""The version is written in pyproject.toml; wherever else a file must hold it, it is the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
#: Parts of a changelog by Keep a Changelog 1.1.0.
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_citation_has_the_version_and_the_paper() -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^version: (.+)$", text, re.MULTILINE) == [VERSION]
    assert "Text-Driven Image Editing via Learnable Regions" in text
    assert re.findall(r"family-names: (\w+)", text) == ["Lin", "Chen", "Tsai", "Jiang", "Yang"]


def test_shops_are_told_the_version_first() -> None:
    tree = ElementTree.parse(ROOT / "resources" / "desktop" / "org.lredit.Lredit.metainfo.xml")
    releases = [release.attrib["version"] for release in tree.iter("release")]
    assert releases[0] == VERSION and len(set(releases)) == len(releases)


def test_the_changelog_is_kept_in_its_form() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    releases = [line for line in lines if line.startswith("## ")]
    assert releases[0] == "## [Unreleased]"
    assert all(re.fullmatch(r"## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", line) for line in releases[1:])
    assert {line.removeprefix("### ") for line in lines if line.startswith("### ")} <= KINDS


@pytest.mark.parametrize("package", ["lredit_core", "lredit_gui"])
def test_no_module_writes_the_version_down(package: str) -> None:
    written = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / package).rglob("*.py")
        if re.search(rf"(?i)\b_*version_*\s*(:\s*\w+\s*)?=\s*[\"']{re.escape(VERSION)}[\"']", path.read_text("utf-8"))
    ]
    assert not written, "ask importlib.metadata"
