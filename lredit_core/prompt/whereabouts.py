"""Where things usually are, for what is added without a word on where: in the air, on water, on the ground."""

from __future__ import annotations

from lredit_core.prompt.vocabulary import known_ending

_FLYING_WORDS = """
    balloon bird eagle gull seagull hawk swallow kite airplane aeroplane plane jet aircraft helicopter ufo zeppelin
    airship butterfly bee dragonfly bat moon sun star comet cloud rainbow drone parachute glider firework lightning
"""
_SWIMMING_WORDS = """
    boat ship sailboat canoe kayak ferry yacht duck swan goose fish whale dolphin shark turtle buoy surfer
"""
_FLYING, _SWIMMING = frozenset(_FLYING_WORDS.split()), frozenset(_SWIMMING_WORDS.split())
#: Names as `regions/places.py` knows them.
IN_THE_AIR, ON_WATER, ON_THE_GROUND = "sky", "water", "ground"


def usual_place(prompt: str) -> str:
    """Where what a prompt names usually is: "sky", "water" or "ground"."""
    known = known_ending(prompt, _FLYING | _SWIMMING)
    if known in _FLYING:
        return IN_THE_AIR
    return ON_WATER if known in _SWIMMING else ON_THE_GROUND
