"""Many pictures and prompts at a time: lists of them, what is wrong with such a list, and folders of results."""
