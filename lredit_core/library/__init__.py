"""A person's own photographs as a source of things: found, cut out, kept, and found again by words."""
