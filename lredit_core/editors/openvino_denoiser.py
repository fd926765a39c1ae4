"""A pipeline's denoiser run by OpenVINO on the processor, where a bundle asks for it and the package is there.

The model is converted at the first evaluation, from the weights in memory: nothing is fetched and no file written.
OpenVINO's own entry for it reports to its makers; the frontend underneath, which is called here, does not. Sizes stay
open, so it is converted once. Whatever goes wrong says nothing about the model: it then runs in torch.
"""

from __future__ import annotations

import functools
import importlib.util
import inspect
import logging
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from lredit_core.editors.pipeline_folder import DENOISERS
from lredit_core.memory_shortage import is_memory_shortage

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)

#: Denoisers of fewer parameters are quick as they are.
_LARGE = 100_000_000
#: OpenVINO's settings: the numbers and the threads that torch has, one picture after the other, wherever the system
#: puts them.
_SETTINGS = {"INFERENCE_PRECISION_HINT": "f32", "NUM_STREAMS": 1, "ENABLE_CPU_PINNING": False}


class UnsuitedCall(Exception):
    """A call that is not converted; the message says why."""


def openvino_is_there() -> bool:
    """Whether the package can be imported; it is not imported for the answer."""
    return importlib.util.find_spec("openvino") is not None


class OpenVinoForward:
    """A denoiser's forward: OpenVINO's, or as it was from the first failure on.

    Attributes:
        problem: why it runs in torch, in words for the person; "" while it does not.
    """

    def __init__(self, denoiser: nn.Module, convert: Callable[[nn.Module, tuple[Tensor, ...]], Any]) -> None:
        """Args:
        denoiser: whose forward this is to be.
        convert: gives what computes a list of arrays from a list of arrays.
        """
        self._forward = denoiser.forward
        functools.update_wrapper(self, self._forward)
        self._denoiser = denoiser
        self._convert: Callable[[nn.Module, tuple[Tensor, ...]], Any] | None = convert
        self._converted: Any = None
        self._names: tuple[str, ...] = ()
        self.problem = ""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        if self._convert is not None:
            try:
                return self._run(arguments, named)
            except Exception as error:
                if is_memory_shortage(error):
                    raise
                self.give_up(error)
        return self._forward(*arguments, **named)

    def give_up(self, error: Exception) -> None:
        """From now on as it was."""
        self._convert = self._converted = None
        first_line = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
        self.problem = f"OpenVINO could not run the model ({first_line}), which ran in torch"
        _log.warning("OpenVINO could not run the model; it runs in torch.", exc_info=error)

    def _run(self, arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[Tensor]:
        tensors = self._tensors(arguments, named)
        if self._converted is None:
            assert self._convert is not None
            self._names = tuple(tensors)
            traced = _ByOrder(self._forward, self._names)
            self._converted = self._convert(traced, tuple(tensors.values()))
        if tuple(tensors) != self._names:
            raise UnsuitedCall("it is called with other inputs than at first")
        given = self._converted([tensor.detach().contiguous().numpy() for tensor in tensors.values()])
        made = torch.from_numpy(given.copy())
        if not bool(torch.isfinite(made).all()):
            raise UnsuitedCall("what it gave is no number")
        return (made,)

    def _tensors(self, arguments: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Tensor]:
        """The tensors of a call by the names of their parameters; those in a dictionary as "NAME.KEY".

        Raises:
            UnsuitedCall: where something else has a say, or the size is one that the model treats otherwise.
        """
        found: dict[str, Tensor] = {}
        bound = inspect.signature(self._forward).bind(*arguments, **named).arguments
        if bound.pop("return_dict", True) is not False:
            raise UnsuitedCall("its answer is wanted in another form")
        for name, value in bound.items():
            if isinstance(value, Tensor):
                found[name] = value
            elif isinstance(value, dict) and all(isinstance(part, Tensor) for part in value.values()):
                found |= {f"{name}.{key}": part for key, part in value.items()}
            elif value is not None:
                raise UnsuitedCall(f"{name} is not converted")
        levels = getattr(getattr(self._denoiser, "config", None), "down_block_types", ())
        multiple = 2 ** max(len(levels) - 1, 0)
        if any(side % multiple for side in found["sample"].shape[2:]):
            raise UnsuitedCall(f"{tuple(found['sample'].shape[2:])} latents are no multiple of {multiple}")
        return found


class _ByOrder(nn.Module):
    """A denoiser's forward that takes its tensors one after the other."""

    def __init__(self, forward: Callable[..., Any], names: tuple[str, ...]) -> None:
        super().__init__()
        self._call, self._names = forward, names
        self.denoiser = getattr(forward, "__self__", None)  # tracing knows the weights of its sub-modules

    def forward(self, *tensors: Tensor) -> Tensor:
        named: dict[str, Any] = {}
        for name, tensor in zip(self._names, tensors, strict=True):
            parameter, _dot, key = name.partition(".")
            if key:
                named.setdefault(parameter, {})[key] = tensor
            else:
                named[parameter] = tensor
        given: Tensor = self._call(**named, return_dict=False)[0]
        return given


def run_by_openvino(pipeline: Any) -> OpenVinoForward | None:
    """Has a pipeline's denoiser converted at its first evaluation; None where it is too small or not one that is
    converted: a UNet in float32 on the processor."""
    denoiser = getattr(pipeline, DENOISERS[0], None)
    if not isinstance(denoiser, nn.Module) or sum(part.numel() for part in denoiser.parameters()) < _LARGE:
        return None
    first = next(denoiser.parameters())
    if first.device.type != "cpu" or first.dtype != torch.float32:
        return None
    forward = OpenVinoForward(denoiser, converted)
    if not openvino_is_there():
        forward.give_up(ModuleNotFoundError('it is not installed: pip install "lredit[openvino]"'))
    denoiser.forward = forward
    return forward


def converted(model: nn.Module, examples: tuple[Tensor, ...]) -> Callable[[list[Any]], Any]:
    """A model as OpenVINO computes it: gives an array from the arrays of its inputs.

    Args:
        model: takes tensors in order, gives one.
        examples: of its inputs; all sizes but a picture's channels and a text's width stay open.
    """
    import openvino
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    with torch.no_grad():
        decoder = TorchScriptPythonDecoder(model, example_input=examples, trace_kwargs={"check_trace": False})
    frontend = FrontEndManager().load_by_framework("pytorch")
    network = frontend.convert(frontend.load(decoder))
    types = {torch.float32: openvino.Type.f32, torch.int64: openvino.Type.i64}
    for port, example in zip(network.inputs, examples, strict=True):
        node = port.get_node()
        node.set_element_type(types[example.dtype])
        node.set_partial_shape(openvino.PartialShape(_open_shape(example)))
    network.validate_nodes_and_infer_types()
    settings = _SETTINGS | {"INFERENCE_NUM_THREADS": torch.get_num_threads()}
    request = openvino.Core().compile_model(network, "CPU", settings).create_infer_request()
    return lambda arrays: request.infer(arrays)[0]


def _open_shape(example: Tensor) -> list[int]:
    """(B, C, H, W) -> [-1, C, -1, -1]; (B, L, D) -> [-1, -1, D]; (B, D) -> [-1, D]."""
    kept = {2: 1, 3: 2, 4: 1}.get(example.ndim)
    return [side if place == kept else -1 for place, side in enumerate(example.shape)]
