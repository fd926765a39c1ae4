"""The engine for plug-ins of other programs: one JSON object a line in, one a line out (docs/serve.md)."""
