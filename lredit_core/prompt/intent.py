"""What the words of a prompt ask for: to replace a named thing, to replace anything, or to add something to a place.

Words alone decide, so that a person can foresee it: a closed list of places and materials, and prepositions.
"""

from __future__ import annotations

import re
from enum import Enum

from lredit_core.errors import InvalidRequest

_PLACE_WORDS = """
    sky skies air heaven horizon sunset sunrise dusk dawn night space star stars cloud clouds grass lawn meadow
    field pasture moss ground soil earth dirt mud gravel pebbles sand beach shore coast desert dune dunes snow
    ice water sea ocean lake river pond pool stream waves road street path pavement sidewalk asphalt square
    floor carpet rug tile tiles wall walls brick bricks concrete plaster ceiling wood planks table tabletop desk
    counter shelf worktop leaves foliage bush bushes hedge forest woods jungle hill hills mountain mountains
    valley landscape background foreground backdrop surroundings corner gap nothing emptiness place spot area
"""
#: Places and materials: who names one as what the edit is for wants something put there, not the place replaced.
PLACES = frozenset(_PLACE_WORDS.split())
#: A table of these is a thing that somebody wants gone or changed, where any other is what something lies on.
_TABLES = frozenset(["dining", "coffee", "pool", "billiard", "snooker", "dressing", "bedside"])
_PREPOSITIONS = "in|on|onto|into|at|above|over|against|under|by|near|among|upon"
_WORDS = re.compile(r"[a-z]+")


class EditIntent(Enum):
    """What an edit is for; the values are for a person."""

    #: The thing that the source prompt names gives way to another.
    REPLACE = "replace"
    #: Nobody says what gives way: whatever suits best.
    REPLACE_ANY = "replace anything"
    #: Something new comes into an empty place.
    ADD = "add"
    #: A thing goes, and what lies around it goes on where it was.
    REMOVE = "remove"
    #: A thing stays and looks otherwise.
    CHANGE = "change"
    #: A thing goes somewhere else, or becomes larger, smaller or mirrored where it is.
    MOVE = "move"
    #: A thing stays, and there is another one like it.
    DOUBLE = "double"

    @property
    def is_retouch(self) -> bool:
        """Whether the picture itself has all that it needs: nothing new has to be drawn."""
        return self in _RETOUCHES

    @property
    def names_a_thing(self) -> bool:
        """Whether the source prompt names a thing that is in the picture."""
        return self is EditIntent.REPLACE or self.is_retouch


_RETOUCHES = frozenset([EditIntent.REMOVE, EditIntent.CHANGE, EditIntent.MOVE, EditIntent.DOUBLE])


def intent_of_word(text: str) -> EditIntent | None:
    """What an edit is for, by its word; None for "".

    Raises:
        InvalidRequest: where it is something else.
    """
    if not text:
        return None
    known = {intent.value: intent for intent in EditIntent if intent is not EditIntent.REPLACE_ANY}
    if text.strip().lower() not in known:
        raise InvalidRequest(f'There is no intent "{text}". Choose one of: {", ".join(known)}.')
    return known[text.strip().lower()]


def read_intent(prompt: str, source_prompt: str) -> tuple[EditIntent, str]:
    """What is asked for, and the words that say where: the source prompt, the place, or the target prompt where there
    is neither.

    Reads "a cat" / "the grey sky at dusk" as a source prompt, and "a balloon in the sky" without one.
    """
    if source_prompt:
        return EditIntent.ADD if names_a_place(source_prompt) else EditIntent.REPLACE, source_prompt
    split = re.match(rf"(.+?)\s(?:{_PREPOSITIONS})\s(.+)$", prompt.lower())
    if split is not None and names_a_place(split.group(2)):
        return EditIntent.ADD, split.group(2)
    return EditIntent.REPLACE_ANY, prompt


def names_a_place(text: str) -> bool:
    """The phrase's head, its last word before any preposition, is a place: "a sand castle" is none, nor is "a dining
    table"."""
    head = re.split(rf"\s(?:{_PREPOSITIONS}|of|with|behind|between)\s", text.lower().strip())[0]
    words = _WORDS.findall(head)
    if words[-1:] == ["table"] and _TABLES.intersection(words):
        return False
    return bool(words) and words[-1] in PLACES
