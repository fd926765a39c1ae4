"""Which of several things is meant, by its side of the picture: "the left lamp", "the man on the right", "左边的狗"."""

from __future__ import annotations

import re

#: (-1, 0) for the left, (1, 0) the right, (0, -1) the top, (0, 1) the bottom.
Side = tuple[int, int]

#: (across, down): which way a word points; the words as a pattern.
_SIDES: dict[Side, str] = {
    (-1, 0): "left(?:most|-hand)?|linke[nrms]?|links|左边?|左侧",
    (1, 0): "right(?:most|-hand)?|rechte[nrms]?|rechts|右边?|右侧",
    (0, -1): "top(?:most)?|upper|obere[nrms]?|oben|上边?|上面",
    (0, 1): "bottom(?:most)?|lower|untere[nrms]?|unten|下边?|下面",
}
_OF_PICTURE = r"(?:\s+of\s+the\s+(?:picture|photo|photograph|image))?"
_ARTICLE = r"(?:the|that|this|my|der|die|das|den|dem)"


def read_side(named: str) -> tuple[str, Side | None]:
    """A thing without the words that say which side it is on, and that side: ("the lamp", (-1, 0)).

    Args:
        named: how a thing is called.

    Returns:
        the words without those, and the side; None where nothing is said of it.
    """
    said = " ".join(named.split())
    for side, words in _SIDES.items():
        before = re.fullmatch(rf"({_ARTICLE}\s+)(?:far\s+)?(?:{words})\s+(?!of\b)(.+)", said, re.IGNORECASE)
        if before is not None:
            return before[1] + before[2], side
        where = rf"(?:(?:on|at|to|in)\s+the\s+)?(?:far\s+)?(?:{words})(?:\s+side)?{_OF_PICTURE}"
        after = re.fullmatch(rf"(.+?)\s+{where}", said, re.IGNORECASE)
        if after is not None:
            return after[1], side
        chinese = re.fullmatch(rf"(?:{words})的(.+)", said)
        if chinese is not None:
            return chinese[1], side
    return said, None
