"""What is said of a box or an anchor under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from lredit_core.api.events import AnchorSource
from lredit_gui.canvas.overlay_model import BoxKind, share_text
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from lredit_core.api.events import Anchor
    from lredit_gui.canvas.overlay_model import OverlayBox


def source_names() -> dict[AnchorSource, str]:
    """What each kind of anchor is called."""
    return {
        AnchorSource.ATTENTION: _tr("attention"),
        AnchorSource.OBJECTNESS: _tr("objectness"),
        AnchorSource.TEXT: _tr("text"),
        AnchorSource.GRID: _tr("grid"),
        AnchorSource.GROUNDING: _tr("grounding"),
    }


def anchor_tip(anchor: Anchor) -> str:
    """Where an anchor comes from and how strong it is among those of its kind."""
    said = _tr("Anchor from {0}; strength {1} of its kind")
    return said.format(source_names()[anchor.source], share_text(anchor.strength))


def box_tip(box: OverlayBox) -> str:
    """Where a box comes from and how likely it is, as rich text."""
    size = f"{box.box.width} \u00d7 {box.box.height} px"
    if box.kind is BoxKind.PERSONS:
        return as_tip("\n".join((_tr("Your box"), size)))
    lines = [_tr("Candidate {0}: {1}").format(box.label, box.prompt)] if box.kind is BoxKind.CANDIDATE else []
    if box.source is not None:
        lines.append(_tr("Found by {0}").format(source_names()[box.source]))
    if box.likelihood is not None:
        lines.append(_tr("Likelihood {0}").format(share_text(box.likelihood)))
    return as_tip("\n".join((*lines, size)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Hovering", text)
