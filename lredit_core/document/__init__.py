"""The document: a picture, its layers, its history, and how layers are put together."""
