"""Pages on which a draft is written."""
