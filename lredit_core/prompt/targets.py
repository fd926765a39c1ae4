"""From a prompt to what is to be edited: "a cat and a red balloon above the house" is two targets, "remove the car and
add a bench" too.

A small grammar over the words, so that a person can foresee it, sees it before anything runs, and can overrule it: a
semicolon always separates, a request can be told to be one thing, and what it is for can be set by hand.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lredit_core.prompt.adjustment import AdjustmentKind
from lredit_core.prompt.commands import (
    Command,
    begins_command,
    is_refused,
    prefix_of,
    read_as,
    read_command,
    read_commands,
    read_of_source,
)
from lredit_core.prompt.intent import EditIntent, names_a_place, read_intent
from lredit_core.prompt.other_languages import in_english
from lredit_core.prompt.relation import DEFINITE, RELATION_WORDS, Relation, direction_words
from lredit_core.prompt.scales import size_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.prompt.adjustment import Adjustment

_DETERMINERS = (
    "a|an|the|another|one|two|three|some|my|your|his|her|its|our|their|this|that|these|those"
    "|der|die|das|den|dem|ein|eine|einen"
)
_DETERMINED = re.compile(rf"(?:{_DETERMINERS})\s", re.IGNORECASE)
#: "and" and commas separate where a new noun phrase begins, or a new command: "black and white" and "salt and pepper"
#: stay whole.
_SEPARATOR = re.compile(
    r"\s*(?:,\s*(?:and\s+)?then\s+|,\s*and\s+|,\s*|\s+and\s+then\s+|\s+and\s+|\s+then\s+|\s+und\s+)", re.IGNORECASE
)
#: What stands for the thing that was spoken of last.
_IT = frozenset(["it", "them", "this", "that", "es", "ihn", "sie", "它"])
#: What holds two nouns together: "a girl with a hat and a scarf", "a bench between a tree and a lamp".
_HOLDS_TOGETHER = re.compile(rf"\s(?:with|between)\s|\sof\s(?:{_DETERMINERS})\s", re.IGNORECASE)
_EXCHANGED = re.compile(r"\s(?:with|by|for)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EditTarget:
    """One thing that a request asks for; `parse_targets` makes them.

    Attributes:
        prompt: what should be there, without where; "" where something should go.
        source_prompt: the thing in the picture that it is about: what is replaced, removed, changed, moved; or "".
        intent: what the edit is for.
        where: the words that say where in the picture: the source prompt, a place, a landmark, else the prompt; ""
            where something is added wherever there is room, and for the whole picture.
        relation: where it should be, seen from `landmark`, or without one from where it is; None where nothing is said
            of it.
        landmark: a thing in the picture, or a place to move something to; "" without a relation.
        adjustment: what changes of a thing that stays.
        is_inverted: everything but the thing changes; the whole picture where none is named.
        scale: of its sides, where it becomes larger or smaller; `is_mirrored`: left and right change places.
        problem: a sentence for the person where it cannot be carried out, or "".
    """

    prompt: str
    source_prompt: str
    intent: EditIntent
    where: str
    relation: Relation | None = None
    landmark: str = ""
    adjustment: Adjustment | None = None
    is_inverted: bool = False
    scale: float = 1.0
    is_mirrored: bool = False
    problem: str = ""

    @classmethod
    def of(cls, prompt: str, source_prompt: str = "") -> EditTarget:
        """The words as they are, about one thing that comes."""
        intent, where = read_intent(prompt, source_prompt)
        return cls(prompt, source_prompt, intent, where)

    @property
    def landmark_target(self) -> EditTarget:
        """The landmark as if it were to be replaced: that is how it is found."""
        return EditTarget.of(self.prompt or self.source_prompt, self.landmark)

    @property
    def is_whole_picture(self) -> bool:
        """All of the picture changes, and no region has to be found."""
        return self.is_inverted and not self.source_prompt

    @property
    def is_beside_a_thing(self) -> bool:
        """Another thing in the picture says where it should be."""
        return self.relation is not None and bool(self.landmark) and not names_a_place(self.landmark)

    @property
    def own_prompt(self) -> str:
        """A prompt that asks for this target alone; for what is retouched, a command that is read as the same."""
        if not self.intent.is_retouch:
            return self.prompt
        thing = self.source_prompt
        if self.intent is EditIntent.REMOVE:
            return f"remove {thing}"
        if self.intent is EditIntent.CHANGE:
            about = f"everything but {thing}" if self.is_inverted else thing
            look = self.adjustment.in_words if self.adjustment is not None else ""
            return f"make {'the picture' if self.is_whole_picture else about} {look}".rstrip()
        if self.intent is EditIntent.DOUBLE:
            return f"duplicate {thing}{self._destination}"
        if self.is_mirrored:
            return f"flip {thing}"
        return f"make {thing} {size_words(self.scale)}" if self.scale != 1 else f"move {thing}{self._destination}"

    @property
    def _destination(self) -> str:
        if self.relation is None:
            return ""
        return f" {self.relation.value} {self.landmark}" if self.landmark else f" {direction_words(self.relation)}"

    @property
    def in_words(self) -> str:
        """For a person: "a red balloon, above the house", "remove the car", "make the door dark green"."""
        where = f",{self._destination}" if self.relation is not None and not self.intent.is_retouch else ""
        return f"{self.own_prompt}{where}"


@functools.lru_cache(maxsize=256)
def parse_targets(
    prompt: str, source_prompt: str = "", *, is_one_thing: bool = False, intent: EditIntent | None = None
) -> tuple[EditTarget, ...]:
    """What a request asks for, in the order in which its words name it; at least one.

    Several things replace as many others, word by word ("a cat and a dog" for "the car and the house"), or are put
    into one place, or stand without a source. Any other source makes the prompt one thing.

    Args:
        prompt: what should be there, or what should be done.
        source_prompt: what it replaces, or is about; "" where nobody says.
        is_one_thing: the person says that the prompt is one thing.
        intent: what the person says that it is for; None where the words decide.
    """
    prompt, source_prompt = " ".join(prompt.split()), " ".join(source_prompt.split())
    if intent is not None:
        phrases = (prompt,) if is_one_thing or source_prompt else _parted(prompt) or (prompt,)
        return tuple(_as_intended(phrase, source_prompt, intent) for phrase in phrases)
    said = read_of_source(prompt) if source_prompt else None
    commands = (said,) if said is not None else _commands_in(prompt, is_one_thing=is_one_thing)
    if any(isinstance(item, Command) for item in commands):
        return tuple(
            _of_command(item, source_prompt) if isinstance(item, Command) else _placed(item, source_prompt)
            for item in commands
        )
    if is_one_thing:
        return (EditTarget.of(prompt, source_prompt),)
    prompts, sources = _parted(prompt), _parted(source_prompt)
    if len(prompts) <= 1:
        return (_placed("".join(prompts), source_prompt),)
    if len(sources) == len(prompts):
        pass
    elif not sources or (len(sources) == 1 and names_a_place(source_prompt)):
        sources = (source_prompt,) * len(prompts)
    else:
        return (_placed(prompt, source_prompt),)
    return tuple(_placed(text, source) for text, source in zip(prompts, sources, strict=True))


def _commands_in(prompt: str, *, is_one_thing: bool) -> tuple[Command | str, ...]:
    """The prompt's phrases, read as commands where they are: a verb goes on for what is enumerated after it."""
    if is_one_thing:
        whole = read_command(prompt)
        return (prompt if whole is None else whole,)
    read = [item for piece in prompt.split(";") for item in _commands_in_piece(piece)]
    for number, item in enumerate(read[1:], start=1):
        before = read[number - 1]
        if isinstance(item, Command) and isinstance(before, Command) and item.thing.lower() in _IT:
            read[number] = replace(item, thing=before.thing)
    return tuple(read)


