"""Exporting: the dialog, what it measures and shows while one chooses, and exporting again without it."""
