"""Starts the window: `python main.py [FILE ...]`."""

from lredit_gui.app.main import main

if __name__ == "__main__":
    raise SystemExit(main())
