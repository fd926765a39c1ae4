"""Changes one thing at a time in the code that every edit hangs on, and counts the changes that its tests notice.

Run: make mutants, or python scripts/mutants.py [FILE ...] [--json FILE]. Each mutant is a process
that was forked with the large libraries loaded, so that it costs what its tests cost. Annotations and texts are left
out: what changes there changes nothing. Ends with 1 where fewer than nine in ten are noticed.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import difflib
import gc
import importlib.abc
import importlib.util
import json
import os
import signal
import sys
import tempfile
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
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"

#: File -> its own tests.
OWN_TESTS: dict[str, tuple[str, ...]] = {
    "lredit_core/geometry.py": ("tests/core/test_geometry.py",),
    "lredit_core/document/compositing.py": (
        "tests/core/document/test_plain_compositing.py",
        "tests/core/document/test_compositing.py",
        "tests/core/document/test_blending.py",
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
#: A test with random input tries so many at most.
FEW_EXAMPLES = 25
#: No plugin but ours: each process starts pytest anew. A warning of numpy's is a failure, as in the usual tests.
_LEFT_OUT = ("no:cacheprovider", "no:unraisableexception", "no:threadexception")
PYTEST_OPTIONS = (
    *("-q", "-x", "--noconftest", "--assert=plain", "-o", "addopts=", "-W", "ignore", "-W", "error::RuntimeWarning"),
    *(part for name in _LEFT_OUT for part in ("-p", name)),
)


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
    """The code without what changes nothing when it is run: annotations, a plus before a number, and whether arguments
    are given by place or by name.
    """

    class Bare(ast.NodeTransformer):
        def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
            node.annotation = ast.Constant(None)
            return self.generic_visit(node)

        def visit_arg(self, node: ast.arg) -> ast.AST:
            node.annotation = None
            return node

        def visit_arguments(self, node: ast.arguments) -> ast.AST:
            """By place or by name: the same values arrive."""
            named = [value for value in node.kw_defaults if value is not None]
            node.args = [*node.posonlyargs, *node.args, *node.kwonlyargs]
            node.defaults = [*node.defaults, *named]
            node.posonlyargs, node.kwonlyargs, node.kw_defaults = [], [], []
            return self.generic_visit(node)

        def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
            self.generic_visit(node)
            is_plus = isinstance(node.op, ast.UAdd) and isinstance(node.operand, ast.Constant)
            return node.operand if is_plus else node

        def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
            node.returns = None
            return self.generic_visit(node)

        def visit_If(self, node: ast.If) -> ast.AST | None:
            return None if "TYPE_CHECKING" in ast.dump(node.test) else self.generic_visit(node)

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
    place, *changes = [line.strip() for line in lines if not line.startswith(("---", "+++"))]
    removed, added = (" ".join(line[1:].strip() for line in changes if line[0] == sign) for sign in "-+")
    return f"line {place.split()[1].lstrip('-').split(',')[0]}: {removed}  ->  {added}"


def load_libraries() -> None:
    """What tests import that is not ours."""
    import cv2  # noqa: F401
    import hypothesis.extra.numpy  # noqa: F401
    import PIL.Image  # noqa: F401
    import pytest  # noqa: F401
    import torch
    import torch.nn.functional

    torch.testing.assert_close(torch.ones(1), torch.ones(1))  # its first use loads more
    gc.collect()
    gc.freeze()  # a forked process looks through none of it again


class QuickestFirst:
    """Puts the tests that take least first, lets each try few examples of random input, the same each time, notes how
    long they took, and ends the process with the first that fails.
    """

    def __init__(self, seconds: dict[str, float]) -> None:
        self._known, self.seconds = seconds, dict[str, float]()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        from hypothesis import Phase, settings

        for item in items:
            if (given := getattr(item.obj, "_hypothesis_internal_use_settings", None)) is not None:
                item.obj._hypothesis_internal_use_settings = settings(
                    given,
                    max_examples=min(FEW_EXAMPLES, given.max_examples),
                    phases=(Phase.explicit, Phase.generate),
                    derandomize=True,
                    database=None,
                    deadline=None,
                )
        items.sort(key=lambda item: self._known.get(item.nodeid, 0.0))

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            os._exit(1)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            os._exit(1)
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration


class Runner:
    """Runs the tests of one file, each time in a forked process."""

    def __init__(self, tests: tuple[str, ...]) -> None:
        self._tests = tests
        self._seconds: dict[str, float] = {}
        self._patience_s = 600.0
        with tempfile.TemporaryDirectory() as folder:
            note = Path(folder) / "seconds"
            started = time.monotonic()
            if self.outcome(None, note) is not SURVIVED:
                raise SystemExit(f"{', '.join(tests)}: they fail without a change. Mend that first.")
            self._patience_s = max(LEAST_PATIENCE_S, PATIENCE * (time.monotonic() - started))
            self._seconds = json.loads(note.read_text(encoding="utf-8"))

    def outcome(self, mutant: Mutant | None, note: Path | None = None) -> str:
        """Whether the tests notice a change.

        Args:
            mutant: None for the code as it is.
            note: the file that takes how long each test took.
        """
        ends = time.monotonic() + self._patience_s
        pid = os.fork()
        if pid == 0:
            os._exit(self._run(mutant, note))
        while time.monotonic() < ends:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                return SURVIVED if status == 0 else NOTICED
            time.sleep(0.01)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return NOTICED

    def _run(self, mutant: Mutant | None, note: Path | None) -> int:
        """In the forked process: pytest's exit code, 1 for whatever else goes wrong."""
        import pytest

        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.chdir(ROOT)
        if mutant is not None:
            sys.meta_path.insert(0, Mutated(mutant))
        order = QuickestFirst(self._seconds)
        try:
            code = int(pytest.main([*PYTEST_OPTIONS, *self._tests], plugins=[order]))
            if note is not None:
                note.write_text(json.dumps(order.seconds), encoding="utf-8")
        except BaseException:
            return 1
        return code


def measure(file: str, workers: int) -> dict[str, Any]:
    """How many of a file's mutants its tests notice, and those that they do not."""
    runner = Runner(OWN_TESTS[file])
    mutants = list(mutants_of(file))
    with ThreadPoolExecutor(workers) as pool:
        outcomes = list(pool.map(runner.outcome, mutants))
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
