"""What the person chose, kept on this machine if they say so, and what can be learned from it."""
