"""Finds the class that a prompt names, for models whose prompt is one of a list of classes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.prompt.vocabulary import mentions, misspelt_words

#: The file that tells the folder of a class-conditional model, and the list of its classes.
CLASS_CONFIGURATION = "maskgit.json"
CLASSES_NAME = "classes.json"


class NamedClass(BaseModel):
    """One entry of `classes.json`; its place in the list is the class's number.

    Attributes:
        name: what it is called ("tabby cat").
        synonyms: other words that mean it ("cat", "kitten").
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    synonyms: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return (self.name, *self.synonyms)


@dataclass(frozen=True, slots=True)
class ClassWords:
    """The classes of a model, in their order."""

    classes: tuple[NamedClass, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(named.name for named in self.classes)

    @property
    def all_words(self) -> tuple[str, ...]:
        return tuple(word for named in self.classes for word in named.words)

    def find(self, prompt: str) -> int:
        """The number of the class that a prompt names: by the longest word of its own, then by a near spelling.

        "a hot dog" is the class "hot dog" rather than "dog". Among words of one length a name comes before a synonym.

        Raises:
            InvalidRequest: where no class is near; the message names some.
        """
        ranked = sorted(
            ((len(word.split()), len(word), word == named.name, -number) for number, named in enumerate(self.classes)
             for word in named.words if mentions(prompt, (word,))),
            reverse=True,
        )  # fmt: skip
        if ranked:
            return -ranked[0][3]
        near = misspelt_words(prompt, self.all_words, count=1)
        if near:
            return next(number for number, named in enumerate(self.classes) if near[0] in named.words)
        some = ", ".join(self.names[:: max(1, len(self.names) // 6)][:6])
        raise InvalidRequest(
            f'"{prompt.strip()[:80]}" names none of the {len(self.names)} classes that this model can draw, among them '
            f"{some}. Name one of them, or choose another editor."
        )


def read_classes(path: Path) -> ClassWords:
    """The list in a `classes.json`.

    Raises:
        ModelUnavailable: where it cannot be read, or is no list of classes.
    """
    try:
        classes = TypeAdapter(tuple[NamedClass, ...]).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ModelUnavailable(
            f'"{path}" is no list of classes ([{{"name": "tabby cat", "synonyms": ["cat"]}}, ...]). Mend that file.',
            details=str(error),
        ) from error
    if not classes:
        raise ModelUnavailable(f'"{path}" names no class. Mend that file.')
    return ClassWords(classes)


def write_classes(path: Path, words: ClassWords) -> None:
    """Writes a `classes.json`."""
    listed = [named.model_dump(exclude_defaults=True) for named in words.classes]
    path.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
