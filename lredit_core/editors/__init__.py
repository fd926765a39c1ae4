"""Pretrained editors behind one protocol: what fills the region."""
