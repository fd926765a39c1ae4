"""Everything an edit depends on, in one frozen object: the same request gives the same pixels."""

from __future__ import annotations

import unicodedata
import uuid
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest
from lredit_core.prompt.targets import EditTarget, parse_targets

if TYPE_CHECKING:
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.prompt.intent import EditIntent

MAX_PROMPT_CHARACTERS = 1000
MAX_SEED = 2**32 - 1
#: The engine edits no picture that is narrower, and a person gives no box that is.
LEAST_SIDE_PX = 8
#: Control characters, and halves of characters: what is left of bytes that are no UTF-8.
_NO_TEXT = ("Cc", "Cs")


#: What a thing is called that the person points at, and does not name.
IN_HAND = "it"
#: (left, top, right, bottom), shares of a thing's sides.
Margins = tuple[float, float, float, float]
NO_MARGINS: Margins = (0.0, 0.0, 0.0, 0.0)


class Preset(Enum):
    """How much is tried before the answer."""

    FAST = "fast"
    BALANCED = "balanced"
    THOROUGH = "thorough"
    PAPER = "paper"
    """The paper's own recipe (docs/decisions/0031), to compare with."""


class Estimator(Enum):
    """How the region network gets its gradient (docs/decisions/0003)."""

    EXPECTED_LOSS = "expected-loss"
    STRAIGHT_THROUGH = "straight-through"


class Objective(Enum):
    """Which loss is learned: ours (views close up, source similarity, size prior) or the paper's Eq. 6 alone."""

    CLOSE_UP = "close-up"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class LossWeights:
    """Weights of the loss terms. Each objective uses its own.

    What an image-text model says enters ours as log-odds, ten nats to the unit, so that the same weights serve models
    of any scale (docs/decisions/0024).

    Attributes:
        clip, structural, directional: the paper's L_Clip, L_Str, L_Dir on the whole picture (Eq. 3-6), 1 each.
        whole_directional, crop_directional: ours: how far the edit raised the odds of the target against the source, on
            the whole picture and on a crop around the window.
        source_similarity: ours: the crop, before the edit, shows what the source prompt names and no everyday thing
            besides.
        relevance: ours: the dense map speaks of the source prompt inside the window and not around it.
        objectness: ours: more of a thing lies inside the window than around it.
        framing: ours: the window frames something whole, by the patches' likeness alone.
        map_framing: ours: the window frames what the eye for photographs says of the source prompt; in photographs this
            stands in place of the five terms above.
        size: ours: the window's share of the picture. Ours were chosen on held-out scenes (docs/decisions/0004).
    """

    clip: float = 1.0
    structural: float = 1.0
    directional: float = 1.0
    whole_directional: float = 0.25
    crop_directional: float = 1.0
    source_similarity: float = 1.25
    relevance: float = 0.15
    objectness: float = 0.5
    framing: float = 0.9
    map_framing: float = 4.0
    size: float = 0.3


#: The weights that each objective uses, in the order of `LossWeights`.
WEIGHTS_OF_OBJECTIVE: dict[Objective, tuple[str, ...]] = {
    Objective.PAPER: ("clip", "structural", "directional"),
    Objective.CLOSE_UP: (
        "whole_directional",
        "crop_directional",
        "source_similarity",
        "relevance",
        "objectness",
        "framing",
        "map_framing",
        "size",
    ),
}


@dataclass(frozen=True, slots=True)
class RegionSearch:
    """How regions are looked for.

    Attributes:
        is_attention_alone: anchors are the patches of most [CLS] attention, one beside the other; else several sources
            take turns and anchors keep a distance.
        frames_segments: what stands out in the picture gives windows too.
        starts_fresh: the region network begins without the bundle's starting point.
        drafts_in_full: what the network learns from are edits as the final ones are, in steps and size.
        sees_whole_picture: the editor gets the whole picture at its own size; else a crop around the region.
        keeps_all: every anchor's region is edited, near ones too.
    """

    is_attention_alone: bool = False
    frames_segments: bool = True
    starts_fresh: bool = False
    drafts_in_full: bool = False
    sees_whole_picture: bool = False
    keeps_all: bool = False


OUR_SEARCH = RegionSearch()
PAPER_SEARCH = RegionSearch(
    is_attention_alone=True,
    frames_segments=False,
    starts_fresh=True,
    drafts_in_full=True,
    sees_whole_picture=True,
    keeps_all=True,
)
#: The paper's K and M; its windows' sizes as its public code has them on 32 patches, and one more; its iterations.
PAPER_ANCHORS, PAPER_WINDOWS, PAPER_ITERATIONS = 9, tuple(half / 16 for half in (4, 6, 8, 10, 12, 14, 16)), 10


