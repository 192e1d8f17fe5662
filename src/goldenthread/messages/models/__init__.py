"""The tables of letters and notices."""
