"""What cannot be is said at once, in a sentence and with its exit code, before a model library is loaded."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from lredit_core.api.events import Stage, StageChanged
from lredit_core.cli.commands import app
from lredit_core.errors import DiskFull, PictureError
from lredit_core.geometry import Size
from lredit_core.report import event_log
from lredit_core.report.edit_outputs import EditOutputs
from lredit_core.report.event_log import EventLog

ROOT = Path(__file__).resolve().parents[3]
LONG = "n" * 5_000
_MAIN = "from lredit_core.cli.main import main; main()"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 90, 3), dtype=np.uint8)).save(path)
    return path


def lredit(*arguments: object, typed: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--seed", "-5"], 2, "out of range"),
        (["--seed", 10**30], 2, "out of range"),
        (["--box", "1,2"], 2, "not of the form"),
        (["--box", "0,0,2,2"], 2, "at least 8"),
        (["--box", "500,500,600,600"], 2, "outside of the picture"),
        (["--intent", "juggle"], 2, "There is no intent"),
        (["--bundle", ""], 3, "No model bundle is named"),
        (["--bundle", " "], 3, "No model bundle is named"),
        (["--bundle", LONG], 3, "There is no model bundle"),
        (["--bundle", "~nobody-of-this-name/x"], 3, "There is no model bundle"),
        (["--report", f"/tmp/{LONG}.json"], 2, "cannot be written"),
        (["--boxes", f"/tmp/{LONG}.png"], 2, "cannot be written"),
    ],
)
def test_it_is_said_without_loading_torch(
    arguments: list[object], code: int, sentence: str, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lredit_core.report.edit_run", None)  # importing it would fail
    out = photo.with_name("out.png")
    ended, output = lredit("edit", photo, "--prompt", "an apple", "--out", out, *arguments)
    assert (ended, sentence in output) == (code, True), output
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["library", "add", "/nowhere"], 2, "There is no folder"),
        (["library", "add", ".", "--bundle", "nobody"], 3, "There is no model bundle"),
        (["evaluate", "/nowhere.json"], 2, "There is no file"),
        (["evaluate", "list.json"], 2, "nothing was run"),
        (["bundles", "verify", "/nowhere"], 3, "There is no model bundle"),
        (["bundles", "install", "/nowhere"], 3, "is not a model bundle"),
    ],
)
def test_a_path_that_is_not_there_is_told_without_loading_torch(
    arguments: list[str], code: int, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.json").write_text('[{"picture": "nowhere.png", "prompt": "a dog"}]')
    monkeypatch.chdir(tmp_path)
    for heavy in (
        "library.adding",
        "bundles.loading",
        "bundles.verifying",
        "bundles.composing",
        "evaluation.prompted_run",
    ):
        monkeypatch.setitem(sys.modules, f"lredit_core.{heavy}", None)  # importing it would fail
    ended, output = lredit(*arguments)
    assert (ended, sentence in output) == (code, True), output


def test_a_picture_with_a_name_too_long_is_told() -> None:
    code, output = lredit("edit", f"/tmp/{LONG}.png", "--prompt", "an apple", "--out", "/tmp/out.png")
    assert (code, "cannot be read" in output) == (2, True)
    assert lredit("bundles", "install", LONG)[0] in (2, 3)
    assert lredit("bundles", "compose", "mine", "--clip", LONG, "--ssl", "builtin", "--editor", "builtin")[0] in (2, 3)


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".avif", ".heic"])
def test_what_a_format_cannot_hold_is_told_before_the_work(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="holds at most"):
        EditOutputs(out=tmp_path / f"out{suffix}").check(size=Size(70_000, 20))
    EditOutputs(out=tmp_path / "out.png").check(size=Size(70_000, 20))
    assert not list(tmp_path.iterdir())


def test_a_wide_picture_for_avif_is_refused_before_a_model_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lredit_core.report.edit_run", None)
    Image.new("RGB", (70_000, 9)).save(tmp_path / "wide.png")
    code, output = lredit("edit", tmp_path / "wide.png", "--prompt", "an apple", "--out", tmp_path / "out.avif")
    assert (code, "holds at most" in output) == (2, True), output


@pytest.mark.parametrize("command", [["choices", "forget"], ["library", "clear"]])
def test_without_a_terminal_a_question_becomes_a_sentence(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    code, output = lredit(*command, typed="")
    assert (code, "Say --yes" in output) == (2, True), output
    assert lredit(*command, typed="n\n")[0] == 130
    assert lredit(*command, typed="y\n")[0] == 0
    assert lredit(*command, "--yes")[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX systems")
def test_a_link_is_written_through_and_a_pipe_into(tmp_path: Path) -> None:
    from lredit_core.pictures.atomic_writing import write_atomically

    (tmp_path / "there").mkdir()
    (tmp_path / "link.png").symlink_to(tmp_path / "there" / "target.png")
    write_atomically(tmp_path / "link.png", b"new")
    assert (tmp_path / "link.png").is_symlink()
    assert (tmp_path / "there" / "target.png").read_bytes() == b"new"
    os.mkfifo(tmp_path / "pipe.png")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe.png").read_bytes()))
    reader.start()
    write_atomically(tmp_path / "pipe.png", b"through")
    reader.join()
    assert got == [b"through"] and (tmp_path / "pipe.png").is_fifo()


class _FullDisk(event_log.FileIO):
    """Takes half of a line, then nothing."""

    room = 10**9

    def write(self, data: object) -> int:
        part = bytes(data)[: type(self).room]  # type: ignore[call-overload]
        type(self).room -= len(part)
        if not part:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(part)


def test_events_are_whole_lines_also_on_a_disk_that_fills_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_log, "FileIO", _FullDisk)
    path, event = tmp_path / "events.jsonl", StageChanged("job", Stage.LEARNING)
    with EventLog(path) as log:
        log.write(event)
        line = path.read_bytes()
        _FullDisk.room = len(line) // 2
        with pytest.raises(DiskFull):
            log.write(event)
        assert path.read_bytes() == line and line.endswith(b"\n")


def started(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", _MAIN, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, timeout=120, check=False, **options)  # type: ignore[call-overload]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux's full disk")
def test_an_output_that_takes_nothing_is_told_once() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = started("bundles", "list", stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 4
    assert ended.stderr.count(b"\n") == 1 and b"The output cannot be written" in ended.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX systems")
@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_obstacle(closed: str, photo: Path) -> None:
    words = f"'{sys.executable}' -c '{_MAIN}' edit '{photo}' --prompt 'an apple' --out x.png --seed -5 {closed}"
    ended = subprocess.run(["sh", "-c", words], cwd=ROOT, timeout=120, check=False, capture_output=True)
    assert ended.returncode == 2
    assert b"Traceback" not in ended.stdout + ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize("home", ["/dev/null", "/proc/nowhere"])
def test_a_data_folder_that_cannot_be_is_no_obstacle(home: str) -> None:
    environment = {**os.environ, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
    for command in (["bundles", "list"], ["choices", "show"], ["library", "list"], ["choices", "forget", "--yes"]):
        ended = started(*command, env=environment, capture_output=True)
        assert (ended.returncode, b"Traceback" in ended.stderr) == (0, False), (command, ended.stderr)


@pytest.mark.slow
def test_learning_from_choices_works_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the built-in bundle, wherever one is; here there are no choices yet."""
    from lredit_core.cli.train import app as training

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    result = CliRunner().invoke(training, ["regions", "--from-feedback"])
    assert (result.exit_code, "0 choices were made" in result.output) == (2, True), result.output
    assert not list(tmp_path.iterdir())


def test_workers_are_for_this_machine_and_a_cluster_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("picture,prompt\n")
    code, output = lredit("batch", tmp_path / "list.csv", "--out", tmp_path / "out", "--workers", 2, "--ray", "auto")
    assert code == 2 and "--workers is for this machine alone" in output
