"""The read side: rows for pages and exports. Each function starts from a scope."""
