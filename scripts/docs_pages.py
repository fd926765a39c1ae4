"""Pages that `make docs` makes: the reference out of docstrings and commands, and a list of the decisions.

A hook of MkDocs.

mkdocstrings reads the source; of what is described only the command line is imported.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.command_pages import command_page  # noqa: E402

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

PUBLIC = ROOT / "lredit_core/sessions/public.py"
PACKAGES = {"lredit_core": "The core, room by room", "lredit_gui": "The window, room by room"}
_OUT_OF_DOCS = re.compile(r"\[([^\]]+)\]\((?:\.\./)+((?:resources|examples|tests|[A-Z]+\.md|LICENSE)[^)]*)\)")
_TITLE = re.compile(r"^# (?:\d+\. )?(.+)$", re.MULTILINE)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Appends what the navigation in mkdocs.yml does not name: decisions and reference."""
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))
    named: list[Any] = [{f"{int(path.name[:4])}. {_title(path)}": f"decisions/{path.name}"} for path in decisions]
    reference: list[Any] = [{"Public names": "reference/index.md"}, {"The command line": "reference/commands.md"}]
    for package, title in PACKAGES.items():
        reference.append({title: [{room: f"reference/{package}/{room}.md"} for room in rooms(package)]})
    assert config.nav is not None
    config.nav += [{"Decisions": named}, {"Reference": reference}]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages of the reference."""
    pages = {"reference/index.md": public_page(), "reference/commands.md": command_page()}
    pages |= {
        f"reference/{package}/{room}.md": room_page(package, room) for package in PACKAGES for room in rooms(package)
    }
    for place, text in pages.items():
        files.append(File.generated(config, place, content=text))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001  a hook's names
    """Files of the source that lie outside of the documents are named, not linked: the pages travel without them."""
    return _OUT_OF_DOCS.sub(r"\1 (`\2`)", markdown)


def rooms(package: str) -> list[str]:
    """The rooms of a package, and its single modules."""
    inside = (ROOT / package).iterdir()
    folders = [path.name for path in inside if (path / "__init__.py").is_file()]
    modules = [path.stem for path in (ROOT / package).glob("*.py") if path.stem != "__init__"]
    return sorted(folders) + sorted(modules)


def room_page(package: str, room: str) -> str:
    """A heading and what is described, for each module of a room."""
    place = ROOT / package / room
    paths = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    modules = [path.relative_to(ROOT).with_suffix("") for path in paths if path.stem != "__init__"]
    parts = [f"# {package}.{room}\n"]
    for module in modules:
        name = ".".join(module.parts)
        parts.append(f"## {name}\n\n::: {name}\n    options:\n      heading_level: 3\n")
    return "\n".join(parts)


def public_page() -> str:
    """The library's public names, in the order of the rooms that they come from."""
    parts = [
        "# Public names\n",
        "What `import lredit_core` promises; [as a library](../library.md) shows how they are used.\n",
    ]
    for node in ast.parse(PUBLIC.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.module.startswith("lredit_core"):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                parts.append(f"## {alias.name}\n\n::: {full}\n    options:\n      heading_level: 3\n")
    return "\n".join(parts)


def _title(path: Path) -> str:
    found = _TITLE.search(path.read_text("utf-8"))
    return found.group(1) if found is not None else path.stem
