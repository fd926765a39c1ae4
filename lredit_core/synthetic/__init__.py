"""Drawn things, backgrounds and scenes: training and evaluation stand on them."""
