"""Words for how a thing should look, in English, German and Chinese: "dark green", "heller", "黑白"."""

from __future__ import annotations

import re

from lredit_core.prompt.adjustment import COLOURS, Adjustment, AdjustmentKind, Tone

#: Words for the colours of `COLOURS`, and the tone that a word says by itself.
_COLOUR_WORDS: dict[str, str] = {
    "red": "red crimson scarlet ruby rot rote roter rotes roten 红 红色",
    "orange": "orange amber orangefarben 橙 橙色 橘色",
    "yellow": "yellow golden gold lemon gelb gelbe gelber gelbes gelben golden 黄 黄色 金色",
    "green": "green emerald grün gruen grüne grüner grünes grünen 绿 绿色",
    "turquoise": "turquoise teal cyan aqua türkis tuerkis 青 青色 青绿色",
    "blue": "blue azure cobalt blau blaue blauer blaues blauen 蓝 蓝色",
    "purple": "purple violet lila violett lilafarben 紫 紫色",
    "pink": "pink magenta rosa rosafarben 粉 粉色 粉红 粉红色",
    "brown": "brown chestnut braun braune brauner braunes braunen 棕 棕色 褐色 咖啡色",
    "beige": "beige tan cream sand-coloured 米色 米黄色",
    "white": "white weiß weiss weiße weißer weißes weißen 白 白色",
    "grey": "grey gray grau graue grauer graues grauen 灰 灰色",
    "black": "black schwarz schwarze schwarzer schwarzes schwarzen 黑 黑色",
}
_TONED_WORDS: dict[str, tuple[str, Tone]] = {
    "navy": ("blue", Tone.DARK),
    "maroon": ("red", Tone.DARK),
    "silver": ("grey", Tone.LIGHT),
    "lavender": ("purple", Tone.LIGHT),
    "lilac": ("purple", Tone.LIGHT),
}
_TONES: dict[Tone, str] = {
    Tone.LIGHT: "light pale hell 浅 淡",
    Tone.DARK: "dark deep dunkel 深 暗",
}
#: What is said of a colour and changes nothing.
_PLAIN_TONES = "bright vivid strong knall leuchtend 鲜"
_KIND_WORDS: dict[AdjustmentKind, str] = {
    AdjustmentKind.LIGHTER: "brighter|lighter|bright|heller|hell|更亮|亮一点|亮一些|变亮|亮",
    AdjustmentKind.DARKER: "darker|dimmer|dark|dunkler|dunkel|更暗|暗一点|暗一些|变暗|暗",
    AdjustmentKind.MORE_SATURATED: (
        "more (?:colou?rful|vivid|saturated|vibrant|intense)|colou?rful|vivid|vibrant|bunter|bunt|kräftiger|farbiger"
        "|更鲜艳|鲜艳一点|鲜艳"
    ),
    AdjustmentKind.LESS_SATURATED: (
        "less (?:colou?rful|vivid|saturated|vibrant|intense)|duller|dull|muted|paler|faded|blasser|matter|更淡|淡一点"
    ),
    AdjustmentKind.MORE_CONTRAST: "(?:richer in|higher|more) contrast|more contrasty|kontrastreicher|对比度更高",
    AdjustmentKind.LESS_CONTRAST: "(?:poorer in|lower|less) contrast|less contrasty|flatter|kontrastärmer|对比度更低",
    AdjustmentKind.WARMER: "warmer|wärmer|更暖|暖一点",
    AdjustmentKind.COOLER: "cooler|colder|kälter|kühler|更冷|冷一点",
    AdjustmentKind.SHARPER: "sharper|crisper|sharp|in focus|schärfer|scharf|更清晰|清晰一点|清晰",
    AdjustmentKind.BLURRED: (
        "blurred|blurry|blurrier|out of focus|unsharp|unscharf|unschärfer|verschwommen|模糊一点|模糊"
    ),
    AdjustmentKind.BLACK_AND_WHITE: (
        "black and white|black-and-white|b&w|monochrome|gr[ae]y[- ]?scale|colou?rless"
        "|schwarz[- ]?wei(?:ß|ss)|schwarz und wei(?:ß|ss)|黑白色?"
    ),
    AdjustmentKind.SEPIA: "sepia(?:-toned)?|怀旧|复古",
}
#: The verbs that say by themselves how a thing should look.
LOOK_VERBS: dict[AdjustmentKind, str] = {
    AdjustmentKind.LIGHTER: "brighten(?: up)?|lighten(?: up)?|helle",
    AdjustmentKind.DARKER: "darken|dunkle",
    AdjustmentKind.MORE_SATURATED: "saturate",
    AdjustmentKind.LESS_SATURATED: "desaturate",
    AdjustmentKind.SHARPER: "sharpen|schärfe|锐化",
    AdjustmentKind.BLURRED: "blur|verwische|模糊",
}
#: What a picture can have more and less of, by the words for it.
LOOK_MORE: dict[str, AdjustmentKind] = {
    "contrast|den kontrast": AdjustmentKind.MORE_CONTRAST,
    "brightness|lightness|exposure|light|die helligkeit": AdjustmentKind.LIGHTER,
    "saturation|vibrance|die sättigung": AdjustmentKind.MORE_SATURATED,
    "sharpness|clarity|die schärfe": AdjustmentKind.SHARPER,
    "warmth": AdjustmentKind.WARMER,
    "blur": AdjustmentKind.BLURRED,
}
LOOK_LESS: dict[str, AdjustmentKind] = {
    "contrast|den kontrast": AdjustmentKind.LESS_CONTRAST,
    "brightness|lightness|exposure|light|die helligkeit": AdjustmentKind.DARKER,
    "saturation|vibrance|die sättigung": AdjustmentKind.LESS_SATURATED,
    "sharpness|clarity|die schärfe": AdjustmentKind.BLURRED,
    "warmth": AdjustmentKind.COOLER,
}


