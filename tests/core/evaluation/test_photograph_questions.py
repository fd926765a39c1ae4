"""Answers of photographs in every form that people keep, and what is asked of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.evaluation.photograph_answers import (
    Answers,
    NamedBox,
    PictureAnswers,
    find_answers,
    phrase_of,
    read_answers,
)
from lredit_core.evaluation.photograph_questions import Half, ask, things_asked
from lredit_core.evaluation.tasks import TaskKind
from lredit_core.geometry import Box, Size
from lredit_core.pictures.locating import located
from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.targets import parse_targets

if TYPE_CHECKING:
    from pathlib import Path

COCO: dict[str, Any] = {
    "images": [{"id": 7, "file_name": "a.png", "width": 100, "height": 80}],
    "annotations": [
        {"image_id": 7, "category_id": 3, "bbox": [10.2, 20.0, 29.6, 40.1]},
        {"image_id": 7, "category_id": 4, "bbox": [50, 0, 30, 30], "iscrowd": 1},
    ],
    "categories": [{"id": 3, "name": "dog"}, {"id": 4, "name": "person"}],
}
VOC = """<annotation><filename>{name}</filename><size><width>100</width><height>80</height></size>
<object><name>diningtable</name><bndbox><xmin>11</xmin><ymin>21</ymin><xmax>40</xmax><ymax>60</ymax></bndbox></object>
<object><name>cat</name><difficult>1</difficult>
<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>30.5</xmax><ymax>30</ymax></bndbox></object></annotation>"""
ROWS: dict[str, Any] = {
    "rows": [
        {
            "picture": "a.png",
            "things": [{"name": "a dog", "box": [10, 20, 40, 60]}, {"name": "a cat", "box": [0, 0, 5, 5]}],
            "asked": [{"thing": "a cat", "box": [0, 0, 5, 5]}],
        },
        {"picture": "b.png", "things": [{"name": "a dog", "box": [10, 20, 40, 60]}]},
    ]
}


def written(path: Path, content: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def picture(path: Path, size: tuple[int, int] = (100, 80)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, (90, 120, 60)).save(path)
    return path


@pytest.mark.parametrize(
    ("category", "phrase"),
    [
        ("dog", "a dog"), ("airplane", "an airplane"), ("umbrella", "an umbrella"), ("diningtable", "a dining table"),
        ("tvmonitor", "a television"), ("Aeroplane", "an airplane"), ("wine_glass", "a wine glass"),
        ("scissors", "scissors"), ("car_(automobile)", "a car"), ("a red car", "a red car"), ("the sky", "the sky"),
    ],
)  # fmt: skip
def test_categories_become_what_a_person_says(category: str, phrase: str) -> None:
    assert phrase_of(category) == phrase


def test_coco_is_read(tmp_path: Path) -> None:
    assert read_answers(written(tmp_path / "instances.json", COCO)) == Answers(
        "coco",
        (
            PictureAnswers(
                "a.png",
                (NamedBox("a dog", Box(10, 20, 40, 60)), NamedBox("a person", Box(50, 0, 80, 30), is_one_thing=False)),
                size=Size(100, 80),
            ),
        ),
    )


def test_pascal_voc_is_read_from_a_folder_whose_pixels_count_from_one(tmp_path: Path) -> None:
    written(tmp_path / "Annotations" / "a.xml", VOC.format(name="a.png"))
    written(tmp_path / "Annotations" / "b.xml", VOC.format(name=" "))
    answers = read_answers(tmp_path / "Annotations")
    things = (
        NamedBox("a dining table", Box(10, 20, 40, 60)),
        NamedBox("a cat", Box(0, 0, 30, 30), is_one_thing=False),
    )
    assert answers == Answers(
        "voc",
        (PictureAnswers("a.png", things, size=Size(100, 80)), PictureAnswers("b", things, size=Size(100, 80))),
    )
    assert read_answers(tmp_path / "Annotations" / "a.xml").pictures == answers.pictures[:1]


def test_the_small_file_is_read_with_what_it_asks(tmp_path: Path) -> None:
    answers = read_answers(written(tmp_path / "answers.json", ROWS))
    dog = NamedBox("a dog", Box(10, 20, 40, 60))
    cat = NamedBox("a cat", Box(0, 0, 5, 5))
    assert answers == Answers("rows", (PictureAnswers("a.png", (dog, cat), (cat,)), PictureAnswers("b.png", (dog,))))


def test_answers_are_found_beside_the_pictures(tmp_path: Path) -> None:
    xml = written(tmp_path / "beside" / "a.xml", VOC).parent
    assert find_answers(xml) == xml
    annotations = written(xml / "Annotations" / "a.xml", VOC).parent
    assert find_answers(xml) == annotations
    coco = written(xml / "instances.json", COCO)
    assert find_answers(xml) == coco
    written(xml / "figures.json", {})
    with pytest.raises(InvalidRequest, match=r"figures\.json, instances\.json.*--answers"):
        find_answers(xml)
    rows = written(xml / "answers.json", ROWS)
    assert find_answers(xml) == rows


def test_where_no_answers_are_it_says_what_they_may_be(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match=r"no answers in.*--answers: COCO JSON"):
        find_answers(tmp_path)
    with pytest.raises(InvalidRequest, match="no folder"):
        find_answers(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("no json", "no JSON and no XML"),
        ("[1, 2]", "holds no answers.*COCO JSON"),
        ({**COCO, "annotations": [{"image_id": 7, "category_id": 3}]}, "annotation 1 lacks 'bbox'"),
        ({**COCO, "categories": []}, "annotation 1 lacks 3, or names one that is not there"),
        ({**COCO, "annotations": [{"image_id": 7, "category_id": 3, "bbox": [1, 2, 3]}]}, "annotation 1 is not as"),
        ({**COCO, "images": [{"id": 7, "width": 10, "height": 10}]}, "image 1 lacks 'file_name'"),
        ({**COCO, "categories": [{"id": 3, "name": "_"}]}, "category 1 is not as it should be .*names nothing"),
        ({"rows": [{"picture": "a.png"}]}, "row 1 lacks 'things'"),
        ({"rows": ["a.png"]}, "row 1 is not as it should be"),
        ('{"rows": [{"picture": "a", "things": [{"name": "a", "box": [0, 0, NaN, 2]}]}]}', "row 1 is not as"),
        ("<annotation><object></annotation>", "no XML that can be read"),
        ("<html></html>", "begins with <html>, not <annotation>"),
        ("<annotation><object><name>dog</name></object></annotation>", "object 1 lacks 'bndbox/xmin'"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_a_sentence(tmp_path: Path, content: Any, told: str) -> None:
    with pytest.raises(InvalidRequest, match=told) as raised:
        read_answers(written(tmp_path / "bad", content))
    assert "\n" not in raised.value.message
    assert raised.value.message.endswith(".")


def test_files_that_are_not_there_are_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match=r"no file.*--answers"):
        read_answers(tmp_path / "nothing.json")
    with pytest.raises(InvalidRequest, match=r"no \.xml files"):
        read_answers(tmp_path)


def known(*things: tuple[str, Box], asked: tuple[NamedBox, ...] | None = None) -> PictureAnswers:
    return PictureAnswers("a.png", tuple(NamedBox(*thing) for thing in things), asked)


def test_a_thing_is_asked_for_that_occurs_once_and_has_a_sensible_size() -> None:
    size = Size(200, 100)
    dog, bird = Box(0, 0, 20, 20), Box(100, 0, 140, 40)
    assert [thing.phrase for thing in things_asked(known(("a dog", dog), ("a bird", bird)), size)] == [
        "a dog",
        "a bird",
    ]
    twice = known(("a dog", dog), ("a dog", bird), ("a cat", bird))
    assert [thing.phrase for thing in things_asked(twice, size)] == ["a cat"]
    for box, is_asked in (
        (Box(0, 0, 12, 12), True),
        (Box(0, 0, 11, 12), False),
        (Box(0, 0, 4, 36), True),  # the sides' geometric mean counts
        (Box(0, 0, 80, 80), True),
        (Box(0, 0, 81, 80), False),
        (Box(190, 0, 230, 8), False),  # what reaches out of the picture is cut
        (Box(20, 20, 10, 10), False),
    ):
        assert bool(things_asked(known(("a dog", box)), size)) is is_asked, box


def test_crowds_and_what_is_hard_to_see_are_there_but_not_asked_for() -> None:
    box = Box(0, 0, 40, 40)
    crowd = NamedBox("a person", box, is_one_thing=False)
    one = NamedBox("a person", box)
    assert things_asked(PictureAnswers("a", (crowd,)), Size(100, 100)) == ()
    assert things_asked(PictureAnswers("a", (crowd, one)), Size(100, 100)) == ()


def test_what_the_answers_ask_is_taken_as_it_is() -> None:
    tiny = NamedBox("a cat", Box(0, 0, 2, 2))
    assert things_asked(known(("a dog", Box(0, 0, 40, 40)), asked=(tiny,)), None) == (tiny,)
    assert things_asked(known(("a dog", Box(0, 0, 40, 40)), asked=()), None) == ()
    with pytest.raises(ValueError, match="size"):
        things_asked(known(("a dog", Box(0, 0, 40, 40))), None)


def many(folder: Path, count: int) -> Answers:
    """`count` pictures with two things each, and one of nothing."""
    box, other = Box(0, 0, 40, 40), Box(50, 0, 90, 40)
    things = (NamedBox("a dog", box), NamedBox("a cat", other))
    names = [picture(folder / f"{number}.png").name for number in range(count)]
    return Answers("coco", (PictureAnswers("0.png", ()), *(PictureAnswers(name, things) for name in names)))


def test_halves_share_no_picture_and_keep_the_numbers_of_all_questions(tmp_path: Path) -> None:
    answers = many(tmp_path, 3)
    everything = ask(answers, tmp_path)
    assert [question.number for question in everything.questions] == [0, 1, 2, 3, 4, 5]
    assert (everything.picture_count, everything.skipped) == (3, ())
    even, odd = (ask(answers, tmp_path, half=half).questions for half in Half)
    assert [(question.picture, question.number) for question in even] == [
        ("0.png", 0), ("0.png", 1), ("2.png", 4), ("2.png", 5),
    ]  # fmt: skip
    assert [question.number for question in odd] == [2, 3]
    assert [question.number for question in ask(answers, tmp_path, half=Half.EVEN, limit=3).questions] == [0, 1, 4]


def test_pictures_that_are_not_there_are_skipped_and_said(tmp_path: Path) -> None:
    answers = many(tmp_path, 3)
    (tmp_path / "1.png").unlink()
    (tmp_path / "2.png").write_bytes(b"no picture")  # opened for its size, which the answers do not say
    asked = ask(answers, tmp_path)
    assert asked.picture_count == 1
    (gone, damaged) = asked.skipped
    assert (gone.picture, "is not in" in gone.why) == ("1.png", True)
    assert (damaged.picture, "not a picture" in damaged.why) == ("2.png", True)


def test_where_nothing_can_be_asked_it_says_what_to_do(tmp_path: Path) -> None:
    answers = many(tmp_path / "here", 1)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidRequest, match=r"None of the 2 pictures.*--pictures"):
        ask(answers, tmp_path / "empty")
    with pytest.raises(InvalidRequest, match=r"nothing to ask.*12 % to 80 %.*in this half"):
        ask(answers, tmp_path / "here", half=Half.ODD)


def test_pictures_are_found_as_data_sets_lay_them_out(tmp_path: Path) -> None:
    plain, voc = picture(tmp_path / "a.png"), picture(tmp_path / "JPEGImages" / "b.jpg")
    assert located(tmp_path, "a.png") == plain
    assert located(tmp_path, "val2017/a.png") == plain
    assert located(tmp_path, "C:\\data\\a.png") == plain
    assert located(tmp_path, "b") == voc
    assert located(tmp_path, "b.jpg") == voc
    for strange in ("c.png", "", "../a.png/..", "x" * 5000, "a\0.png"):
        assert located(tmp_path, strange) is None
    (tmp_path / "inside").mkdir()
    assert located(tmp_path / "inside", "../a.png") is None
    assert located(tmp_path / "inside", str(plain)) is None


def test_a_question_refuses_a_picture_that_is_not_the_answers(tmp_path: Path) -> None:
    box = Box(0, 0, 40, 40)
    answers = Answers("coco", (PictureAnswers("a.png", (NamedBox("a dog", box),), size=Size(100, 80)),))
    picture(tmp_path / "a.png", (100, 80))
    (question,) = ask(answers, tmp_path).questions
    task = question.task()
    assert (task.prompt, task.source_prompt, task.answers) == ("a red apple", "a dog", (box,))
    picture(tmp_path / "a.png", (50, 40))
    with pytest.raises(PictureError, match="50 x 40 pixels; the answers are for one of 100 x 80"):
        question.task()
    outside = Answers("rows", (PictureAnswers("a.png", (), (NamedBox("a dog", Box(60, 0, 90, 40)),)),))
    (question,) = ask(outside, tmp_path).questions
    with pytest.raises(PictureError, match="lies outside"):
        question.task()


def test_the_same_things_are_asked_to_be_removed_and_each_picture_once_to_be_added_to(tmp_path: Path) -> None:
    answers = read_answers(written(tmp_path / "answers.json", ROWS))
    for name in ("a.png", "b.png"):
        picture(tmp_path / name)
    replacing = ask(answers, tmp_path).questions
    removing = ask(answers, tmp_path, intent=EditIntent.REMOVE).questions
    assert [(item.number, item.thing, item.answer) for item in removing] == [
        (item.number, item.thing, item.answer) for item in replacing
    ]
    assert [item.in_words for item in replacing] == ["“a red apple” for “a cat”", "“a red apple” for “a dog”"]
    assert [item.in_words for item in removing] == ["“remove the cat”", "“remove the dog”"]
    task = removing[1].task()
    assert (task.kind, task.prompt, task.source_prompt) == (TaskKind.REMOVE, "remove the dog", "")
    adding = ask(answers, tmp_path, intent=EditIntent.ADD).questions
    assert [(item.number, item.picture, item.thing, item.answer) for item in adding] == [
        (0, "a.png", "", None), (1, "b.png", "", None),
    ]  # fmt: skip
    task = adding[0].task()
    assert (task.kind, task.prompt, task.answers) == (TaskKind.INSERT, "add a red apple", ())
    assert task.occupied == (Box(10, 20, 40, 60), Box(0, 0, 5, 5))
    (target,) = parse_targets(task.prompt)
    assert target.intent is EditIntent.ADD
