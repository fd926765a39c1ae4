"""What the person can set, in one dialog: pages of rows, each of which takes effect at once."""
