"""The only writers of letters and notices."""
