"""The results of a batch as one page that needs no other file: each picture before and after, with a slider between."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from lredit_core.errors import LreditError
from lredit_core.pictures.atomic_writing import write_atomically
from lredit_core.pictures.image import resized
from lredit_core.pictures.opening import open_picture
from lredit_core.prompt.intent import EditIntent
from lredit_core.regular_files import open_regular, read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lredit_core.batch.journal import RowRecord
    from lredit_core.geometry import Size

#: The longer side of a picture on the page.
SHOWN_PX = 640
_QUALITY = 82
_BEGINNING = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="generator" content="lredit batch">'
)
#: A page knows its own digest: one that a person changed is theirs.
_DIGEST = '<meta name="digest" content="'
_DIGEST_CHARACTERS = 32
_MOST_BYTES = 4_000_000_000
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1d21; --soft: #5c626c; --ground: #fbfbfc; --card: #fff; --line: #d9dce1;
  --bad: #a3341f; --accent: #2f6fde; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaee; --soft: #a2a8b3; --ground: #17191d; --card: #202329;
  --line: #363b44; --bad: #ef8b74; --accent: #7aa7ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 100rem; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0; } p.about { color: var(--soft); margin: .25rem 0 1.25rem; }
main { align-items: start; display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
article > div.words { padding: .6rem .8rem .8rem; font-size: .85rem; overflow-wrap: anywhere; }
.words b { display: block; font-size: .95rem; } .words small { color: var(--soft); } .words .bad { color: var(--bad); }
.pair { position: relative; line-height: 0; --at: 50%; }
.pair img { width: 100%; height: auto; display: block; }
.pair img.after { position: absolute; inset: 0; height: 100%; clip-path: inset(0 0 0 var(--at)); }
.pair:has(input)::after { content: ""; position: absolute; top: 0; bottom: 0; left: var(--at); width: 2px;
  margin-left: -1px; background: #fff; box-shadow: 0 0 0 1px rgb(0 0 0 / 45%); pointer-events: none; }
.pair input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: ew-resize; }
.pair:focus-within { outline: 3px solid var(--accent); outline-offset: -3px; }
"""
_SCRIPT = """
document.addEventListener("input", event => {
  const slider = event.target;
  if (slider.matches(".pair input")) slider.parentElement.style.setProperty("--at", slider.value + "%");
});
"""


def write_contact_sheet(
    records: Sequence[RowRecord],
    folder: Path,
    path: Path,
    *,
    title: str,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Writes the page; a picture that is gone is told in its place.

    Args:
        records: in the order of the page.
        folder: of results.
        path: of the page.
        title: of the page.
        on_progress: called with how many pictures are on it, and of how many.

    Raises:
        PictureError: where it cannot be written.
    """
    cards = []
    for number, record in enumerate(records, start=1):
        cards.append(_card(record, folder))
        on_progress(number, len(records))
    failed = sum(bool(record.failure) for record in records)
    about = f"{len(records) - failed} of {len(records)} pictures edited. Drag over a picture, or use the arrow keys."
    head = f"{_BEGINNING}{_DIGEST}"
    rest = (
        f'"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n"
        f'<h1>{escape(title)}</h1><p class="about">{escape(about)}</p>\n<main>\n'
        + "\n".join(cards)
        + f"\n</main><script>{_SCRIPT}</script></body></html>\n"
    )
    before, after = _BEGINNING.encode(), rest.encode("utf-8", "replace")
    write_atomically(path, head.encode() + _digest_of(before + after).encode() + after)


def is_untouched_sheet(path: Path) -> bool:
    """Whether a file is a page that was written here, byte by byte. Raises OSError: where it cannot be read."""
    with open_regular(path) as file:
        if not file.read(400).startswith(_BEGINNING.encode()):
            return False
    page = read_regular(path, _MOST_BYTES)
    head, mark, rest = page.partition(_DIGEST.encode())
    written, rest = rest[:_DIGEST_CHARACTERS], rest[_DIGEST_CHARACTERS:]
    return bool(mark) and written == _digest_of(head + rest).encode()


def _digest_of(page: bytes) -> str:
    """Of a page without the place where its digest stands."""
    return hashlib.sha256(page).hexdigest()[:_DIGEST_CHARACTERS]


def _card(record: RowRecord, folder: Path) -> str:
    replaces = record.source and record.intent != EditIntent.ADD.value
    asked = f"{record.prompt} instead of {record.source}" if replaces else record.prompt or record.intent
    words = [f"<b>{escape(asked)}</b>", f"<small>{escape(record.picture)}, {record.seconds:.1f} s</small>"]
    picture = ""
    if record.failure:
        words.append(f'<div class="bad">{escape(record.failure)}</div>')
        with contextlib.suppress(LreditError):
            before, _size = _shown(Path(record.source_path))
            picture = f'<div class="pair"><img loading="lazy" alt="Before" src="{before}"></div>'
    else:
        try:
            picture = _pair(record, folder / record.name, asked)
        except LreditError as error:
            words.append(f'<div class="bad">{escape(error.message)}</div>')
        words += [f"<div>{escape(note)}</div>" for note in record.notes]
    return f'<article>{picture}<div class="words">{"".join(words)}</div></article>'


def _pair(record: RowRecord, place: Path, asked: str) -> str:
    """Both pictures over one another, parted in the middle of what was edited.

    Raises:
        PictureError: where one cannot be read.
    """
    after, size = _shown(place)
    before, before_size = _shown(Path(record.source_path))
    if before_size != size:  # it was cropped or scaled since
        return f'<div class="pair"><img loading="lazy" alt="{escape(asked)}" src="{after}"></div>'
    width = size.width
    x0, _y0, x1, _y1 = record.regions[0] if record.regions else (0, 0, width, 0)
    at = min(max(round(50 * (x0 + x1) / width), 10), 90)
    return (
        f'<div class="pair" style="--at: {at}%"><img loading="lazy" alt="Before" src="{before}">'
        f'<img loading="lazy" class="after" alt="{escape(asked)}" src="{after}">'
        f'<input type="range" min="0" max="100" value="{at}" aria-label="How much is shown as it was"></div>'
    )


def _shown(path: Path) -> tuple[str, Size]:
    """A picture in the page's size as an address that holds it, and the picture's own size."""
    buffer = open_picture(path).buffer
    size = buffer.size.scaled_to_longest(min(SHOWN_PX, buffer.size.longest))
    small = Image.fromarray(resized(buffer.to_srgb8(), size))
    encoded = io.BytesIO()
    small.save(encoded, "JPEG", quality=_QUALITY)
    return "data:image/jpeg;base64," + base64.b64encode(encoded.getvalue()).decode("ascii"), buffer.size
