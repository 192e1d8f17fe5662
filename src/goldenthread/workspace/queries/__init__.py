"""The read side of pages that bring rooms together."""
