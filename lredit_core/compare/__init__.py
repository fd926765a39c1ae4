"""Our edits beside those of editors without regions."""
