"""The only writers of requests, of what was told about them, and of decisions on them."""
