"""Forms about a case."""
