"""The only writers of tasks, beside the leases."""
