"""Local areas, the organisations that serve them, and the posts through which people work."""
