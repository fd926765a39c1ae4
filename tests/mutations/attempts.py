"""What comes of inputs that were changed at random: opened, refused with a sentence, or what must not be."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.errors import LreditError

if TYPE_CHECKING:
    from collections.abc import Callable

#: No input may take longer or need more than was there before.
MOST_S, MOST_BYTES = 2.0, 2 << 30
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass
class Attempts:
    """Tries inputs one by one in this process.

    Attributes:
        opened, refused: how many.
        strange: of the others, what happened; of those that took too much, what they took.
        longest_s: processor time of the input that took longest, in seconds.
        largest_bytes: memory of the one that needed most, beside what was there.
        sentences: what was said, without the names and numbers in it.
    """

    opened: int = 0
    refused: int = 0
    strange: list[str] = field(default_factory=list)
    longest_s: float = 0.0
    largest_bytes: int = 0
    sentences: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        return self.opened + self.refused + len(self.strange)

    def attempt(self, name: str, use: Callable[[], object]) -> None:
        """Uses an input; `use` returns where it is taken and raises where it is refused."""
        before = _reset_peak()
        began = time.process_time()
        try:
            use()
        except LreditError as error:
            self._refuse(name, error)
        except Exception as error:
            self.strange.append(f"{name}: {error!r}")
        else:
            self.opened += 1
        took_s, needed = time.process_time() - began, max(0, _peak() - before)
        if took_s > MOST_S or needed > MOST_BYTES:
            self.strange.append(f"{name}: {took_s:.1f} s, {needed >> 20} MB")
        self.longest_s, self.largest_bytes = max(self.longest_s, took_s), max(self.largest_bytes, needed)

    def _refuse(self, name: str, error: LreditError) -> None:
        if not error.message.rstrip().endswith((".", ").")) or "Traceback" in error.message:
            self.strange.append(f"{name}: no sentence: {error.message}")
            return
        self.refused += 1
        self.sentences.add(re.sub(r'"[^"]*"|\d+', "_", error.message)[:80])

    def in_words(self) -> str:
        return (
            f"{self.count} inputs: {self.opened} opened, {self.refused} refused with {len(self.sentences)} sentences, "
            f"{len(self.strange)} strange; at most {self.longest_s:.2f} s, {self.largest_bytes / 1e6:.0f} MB"
        )


def _reset_peak() -> int:
    """Forgets the most memory that the process had so far, and gives what it has, in bytes; 0 where nobody tells."""
    try:
        _CLEAR.write_text("5")
    except OSError:
        return 0
    return _told("VmRSS")


def _peak() -> int:
    return _told("VmHWM")


def _told(name: str) -> int:
    try:
        found = re.search(rf"{name}:\s+(\d+) kB", _STATUS.read_text())
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0
