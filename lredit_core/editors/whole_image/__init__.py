"""Editors without regions, which repaint the whole picture: what the method is compared with."""
