"""The only writers of improvement plans."""
