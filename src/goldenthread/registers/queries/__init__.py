"""The read side of registers, always from a scope."""
