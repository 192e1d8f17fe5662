"""Pages of letters and notices."""
