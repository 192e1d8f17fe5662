"""Forms about letters and notices."""
