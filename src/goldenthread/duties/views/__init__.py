"""Pages of cases and of their duties."""
