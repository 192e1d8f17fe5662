"""What the pages of people, posts and organisations show, as far as a scope may see it."""
