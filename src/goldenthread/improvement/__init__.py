"""Improvement plans: what was promised, by whom, by when, and how it stands."""
