"""The command line as a page: every command with its arguments and options, as `--help` says them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from typer.main import get_command

if TYPE_CHECKING:
    from collections.abc import Iterator


def command_page() -> str:
    """Of all commands that there are, those of groups behind their group."""
    from lredit_core.cli.commands import all_commands

    exits = (
        "Exit codes: 0 done, 2 bad request, 3 model missing, 4 failed, 5 some pictures of a batch failed, 130 stopped."
    )
    parts = ["# The command line\n", f"As `lredit COMMAND --help` says it. {exits}\n"]
    root = get_command(all_commands())
    for names, command in _commands(root, ("lredit",)):
        parts.append(f"## {' '.join(names)}\n\n{_sentence(command.help)}\n\n{_table(command)}")
    return "\n".join(parts)


def _commands(command: Any, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        if not inner.hidden:
            yield (*names, name), inner
            yield from _commands(inner, (*names, name))


def _table(command: Any) -> str:
    rows = [row for parameter in command.params if not getattr(parameter, "hidden", False) for row in _rows(parameter)]
    return "| argument or option | |\n| --- | --- |\n" + "\n".join(rows) + "\n" if rows else ""


def _rows(parameter: Any) -> Iterator[str]:
    opts = [*parameter.opts, *parameter.secondary_opts]
    if "--help" in opts:
        return
    is_option = opts[0].startswith("-")
    shown = ", ".join(f"`{one}`" for one in opts) if is_option else f"`{parameter.name.upper()}`"
    text = _sentence(getattr(parameter, "help", "") or "")
    annotation = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        text += f" One of: {', '.join(str(choice.value) for choice in annotation)}."
    default = parameter.default
    if is_option and default not in (None, "", False, True, (), []) and not callable(default):
        text += f" Default: `{getattr(default, 'value', default)}`."
    yield f"| {shown} | {text} |"


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split()).replace("\\[", "[").replace("|", "\\|")