def _alternation(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


_COLOUR_BY_WORD = {word: colour for colour, words in _COLOUR_WORDS.items() for word in words.split()}
assert set(_COLOUR_WORDS) == set(COLOURS)
_ANY_COLOUR = _alternation(" ".join((*_COLOUR_BY_WORD, *_TONED_WORDS)))
_ANY_TONE = _alternation(" ".join((*_TONES.values(), _PLAIN_TONES)))
_DEGREE = r"(?:(?:a bit|a little|a lot|much|slightly|very|somewhat|far|even|etwas|ein bisschen|viel|sehr)\s+)?"
#: A regular expression for whatever says how a thing should look; kinds come first, for "black and white" begins with a
#: colour.
LOOK = rf"{_DEGREE}(?:{'|'.join(_KIND_WORDS.values())}|(?:(?:{_ANY_TONE})[ -]?)?(?:{_ANY_COLOUR}))"
_OWN_COLOUR = re.compile(rf"(?<![\w-])(?<!and )(?P<colour>{_ANY_COLOUR})\s+(?!and\b|und\b|of\b|in\b|on\b)[^\W\d]")
_WORN_COLOUR = re.compile(rf"\b(?:in|wearing)\s+(?:(?:{_ANY_TONE})\s+)?(?P<colour>{_ANY_COLOUR})$")
_CHINESE_COLOUR = re.compile(rf"(?P<colour>{_ANY_COLOUR})的")
_TONED_COLOUR = re.compile(rf"(?:(?P<tone>{_ANY_TONE})[ -]?)?(?P<colour>{_ANY_COLOUR})", re.IGNORECASE)


def read_look(text: str) -> Adjustment | None:
    """What a phrase says of how a thing should look; None where it says nothing that can be done."""
    said = re.sub(rf"^{_DEGREE}", "", text.strip().lower())
    for kind, words in _KIND_WORDS.items():
        if re.fullmatch(words, said):
            return Adjustment(kind)
    match = _TONED_COLOUR.fullmatch(said)
    if match is None:
        return None
    colour, tone = match["colour"], Tone.PLAIN
    if colour in _TONED_WORDS:
        colour, tone = _TONED_WORDS[colour]
    else:
        colour = _COLOUR_BY_WORD[colour]
    for said_tone, words in _TONES.items():
        if match["tone"] in words.split():
            tone = said_tone
    return Adjustment(AdjustmentKind.COLOUR, colour, tone)


def read_own_colour(named: str) -> str:
    """The colour that a thing is told by: "green" of "the green apple", "yellow" of "the man in yellow"; a key of
    `COLOURS`, or "" where nothing is said of it.

    Args:
        named: how a thing is called. "The orange" alone is a fruit.
    """
    said = " ".join(named.lower().split())
    match = _OWN_COLOUR.search(said) or _WORN_COLOUR.search(said) or _CHINESE_COLOUR.match(said)
    if match is None:
        return ""
    word = match["colour"]
    return _TONED_WORDS[word][0] if word in _TONED_WORDS else _COLOUR_BY_WORD[word]
