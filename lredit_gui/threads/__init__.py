"""Threads that compute, so that the GUI thread only waits."""
