"""How things, and a search for them, are said in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.library.index import OwnThing
    from lredit_gui.own_things.manager import Search


def search_text(search: Search, *, is_running: bool) -> str:
    """How far a search is, or what came of it."""
    return _progress_text(search) if is_running else _result_text(search)


def things_text(count: int) -> str:
    """ "1 thing", "5 things"."""
    return _tr("1 thing") if count == 1 else _tr("{0} things").format(count)


def photographs_text(count: int) -> str:
    """ "1 photograph", "5 photographs"."""
    return _tr("1 photograph") if count == 1 else _tr("{0} photographs").format(count)


def origin_text(thing: OwnThing, shortened: Callable[[str, str], str] = lambda name, _rest: name) -> str:
    """The photograph's name and the thing's size.

    Args:
        thing: what it is about.
        shortened: makes a name shorter that has to stand beside the rest.
    """
    width, height = thing.size
    text, name = _tr("from {0}, {1} x {2} px"), Path(thing.photograph).name
    return text.format(shortened(name, text.format("", width, height)), width, height)


def quality_text(thing: OwnThing) -> str:
    """ "quality 72 %"."""
    return _tr("quality {0} %").format(round(thing.quality * 100))


def thing_tip(thing: OwnThing) -> str:
    """All that is known of a thing."""
    lines = [thing.name, _tr("From {0}").format(thing.photograph)]
    if thing.has_shadow:
        lines.append(_tr("Its shadow was cut out with it"))
    lines.append(_tr("Quality: how sure, sharp, large and whole it is"))
    return "\n".join(lines)


def _progress_text(search: Search) -> str:
    now = search.so_far
    if search.is_stopping:
        return _tr("Stopping")
    if now is None:
        return _tr("Loading the models")
    number = min(now.photographs + 1, now.total)
    text = _tr("Photograph {0} of {1} in \u201c{2}\u201d: {3} found")
    return text.format(number, now.total, search.folder.name, things_text(now.things))


def _result_text(search: Search) -> str:
    result, now = search.result, search.so_far
    go_on = _tr("Add the folder again to go on from there.")
    if result is None:
        if now is None:
            return _tr("Stopped before the first photograph.")
        text = _tr("Stopped at photograph {0} of {1}: {2} found.")
        return f"{text.format(min(now.photographs + 1, now.total), now.total, things_text(now.things))} {go_on}"
    looked, known = photographs_text(result.photographs), result.passed_over
    if not (result.photographs or known or result.notes or result.was_stopped):
        return _tr("There are no photographs in \u201c{0}\u201d.").format(search.folder.name)
    if known and not (result.photographs or result.was_stopped):
        text = _tr("Nothing new in \u201c{0}\u201d: {1} passed over, looked through before.")
        return text.format(search.folder.name, photographs_text(known))
    parts = [_tr("{0} found in {1} of \u201c{2}\u201d.").format(things_text(result.things), looked, search.folder.name)]
    if known:
        parts.append(_tr("{0} passed over: looked through before.").format(photographs_text(known)))
    if result.was_stopped:
        parts.append(f"{_tr('Stopped.')} {go_on}")
    return " ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("OwnThings", text)
