"""What a pipeline computes again and again from the same input, remembered: texts embedded, pictures encoded.

A person nudges a box, tries another seed, goes back to an earlier prompt; the models that read the text and the picture
then get what they got before. Their answers are kept by the content of their input, the least recently used go first.
"""

from __future__ import annotations

import functools
import hashlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

#: Answers kept of each text encoder, and of the picture encoder. The largest text encoders answer with some 20 MB.
TEXTS_KEPT = 16
PICTURES_KEPT = 32


class UnkeyableInput(Exception):
    """An argument whose content cannot be compared; what is computed from it is not remembered."""


def remember_encodings(pipeline: Any) -> Callable[[], None]:
    """Makes a pipeline's text encoders and picture encoder remember their answers.

    Returns:
        What forgets them all, for when weights or precision change.
    """
    forgetting: list[Callable[[], None]] = []
    for name, part in pipeline.components.items():
        if name.startswith("text_encoder") and isinstance(part, nn.Module):
            part.forward, forget = remembered(part.forward, kept=TEXTS_KEPT, folds_rows=True)
            forgetting.append(forget)
    autoencoder = getattr(pipeline, "vae", None)
    if autoencoder is not None:
        autoencoder.encode, forget = remembered(autoencoder.encode, kept=PICTURES_KEPT)
        forgetting.append(forget)

    def forget_all() -> None:
        for forget in forgetting:
            forget()

    return forget_all


def remembered(
    compute: Callable[..., Any], *, kept: int, folds_rows: bool = False
) -> tuple[Callable[..., Any], Callable[[], None]]:
    """A function that gives what `compute` gave for equal arguments before, and what makes it forget.

    Args:
        compute: gives what is not remembered yet.
        kept: answers kept at most.
        folds_rows: a batch of equal rows is computed once and its answer repeated, so that an answer does not depend
            on how many pictures a prompt is for.
    """
    answers: OrderedDict[Hashable, Any] = OrderedDict()

    @functools.wraps(compute)
    def answer(*arguments: Any, **named: Any) -> Any:
        rows = _equal_rows((arguments, named)) if folds_rows else 1
        if rows > 1:
            arguments, named = _mapped((arguments, named), lambda tensor: tensor[:1])
        try:
            key = _key((arguments, named))
        except UnkeyableInput:
            given = compute(*arguments, **named)
        else:
            if key not in answers:
                answers[key] = compute(*arguments, **named)
                if len(answers) > kept:
                    answers.popitem(last=False)
            answers.move_to_end(key)
            given = answers[key]
        return _mapped(given, lambda tensor: _repeated(tensor, rows)) if rows > 1 else given

    return answer, answers.clear


def _key(value: Any) -> Hashable:
    """Equal for values of equal content."""
    if isinstance(value, Tensor):
        plain = value.detach().to("cpu").contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()
        return (tuple(value.shape), str(value.dtype), str(value.device), hashlib.sha256(plain).hexdigest())
    if isinstance(value, (list, tuple)):
        return tuple(_key(item) for item in value)
    if isinstance(value, dict):
        return tuple((name, _key(item)) for name, item in sorted(value.items()))
    if value is None or isinstance(value, (bool, int, float, str, torch.dtype, torch.device)):
        return (type(value).__name__, value)
    raise UnkeyableInput(type(value).__name__)


def _equal_rows(value: Any) -> int:
    """How many equal rows the tensors of some arguments have; 1 where they differ in number or content."""
    tensors: list[Tensor] = []

    def collect(tensor: Tensor) -> Tensor:
        tensors.append(tensor)
        return tensor

    _mapped(value, collect)
    counts = {len(tensor) if tensor.ndim else 0 for tensor in tensors}
    if len(counts) != 1:
        return 1
    count = counts.pop()
    return count if count > 1 and all(torch.equal(tensor, tensor[:1].expand_as(tensor)) for tensor in tensors) else 1


def _repeated(tensor: Tensor, rows: int) -> Tensor:
    """A tensor of one row, (1, ...) -> (rows, ...); others as they are."""
    return tensor.repeat(rows, *(1,) * (tensor.ndim - 1)) if tensor.ndim and len(tensor) == 1 else tensor


def _mapped(value: Any, change: Callable[[Tensor], Tensor]) -> Any:
    """The same structure of tuples, lists, dictionaries and the libraries' named outputs with its tensors changed."""
    if isinstance(value, Tensor):
        return change(value)
    if type(value) in (list, tuple):
        return type(value)(_mapped(item, change) for item in value)
    if isinstance(value, dict):
        changed = {name: _mapped(item, change) for name, item in value.items()}
        return changed if type(value) is dict else type(value)(**changed)
    return value
