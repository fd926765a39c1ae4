"""The engine of lredit: learns which region of a picture a text speaks of, and edits it. Imports no Qt."""
