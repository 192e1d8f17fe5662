"""Pages of a plan's versions, its closing and reviews, and of what goes on in another plan."""
