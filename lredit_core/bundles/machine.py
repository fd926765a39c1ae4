"""What this machine can hold, and whether a bundle fits it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from lredit_core.sizes import size_text

if TYPE_CHECKING:
    from lredit_core.bundles.catalogue import MemoryNeed


@dataclass(frozen=True, slots=True)
class Machine:
    """What computes here.

    Attributes:
        device: for a person: the graphics card's name, or "CPU, 8 threads".
        accelerator_bytes: the graphics card's own memory; 0 where there is none, or where it shares the main memory.
        main_bytes: the main memory.
        shares_memory: the graphics processor works in the main memory.
    """

    device: str
    accelerator_bytes: int
    main_bytes: int
    shares_memory: bool = False


class Fit(Enum):
    """How well a bundle fits."""

    WELL = "well"
    SLOWLY = "slowly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class FitReport:
    """Attributes:
    fit: how well.
    reason: a sentence for the person, with the actual and the needed numbers.
    """

    fit: Fit
    reason: str


def fit_of(need: MemoryNeed, machine: Machine) -> FitReport:
    """Whether a bundle's models have room, where they will run, and what is missing."""
    card, main = machine.accelerator_bytes, machine.main_bytes
    if machine.shares_memory and main >= need.accelerator_bytes * 5 // 4:  # the system and the window need theirs
        return FitReport(Fit.WELL, f"Fits: runs on {machine.device} in {size_text(need.accelerator_bytes)}.")
    if card >= need.accelerator_bytes:
        return FitReport(Fit.WELL, f"Fits: runs on {machine.device} in {size_text(need.accelerator_bytes)}.")
    if card >= need.accelerator_least_bytes and main >= need.accelerator_bytes:
        return FitReport(Fit.SLOWLY, f"Fits, but slower: its models go to {machine.device} one at a time.")
    if main >= need.main_bytes and not machine.shares_memory:
        where = "there is no graphics card" if card == 0 else f"the graphics card has only {size_text(card)}"
        return FitReport(Fit.SLOWLY, f"Fits, but slow: it runs on the processor, for {where}.")
    has = f"{size_text(main)} of main memory"
    if card:
        has = f"{size_text(card)} on the graphics card and {has}"
    return FitReport(
        Fit.NOT,
        f"Does not fit: it takes a graphics card with {size_text(need.accelerator_least_bytes)} and "
        f"{size_text(need.accelerator_bytes)} of main memory, or {size_text(need.main_bytes)} of main memory alone; "
        f"this machine has {has}.",
    )


def memory_text(need: MemoryNeed) -> str:
    """What a bundle takes, for the person."""
    return f"{size_text(need.accelerator_bytes)} of graphics memory, or {size_text(need.main_bytes)} without"


def measure_machine() -> Machine:
    """Looks at this machine; loads torch."""
    import psutil
    import torch

    from lredit_core.bundles.devices import choose_device, described

    device, main = choose_device(), int(psutil.virtual_memory().total)
    card = 0
    if device.type == "cuda":
        card = int(torch.cuda.get_device_properties(device).total_memory)
    elif device.type == "xpu":
        card = int(torch.xpu.get_device_properties(device).total_memory)
    return Machine(described(device), card, main, shares_memory=device.type == "mps")