@dataclass(frozen=True, slots=True)
class EditSettings:
    """What the Advanced panel shows.

    Attributes:
        anchor_count: K, anchor points.
        window_shares: sides of the windows as shares of the picture's shorter side.
        window_aspects: width / height of the windows, each for every share.
        learning_steps: updates shown to the user; each drafts up to `drafts_per_step` windows.
        draft_steps, edit_steps: denoising steps of drafts and of final edits.
        candidate_count: final edits that are made and ranked.
        guidance_scale: classifier-free guidance; `draft_guidance_scale`: of drafts, 0 for the same.
        search: how regions are looked for.
        margins: how much room a region leaves around the thing in it, beyond what the picture says.
        choices_folder: where a region network may lie that was trained from the person's choices; it starts from there
            then. "" for the bundle's own.
        library_folder: where the person's own things are kept, which are laid into photographs before drawings are; ""
            for none.
        uses_grounding: whether a bundle's grounding part, where it has one, is asked where things are.
        softness: soft border of the composite, share of the box's shorter side, in [0, 0.5].
        text_weight, image_weight: of S, Eq. 7 (2 and 1 in the paper).
    """

    anchor_count: int = 9
    window_shares: tuple[float, ...] = (0.12, 0.2, 0.3, 0.42, 0.56, 0.75)
    window_aspects: tuple[float, ...] = (1.0, 0.62, 1.6)
    learning_steps: int = 6
    drafts_per_step: int = 3
    draft_steps: int = 4
    edit_steps: int = 20
    candidate_count: int = 4
    estimator: Estimator = Estimator.EXPECTED_LOSS
    objective: Objective = Objective.CLOSE_UP
    weights: LossWeights = LossWeights()
    learning_rate: float = 1e-3
    search: RegionSearch = OUR_SEARCH
    margins: Margins = NO_MARGINS
    choices_folder: str = ""
    library_folder: str = ""
    uses_grounding: bool = True
    guidance_scale: float = 7.5
    draft_guidance_scale: float = 0.0
    strength: float = 1.0
    softness: float = 0.12
    match_colour: bool = True
    text_weight: float = 2.0
    image_weight: float = 1.0

    @classmethod
    def for_preset(cls, preset: Preset) -> EditSettings:
        if preset is Preset.FAST:
            return cls(anchor_count=6, learning_steps=5, drafts_per_step=2, candidate_count=2, edit_steps=12)
        if preset is Preset.THOROUGH:
            return cls(anchor_count=12, learning_steps=16, drafts_per_step=6, candidate_count=6, edit_steps=30)
        if preset is Preset.PAPER:
            return cls(
                anchor_count=PAPER_ANCHORS,
                window_shares=PAPER_WINDOWS,
                window_aspects=(1.0,),
                learning_steps=PAPER_ITERATIONS,
                drafts_per_step=PAPER_ANCHORS,
                candidate_count=PAPER_ANCHORS,
                edit_steps=50,
                estimator=Estimator.STRAIGHT_THROUGH,
                objective=Objective.PAPER,
                search=PAPER_SEARCH,
            )
        return cls()


