"""The window that manages model bundles."""
