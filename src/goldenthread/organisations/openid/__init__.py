"""Signing in through an identity provider: its claims decide which posts a person holds."""
