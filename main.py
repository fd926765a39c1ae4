"""Starts the window: `python main.py [IMAGE]`."""

from lredit_gui.app.main import main

if __name__ == "__main__":
    raise SystemExit(main())
