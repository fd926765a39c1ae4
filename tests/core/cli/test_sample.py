"""The sample's edit where there is no display."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from lredit_core.api.events import EditFailed, EditStopped, FinalEvent
from lredit_core.cli.sample import run_sample
from lredit_core.report import edit_run

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.api.request import EditRequest


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[EditRequest]:
    """The requests of edits, each of which is stopped at once."""
    seen: list[EditRequest] = []

    def run_edit(request: EditRequest, **_others: Any) -> FinalEvent:
        seen.append(request)
        return EditStopped(request.job_id)

    monkeypatch.setattr(edit_run, "run_edit", run_edit)
    return seen


def test_a_picture_meant_for_the_window_is_left_alone_and_how_to_edit_it_is_said(
    requests: list[EditRequest], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = tmp_path / "my photo.png"
    Image.new("RGB", (20, 10)).save(photo)
    assert run_sample(tmp_path / "out", photo) == 130
    assert requests[0].image.size.width > 20  # the sample's
    assert f"lredit edit '{photo}' --prompt" in capsys.readouterr().out


def test_a_wrong_name_is_a_bad_request(
    requests: list[EditRequest], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_sample(tmp_path / "out", tmp_path / "none.png") == 2
    assert "There is no file" in capsys.readouterr().err
    (tmp_path / "taken").write_text("")
    assert run_sample(tmp_path / "taken") == 2
    assert not requests


@pytest.mark.parametrize(("kind", "code"), [("model_unavailable", 3), ("engine", 4)])
def test_a_failed_edit_ends_with_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, code: int
) -> None:
    failed = EditFailed("job", kind, "It failed.", "")
    monkeypatch.setattr(edit_run, "run_edit", lambda _request, **_others: failed)
    assert run_sample(tmp_path / "out") == code
