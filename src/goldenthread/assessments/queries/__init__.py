"""The read side of requests and decisions."""
