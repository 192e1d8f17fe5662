"""Pages of requests and decisions."""
