"""The model manager: what is in use, what is installed, what can be fetched, and what is put together from disk."""
