"""The read side of letters and notices."""
