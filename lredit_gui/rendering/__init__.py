"""From documents to what is on the screen, in worker threads."""
