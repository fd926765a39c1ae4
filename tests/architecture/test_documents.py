"""Documents: links lead somewhere, the list of pages names all of them, the guide shows the pictures that are taken."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from scripts.command_pages import command_page

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").glob("*.md")])
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """What a page's headings are called in links."""
    text = page.read_text("utf-8")
    words = [
        re.sub(r"[^\w\- ]", "", re.sub(r"[`*_]", "", heading.strip().lower())) for heading in _HEADING.findall(text)
    ]
    return {heading.replace(" ", "-") for heading in words}


def dead_links(page: Path) -> Iterator[str]:
    for link in _LINK.findall(_CODE.sub("", page.read_text("utf-8"))):
        place, _hash, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = page.parent / place if place else page
        generated = "reference" in Path(place).parts  # by make docs
        if not generated and (not target.exists() or (anchor and anchor not in anchors(target))):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert list(dead_links(page)) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A heading\n[a](#a-heading) [b](#another) [c](gone.md) `[d](code.md)`", "utf-8")
    assert list(dead_links(page)) == ["#another", "gone.md"]


def test_the_list_of_pages_names_every_document() -> None:
    def named(entry: object) -> Iterator[str]:
        if isinstance(entry, str):
            yield entry
        for inner in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
            yield from named(inner)

    listed = sorted(named(yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]))
    there = (path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
    assert listed == sorted(path for path in there if not path.startswith("decisions/"))


def test_the_guide_shows_the_pictures_that_are_taken() -> None:
    shown = {
        name
        for page in (DOCS / "guide").glob("*.md")
        for name in re.findall(r"\(images/([\w-]+\.jpg)\)", page.read_text("utf-8"))
    }
    assert shown == {path.name for path in (DOCS / "guide/images").glob("*.jpg")}


def test_the_page_of_commands_has_all_of_them_with_their_options() -> None:
    page = command_page()
    for heading in ("## lredit edit\n", "## lredit batch\n", "## lredit bench regions\n", "## lredit open\n"):
        assert heading in page
    assert "| `--preset` | How much is tried. One of: fast, balanced, thorough, paper. Default: `balanced`. |" in page
