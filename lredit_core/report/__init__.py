"""What an edit did, as a file and as pictures."""
