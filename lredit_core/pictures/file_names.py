"""Names of files: as they are shown, as they are dropped, and with the suffix that their format asks for."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Stands for what is no character.
_REPLACEMENT = "\ufffd"
#: What of an address is beside its path: scheme and host before it, question and mark behind it.
_NO_PATH = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?|[?#].*\Z", re.DOTALL)
#: Characters of a path in a sentence.
_MOST_SHOWN = 48
_NOT_SHOWN = ("Cc", "Cs", "Zl", "Zp")  # control characters, bytes that are no text, line and paragraph ends


def shown_name(name: str | Path) -> str:
    """A name or a path for the screen: bytes that are no text, and line ends, are replaced; the rest stays as it is."""
    return "".join(
        _REPLACEMENT if unicodedata.category(character) in _NOT_SHOWN else character for character in str(name)
    )


def short_path(path: Path) -> str:
    """A folder for a sentence: the person's own is "~", and of a long one the end is shown."""
    home, text = os.path.expanduser("~"), str(path)  # noqa: PTH111 (leaves it as it is where there is none)
    if text == home or text.startswith(home.rstrip(os.sep) + os.sep):
        text = "~" + text[len(home.rstrip(os.sep)) :]
    return text if len(text) <= _MOST_SHOWN else "\u2026" + text[1 - _MOST_SHOWN :]


def path_of_uri(uri: bytes) -> Path:
    """The file that a percent-encoded "file:" address names, also where its name is no UTF-8. Takes any bytes."""
    return Path(os.fsdecode(unquote_to_bytes(_NO_PATH.sub(b"", uri))))


def with_suffix_of(path: Path, suffixes: Iterable[str], default: str) -> Path:
    """A path that ends in one of these suffixes (with their dot): as it is, or with `default` put behind it.

    A dot in the name is part of the name: "my.holiday.v2" becomes "my.holiday.v2.jpg".
    """
    known = {suffix.lower() for suffix in suffixes}
    return path if path.suffix.lower() in known else path.with_name(path.name.rstrip(".") + default)


def free_path(path: Path) -> Path:
    """This path where nothing lies there, else the first that is free of "name-2", "name-3" and so on. Looks at the
    disk: not for the GUI thread."""
    number, candidate = 2, path
    while os.path.lexists(candidate):
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return candidate
