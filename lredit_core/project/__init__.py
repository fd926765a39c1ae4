"""Project files: everything of an open picture, to be gone on with later."""
