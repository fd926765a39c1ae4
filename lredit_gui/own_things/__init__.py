"""The window of things out of the person's own photographs, and the work behind it that finds them."""
