"""The window of what was learned from the person."""
