"""Lets one picture of a batch lend the others what a UNet computes of it: features, queries, keys, values.

Hooks on the layers themselves, so that any attention implementation works, and gone when the run is over.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from torch import Tensor, nn


@dataclass(slots=True)
class Lending:
    """Some layers whose output for the first picture of a batch stands in for that of the others while it is on."""

    layers: Sequence[nn.Module]
    is_on: bool = False
    handles: list[Any] = field(default_factory=list)

    def _lend(self, _layer: nn.Module, _inputs: Any, output: Tensor) -> Tensor | None:
        return output[:1].expand_as(output).contiguous() if self.is_on and len(output) > 1 else None

    @contextmanager
    def hooked(self) -> Iterator[None]:
        """Watches the layers inside of the block."""
        self.handles = [layer.register_forward_hook(self._lend) for layer in self.layers]
        try:
            yield
        finally:
            for handle in self.handles:
                handle.remove()
            self.handles.clear()


@contextmanager
def all_hooked(*lendings: Lending) -> Iterator[None]:
    """Several lendings at work in one block."""
    with ExitStack() as stack:
        for lending in lendings:
            stack.enter_context(lending.hooked())
        yield


def decoder_self_attentions(unet: Any) -> list[Any]:
    """The self-attentions of a UNet's decoder, from coarse to fine."""
    return [
        block.attn1
        for up in unet.up_blocks
        for attention in getattr(up, "attentions", ())
        for block in attention.transformer_blocks
    ]
