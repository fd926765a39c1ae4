"""A study of blind pairs in the window: pictures side by side, answered by keys."""
