"""Grounding: models of the person's own that find what words name, or draw the mask of what a box or a point is on.

`families.py` is the table of what can be used; `folder.py` looks at a folder and loads it; `grounded.py` says what
comes out, whatever the family.
"""
