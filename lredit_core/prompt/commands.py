"""Imperatives and what stands for them: "remove the car", "paint the door dark green", "black and white except the
balloon", "把车去掉".

A closed table of patterns, so that a person can foresee what is read, in English, German and Chinese. What begins like
an imperative and says nothing that can be done is read as one with a `problem`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lredit_core.prompt.adjustment import Adjustment, AdjustmentKind
from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.looks import LOOK, LOOK_LESS, LOOK_MORE, LOOK_VERBS, read_look
from lredit_core.prompt.other_languages import in_english
from lredit_core.prompt.refusals import refusal_of, refusal_of_place
from lredit_core.prompt.relation import DEFINITE, DIRECTION_WORDS, MOVING_WORDS, Relation
from lredit_core.prompt.scales import ANY_SIZE, BY_HOW_MUCH, LARGER, SMALLER, percent_of, read_scale


@dataclass(frozen=True, slots=True)
class Command:
    """What an imperative asks for.

    Attributes:
        thing: what it is about, as it is called: "the car"; "" for the whole picture, or where nobody says it.
        new: what should be there ("replace the car by a boat", "add a bench").
        is_inverted: it is about everything but the thing.
        relation, landmark: where it should go; without a landmark, from where it is.
        scale: of its sides.
        problem: a sentence for a person where it cannot be done, or "".
    """

    intent: EditIntent
    thing: str = ""
    new: str = ""
    adjustment: Adjustment | None = None
    is_inverted: bool = False
    relation: Relation | None = None
    landmark: str = ""
    scale: float = 1.0
    is_mirrored: bool = False
    problem: str = ""


_PICTURE = (
    r"(?:the |this |my )?(?:whole |entire )?(?:picture|photo|photograph|image|scene)|das (?:ganze )?bild"
    r"|(?:整张|这张)?(?:图片|照片|画面|图)"
)
_WHOLE = rf"everything|it all|all|alles|{_PICTURE}"
_BUT = r"but|except(?: for)?|besides|apart from|other than|around|außer|ausser|bis auf"
_BACKGROUND = r"(?:the |its )?(?:background|surroundings|rest)|den hintergrund|der hintergrund|背景"
_WHERE_FROM = re.compile(rf"\s+(?:from|in|out of|aus|im|von)\s+(?:{_PICTURE}|dem bild|bild)$", re.IGNORECASE)
_POLITE = re.compile(
    r"^(?:(?:please|can you|could you|would you|i want to|i'd like to|i would like to|let's|bitte|请)[\s,]*)+"
    r"|[\s,]*(?:(?:please|bitte|for me|for us)[\s,]*)+$",
    re.IGNORECASE,
)
#: German prepositions that hold their article.
_CONTRACTIONS = re.compile(r"\b(auf|in|an|über|unter|vor|hinter)s\b(?=\s\w)", re.IGNORECASE)
_ENDS = " .!?,;。！？"
_DEFINITE_THING = rf"(?P<thing>(?:{DEFINITE})\s.+?)"
_KNOWN_THING = rf"(?:(?:{DEFINITE})\s|everything|all\s).+"

_GONE = "remove|erase|delete|get rid of|take away|take out|take off|clear away|cut out|wipe out|wipe away|eliminate"
_GONE_DE = "entferne|entfern|lösche|lösch|radiere|beseitige|tilge"
_GONE_ZH = "去掉|删除|删掉|移除|去除|擦掉|擦除|消除|抹掉|抹去|拿掉|清除"
_PAINT = "make|turn|paint|colou?r|dye|recolou?r|tint|render|convert|mache|mach|färbe|färb|streiche|streich|male|mal"
_CHANGE_TO = "change|convert|turn|switch"
_MOVE = "move|shift|verschiebe|verschieb|schiebe|schieb|bewege|beweg|rücke|rück"
_PUT = "put|stelle|stell|setze|setz|lege|leg|tue|tu"
_GERMAN_VERBS = "mach|mache|verschiebe?|schiebe?|bewege?|rücke?|stelle?|setze?|lege?|tue?"
_COPY = "duplicate|clone|verdopple|verdoppel|verdoppele|kopiere|dupliziere|klone|复制"
#: Words that are verbs only before an article: "drag the duck", but "drag queen"; "a double bed", "set table".
_MOVE_ARTICLE, _PUT_ARTICLE, _COPY_ARTICLE = "drag|push|slide|pull|bring|nudge", "place|set|lay", "double|copy"
_DIM_ARTICLE = {
    AdjustmentKind.DARKER: "dim",
    AdjustmentKind.WARMER: "warm(?: up)?",
    AdjustmentKind.COOLER: "cool(?: down)?",
}
#: Verbs for more and for less of what a picture has: "increase the contrast of the dog".
_MORE, _LESS = "increase|raise|boost|add more|more|erhöhe|verstärke", "decrease|reduce|lower|less|verringere|reduziere"
_ANOTHER = "another|one more|a second|an additional|an extra|noch eine?n?|eine?n? zweite[rsn]?|eine?n? weitere[rsn]?"
_ANOTHER_ZH = "(?:再来|再加|再添|另)一?[只个辆条头匹朵棵艘张把杯]?"
_A_NEW = r"(?:an?|some|another|two|three|one|ein|eine|einen)\s.+"
_LOOKING = "|".join((*LOOK_VERBS.values(), *_DIM_ARTICLE.values()))
#: What people ask of a picture editor that this one does not do.
_NOT_DONE = (
    "rotate|tilt|crop|straighten|stretch|bend|skew|warp|fix|improve|enhance|retouch|restore|repair|clean(?: up)?"
    "|increase|decrease|reduce|raise|lower|boost|adjust"
    "|animate|undo|resize|scale|zoom(?: in on)?|convert|transform|touch up|smooth|colou?ri[sz]e|relight"
)
_NOTHING = r"nothing(?: at all| there)?|none|empty|gone|nichts|leer|没有|空"
_CHANGES = 'its colour, its light, its contrast, how sharp it is, "black and white", "bigger" or "smaller"'
_CHANGES_KNOWN = f"What can be changed: {_CHANGES}."

#: What a verb alone says of the thing that the source prompt names.
_SAID_OF_SOURCE: dict[str, Command] = {
    _GONE: Command(EditIntent.REMOVE),
    "flip|mirror|mirrored|flipped|gespiegelt": Command(EditIntent.MOVE, is_mirrored=True),
    "enlarge": Command(EditIntent.MOVE, scale=LARGER),
    "shrink": Command(EditIntent.MOVE, scale=SMALLER),
    f"{_COPY}|double|copy": Command(EditIntent.DOUBLE),
    _MOVE: Command(EditIntent.MOVE),
}

_A_LITTLE = "(?:a bit |a little |further |more |slightly |etwas )?"

_ARTICLE_ALONE = "the|an?|der|die|das|den|dem"

Reading = Callable[[re.Match[str]], Command | None]


def read_command(phrase: str) -> Command | None:
    """The command that a phrase is; None where it is a description of what should be there."""
    said = _POLITE.sub("", " ".join(phrase.split()).strip(_ENDS)).strip(_ENDS)
    if re.match(rf"(?:{_GERMAN_VERBS})\s", said, re.IGNORECASE):
        said = _CONTRACTIONS.sub(r"\1 das", said)
    if refused := refusal_of(said):
        return Command(EditIntent.CHANGE, problem=refused)
    for pattern, reading in _PATTERNS:
        match = pattern.fullmatch(said)
        if match is not None and (command := reading(match)) is not None:
            is_nameless = re.fullmatch(_ARTICLE_ALONE, command.thing, re.IGNORECASE) is not None
            return replace(command, problem="Say which thing is meant.") if is_nameless else command
    return None


def read_commands(piece: str) -> list[Command]:
    """What a phrase asks of one thing in one breath, "make the car blue and bigger"; nothing where it asks for one
    change alone, or one of them is not known."""
    match = _TWO_CHANGES.fullmatch(_POLITE.sub("", " ".join(piece.split()).strip(_ENDS)))
    if match is None or read_look(f"{match['look']} and {match['other']}") is not None:
        return []
    first = read_command(f"{match['verb']} {match['thing']} {match['look']}")
    other = read_command(f"{match['verb']} {match['thing']} {match['other']}")
    if first is None or other is None or first.problem or other.problem or first.is_inverted:
        return []
    kinds = {command.adjustment and command.adjustment.kind for command in (first, other)}
    return [first, other] if len(kinds) == 2 else []


def read_of_source(said: str) -> Command | None:
    """What a prompt says of the thing that the source prompt names: "nothing", "dark green", "bigger", "to the left";
    None where it is something to put in its place."""
    said = _POLITE.sub("", said.strip(_ENDS)).strip(_ENDS)
    for verbs, command in _SAID_OF_SOURCE.items():
        if re.fullmatch(verbs, said, re.IGNORECASE):
            return command
    for kind, verbs in (*LOOK_VERBS.items(), *_DIM_ARTICLE.items()):
        if re.fullmatch(verbs, said, re.IGNORECASE):
            return Command(EditIntent.CHANGE, adjustment=Adjustment(kind))
    if re.fullmatch(_NOTHING, said, re.IGNORECASE):
        return Command(EditIntent.REMOVE)
    if (look := read_look(said)) is not None:
        return Command(EditIntent.CHANGE, adjustment=look)
    if (scale := read_scale(said)) is not None:
        return Command(EditIntent.MOVE, scale=scale)
    relation, landmark, rest = _destination(f"x {said}")
    return Command(EditIntent.MOVE, relation=relation, landmark=landmark) if rest == "x" else None


def read_as(intent: EditIntent, phrase: str, *, has_source: bool) -> Command:
    """A phrase, read for what the person says that it is for: add, remove, change, move or double.

    Args:
        intent: one of these.
        phrase: a command, or a description.
        has_source: a source prompt names the thing, so that the phrase may do without.
    """
    command = read_command(phrase)
    if (command is None or command.intent is not intent) and has_source:
        command = read_of_source(phrase) or command
    if command is not None and command.intent is intent:
        return command
    said = "" if has_source else (command.thing or command.new if command is not None else phrase)
    verbs = {EditIntent.REMOVE: ("remove",), EditIntent.MOVE: ("make", "move"), EditIntent.DOUBLE: ("duplicate",)}
    for verb in verbs.get(intent, ()):
        told = read_command(f"{verb} {said}") if said else None
        if told is not None and told.intent is intent:
            return told
    if intent is EditIntent.ADD:
        return Command(intent, new=phrase if command is None else command.new or command.thing)
    if intent is EditIntent.CHANGE:
        match = re.fullmatch(rf"(?P<thing>.+?)\s+(?P<look>{LOOK})", said, re.IGNORECASE)
        if match is not None and (changed := _made(match)) is not None and read_look(said) is None:
            return changed
        if (look := read_look(said)) is not None:
            return Command(intent, adjustment=look)
        return Command(
            intent, said, problem=f'Say how it should look: "{said or "the car"} dark green". {_CHANGES_KNOWN}'
        )
    if intent in (EditIntent.MOVE, EditIntent.DOUBLE):
        relation, landmark, thing = _destination(said)
        return Command(intent, thing, relation=relation, landmark=landmark)
    return Command(intent, said)


def prefix_of(phrase: str) -> str:
    """The verb that a phrase begins with and that the next one of an enumeration shares: "remove " of "remove the car";
    "" where it begins with none."""
    match = _SHARED_VERB.match(phrase)
    return match[0] if match is not None else ""


def is_refused(phrase: str) -> bool:
    """Whether a phrase asks as a whole for what is not done here."""
    return bool(refusal_of(_POLITE.sub("", " ".join(phrase.split()).strip(_ENDS)).strip(_ENDS)))


def begins_command(text: str) -> bool:
    """Whether a text begins with one of the verbs."""
    return _SHARED_VERB.match(text) is not None


def _tidied(thing: str) -> str:
    return _WHERE_FROM.sub("", thing.strip())


def _removed(match: re.Match[str]) -> Command:
    thing = _tidied(match["thing"] or "")
    if re.fullmatch(_WHOLE, thing, re.IGNORECASE):
        return Command(EditIntent.REMOVE, problem="That is the whole picture. Say what in it should go.")
    inverted = _everything_but(thing)
    if inverted or re.fullmatch(_BACKGROUND, thing, re.IGNORECASE):
        return Command(
            EditIntent.REMOVE,
            thing,
            problem="What lies around a thing cannot be taken away. It can be blurred or darkened: "
            f'"blur everything but {inverted or "the dog"}".',
        )
    return Command(EditIntent.REMOVE, thing)


def _everything_but(thing: str) -> str:
    """What "everything but the dog" leaves alone, or ""."""
    match = re.fullmatch(rf"(?:everything|all|anything|alles)\s+(?:{_BUT})\s+(.+)", thing, re.IGNORECASE)
    match = match or re.fullmatch(
        rf"(?:{_BACKGROUND}|everything)\s+(?:of|behind|around|hinter|um)\s+(.+)", thing, re.IGNORECASE
    )
    return match[1] if match is not None else ""


def _changed(thing: str, adjustment: Adjustment) -> Command:
    thing = _tidied(thing)
    if but := _everything_but(thing):
        return Command(EditIntent.CHANGE, but, adjustment=adjustment, is_inverted=True)
    if re.fullmatch(_BACKGROUND, thing, re.IGNORECASE):
        example = f'"{adjustment.in_words} except the dog"'
        return Command(
            EditIntent.CHANGE,
            adjustment=adjustment,
            is_inverted=True,
            problem=f"Say what stays as it is: {example}.",
        )
    if re.fullmatch(_WHOLE, thing, re.IGNORECASE):
        thing = ""
    return Command(EditIntent.CHANGE, thing, adjustment=adjustment)


def _made(match: re.Match[str]) -> Command | None:
    look = read_look(match["look"])
    is_otherwise = re.search(r"\s(?:less|more|not|nor|and|or)$", match["thing"], re.IGNORECASE)
    return None if look is None or is_otherwise else _changed(match["thing"], look)


def _made_but(match: re.Match[str]) -> Command | None:
    look = read_look(match["look"])
    return None if look is None else Command(EditIntent.CHANGE, match["thing"], adjustment=look, is_inverted=True)


def _kept(match: re.Match[str]) -> Command:
    is_colour = "col" in match["how"].lower() or "farb" in match["how"].lower()
    kind = AdjustmentKind.BLACK_AND_WHITE if is_colour else AdjustmentKind.BLURRED
    return Command(EditIntent.CHANGE, match["thing"], adjustment=Adjustment(kind), is_inverted=True)


def _by_verb(kind: AdjustmentKind) -> Reading:
    return lambda match: _changed(match["thing"] or "everything", Adjustment(kind))


def _replaced(match: re.Match[str]) -> Command:
    if re.fullmatch(_NOTHING, match["new"].strip(), re.IGNORECASE):
        return Command(EditIntent.REMOVE, _tidied(match["thing"]))
    return Command(EditIntent.REPLACE, _tidied(match["thing"]), match["new"].strip())


def _unknown_change(match: re.Match[str]) -> Command:
    two = re.fullmatch(rf"(.+?)\s+({LOOK})\s+and", match["thing"], re.IGNORECASE)
    if two is not None:
        return Command(EditIntent.CHANGE, two[1], problem=f'Say one of them: "make {two[1]} {two[2]}".')
    return Command(
        EditIntent.CHANGE,
        match["thing"],
        problem=f'How to make something "{match["look"]}" is not known here. What can be changed of {match["thing"]}: '
        f"{_CHANGES}.",
    )


def _added(match: re.Match[str]) -> Command:
    return Command(EditIntent.ADD, new=_tidied(match["new"]))


def _doubled(match: re.Match[str]) -> Command:
    thing = _tidied(match["thing"])
    relation, landmark, rest = _destination(thing)
    return _not_the_picture(Command(EditIntent.DOUBLE, rest, relation=relation, landmark=landmark))


def _moved(match: re.Match[str]) -> Command:
    relation, landmark, thing = _destination(_tidied(match["thing"]))
    problem = refusal_of_place(landmark)
    return _not_the_picture(Command(EditIntent.MOVE, thing, relation=relation, landmark=landmark, problem=problem))


def _put(match: re.Match[str]) -> Command | None:
    """What is known to be there is moved; what is not is added."""
    said = match["thing"]
    if re.match(rf"(?:{DEFINITE}|把)\s", said, re.IGNORECASE):
        return _moved(match)
    relation, landmark, new = _destination(said)
    if relation is not None and landmark:
        said = f"{in_english(new, article='a')} {relation.value} {in_english(landmark)}"
    return Command(EditIntent.ADD, new=said)


def _added_zh(match: re.Match[str]) -> Command:
    return Command(EditIntent.ADD, new=f"{in_english(match['new'], article='a')} beside {in_english(match['place'])}")


def _sized(match: re.Match[str]) -> Command:
    scale = read_scale(match["size"])
    assert scale is not None
    return _not_the_picture(Command(EditIntent.MOVE, _tidied(match["thing"]), scale=scale))


def _not_the_picture(command: Command) -> Command:
    """What is done to a thing, and cannot be done to all of the picture."""
    if not re.fullmatch(_WHOLE, command.thing, re.IGNORECASE):
        return command
    return replace(command, problem="That is the whole picture. Say which thing in it is meant.")


def _scaled_by(scale: float) -> Reading:
    def reading(match: re.Match[str]) -> Command:
        much = match.groupdict().get("much")
        by = percent_of(much, is_smaller=scale < 1) if much else scale
        return _not_the_picture(Command(EditIntent.MOVE, _tidied(match["thing"]), scale=by))

    return reading


def _mirrored(match: re.Match[str]) -> Command:
    return _not_the_picture(Command(EditIntent.MOVE, _tidied(match["thing"]), is_mirrored=True))


def _destination(said: str) -> tuple[Relation | None, str, str]:
    """Where a thing should go, and what is left of the words: "the duck to the left", "the cup on the table"."""
    for relation, words in DIRECTION_WORDS.items():
        match = re.fullmatch(
            rf"(.+?)(?:\s+|(?<=[\u4e00-\u9fff])){_A_LITTLE}(?:{words})(?:移|挪)?",
            said,
            re.IGNORECASE,
        )
        if match is not None:
            return relation, "", match[1].strip()
    for relation, words in MOVING_WORDS.items():
        match = re.fullmatch(rf"(.+?)\s(?:{words})\s((?:{DEFINITE})\s.+)", said, re.IGNORECASE)
        if match is not None:
            return relation, match[2], match[1].rstrip(" ,")
    return None, "", said


def _patterns() -> Iterator[tuple[str, Reading]]:
    yield rf"(?:{_GONE}|{_GONE_DE})(?:\s+(?P<thing>.+))?", _removed
    yield rf"(?:{_GONE_ZH})(?P<thing>.*)", _removed
    yield rf"[把将](?P<thing>.+?)(?:{_GONE_ZH})了?", _removed
    yield rf"take (?P<thing>.+?) (?:away|out|off)(?:\s+(?:from|of)\s+(?:{_PICTURE}))?", _removed
    yield r"(?:make|let) (?P<thing>.+?) (?:disappear|vanish|go away|invisible)", _removed
    yield r"nimm (?P<thing>.+?) (?:weg|raus|heraus)", _removed
    yield r"mache? (?P<thing>.+?) weg", _removed
    yield rf"{_DEFINITE_THING} (?:removed|erased|gone|deleted|entfernen|löschen|wegmachen|wegnehmen|weg)", _removed
    yield r"(?:without|no more|get rid of|ohne|weg mit|没有|不要)\s*(?P<thing>.+)", _removed
    yield r"(?:replace|swap|exchange|substitute|ersetze|ersetz|tausche|tausch)\s+(?P<thing>.+?)\s+" \
        r"(?:with|by|for|against|durch|gegen)\s+(?P<new>.+)", _replaced  # fmt: skip
    turn = rf"(?:{_CHANGE_TO}|transform|make|verwandle|mache?)"
    yield rf"{turn}\s+{_DEFINITE_THING}\s+(?:into|to|in|zu)\s+(?P<new>{_A_NEW})", _replaced
    yield r"(?P<new>.+?)\s+(?:instead of|in place of|anstelle von|anstatt|statt)\s+(?P<thing>.+)", _replaced
    yield rf"(?:make|mache?)\s+(?P<thing>.+?)\s+(?P<size>{ANY_SIZE})", _sized
    yield rf"(?:enlarge|vergrößere)\s+(?P<thing>.+?){BY_HOW_MUCH}", _scaled_by(LARGER)
    yield rf"(?:shrink|verkleinere)\s+(?P<thing>.+?){BY_HOW_MUCH}", _scaled_by(SMALLER)
    yield r"[把将](?P<thing>.+?)(?:变大|放大|弄大)(?:一点|一些)?", _scaled_by(LARGER)
    yield r"[把将](?P<thing>.+?)(?:变小|缩小|弄小)(?:一点|一些)?", _scaled_by(SMALLER)
    yield r"(?:flip|mirror|spiegle|spiegele)\s+(?P<thing>.+)", _mirrored
    yield rf"(?P<look>{LOOK})\s+(?:everything\s+|alles\s+)?(?:{_BUT})\s+(?P<thing>.+)", _made_but
    yield rf"(?:make\s+|mache?\s+)?(?:everything|all|alles)\s+(?P<look>{LOOK})\s+(?:{_BUT})\s+(?P<thing>.+)", _made_but
    yield rf"除了?(?P<thing>.+?)(?:以外|之外|外)?(?:的)?(?:都|全部|其他)*(?:变成|变|改成)?(?P<look>{LOOK})", _made_but
    yield r"(?:keep|leave)\s+(?:only\s+)?(?P<thing>.+?)\s+(?P<how>in colou?r|colou?red|sharp|in focus)", _kept
    yield r"only\s+(?P<thing>.+?)\s+(?P<how>in colou?r|colou?red|sharp|in focus)", _kept
    yield rf"(?:change|switch)\s+(?:the\s+)?colou?r\s+of\s+(?P<thing>.+?)\s+(?:in)?to\s+(?P<look>{LOOK})", _made
    yield rf"(?:{_PAINT}|{_CHANGE_TO})\s+(?P<thing>.+?)\s+(?:(?:in)?to\s+|in\s+)?(?P<look>{LOOK})(?:\s+an)?", _made
    yield rf"{_DEFINITE_THING}\s+(?P<look>{LOOK})\s+(?:machen|färben|streichen)", _made
    wished = rf"(?:i want |i'd like |i would like )?{_DEFINITE_THING} (?:to be|should be|soll)"
    yield rf"{wished}\s+(?P<look>{LOOK})(?:\s+sein)?", _made
    yield rf"[把将](?P<thing>.+?)(?:变成|改成|涂成|染成|刷成|画成|弄得?|变得?|调得?)(?P<look>{LOOK})", _made
    yield rf"(?:make\s+|mache?\s+)?(?:everything|all|alles)\s+(?:{_BUT})\s+(?P<thing>.+?)\s+(?P<look>{LOOK})", _made_but
    yield from _looking_verbs()
    yield r"[把将](?P<thing>.+?)(?:换成|替换成|替换为|变成|改成)(?P<new>.+)", _replaced
    yield r"用(?P<new>.+?)(?:替换|代替)(?P<thing>.+)", _replaced
    yield rf"(?:add\s+|put\s+)?(?:{_ANOTHER})\s+(?P<thing>.+)", _doubled
    yield r"double the size of\s+(?P<thing>.+)", _scaled_by(2.0)
    yield r"(?:halve the size of|make half the size)\s+(?P<thing>.+)", _scaled_by(0.5)
    yield rf"(?:{_COPY})\s*(?P<thing>.+)", _doubled
    yield rf"(?:{_COPY_ARTICLE})\s+(?P<thing>{_KNOWN_THING})", _doubled
    yield rf"(?:{_ANOTHER_ZH})(?P<thing>.+)", _doubled
    yield r"在(?P<place>.+?)(?:旁边|旁)(?:添加|加上|加)(?:一[只个辆条头匹朵棵艘张把杯])?(?P<new>.+)", _added_zh
    yield r"(?:add|insert|include|paste)\s+(?P<new>.+)", _added
    yield r"füge?\s+(?P<new>.+?)\s+(?:hinzu|ein)", _added
    yield r"(?:添加|加上|加入|加)(?:一[只个辆条头匹朵棵艘张把杯])?(?P<new>.+)", _added
    yield rf"(?:{_MOVE})\s+(?P<thing>.+)", _moved
    yield rf"(?:{_MOVE_ARTICLE})\s+(?P<thing>{_KNOWN_THING})", _moved
    yield r"[把将](?P<thing>.+?)(?:移动到|移到|移动|移|挪到|挪)(?P<way>.*)", _moved_zh
    yield rf"(?:{_PUT})\s+(?P<thing>.+)", _put
    yield rf"(?:{_PUT_ARTICLE})\s+(?P<thing>(?:{DEFINITE}|an?)\s.+)", _put
    yield rf"make\s+{_DEFINITE_THING}\s+(?P<new>an?\s(?!bit\b|little\b|lot\b|tad\b|touch\b).+)", _replaced
    yield rf"(?:make|turn)\s+{_DEFINITE_THING}\s+(?P<look>(?:less\s|more\s|not\s)?\S+)", _unknown_change
    yield r"(?:replace|swap|exchange|substitute|ersetze|tausche)\s+(?P<thing>.+)", _without_new
    yield rf"(?P<verb>{_NOT_DONE})\s+(?:{DEFINITE})\s.+", _not_done
    yield (
        rf"(?P<verb>{_GONE}|{_MOVE}|{_COPY}|double|copy|add|insert|flip|mirror|enlarge|shrink|replace|{_LOOKING})",
        _bare,
    )


def _looking_verbs() -> Iterator[tuple[str, Reading]]:
    for way, words in ((LOOK_MORE, _MORE), (LOOK_LESS, _LESS)):
        for what, kind in way.items():
            yield rf"(?:{words})\s+(?:the\s+)?(?:{what})(?:\s+(?:of|in)\s+(?P<thing>.+))?", _by_verb(kind)
    for kind, verbs in LOOK_VERBS.items():
        yield rf"(?:{verbs})\s*(?P<thing>.+?)(?:\s+(?:auf|ab))?", _by_verb(kind)
    for kind, verbs in _DIM_ARTICLE.items():
        yield rf"(?:{verbs})\s+(?P<thing>{_KNOWN_THING})", _by_verb(kind)


def _not_done(match: re.Match[str]) -> Command:
    return Command(
        EditIntent.CHANGE,
        problem=f'"{match["verb"]}" is nothing that can be done here. Things can be replaced, added, removed, moved, '
        'doubled, made larger or smaller, mirrored ("flip the dog"), and changed in colour, light and sharpness.',
    )


def _without_new(match: re.Match[str]) -> Command:
    example = f'"replace {match["thing"]} with a balloon"'
    return Command(EditIntent.REPLACE, match["thing"], problem=f"Say what should be in its place: {example}.")


def _bare(match: re.Match[str]) -> Command:
    verb = match["verb"].lower()
    return Command(EditIntent.CHANGE, problem=f'Say what to {verb}, for example "{verb} the car".')


def _moved_zh(match: re.Match[str]) -> Command:
    relation, landmark, thing = _destination(match["thing"] + (match["way"] or ""))
    return Command(EditIntent.MOVE, thing, relation=relation, landmark=landmark)


_PATTERNS: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reading) for pattern, reading in _patterns()
)
_ANY_CHANGE = rf"(?:{LOOK}|{ANY_SIZE})"
_TWO_CHANGES = re.compile(
    rf"(?P<verb>{_PAINT})\s+(?P<thing>.+?)\s+(?P<look>{_ANY_CHANGE})\s*(?:,\s*|\s+)(?:and|und)\s+(?P<other>{_ANY_CHANGE})",
    re.IGNORECASE,
)
_SHARED_VERB = re.compile(
    rf"(?:please\s+)?(?:{_GONE}|{_GONE_DE}|{_PAINT}|{_CHANGE_TO}|{_LOOKING}|{_COPY}|{_COPY_ARTICLE}"
    rf"|keep|leave|{_MOVE}|{_MOVE_ARTICLE}|{_PUT}|{_PUT_ARTICLE}|add|insert|include|paste|replace"
    rf"|swap|without|enlarge|shrink|flip|mirror)\s+",
    re.IGNORECASE,
)
