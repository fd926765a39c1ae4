"""The words of the detector: its 80 names, what they are kinds of, and what is a kind of them, from WordNet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lredit_core.training.wordnet import WordNet

#: A word with more kinds than this among the names says too little ("object", "device").
MOST_KINDS = 14

#: The names, in the network's order (COCO), each with the noun of WordNet and a piece of the gloss of the meaning.
NAMES: Sequence[tuple[str, str, str]] = (
    ("person", "person", "a human being"),
    ("bicycle", "bicycle", "wheeled vehicle"),
    ("car", "car", "motor vehicle"),
    ("motorcycle", "motorcycle", "motor vehicle"),
    ("airplane", "airplane", "aircraft"),
    ("bus", "bus", "vehicle carrying many"),
    ("train", "train", "public transport"),
    ("truck", "truck", "automotive vehicle"),
    ("boat", "vessel", "craft designed for water"),
    ("traffic light", "traffic_light", "visual signal"),
    ("fire hydrant", "fireplug", "hydrant"),
    ("stop sign", "street_sign", "sign"),
    ("parking meter", "parking_meter", "timer"),
    ("bench", "bench", "long seat"),
    ("bird", "bird", "warm-blooded"),
    ("cat", "cat", "feline mammal"),
    ("dog", "dog", "genus Canis"),
    ("horse", "horse", "hoofed"),
    ("sheep", "sheep", "woolly"),
    ("cow", "cattle", "domesticated bovine"),
    ("elephant", "elephant", "pachyderm"),
    ("bear", "bear", "carnivorous or omnivorous"),
    ("zebra", "zebra", "striped"),
    ("giraffe", "giraffe", "tallest"),
    ("backpack", "backpack", "bag carried"),
    ("umbrella", "umbrella", "canopy"),
    ("handbag", "handbag", "container used for carrying"),
    ("tie", "necktie", "neckwear"),
    ("suitcase", "suitcase", "carrying clothes"),
    ("frisbee", "frisbee", "disk"),
    ("skis", "ski", "runner"),
    ("snowboard", "snowboard", "board"),
    ("sports ball", "ball", "hit or thrown"),
    ("kite", "kite", "plaything"),
    ("baseball bat", "baseball_bat", "baseball"),
    ("baseball glove", "baseball_glove", "handwear"),
    ("skateboard", "skateboard", "board"),
    ("surfboard", "surfboard", "board"),
    ("tennis racket", "tennis_racket", "racket"),
    ("bottle", "bottle", "vessel"),
    ("wine glass", "wineglass", "wine"),
    ("cup", "cup", "drink"),
    ("fork", "fork", "cutlery"),
    ("knife", "knife", "edge tool"),
    ("spoon", "spoon", "cutlery"),
    ("bowl", "bowl", "round vessel"),
    ("banana", "banana", "yellow fruit"),
    ("apple", "apple", "fruit"),
    ("sandwich", "sandwich", "slices of bread"),
    ("orange", "orange", "fruit"),
    ("broccoli", "broccoli", "flower"),
    ("carrot", "carrot", "root"),
    ("hot dog", "hot_dog", "frankfurter"),
    ("pizza", "pizza", "pie"),
    ("doughnut", "doughnut", "cake"),
    ("cake", "cake", "baked goods"),
    ("chair", "chair", "seat for one person"),
    ("sofa", "sofa", "upholstered seat"),
    ("potted plant", "pot_plant", "pot"),
    ("bed", "bed", "furniture"),
    ("dining table", "table", "furniture"),
    ("toilet", "toilet", "plumbing fixture"),
    ("television", "television_receiver", "electronic device"),
    ("laptop", "laptop", "portable computer"),
    ("mouse", "mouse", "electronic device"),
    ("remote control", "remote_control", "device"),
    ("keyboard", "computer_keyboard", "keyboard"),
    ("mobile phone", "cellular_telephone", "radiotelephone"),
    ("microwave", "microwave", "kitchen appliance"),
    ("oven", "oven", "kitchen appliance"),
    ("toaster", "toaster", "kitchen appliance"),
    ("sink", "sink", "plumbing fixture"),
    ("refrigerator", "refrigerator", "low temperatures"),
    ("book", "book", "physical objects"),
    ("clock", "clock", "timepiece"),
    ("vase", "vase", "jar"),
    ("scissors", "scissors", "edge tool"),
    ("teddy bear", "teddy", "toy bear"),
    ("hair dryer", "hand_blower", "hair"),
    ("toothbrush", "toothbrush", "brush"),
)

#: Words that people use for a name and WordNet has otherwise, or not at all.
ALSO: Mapping[str, Sequence[str]] = {
    "person": (
        "human", "human being", "man", "woman", "girl", "boy", "child", "kid", "baby", "people", "guy", "lady",
        "pedestrian", "cyclist", "rider", "skier", "surfer", "player",
    ),
    "bicycle": ("bike", "cycle"),
    "motorcycle": ("motorbike", "moped", "scooter", "motor scooter"),
    "airplane": ("aeroplane", "plane", "aircraft", "jet", "airliner"),
    "boat": ("ship", "sailboat", "sailing boat", "yacht", "ferry", "canoe", "rowboat"),
    "truck": ("lorry", "pickup", "pick-up"),
    "stop sign": ("stop sign",),
    "fire hydrant": ("hydrant", "fire hydrant"),
    "cow": ("bull", "calf", "ox"),
    "sheep": ("lamb", "ram", "ewe"),
    "horse": ("pony", "foal", "mare"),
    "dog": ("puppy", "doggie"),
    "cat": ("kitten", "kitty"),
    "backpack": ("rucksack",),
    "handbag": ("purse", "bag"),
    "tie": ("tie",),
    "skis": ("skis",),
    "sports ball": ("ball", "football", "soccer ball", "basketball", "tennis ball", "volleyball"),
    "tennis racket": ("racket", "tennis racquet"),
    "wine glass": ("glass", "wine glass", "goblet"),
    "cup": ("mug", "coffee cup", "coffee mug", "teacup", "cup of coffee", "cup of tea", "coffee"),
    "doughnut": ("donut",),
    "sofa": ("couch", "settee"),
    "potted plant": ("potted plant", "house plant", "houseplant", "plant", "pot plant"),
    "dining table": ("dining table", "table", "coffee table", "desk"),
    "television": ("tv", "tv set", "tv monitor", "television set", "television", "monitor", "screen"),
    "laptop": ("laptop computer", "notebook computer"),
    "mouse": ("computer mouse",),
    "remote control": ("remote",),
    "keyboard": ("computer keyboard", "keyboard"),
    "mobile phone": ("cell phone", "phone", "smartphone", "telephone", "mobile"),
    "refrigerator": ("fridge",),
    "hair dryer": ("hair dryer", "hair drier", "hairdryer"),
    "teddy bear": ("teddy bear", "teddy"),
    "toilet": ("toilet",),
}  # fmt: skip


_PERSON = 0


@dataclass(frozen=True, slots=True)
class DetectorWords:
    """Attributes:
    names: what the detector tells apart.
    kinds: for every word that it knows, the names that are kinds of it.
    broader: for every word that is a kind of one of the names and no more, that name.
    """

    names: tuple[str, ...]
    kinds: Mapping[str, tuple[int, ...]]
    broader: Mapping[str, tuple[int, ...]]


def detector_words(wordnet: WordNet) -> DetectorWords:
    """What the detector's names mean.

    Raises:
        InvalidRequest: where WordNet lacks one of them.
    """
    names = tuple(name for name, _lemma, _gloss in NAMES)
    own = {_meaning(wordnet, lemma, gloss): index for index, (_name, lemma, gloss) in enumerate(NAMES)}
    below: dict[int, set[int]] = defaultdict(set)
    for offset, index in own.items():
        for above in wordnet.all_above(offset):
            below[above].add(index)
    kinds: dict[str, tuple[int, ...]] = {}
    broader: dict[str, tuple[int, ...]] = {}
    for lemma, offsets in wordnet.senses.items():
        word, usual = lemma.replace("_", " "), offsets[0]
        if len(below.get(usual, ())) in range(1, MOST_KINDS + 1):
            kinds[word] = tuple(sorted(below[usual]))
        elif usual not in below:
            wider = {own[offset] for offset in wordnet.all_above(usual) & own.keys()}
            if wider - {_PERSON} or (wider and lemma in wordnet.common):  # of 20,000 words for people the usual ones
                broader[word] = tuple(sorted(wider))
    kinds |= {name: (index,) for index, name in enumerate(names)}
    kinds |= {word: (names.index(name),) for name, words in ALSO.items() for word in words}
    return DetectorWords(names, kinds, {word: found for word, found in broader.items() if word not in kinds})


def _meaning(wordnet: WordNet, lemma: str, gloss: str) -> int:
    for offset in wordnet.senses.get(lemma, ()):
        if gloss in wordnet.synsets[offset].gloss:
            return offset
    raise InvalidRequest(f'WordNet has no meaning of "{lemma}" with "{gloss}". It must be version 3.1.')
