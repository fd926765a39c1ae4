"""What of a prompt a text encoder does not read: words past its limit, and weights that it takes for words."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Tokenizers say such a limit where they have none.
_NO_LIMIT = 1_000_000
#: "(word:1.3)", "((word))", "[word]", "word++": how other programs weigh words.
_WEIGHT = re.compile(r"\([^()]*:\s*-?\d+(?:\.\d+)?\)|\(\([^()]*\)\)|\b\w{2,}(?:\+\+|--)(?=\s|$)")


@runtime_checkable
class Reader(Protocol):
    """An editor that reads prompts of a limited length."""

    def unread_words(self, prompt: str) -> str:
        """The end of a prompt that it does not read, or ""."""
        ...


def unread_by_all(pipeline: Any, prompt: str) -> str:
    """The end of a prompt that none of a pipeline's text encoders reads, or "".

    Args:
        pipeline: of diffusers, with tokenizers.
        prompt: in words.
    """
    unread = [past_limit(tokenizer, prompt, limit) for tokenizer, limit in _limits(pipeline)]
    return min(unread, key=len, default="")


def weight_in(prompt: str) -> str:
    """The first weighted word of a prompt as it is written, "(red:1.3)", or ""."""
    match = _WEIGHT.search(prompt)
    return match[0] if match is not None else ""


def _limits(pipeline: Any) -> Iterator[tuple[Any, int]]:
    """Each tokenizer with the number of tokens that are read, those at both ends included."""
    parameters = inspect.signature(pipeline.__call__).parameters
    said = getattr(parameters.get("max_sequence_length"), "default", None)
    for name, part in pipeline.components.items():
        if not name.startswith("tokenizer") or part is None:
            continue
        limit = int(getattr(part, "model_max_length", _NO_LIMIT))
        if isinstance(said, int) and not _is_clips(part):
            limit = said
        yield part, limit


def clip_limits(pipeline: Any) -> list[tuple[Any, int]]:
    """The same, where all of a pipeline's tokenizers are CLIP's; else nothing."""
    limits = list(_limits(pipeline))
    return limits if all(_is_clips(tokenizer) for tokenizer, _limit in limits) else []


def _is_clips(tokenizer: Any) -> bool:
    return "clip" in type(tokenizer).__name__.lower()


def past_limit(tokenizer: Any, prompt: str, limit: int) -> str:
    """The end of a prompt that a tokenizer of so many tokens leaves out, cut between words; "" where it fits."""

    def count_tokens(words: str) -> int:
        return len(tokenizer(words).input_ids)

    if limit >= _NO_LIMIT or count_tokens(prompt) <= limit:
        return ""
    words: Sequence[str] = prompt.split()
    low, high = 0, len(words)  # the first `low` words fit, the first `high` do not
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if count_tokens(" ".join(words[:middle])) <= limit else (low, middle)
    return " ".join(words[low:])
