"""The export dialog, what it measures, and exporting without it."""
