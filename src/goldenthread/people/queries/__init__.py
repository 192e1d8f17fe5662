"""The read side of people, from a scope."""
