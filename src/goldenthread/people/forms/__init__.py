"""What people fill in about a child: one module for each capability."""
