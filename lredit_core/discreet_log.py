"""What is written into a log: where something failed and of what kind, without the person's words, pictures and paths.

Sentences for the person name their files and their prompts, in quotes; what exceptions of the system say names paths. A
log is what people send to others, so that none of it is there: frames of our code stay, messages of exceptions go.
"""

from __future__ import annotations

import logging
import re

_LEFT_OUT = "\u2026"
_FRAME = re.compile(r'\s+(?:\|\s+)?File ".*", line \d+')
_BETWEEN = ("Traceback (most recent", "During handling of the above", "The above exception was")
_CARETS = re.compile(r"\s[\s|~^]*$")
#: The last line of a traceback: a class, perhaps with its module, and what it says.
_RAISED = re.compile(r"(?P<kind>[A-Za-z_][\w.]*[A-Za-z_]\w*)(?P<said>: .*)?$")
_QUOTED = re.compile(r"\"[^\"]*\"|\u201c[^\u201d]*\u201d|\u201e[^\u201c]*\u201c|(?<!\w)'[^']*'")
_PATH = re.compile(r"(?:[A-Za-z]:)?(?:~|\.{1,2})?[/\\][^\s\"'\u201c\u201d]*")


class DiscreetFormatter(logging.Formatter):
    """Formats records as usual and leaves out what `discreet` leaves out."""

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))


def keep_discreet_log() -> None:
    """Warnings go to the standard error, as they do where nobody says otherwise, but discreetly."""
    root = logging.getLogger()
    if not root.handlers:
        handler = logging.StreamHandler()
        handler.setLevel(logging.WARNING)
        handler.setFormatter(DiscreetFormatter("%(levelname)s %(name)s: %(message)s"))
        root.addHandler(handler)


def discreet(text: str) -> str:
    """A record or a traceback without what is in quotes, without paths but for those of code, and without what
    exceptions say."""
    lines, kept = text.splitlines(), list[str]()
    has_trace = any(map(_FRAME.match, lines))
    is_code = is_said = False
    for line in lines:
        is_frame = bool(_FRAME.match(line))
        if is_frame or is_code or not line or line.startswith(_BETWEEN) or _CARETS.match(line):
            kept.append(line)
            is_said = False
        elif has_trace and (raised := _RAISED.match(line)):
            kept.append(raised["kind"] + (f": {_LEFT_OUT}" if raised["said"] else ""))
            is_said = True
        elif not is_said:  # else a further line of what an exception said
            kept.append(_PATH.sub(_LEFT_OUT, _QUOTED.sub(f'"{_LEFT_OUT}"', line)))
        is_code = is_frame
    return "\n".join(kept)
