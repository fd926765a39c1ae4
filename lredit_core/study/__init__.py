"""Blind pairs of two methods' results, what people say of them, and what that comes to."""