def _commands_in_piece(piece: str) -> list[Command | str]:
    whole = read_command(piece)
    if whole is not None and (whole.is_inverted or is_refused(piece)):
        return [whole]
    if together := read_commands(piece):
        return list(together)
    read: list[Command | str] = []
    verb = ""
    phrases = _parted(piece)
    for phrase in phrases:
        command = read_command(phrase)
        if command is None and verb and not begins_command(phrase):
            command = read_command(verb + phrase)
        verb = prefix_of(phrase) or (verb if command is not None else "")
        read.append(phrase if command is None else command)
    is_torn = any(isinstance(item, str) and begins_command(item) for item in read)
    if whole is not None and len(read) > 1 and (is_torn or _ends_together(whole, read, phrases)):
        # "make the car and the door blue", "move the cat and the dog to the left": what is meant came last
        return [replace(whole, thing=thing) for thing in _parted(whole.thing)]
    return read


def _ends_together(whole: Command, read: Sequence[Command | str], phrases: Sequence[str]) -> bool:
    """Whether where all things should go is said after the last of them alone."""
    first = read[0]
    return (
        whole.intent in (EditIntent.MOVE, EditIntent.DOUBLE)
        and whole.relation is not None
        and isinstance(first, Command)
        and first.relation is None
        and not any(begins_command(phrase) for phrase in phrases[1:])
    )


