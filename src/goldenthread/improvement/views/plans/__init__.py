"""Pages of plans, their parts and milestones, and what is said of them."""
