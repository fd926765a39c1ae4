"""Where a thing should be, seen from another, and the words that say it."""

from __future__ import annotations

from enum import Enum


class Relation(Enum):
    """Where a thing should be beside another; the values are for a person."""

    ABOVE = "above"
    BELOW = "below"
    LEFT_OF = "left of"
    RIGHT_OF = "right of"
    BESIDE = "beside"
    ON = "on"


#: A landmark is in the picture, so it is spoken of as known: "a cat on the sofa" is about a sofa that is there, "a cat
#: on a sofa" is one thing to paint.
DEFINITE = "the|my|your|his|her|its|our|their|this|that|these|those|der|die|das|den|dem"
#: Words before a landmark.
RELATION_WORDS: dict[Relation, str] = {
    Relation.ABOVE: "above|over",
    Relation.BELOW: "below|under|underneath|beneath",
    Relation.LEFT_OF: "(?:to |on )?(?:the )?left (?:side )?of",
    Relation.RIGHT_OF: "(?:to |on )?(?:the )?right (?:side )?of",
    Relation.BESIDE: "beside|next to|near|close to|by",
    Relation.ON: "on top of|on|upon",
}
#: The same in German; and what a person says who moves a thing, in English.
MOVING_WORDS: dict[Relation, str] = {
    Relation.ABOVE: f"{RELATION_WORDS[Relation.ABOVE]}|über",
    Relation.BELOW: f"{RELATION_WORDS[Relation.BELOW]}|unter",
    Relation.LEFT_OF: f"{RELATION_WORDS[Relation.LEFT_OF]}|links (?:von|neben)",
    Relation.RIGHT_OF: f"{RELATION_WORDS[Relation.RIGHT_OF]}|rechts (?:von|neben)",
    Relation.BESIDE: f"{RELATION_WORDS[Relation.BESIDE]}|neben",
    Relation.ON: f"{RELATION_WORDS[Relation.ON]}|onto|into|in|to|auf|ins",
}
#: Which way a thing should go from where it is.
DIRECTION_WORDS: dict[Relation, str] = {
    Relation.LEFT_OF: (
        r"(?:(?:to|towards?|on) )?(?:the )?left(?:wards?| side)?|nach links|links|(?:到|向|往)?左(?:边|面|侧)?"
    ),
    Relation.RIGHT_OF: (
        r"(?:(?:to|towards?|on) )?(?:the )?right(?:wards?| side)?|nach rechts|rechts|(?:到|向|往)?右(?:边|面|侧)?"
    ),
    Relation.ABOVE: r"up(?:wards?)?|higher(?: up)?|nach oben|höher|(?:到|向|往)?上(?:边|面|方)?",
    Relation.BELOW: r"down(?:wards?)?|lower(?: down)?|nach unten|tiefer|(?:到|向|往)?下(?:边|面|方)?",
}


def direction_words(direction: Relation) -> str:
    """Which way something goes from where it is, as the person would say it."""
    return {
        Relation.LEFT_OF: "to the left",
        Relation.RIGHT_OF: "to the right",
        Relation.BELOW: "down",
    }.get(direction, "up")