def _parted(text: str) -> tuple[str, ...]:
    """The noun phrases and commands of an enumeration."""
    phrases: list[str] = []
    for piece in _without_manners(text).split(";"):
        start = 0
        for separator in _SEPARATOR.finditer(piece):
            before, after = piece[start : separator.start()], piece[separator.end() :]
            begins = begins_command(after) or _DETERMINED.match(after) is not None
            if begins and (begins_command(after) or not _held_together(before, after)):
                phrases.append(before)
                start = separator.end()
        phrases.append(piece[start:])
    return tuple(stripped for phrase in phrases if (stripped := phrase.strip(" ,")))


def _without_manners(text: str) -> str:
    """Without "please," before what is asked for: its comma separates nothing."""
    return re.sub(r"^\s*please\s*,\s*", "", text, flags=re.IGNORECASE)


def _held_together(before: str, after: str) -> bool:
    if begins_command(before):  # "replace the cat with a dog and the car with a boat"
        return _EXCHANGED.search(before) is not None and _EXCHANGED.search(after) is None
    return _HOLDS_TOGETHER.search(before) is not None


def _placed(text: str, source_prompt: str) -> EditTarget:
    """A noun phrase with its place beside another thing, if it names one; a source prompt already says where."""
    if not source_prompt:
        for relation, phrases in RELATION_WORDS.items():
            match = re.match(rf"(.+?)\s(?:{phrases})\s((?:{DEFINITE})\s.+)$", text, re.IGNORECASE)
            if match is not None and not names_a_place(match.group(2)):
                prompt, landmark = match.group(1).rstrip(" ,"), match.group(2)
                return EditTarget(prompt, "", EditIntent.ADD, landmark, relation, landmark)
    return EditTarget.of(text, source_prompt)


def _as_intended(phrase: str, source_prompt: str, intent: EditIntent) -> EditTarget:
    """A phrase read for what the person says that it is for."""
    if intent in (EditIntent.REPLACE, EditIntent.REPLACE_ANY):
        command = read_command(phrase)
        if command is not None and command.intent is EditIntent.REPLACE:
            phrase, source_prompt = command.new, command.thing
        kind = EditIntent.REPLACE if source_prompt else EditIntent.REPLACE_ANY
        return EditTarget(phrase, source_prompt, kind, source_prompt or phrase)
    return _of_command(read_as(intent, phrase, has_source=bool(source_prompt)), source_prompt)


def _of_command(command: Command, source_prompt: str) -> EditTarget:
    if command.intent is EditIntent.ADD:
        return _added(in_english(command.new, article="a"), source_prompt)
    thing = in_english(command.thing or source_prompt)
    problem = command.problem
    if source_prompt and command.thing.lower() in _IT:
        thing = in_english(source_prompt)
    elif command.is_inverted and not command.thing and source_prompt:
        problem = ""  # "blur the background", and the source says of what
    elif command.thing and source_prompt and _bare(command.thing) != _bare(source_prompt):
        problem = problem or (
            f'The prompt speaks of "{command.thing}" and "replaces" of "{source_prompt}". Say one of them.'
        )
    if command.intent is EditIntent.REPLACE:
        return replace(EditTarget.of(in_english(command.new, article="a"), thing), problem=problem)
    if not thing and command.intent is not EditIntent.CHANGE:
        problem = problem or f'Say what to {command.intent.value}, for example "{command.intent.value} the car".'
    return EditTarget(
        _what_should_be_there(command, thing),
        thing,
        command.intent,
        thing,
        command.relation,
        in_english(command.landmark),
        adjustment=command.adjustment,
        is_inverted=command.is_inverted or not thing,
        scale=command.scale,
        is_mirrored=command.is_mirrored,
        problem=problem,
    )


def _added(what: str, source_prompt: str) -> EditTarget:
    target = _placed(what, source_prompt)
    if target.intent is EditIntent.ADD:
        return target
    return replace(target, intent=EditIntent.ADD, where=source_prompt)


def _bare(thing: str) -> str:
    """How a thing is called, without its article."""
    return _DETERMINED.sub("", in_english(thing).strip().lower(), count=1)


def _what_should_be_there(command: Command, thing: str) -> str:
    """What an image-text model should see afterwards; "" where nothing should be there."""
    if command.intent is EditIntent.REMOVE:
        return ""
    adjustment = command.adjustment
    if adjustment is not None and adjustment.kind is AdjustmentKind.COLOUR and not command.is_inverted:
        return f"{adjustment.in_words} {_DETERMINED.sub('', thing, count=1)}"
    return thing
