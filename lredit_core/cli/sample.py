"""What `make run` does where there is no display: edits the sample picture and writes everything to a folder."""

from __future__ import annotations

import shlex
from pathlib import Path

from lredit_core.api.events import EditFailed, EditFinished
from lredit_core.api.request import EditRequest, EditSettings, Preset
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.cancellation import EventToken
from lredit_core.cli.exit_codes import EXIT_STOPPED, exit_code_of, keep_log, say
from lredit_core.errors import LreditError
from lredit_core.pictures.atomic_writing import saying_why_not
from lredit_core.pictures.opening import open_picture
from lredit_core.processes.environment import prepare_environment
from lredit_core.resources import SAMPLE, SAMPLE_PROMPT, SAMPLE_SOURCE, resource_path


def run_sample(out_dir: Path, image: Path | None = None) -> int:
    """Edits the sample; prints what it wrote; gives an exit code.

    Args:
        out_dir: where the files go; made where it is not there.
        image: a picture that was meant for the window. It is left alone: nobody said what to make of it.
    """
    prepare_environment()
    keep_log(shown=False)
    from lredit_core.report.edit_outputs import EditOutputs
    from lredit_core.report.edit_run import run_edit  # imports torch, which reads the environment

    try:
        if image is not None:
            open_picture(image)  # so that a wrong name is told
            command = f'lredit edit {shlex.quote(str(image))} --prompt "a red apple" --out edited.png'
            print(f'"{image}" is left alone. Without a window, say what should be in it: {command}', flush=True)
        with saying_why_not(out_dir):
            out_dir.mkdir(parents=True, exist_ok=True)
        request = EditRequest(
            image=open_picture(resource_path(SAMPLE)).buffer,
            prompt=SAMPLE_PROMPT,
            source_prompt=SAMPLE_SOURCE,
            settings=EditSettings.for_preset(Preset.BALANCED),
        )
        outputs = EditOutputs(
            out=out_dir / "edited.png",
            boxes=out_dir / "boxes.png",
            candidates=out_dir / "candidates.png",
            events=out_dir / "events.jsonl",
            report=out_dir / "report.json",
            source=image,
        )
        print(f'Editing: "{SAMPLE_PROMPT}" replaces "{SAMPLE_SOURCE}" ...', flush=True)
        final = run_edit(request, bundle=BUILTIN_BUNDLE, outputs=outputs, token=EventToken())
    except LreditError as error:
        say(error.message)
        return exit_code_of(error.kind)
    if isinstance(final, EditFinished):
        print(f"Done in {final.timings.end_s:.1f} s. Look at {outputs.out}, {outputs.boxes} and {outputs.candidates}.")
        return 0
    if isinstance(final, EditFailed):
        say(final.message)
        return exit_code_of(final.kind)
    say("Stopped.")
    return EXIT_STOPPED
