"""The language of the window: catalogues, sentences of the core, numbers as they are written there."""