@dataclass(frozen=True, slots=True)
class EditRequest:
    """One thing asked of the engine. A request that exists can be carried out: it is checked when it is made.

    Attributes:
        image: the picture as it is seen now (the document flattened).
        prompt: the target prompt T, what should be there; blanks are tidied.
        source_prompt: T_ROI, what it replaces; may be "".
        user_boxes: boxes the person drew or moved, clipped to the picture. With any, nothing is learned: these boxes
            are edited.
        user_mask: the mask of the thing, drawn or mended by the person; the edit is about it, and nothing is learned.
        not_from: strokes over what nothing may be filled from, in the picture's pixels; None where there are none.
        destination: where the person dropped the thing that is moved or doubled: the box that its mask should fill.
        intent: what the person says that the edit is for; None where the words decide.
        editor: the key of an editor in the bundle; "" takes the bundle's default.
        is_one_thing: the prompt is about one thing, however many it seems to name.
        seed: in [0, 2**32).
        notes: sentences for the person about what was changed so that it can be carried out: boxes that were clipped.
        targets: what the prompts ask for, read from their words: each gets a region of its own. Boxes of the person's
            are edited with the whole prompt.

    Raises:
        InvalidRequest: with a sentence that says what to change.
    """

    image: PixelBuffer
    prompt: str
    source_prompt: str = ""
    negative_prompt: str = ""
    user_boxes: tuple[Box, ...] = ()
    user_mask: Silhouette | None = None
    not_from: Silhouette | None = None
    destination: Box | None = None
    intent: EditIntent | None = None
    editor: str = ""
    is_one_thing: bool = False
    seed: int = 0
    preset: Preset = Preset.BALANCED
    settings: EditSettings = field(default_factory=EditSettings)
    job_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    notes: tuple[str, ...] = ()
    targets: tuple[EditTarget, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        for name in ("prompt", "source_prompt", "negative_prompt"):
            object.__setattr__(self, name, _tidied(getattr(self, name), name.replace("_", " ")))
        is_about_what_is_there = self.intent is not None and self.intent.is_retouch
        has_region = bool(self.source_prompt or self.user_boxes or self.user_mask)
        if not self.prompt and not (is_about_what_is_there and has_region):
            raise InvalidRequest('The prompt is empty. Say what should be in the picture, for example "a red apple".')
        if not 0 <= self.seed <= MAX_SEED:
            raise InvalidRequest(f"The seed {self.seed} is out of range. Choose a whole number from 0 to {MAX_SEED}.")
        size = self.image.size
        if size.shortest < LEAST_SIDE_PX:
            raise InvalidRequest(
                f"The picture is {size.width} x {size.height} pixels; editing needs at least {LEAST_SIDE_PX} on each "
                "side."
            )
        self._clip_boxes()
        self._check_strokes()
        is_whole = self.is_one_thing or bool(self.user_boxes)
        targets = parse_targets(self.prompt, self.source_prompt, is_one_thing=is_whole, intent=self.intent)
        if self.user_boxes and not self.is_one_thing:
            self._refuse_several()
            if targets[0].problem and not self.source_prompt:  # what is in the box needs no name
                named = parse_targets(self.prompt, IN_HAND, is_one_thing=True, intent=self.intent)
                targets = named if not named[0].problem else targets
        object.__setattr__(self, "targets", targets)
        problem = next((target.problem for target in targets if target.problem), "")
        if problem:
            raise InvalidRequest(problem)

    def _refuse_several(self) -> None:
        """Raises InvalidRequest: where several things should be done in one box."""
        several = parse_targets(self.prompt, self.source_prompt, intent=self.intent)
        if len(several) > 1 and any(target.intent.is_retouch for target in several):
            said = ", ".join(f'"{target.own_prompt}"' for target in several)
            raise InvalidRequest(f"In a box or a mask one thing is done at a time. Say one of: {said}.")

    def _check_strokes(self) -> None:
        """Raises InvalidRequest: where the strokes reach out of the picture. Strokes that cover nothing are none."""
        strokes = self.not_from
        if strokes is not None and not self.image.size.as_box().contains(strokes.reach):
            raise InvalidRequest("The \u201cnot from here\u201d strokes reach out of the picture. Paint them again.")
        if strokes is not None and strokes.box.is_empty:
            object.__setattr__(self, "not_from", None)

    def _clip_boxes(self) -> None:
        size = self.image.size
        mask = self.user_mask
        if mask is not None:
            if not size.as_box().contains(mask.reach) or mask.box.is_empty:
                raise InvalidRequest("The mask is empty, or reaches out of the picture. Paint over the thing.")
            object.__setattr__(self, "user_boxes", (mask.box,))
        clipped = tuple(box.validated_in(size) for box in self.user_boxes)
        notes = (
            f"The box {box.as_tuple()} reaches out of the picture, which is {size.width} x {size.height} pixels: "
            f"{inside.as_tuple()} is edited."
            for box, inside in zip(self.user_boxes, clipped, strict=True)
            if inside != box
        )
        object.__setattr__(self, "user_boxes", clipped)
        object.__setattr__(self, "notes", (*self.notes, *notes))


def _tidied(text: str, name: str) -> str:
    tidied = " ".join(text.split())
    if len(tidied) > MAX_PROMPT_CHARACTERS:
        raise InvalidRequest(
            f"The {name} has {len(tidied)} characters; the models read {MAX_PROMPT_CHARACTERS} at the most. "
            "Say it in a sentence."
        )
    unreadable = next((character for character in tidied if unicodedata.category(character) in _NO_TEXT), None)
    if unreadable is not None:
        raise InvalidRequest(f"The {name} holds a character that is no text (U+{ord(unreadable):04X}). Type it again.")
    if tidied and is_wordless(tidied):
        raise InvalidRequest(wordless_sentence(f'The {name} "{tidied[:40]}"'))
    return tidied


def check_words(prompt: str, source_prompt: str) -> None:
    """Raises `InvalidRequest` for words that no request can hold, before a picture is opened."""
    for name, text in (("prompt", prompt), ("source prompt", source_prompt)):
        _tidied(text, name)


def check_side(box: Box) -> None:
    """Looks at what of a box lies in the picture.

    Raises:
        InvalidRequest: where that is too narrow to see anything in it.
    """
    if box.size.shortest < LEAST_SIDE_PX:
        raise InvalidRequest(
            f"The box {box.as_tuple()} is {box.width} x {box.height} pixels of the picture. Give one of at least "
            f"{LEAST_SIDE_PX} on each side."
        )


def wordless_sentence(what: str) -> str:
    """What is said of a text without a word.

    Args:
        what: the text, as it stands in the sentence.
    """
    return f'{what} holds no word. Say it in words, for example "a red apple".'


def is_wordless(text: str) -> bool:
    """Whether a text has neither letters nor digits nor pictographs."""
    return not any(character.isalnum() or unicodedata.category(character) == "So" for character in text)
