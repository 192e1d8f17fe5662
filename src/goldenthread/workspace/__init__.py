"""Pages that bring rooms together: Today, the worklist, a child's record. It composes; it computes nothing."""
