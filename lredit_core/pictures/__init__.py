"""Pictures: what one is, and how it is opened and written."""
