"""Changes one thing at a time in the code that every edit hangs on, and counts the changes that its tests notice.

Run: python -m pip install cosmic-ray; python scripts/mutants.py [FILE ...] [--json FILE]. Each mutant is a process
that was forked with the large libraries loaded, so that it costs what its tests cost. Annotations and texts are left
out: what changes there changes nothing. Ends with 1 where fewer than nine in ten are noticed.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import difflib
import importlib.abc
import importlib.util
import json
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_NUM_THREADS", "1")

#: File -> its own tests.
OWN_TESTS: dict[str, tuple[str, ...]] = {
    "lredit_core/geometry.py": ("tests/core/test_geometry.py",),
    "lredit_core/document/compositing.py": (
        "tests/core/document/test_compositing.py",
        "tests/core/document/test_blending.py",
        "tests/core/document/test_compositor.py",
    ),
    "lredit_core/document/composite_mask.py": ("tests/core/document/test_composite_mask.py",),
    "lredit_core/document/mask_shapes.py": ("tests/core/document/test_mask_shapes.py",),
    "lredit_core/regions/masks.py": ("tests/core/regions/test_masks.py",),
    "lredit_core/objective/score.py": ("tests/core/objective/test_losses.py",),
    "lredit_core/objective/clip.py": ("tests/core/objective/test_losses.py",),
    "lredit_core/objective/directional.py": ("tests/core/objective/test_losses.py",),
    "lredit_core/objective/structural.py": ("tests/core/objective/test_losses.py",),
}
#: So many of a hundred must be noticed.
ENOUGH = 90
#: A mutant that takes so many times as long as the tests themselves does not end.
PATIENCE, LEAST_PATIENCE_S = 8.0, 10.0
NOTICED, SURVIVED = "noticed", "survived"


@dataclass(frozen=True)
class Mutant:
    """One change.

    Attributes:
        change: the lines that differ, as a person reads them.
        code: the whole file with it.
    """

    file: str
    change: str
    code: str


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives a module's changed code in place of its file."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = mutant.file.removesuffix(".py").replace("/", ".")
        self._code, self._file = mutant.code, str(ROOT / mutant.file)

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> Any:
        return importlib.util.spec_from_loader(name, self, origin=self._file) if name == self._name else None

    def exec_module(self, module: Any) -> None:
        module.__file__ = self._file
        exec(compile(self._code, self._file, "exec"), module.__dict__)


def meaning(code: str) -> str:
    """The code without what changes nothing when it is run: annotations and texts that stand alone."""

    class Bare(ast.NodeTransformer):
        def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
            node.annotation = ast.Constant(None)
            return self.generic_visit(node)

        def visit_arg(self, node: ast.arg) -> ast.AST:
            node.annotation = None
            return node

        def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
            node.returns = None
            return self.generic_visit(node)

        def visit_If(self, node: ast.If) -> ast.AST | None:
            is_for_types = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            return None if is_for_types else self.generic_visit(node)

    return ast.dump(Bare().visit(ast.parse(code)))


def mutants_of(file: str) -> Iterator[Mutant]:
    """Every change that one of the operators makes once, each different one once."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    code = (ROOT / file).read_text(encoding="utf-8")
    seen = {meaning(code)}
    for name in sorted(operator_names()):
        kind = get_operator(name)
        if kind.arguments():
            continue
        occurrence = 0
        while (changed := mutate_code(code, kind(), occurrence)) is not None:
            occurrence += 1
            with contextlib.suppress(SyntaxError):
                if (means := meaning(changed)) not in seen:
                    seen.add(means)
                    yield Mutant(file, change_in_words(code, changed), changed)


def change_in_words(code: str, changed: str) -> str:
    lines = difflib.unified_diff(code.splitlines(), changed.splitlines(), lineterm="", n=0)
    return " | ".join(line.strip() for line in lines if not line.startswith(("---", "+++")))


def load_libraries() -> None:
    """What tests import that is not ours."""
    import cv2  # noqa: F401
    import hypothesis.extra.numpy  # noqa: F401
    import PIL.Image  # noqa: F401
    import pytest  # noqa: F401
    import torch
    import torch.nn.functional  # noqa: F401


def forked(mutant: Mutant | None, tests: tuple[str, ...], patience_s: float) -> tuple[str, float]:
    """Runs tests in a process of its own; gives what came of it, and seconds."""
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os._exit(run_tests(mutant, tests))
    while time.monotonic() - started < patience_s:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return SURVIVED if status == 0 else NOTICED, time.monotonic() - started
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return NOTICED, patience_s


def run_tests(mutant: Mutant | None, tests: tuple[str, ...]) -> int:
    """In the forked process: pytest's exit code, 1 for whatever else goes wrong."""
    import pytest

    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.chdir(ROOT)
    if mutant is not None:
        sys.meta_path.insert(0, Mutated(mutant))
    options = ["-q", "-x", "-p", "no:xdist", "-p", "no:cacheprovider", "--timeout=0", "-W", "ignore"]
    try:
        return int(pytest.main([*options, *tests]))
    except BaseException:
        return 1


def measure(file: str, workers: int) -> dict[str, Any]:
    """How many of a file's mutants its tests notice, and those that they do not."""
    tests = OWN_TESTS[file]
    came, usual_s = forked(None, tests, 600.0)
    if came is not SURVIVED:
        raise SystemExit(f"{file}: its tests fail without a change. Mend that first.")
    patience_s = max(LEAST_PATIENCE_S, PATIENCE * usual_s)
    mutants = list(mutants_of(file))
    with ThreadPoolExecutor(workers) as pool:
        outcomes = list(pool.map(lambda mutant: forked(mutant, tests, patience_s)[0], mutants))
    survivors = [mutant for mutant, outcome in zip(mutants, outcomes, strict=True) if outcome is SURVIVED]
    share = 100 * (1 - len(survivors) / max(1, len(mutants)))
    return {
        "file": file,
        "mutants": len(mutants),
        "noticed_percent": round(share, 1),
        "survivors": [asdict(one)["change"] for one in survivors],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", choices=[*OWN_TESTS, []])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    load_libraries()
    figures = []
    for file in arguments.files or OWN_TESTS:
        found = measure(file, arguments.workers)
        figures.append(found)
        print(f"{file}: {found['mutants']} mutants, {found['noticed_percent']} % noticed", flush=True)
        for change in found["survivors"]:
            print(f"    {change}", flush=True)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if all(found["noticed_percent"] >= ENOUGH for found in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
