"""The window on the results of a batch."""
