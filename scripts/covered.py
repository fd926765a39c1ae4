"""Files that are kept at 100 % of lines and branches by their own tests, whatever else happens to run them.

Run: python scripts/covered.py. Ends with 1 and the missing lines where a file falls short.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import coverage

ROOT = Path(__file__).resolve().parents[1]

#: File -> its own tests.
OWN_TESTS: dict[str, tuple[str, ...]] = {
    "lredit_core/geometry.py": ("tests/core/test_geometry.py",),
    "lredit_core/cancellation.py": ("tests/core/test_cancellation.py",),
    "lredit_core/api/events.py": ("tests/core/api/test_events.py",),
    "lredit_core/document/document.py": (
        "tests/core/document/test_document_and_history.py",
        "tests/core/document/test_layers.py",
    ),
    "lredit_core/document/history.py": ("tests/core/document/test_document_and_history.py",),
    "lredit_core/document/compositing.py": (
        "tests/core/document/test_compositing.py",
        "tests/core/document/test_blending.py",
        "tests/core/document/test_compositor.py",
    ),
    "lredit_core/document/compositor.py": ("tests/core/document/test_compositor.py",),
    "lredit_core/document/composite_mask.py": ("tests/core/document/test_composite_mask.py",),
    "lredit_core/document/mask_shapes.py": ("tests/core/document/test_mask_shapes.py",),
    "lredit_core/document/silhouette.py": ("tests/core/document/test_silhouette.py",),
    "lredit_core/regions/masks.py": ("tests/core/regions/test_masks.py",),
    "lredit_core/project/archives.py": ("tests/core/project/test_project_file.py",),
    "lredit_core/project/arrays.py": ("tests/core/project/test_arrays.py",),
    "lredit_core/project/claims.py": ("tests/core/project/test_claims.py",),
    "lredit_core/project/content.py": ("tests/core/project/test_project_file.py",),
    "lredit_core/project/layered.py": ("tests/core/project/test_psd.py",),
    "lredit_core/project/left_files.py": ("tests/core/project/test_claims.py",),
    "lredit_core/project/limits.py": ("tests/core/project/test_project_file.py",),
    "lredit_core/project/openraster.py": ("tests/core/project/test_openraster.py",),
    "lredit_core/project/prompts.py": ("tests/core/project/test_prompts.py", "tests/core/project/test_project_file.py"),
    "lredit_core/project/psd.py": ("tests/core/project/test_psd.py",),
    "lredit_core/project/reading.py": (
        "tests/core/project/test_project_file.py",
        "tests/core/project/test_unpacked.py",
        "tests/core/project/test_in_hand.py",
        "tests/core/project/test_claims.py",
    ),
    "lredit_core/project/records.py": ("tests/core/project/test_project_file.py", "tests/core/project/test_in_hand.py"),
    "lredit_core/project/recovery.py": ("tests/core/project/test_recovery.py",),
    "lredit_core/project/writing.py": (
        "tests/core/project/test_project_file.py",
        "tests/core/project/test_unpacked.py",
        "tests/core/project/test_in_hand.py",
        "tests/core/project/test_claims.py",
    ),
    "lredit_gui/session/journal.py": ("tests/gui/session/test_journal.py",),
    "lredit_core/prompt/intent.py": ("tests/core/prompt/test_intent.py", "tests/core/prompt/test_commands.py"),
    "lredit_core/prompt/targets.py": ("tests/core/prompt/test_targets.py", "tests/core/prompt/test_commands.py"),
}


def run_tests(data_file: Path) -> int:
    """Runs all own tests once; notes for each line and branch which test went there. Gives pytest's exit code.

    Tests of the core do without what all tests share: what they need they bring themselves.
    """
    tests = sorted({test for tests in OWN_TESTS.values() for test in tests})
    of_window = [test for test in tests if test.startswith("tests/gui/")]
    sources = sorted({Path(file).parent.as_posix() for file in OWN_TESTS})
    settings = data_file.with_name("settings.ini")
    settings.write_text(f"[run]\nbranch = true\ndata_file = {data_file}\n", encoding="utf-8")
    for own in ([*(test for test in tests if test not in of_window), "--noconftest"], [*of_window, "--cov-append"]):
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", *own]
        command += [f"--cov={source}" for source in sources]
        command += ["--cov-context=test", "--cov-report=", f"--cov-config={settings}"]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1"}
        if code := subprocess.run(command, cwd=ROOT, check=False, env=environment).returncode:
            return code
    return 0


def missing_of(file: str, tests: tuple[str, ...], data_file: Path) -> list[str]:
    """Lines and branches of a file to which neither its import nor its own tests went, as "12" and "12->15"."""
    report = data_file.with_name("report.json")
    measured = coverage.Coverage(data_file=str(data_file), config_file=str(data_file.with_name("settings.ini")))
    measured.load()
    contexts = ["^$", *(f"^{re.escape(test)}::" for test in tests)]  # the empty one is what runs at import
    measured.json_report(morfs=[str(ROOT / file)], outfile=str(report), contexts=contexts)
    (found,) = json.loads(report.read_text(encoding="utf-8"))["files"].values()
    branches = [f"{start}->{end if end > 0 else 'exit'}" for start, end in found["missing_branches"]]
    return [str(line) for line in found["missing_lines"]] + branches


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        data_file = Path(folder) / "covered"
        if code := run_tests(data_file):
            return code
        short = {file: missing for file, tests in OWN_TESTS.items() if (missing := missing_of(file, tests, data_file))}
    for file, missing in short.items():
        print(f"{file}: its own tests do not reach {', '.join(missing)}. Write the test that shows what happens there.")
    if not short:
        print(f"{len(OWN_TESTS)} files are covered by their own tests, every line and branch.")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
