"""Pages of the evidence library and of the self-evaluation."""
