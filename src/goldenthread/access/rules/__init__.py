"""Roles and rights as data, and the pure questions asked of them."""
