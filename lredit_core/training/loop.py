"""The one loop that every training runs in: from its last checkpoint to its last step, telling how far it is."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from lredit_core.training.checkpoints import Progress, cosine_schedule, load_checkpoint, save_checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_SMOOTHING = 0.98
CPU = torch.device("cpu")


class Schedule(Protocol):
    """The part of a training's configuration that its learning rate follows from."""

    @property
    def total_steps(self) -> int: ...

    @property
    def warmup_steps(self) -> int: ...

    @property
    def learning_rate(self) -> float: ...


class Trainer(ABC):
    """What a training is made of.

    Attributes:
        config: a dataclass; its fields are written beside each checkpoint, for people.
        modules: everything with weights, by the name of its file in a checkpoint.
        optimizer: of those that learn.
        device: where it computes. Everything random is drawn on the CPU, so that it is the same everywhere.
    """

    device: torch.device = CPU
    config: Any
    modules: dict[str, nn.Module]
    optimizer: torch.optim.Optimizer

    @property
    def total_steps(self) -> int:
        """How many steps there will be."""
        steps: int = self.config.total_steps
        return steps

    @property
    def pictures_per_step(self) -> int:
        """How many pictures a step sees."""
        count: int = self.config.batch
        return count

    @property
    def facts(self) -> Mapping[str, Any]:
        return asdict(self.config)

    @abstractmethod
    def step(self, index: int) -> dict[str, float]:
        """Optimizer step number `index`; everything random about it follows from the seed and the index. Gives
        figures."""

    def in_half(self) -> torch.autocast:
        """Forward passes in here compute in bfloat16 on CUDA, where that is several times as quick; else nothing
        changes."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda")

    def learn_from(self, loss: Tensor, *, max_norm: float = math.inf) -> None:
        """One step of the optimizer down the loss's gradient, which is shortened to `max_norm`."""
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        learning = [parameter for group in self.optimizer.param_groups for parameter in group["params"]]
        nn.utils.clip_grad_norm_(learning, max_norm)
        self.optimizer.step()


class Rows:
    """The rows of an array that steps pick from: read from the disk where a training computes on the CPU, and held from
    the start by an accelerator, which would wait for them otherwise."""

    def __init__(self, array: NDArray[Any], device: torch.device) -> None:
        self._array, self._device = array, device
        self._held = None if device.type == "cpu" else torch.from_numpy(np.array(array)).to(device)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self._array.shape)

    def __len__(self) -> int:
        return len(self._array)

    def __getitem__(self, rows: NDArray[np.int64]) -> Tensor:
        """The rows of these indices, on the device."""
        if self._held is None:
            return torch.from_numpy(np.array(self._array[rows]))
        return self._held[torch.from_numpy(rows).to(self._device)]


def set_learning_rate(optimizer: torch.optim.Optimizer, schedule: Schedule, index: int) -> None:
    """The learning rate of step `index`: warm-up, then half a cosine."""
    rate = cosine_schedule(index, total=schedule.total_steps, warmup=schedule.warmup_steps, peak=schedule.learning_rate)
    for group in optimizer.param_groups:
        group["lr"] = rate


@torch.no_grad()
def follow(average: nn.Module, model: nn.Module, *, index: int, decay: float) -> None:
    """Moves the running average of a model's weights after step `index`, quicker at first than `decay` says; buffers
    are copied."""
    share = 1 - min(decay, (index + 1) / (index + 10))
    for kept, fresh in zip(average.parameters(), model.parameters(), strict=True):
        kept.lerp_(fresh, share)
    for kept_buffer, fresh_buffer in zip(average.buffers(), model.buffers(), strict=True):
        kept_buffer.copy_(fresh_buffer)


def train(
    trainer: Trainer,
    run_folder: Path,
    *,
    steps_until_checkpoint: int = 200,
    should_stop: Callable[[], bool] = lambda: False,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    on_checkpoint: Callable[[int], None] = lambda _step: None,
) -> int:
    """Trains from the last checkpoint in `run_folder` (or from nothing) to `total_steps`; gives the step reached.

    Args:
        trainer: what is trained.
        run_folder: where checkpoints lie; an unfinished run there goes on.
        steps_until_checkpoint: between two checkpoints.
        should_stop: asked before every step; after a yes a checkpoint is written and the training ends early.
        on_progress: called now and then.
        on_checkpoint: told the step of each checkpoint, after it was written.
    """
    checkpoint = run_folder / "checkpoint"
    step = load_checkpoint(checkpoint, trainer.modules, trainer.optimizer)
    written = step
    means: dict[str, float] = {}
    while step < trainer.total_steps and not should_stop():
        for key, value in trainer.step(step).items():
            means[key] = value if key not in means else _SMOOTHING * means[key] + (1 - _SMOOTHING) * value
        step += 1
        on_progress(Progress(step, trainer.total_steps, step * trainer.pictures_per_step, dict(means)))
        if step % steps_until_checkpoint == 0:
            save_checkpoint(checkpoint, trainer.modules, trainer.optimizer, step=step, facts=trainer.facts)
            written = step
            on_checkpoint(step)
    if step > written:
        save_checkpoint(checkpoint, trainer.modules, trainer.optimizer, step=step, facts=trainer.facts)
        on_checkpoint(step)
    return step
