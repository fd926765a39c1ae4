"""Frozen encoders: what the picture and the text say to the learning."""
