"""A pipeline's denoiser compiled for the machine it runs on, where the person asks for it: slow to begin, then quicker.

Compilation happens at the first evaluation, and again where the size of the pictures changes. It can fail for reasons
that say nothing about the model (no C++ compiler, a platform without Triton): then the model runs as it is.
"""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING, Any

import torch

from lredit_core.editors.pipeline_folder import DENOISERS
from lredit_core.memory_shortage import is_memory_shortage

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)


class CompiledForward:
    """A module's forward: compiled, or as it was from the first failure on.

    Attributes:
        problem: why it is not compiled, in words for the person; "" while it is.
    """

    def __init__(self, forward: Callable[..., Any], compiled: Callable[..., Any] | None) -> None:
        functools.update_wrapper(self, forward)
        self._forward = forward
        self._compiled = compiled
        self.problem = ""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        if self._compiled is not None:
            try:
                return self._compiled(*arguments, **named)
            except Exception as error:
                if is_memory_shortage(error):
                    raise  # says nothing about the compiler; placements are lowered for it
                self.give_up(error)
        return self._forward(*arguments, **named)

    def give_up(self, error: Exception) -> None:
        """From now on as it was."""
        self._compiled = None
        cause = getattr(error, "inner_exception", None) or error  # of a backend, wrapped by torch
        first_line = (str(cause).strip() or type(cause).__name__).splitlines()[0].rstrip(".")
        self.problem = f"the model could not be compiled on this machine ({first_line}) and ran as it is"
        _log.warning("Compilation failed; the model runs as it is.", exc_info=error)


def compile_denoiser(pipeline: Any, *, backend: str | Callable[..., Any] = "inductor") -> CompiledForward | None:
    """Has the pipeline's denoiser compiled at its first evaluation; None where it has none.

    Args:
        pipeline: whose denoiser is compiled in place.
        backend: of torch.compile.
    """
    name = next((name for name in DENOISERS if getattr(pipeline, name, None) is not None), None)
    if name is None:
        return None
    denoiser = getattr(pipeline, name)
    plain = denoiser.forward
    try:
        forward = CompiledForward(plain, torch.compile(plain, backend=backend))
    except Exception as error:  # a platform that torch.compile refuses at once
        forward = CompiledForward(plain, None)
        forward.give_up(error)
    denoiser.forward = forward
    return forward
