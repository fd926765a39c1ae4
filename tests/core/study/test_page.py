"""The study's page: blind, whole in one file, and its script does what its keys say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from lredit_core.cli.commands import app
from lredit_core.resources import resource_path
from lredit_core.study.page import page_of
from lredit_core.study.pairs import make_study, read_key
from lredit_core.study.votes import COLUMNS, Question, read_votes
from tests.core.study.test_pairs import results_in

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
NODE = shutil.which("node")


def content_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="study">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found.group(1))


def test_the_page_holds_every_picture_once_and_names_no_method(tmp_path: Path) -> None:
    study = make_study(results_in(tmp_path, rows=3, methods=("zebra", "okapi")), repeats=2, seed=2)
    page = page_of(study, tmp_path / "key.json")
    content = content_of(page)
    assert "zebra" not in page and "okapi" not in page and str(tmp_path) not in page
    assert len(content["pictures"]) == len(set(content["pictures"])) == 9
    assert [pair["pair"] for pair in content["pairs"]] == [1, 2, 3, 4, 5]
    again, first = content["pairs"][3], content["pairs"][study.pairs[3].repeats - 1]
    assert (again["left"], again["right"]) == (first["right"], first["left"])
    assert "http" not in page.replace("http-equiv", "") and "default-src 'none'" in page
    assert "@STUDY@" not in page and "@SCRIPT@" not in page


def test_words_that_look_like_the_end_of_a_script_stay_words(tmp_path: Path) -> None:
    results_in(tmp_path, rows=1)
    rows = (tmp_path / "rows.jsonl").read_text(encoding="utf-8").replace("thing 0", "</script><b>")
    (tmp_path / "rows.jsonl").write_text(rows, encoding="utf-8")
    from lredit_core.study.pairs import subjects_of_folder

    page = page_of(make_study(subjects_of_folder(tmp_path)), tmp_path / "key.json")
    assert content_of(page)["pairs"][0]["words"] == "“</script><b>” for “the cat”"


@pytest.mark.skipif(NODE is None, reason="needs node to run the page's script")
def test_the_scripts_keys_answer_go_back_and_give_a_csv_that_is_read_again(tmp_path: Path) -> None:
    script = """
    const { newVoter, pressed, csvOf } = require(process.argv[1]);
    const study = { study: "s1", questions: [{ key: "words" }, { key: "real" }], pairs: [{ pair: 1 }, { pair: 2 }] };
    let voter = newVoter();
    const press = (key) => { voter = pressed(study, voter, key, 1.26); };
    const before = voter;
    press("x"); press("Backspace");
    if (voter !== before) throw new Error("keys that mean nothing changed something");
    ["ArrowLeft", "ArrowRight", "Backspace", "ArrowDown", "ArrowRight", "ArrowLeft"].forEach(press);
    const full = voter;
    press("ArrowLeft");
    if (voter !== full) throw new Error("a vote after the last question");
    process.stdout.write(csvOf(study, { 'an "odd", name': voter }));
    """
    study_js = str(resource_path("study/study.js"))
    ran = subprocess.run([str(NODE), "-e", script, study_js], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    (tmp_path / "votes.csv").write_text(ran.stdout, encoding="utf-8")
    assert ran.stdout.splitlines()[0] == ",".join(COLUMNS)
    votes = read_votes([tmp_path / "votes.csv"])
    assert [(vote.pair, vote.question, vote.choice.value) for vote in votes] == [
        (1, Question.WORDS, "left"),
        (1, Question.REAL, "alike"),
        (2, Question.WORDS, "right"),
        (2, Question.REAL, "left"),
    ]
    assert {vote.voter for vote in votes} == {'an "odd", name'} and votes[0].seconds == 1.3


def test_the_command_makes_a_study_and_counts_its_votes(tmp_path: Path) -> None:
    results_in(tmp_path / "out", rows=4)
    out = tmp_path / "study"
    made = CliRunner().invoke(app, ["bench", "study", str(tmp_path / "out"), "--out", str(out), "--repeats", "1"])
    assert made.exit_code == 0, made.output
    study = read_key(out / "key.json")
    assert len(content_of((out / "study.html").read_text(encoding="utf-8"))["pairs"]) == len(study.pairs) == 5
    lines = [",".join(COLUMNS)]
    for pair in study.pairs:
        side = "left" if pair.left == "ours" else "right"
        lines += [f"{study.study},anna,{pair.number},{question.value},{side},1.0" for question in Question]
    (tmp_path / "v.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = CliRunner().invoke(
        app, ["bench", "study", str(out), "--votes", str(tmp_path / "v.csv"), "--json", str(tmp_path / "f.json")]
    )
    assert told.exit_code == 0, told.output
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert figures["questions"]["real"]["preferences"][0]["preferred"] == 1.0
    assert figures["questions"]["words"]["steadiness"] == {"repeated": 1, "same": 1.0}
    again = CliRunner().invoke(app, ["bench", "study", str(tmp_path / "out"), "--out", str(out)])
    assert again.exit_code == 2 and "already" in again.output, "a key that votes need is not overwritten"


@pytest.mark.parametrize(
    "arguments", [[], ["nowhere", "--out", "o"], ["--votes", "v.csv"], ["nowhere", "--votes", "v"]]
)
def test_what_is_missing_is_told(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["bench", "study", *arguments])
    assert result.exit_code == 2 and "lredit: " in result.output and not list(tmp_path.iterdir())
