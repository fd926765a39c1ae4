"""Scenes with a known answer, and the figures measured on them."""
