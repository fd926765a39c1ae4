"""The plots of the ablation as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import pytest

from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.evaluation.ablation_plots import write_plots
from lredit_core.evaluation.plots import check_plots

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_that_takes_no_plots_is_told_before_anything_is_measured(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PictureError, match="no folder"):
        check_plots(tmp_path / "file" / "plots")
    check_plots(tmp_path / "new" / "plots")
    assert list((tmp_path / "new" / "plots").iterdir()) == []


def test_without_matplotlib_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(InvalidRequest, match=r"lredit\[bench\]"):
        check_plots(tmp_path)


def test_a_plot_takes_the_place_of_an_old_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    variants = {"all": {"hit50": 0.5, "mean_iou": 0.4, "interval": (0.3, 0.7), "pictures": 4}}
    (plot,) = write_plots({"What is it?": variants}, tmp_path)
    before = plot.read_bytes()

    def half(_figure: object, stream: BinaryIO, **_named: object) -> None:
        stream.write(b"half")
        raise OSError("the disk is full")

    monkeypatch.setattr("matplotlib.figure.Figure.savefig", half)
    with pytest.raises(OSError, match="full"):
        write_plots({"What is it?": variants}, tmp_path)
    assert plot.read_bytes() == before and list(tmp_path.iterdir()) == [plot]
