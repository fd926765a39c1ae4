"""The engine for programs in Python: what `import lredit_core` gives (docs/library.md)."""
