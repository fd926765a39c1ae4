"""Pictures rendered ahead of time, by several processes where there are cores for them.

Everything random about a picture follows from its number, so what comes out is the same however many there are.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lredit_core.synthetic.scenes import SceneMaker

_NUMBERS_A_PIECE = 40

Config = TypeVar("Config")
Piece = TypeVar("Piece")


def rendered(
    render: Callable[[SceneMaker, Config, range], Piece],
    config: Config,
    count: int,
    *,
    maker: SceneMaker,
    processes: int = 1,
) -> Iterator[tuple[slice, Piece]]:
    """What `render` gives for one piece of `range(count)` after the other, in their order, and where each belongs.

    Args:
        render: a function of a module, so that other processes find it.
        config: handed to `render`.
        count: pictures in all.
        maker: of scenes.
        processes: that render at once.
    """
    pieces = [range(start, min(start + _NUMBERS_A_PIECE, count)) for start in range(0, count, _NUMBERS_A_PIECE)]
    if processes <= 1:
        made = (render(maker, config, piece) for piece in pieces)
        yield from _placed(pieces, made)
        return
    with ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_prepare, initargs=(maker,)
    ) as pool:
        jobs = [pool.submit(_piece, render, config, piece) for piece in pieces]
        yield from _placed(pieces, (job.result() for job in jobs))


def _placed(pieces: list[range], made: Iterator[Piece]) -> Iterator[tuple[slice, Piece]]:
    for numbers, piece in zip(pieces, made, strict=True):
        yield slice(numbers.start, numbers.stop), piece


#: The maker of a worker process, set once by its initializer.
_makers: list[SceneMaker] = []


def _prepare(maker: SceneMaker) -> None:
    _makers.append(maker)


def _piece(render: Callable[[SceneMaker, Config, range], Piece], config: Config, numbers: range) -> Piece:
    return render(_makers[0], config, numbers)
