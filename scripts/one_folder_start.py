"""What the one-folder build starts (scripts/one_folder.py): the command line; the window where nothing is said."""

from __future__ import annotations

import multiprocessing
import sys

from lredit_core.cli.main import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a child process is this program once more, with arguments of its own
    if len(sys.argv) == 1:
        sys.argv.append("open")
    main()
