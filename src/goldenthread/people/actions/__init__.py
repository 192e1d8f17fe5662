"""What writes in people: one module for each capability."""
