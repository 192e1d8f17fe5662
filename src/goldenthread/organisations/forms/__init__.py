"""Forms of people, posts and organisations."""
