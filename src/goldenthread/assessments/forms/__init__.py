"""Forms about requests and decisions."""
