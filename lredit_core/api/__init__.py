"""What crosses the border between processes: requests, events, the engine's interface."""
