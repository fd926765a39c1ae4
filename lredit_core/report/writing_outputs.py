"""Writes what was asked for of an edit that has finished. Loads no model library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.document.layer_alone import layers_alone
from lredit_core.pictures.atomic_writing import write_json
from lredit_core.pictures.exporting import ExportOptions, export_picture, write_picture
from lredit_core.report.explaining_pictures import boxes_picture, candidates_picture

if TYPE_CHECKING:
    from lredit_core.api.request import EditRequest
    from lredit_core.report.edit_outputs import EditOutputs
    from lredit_core.report.edit_report import EditReport


def write_outputs(request: EditRequest, report: EditReport, outputs: EditOutputs) -> tuple[str, ...]:
    """Writes the files.

    Args:
        request: that was edited.
        report: which observed every event.
        outputs: the files that are wanted.

    Returns:
        sentences on what could not be written with the picture.

    Raises:
        PictureError: where a file cannot be written.
    """
    notes: tuple[str, ...] = ()
    ranked = [report.candidates[candidate_id] for candidate_id in report.ranking]
    if outputs.out is not None:
        document = report.document
        notes = export_picture(document.flattened(), outputs.out, options=ExportOptions(), metadata=document.metadata)
    if outputs.layer is not None:
        alone = layers_alone(report.document)
        notes += export_picture(alone, outputs.layer, options=ExportOptions(), metadata=report.document.metadata)
        if report.document.source.has_alpha:
            notes += ("The picture is transparent in places: there the layer laid over it looks unlike the edit.",)
    if outputs.boxes is not None:
        write_picture(boxes_picture(request.image, report.anchors, ranked), outputs.boxes)
    if outputs.candidates is not None:
        write_picture(candidates_picture(ranked), outputs.candidates)
    if outputs.report is not None:
        write_json(outputs.report, report.as_json())
    return notes
