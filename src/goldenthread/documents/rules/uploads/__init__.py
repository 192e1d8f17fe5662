"""Which files are taken, what they are by their bytes, and what is left of them when they have been cleaned. Pure."""
