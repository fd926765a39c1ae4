"""The memo of edits: no window is ever edited twice with the same inputs, in learning, finals or nudges."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.editors.base import EditedCrop, EditInstructions
    from lredit_core.editors.crop import CropPlan

DEFAULT_BUDGET_BYTES = 384 << 20
#: The drafts of some six thorough edits, of some forty quick ones: nobody nudges a box of before that.
MOST_ENTRIES = 512


@dataclass(frozen=True, slots=True)
class EditKey:
    """Everything the edited crop depends on."""

    image_digest: str
    plan: CropPlan
    editor: str
    instructions: EditInstructions
    seed: int


class EditMemo:
    """Edited crops by key; the least recently used go when the bytes run out, or there are too many."""

    def __init__(self, budget_bytes: int = DEFAULT_BUDGET_BYTES) -> None:
        self._budget_bytes = budget_bytes
        self._entries: OrderedDict[EditKey, EditedCrop] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: EditKey) -> EditedCrop | None:
        entry = self._entries.get(key)
        if entry is not None:
            self._entries.move_to_end(key)
        return entry

    def put(self, key: EditKey, edited: EditedCrop) -> None:
        if key in self._entries:
            return
        self._entries[key] = edited
        self._bytes += _byte_count(edited)
        while len(self._entries) > 1 and (self._bytes > self._budget_bytes or len(self._entries) > MOST_ENTRIES):
            _oldest, dropped = self._entries.popitem(last=False)
            self._bytes -= _byte_count(dropped)


def _byte_count(edited: EditedCrop) -> int:
    return edited.pixels.nbytes + (0 if edited.mask is None else edited.mask.nbytes)
