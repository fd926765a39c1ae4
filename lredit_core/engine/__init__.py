"""The engine: from a request to events."""
