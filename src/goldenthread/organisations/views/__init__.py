"""Pages of people, posts and organisations."""
