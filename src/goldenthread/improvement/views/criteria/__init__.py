"""Pages of success criteria: the list, one of them, and what is said of it."""
