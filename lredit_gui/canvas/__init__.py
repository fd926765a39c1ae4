"""The picture on the screen, and what is drawn over it."""
