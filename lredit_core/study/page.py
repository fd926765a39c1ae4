"""A study as one HTML page that needs no other file and no network; its script is `resources/study/study.js`.

The page knows pairs and sides, not methods: whoever reads its source learns nothing of who made what.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.evaluation.regions_pictures import as_data_uri, shown_at
from lredit_core.pictures.opening import open_picture
from lredit_core.resources import resource_path
from lredit_core.study.votes import Question

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.study.pairs import Study

#: Pictures are shown this long at most.
LONGEST_PX = 900
#: Of WebP: what is asked is how real a picture looks.
_QUALITY = 94


def page_of(study: Study, key: Path) -> str:
    """The whole page, HTML.

    Args:
        study: its pairs.
        key: where the study's key lies: pictures are named from there.

    Raises:
        PictureError: where a picture cannot be read.
    """
    files = list(dict.fromkeys(name for pair in study.pairs for name in pair.pictures))
    places = np.random.default_rng(study.seed).permutation(len(files))  # their order tells nothing
    number_of = {files[index]: place for place, index in enumerate(places)}
    content = {
        "study": study.study,
        "questions": [{"key": question.value, "text": question.in_words} for question in Question],
        "pictures": [_shown(study.picture(files[index], key)) for index in places],
        "pairs": [
            {
                "pair": pair.number,
                "words": pair.in_words,
                "before": number_of[pair.before],
                "left": number_of[pair.left_picture],
                "right": number_of[pair.right_picture],
            }
            for pair in study.pairs
        ],
    }
    parts = {name: (resource_path("study") / name).read_text(encoding="utf-8") for name in _PARTS}
    page = parts["study.html"].replace("@STYLE@", parts["study.css"]).replace("@SCRIPT@", parts["study.js"])
    return page.replace("@STUDY@", json.dumps(content).replace("<", "\\u003c"))


_PARTS = ("study.html", "study.css", "study.js")


def _shown(path: Path) -> str:
    pixels = open_picture(path).buffer.to_srgb8()
    picture, _scale = shown_at(pixels, min(LONGEST_PX, max(pixels.shape[:2])))
    return as_data_uri(picture, quality=_QUALITY)
