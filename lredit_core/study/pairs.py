"""Blind pairs of results: which two pictures are shown for which words, on which side, in which order.

`make_study` shuffles sides and order by a seed and shows some pairs a second time, sides changed, to see how steady a
voter is. The study's key says what stood where; whoever votes should not see it.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.batch.results_folder import BEFORE, picture_path, read_results
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import printable, write_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lredit_core.batch.manifest import PromptedPicture

#: Of the key.
_KEY_VERSION = 1


@dataclass(frozen=True, slots=True)
class Subject:
    """A picture and words, and who has a result for them.

    Attributes:
        before: the picture as it was.
        results: method -> its picture.
    """

    row: str
    prompt: str
    source: str
    before: Path
    results: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two results as they are shown.

    Attributes:
        number: its place, from 1.
        row: whose results they are.
        left, right: the methods.
        before, left_picture, right_picture: the files; relative to the study's key where they lie beside it.
        repeats: the number of the pair that it shows again, or 0.
    """

    number: int
    row: str
    prompt: str
    source: str
    left: str
    right: str
    before: str
    left_picture: str
    right_picture: str
    repeats: int = 0

    @property
    def in_words(self) -> str:
        """ "“a red apple” for “the cat”"."""
        return " for ".join(f"“{words}”" for words in (self.prompt, self.source) if words)

    @property
    def pictures(self) -> tuple[str, str, str]:
        """The files: before, left, right."""
        return self.before, self.left_picture, self.right_picture


@dataclass(frozen=True, slots=True)
class Study:
    """A study's key: its id and its pairs in the order in which they are shown."""

    study: str
    seed: int
    methods: tuple[str, ...]
    pairs: tuple[Pair, ...]

    def picture(self, name: str, key: Path) -> Path:
        """Where one of a pair's pictures lies, for a key that lies at `key`."""
        return key.parent / name

    def beside(self, key: Path) -> Study:
        """With pictures named from where the key will lie, so that a folder can be moved with everything in it."""
        here = key.parent.resolve()

        def from_here(name: str) -> str:
            path = Path(name).resolve()
            return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)

        def moved(pair: Pair) -> Pair:
            before, left, right = map(from_here, pair.pictures)
            return replace(pair, before=before, left_picture=left, right_picture=right)

        return replace(self, pairs=tuple(map(moved, self.pairs)))


def subjects_of_folder(folder: Path) -> tuple[Subject, ...]:
    """What `lredit evaluate --out` left, by row.

    Raises:
        InvalidRequest: where there are no results.
    """
    rows: dict[str, list[Any]] = {}
    for result in read_results(folder):
        if not result.failure and picture_path(folder, result.row, result.method).is_file():
            rows.setdefault(result.row, []).append(result)
    if not rows:
        raise InvalidRequest(
            f'There are no results in "{printable(folder)}". Make them: lredit evaluate ... --out DIR.'
        )
    return tuple(
        Subject(
            name,
            results[0].prompt,
            results[0].source,
            picture_path(folder, name, BEFORE),
            {result.method: picture_path(folder, name, result.method) for result in results},
        )
        for name, results in sorted(rows.items())
    )


def subjects_of_list(rows: Sequence[PromptedPicture], found: Mapping[str, Mapping[str, Path]]) -> tuple[Subject, ...]:
    """Of a list of pictures and ready-made results.

    Args:
        rows: of the list.
        found: method -> row's name -> picture.
    """
    return tuple(
        Subject(
            row.name,
            row.prompt,
            row.source,
            row.path,
            {method: pictures[row.name] for method, pictures in found.items() if row.name in pictures},
        )
        for row in rows
    )


def make_study(
    subjects: Sequence[Subject],
    *,
    methods: Sequence[str] = (),
    most_pairs: int | None = None,
    repeats: int = 0,
    seed: int = 0,
) -> Study:
    """Every two methods on every subject that both have a result for.

    Args:
        subjects: pictures and words.
        methods: who is compared; () for all there are. Several are compared each with each.
        most_pairs: so many of the pairs, drawn by the seed; None for all.
        repeats: so many of them are shown a second time, sides changed, at the end.
        seed: of sides, order and what is repeated.

    Raises:
        InvalidRequest: where there is nothing to compare.
    """
    known = tuple(dict.fromkeys(method for subject in subjects for method in subject.results))
    asked = tuple(methods) or known
    if strange := [method for method in asked if method not in known]:
        raise InvalidRequest(f'There are no results of "{strange[0]}". There are results of: {", ".join(known)}.')
    rng = np.random.default_rng(seed)
    both = [
        (subject, one, other)
        for subject in subjects
        for one, other in itertools.combinations(asked, 2)
        if one in subject.results and other in subject.results
    ]
    if not both:
        raise InvalidRequest("Two methods with results for the same pictures are needed. Give more by --methods.")
    order = rng.permutation(len(both))[:most_pairs]
    pairs = [_pair(*both[index], is_turned=bool(rng.integers(2))) for index in order]
    again = sorted(int(index) for index in rng.permutation(len(pairs))[:repeats])
    shown = [replace(pair, number=number) for number, pair in enumerate(pairs, start=1)]
    for index in again:
        shown.append(replace(_turned(shown[index]), number=len(shown) + 1, repeats=index + 1))
    told = json.dumps([asdict(pair) for pair in shown], sort_keys=True)
    name = hashlib.blake2b(f"{seed}{told}".encode(), digest_size=5).hexdigest()
    return Study(name, seed, asked, tuple(shown))


def _pair(subject: Subject, one: str, other: str, *, is_turned: bool) -> Pair:
    left, right = (other, one) if is_turned else (one, other)
    return Pair(
        0,
        subject.row,
        subject.prompt,
        subject.source,
        left,
        right,
        str(subject.before),
        str(subject.results[left]),
        str(subject.results[right]),
    )


def _turned(pair: Pair) -> Pair:
    return replace(
        pair, left=pair.right, right=pair.left, left_picture=pair.right_picture, right_picture=pair.left_picture
    )


def write_key(path: Path, study: Study) -> None:
    """Raises PictureError: where it cannot be written."""
    write_json(path, {"version": _KEY_VERSION, **asdict(study)})


def read_key(path: Path) -> Study:
    """Raises InvalidRequest: where it is no key."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values.pop("version") != _KEY_VERSION:
            raise ValueError("another version")
        pairs = tuple(Pair(**pair) for pair in values.pop("pairs"))
        return Study(pairs=pairs, **{**values, "methods": tuple(values["methods"])})
    except FileNotFoundError as error:
        raise InvalidRequest(
            f'There is no file "{printable(path)}". Give the key.json of the study by --key.'
        ) from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise InvalidRequest(
            f'"{printable(path)}" is no key of a study ({error}). Give its key.json by --key.'
        ) from error
