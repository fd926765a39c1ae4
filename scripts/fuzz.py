"""Fuzzing that is guided by what the inputs reach: our parsers, each for its share of some minutes.

    python scripts/fuzz.py --minutes 10            all of them (tests/fuzzing/targets.py)
    python scripts/fuzz.py --minutes 2 --only tiff one of them
    python scripts/fuzz.py --again out/fuzz/tiff-crash-...   the input that failed, with its traceback

Needs atheris (`pip install '.[fuzz]'`, Linux and Python up to 3.13); says so where it is not there. An input that fails
is written to out/fuzz/, and the script ends with 1.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOUND = ROOT / "out" / "fuzz"
#: An input that takes longer (s), or that needs more (MB), counts as one that fails.
MOST_S, MOST_MB, LONGEST_BYTES = 10, 2048, 20_000
sys.path.insert(0, str(ROOT))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5.0, help="for all together")
    parser.add_argument("--only", default="", help="one parser")
    parser.add_argument("--again", type=Path, help="a file that was written before")
    parser.add_argument("--child", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        return _fuzz_here(*asked.child)
    from tests.fuzzing.targets import TARGET_BY_NAME, TARGETS

    if asked.again:
        TARGET_BY_NAME[asked.again.name.split("--")[0]](asked.again.read_bytes())
        print("It is taken, or refused with a sentence.")
        return 0
    if importlib.util.find_spec("atheris") is None:
        print(
            "atheris is not installed (pip install '.[fuzz]'): the changes from a fixed seed were all that was tried."
        )
        return 0
    chosen = [target.name for target in TARGETS if asked.only in ("", target.name)]
    seconds = max(1, round(asked.minutes * 60 / len(chosen)))
    return max([_fuzz(name, seconds) for name in chosen])


def _fuzz(name: str, seconds: int) -> int:
    """One parser in a process of its own: 0, or 1 where an input fails."""
    from tests.fuzzing.targets import TARGET_BY_NAME

    FOUND.mkdir(parents=True, exist_ok=True)
    before = set(FOUND.iterdir())
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(TARGET_BY_NAME[name].seeds()):
            (Path(folder) / f"seed-{number}").write_bytes(seed)
        command = [sys.executable, __file__, "--child", name, folder, str(seconds)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    figures = [line for line in done.stderr.splitlines() if line.startswith(("Done ", "stat::number_of_executed"))]
    print(f"{name}: {'; '.join(figures) or 'ended early'}", flush=True)
    for path in sorted(set(FOUND.iterdir()) - before):
        print(f"  {path.relative_to(ROOT)}: python scripts/fuzz.py --again {path.relative_to(ROOT)}")
    if done.returncode:
        print("  " + "\n  ".join(done.stderr.splitlines()[-25:]))
    return int(done.returncode != 0)


def _fuzz_here(name: str, folder: str, seconds: str) -> int:
    import atheris

    from tests.fuzzing.targets import TARGET_BY_NAME

    target = TARGET_BY_NAME[name]
    with atheris.instrument_imports(include=list(target.modules)):
        for module in target.modules:
            importlib.import_module(module)
        for seed in target.seeds():
            target(seed)
    options = [
        f"-max_total_time={seconds}",
        f"-artifact_prefix={FOUND}/{name}--",
        f"-timeout={MOST_S}",
        f"-rss_limit_mb={MOST_MB}",
        f"-max_len={LONGEST_BYTES}",
        "-print_final_stats=1",
        "-verbosity=1",
    ]
    atheris.Setup([sys.argv[0], *options, folder], target)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
