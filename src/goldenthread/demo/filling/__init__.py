"""Fills an area with as much as one of its size has, in bulk and always the same for the same seed."""
