"""What the claims of an identity provider say about posts. Pure."""
