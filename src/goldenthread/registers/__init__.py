"""Registers: what an area keeps a list of, with states, owners, reviews and escalation, defined by data."""
