"""What is read of documents, from a scope."""
