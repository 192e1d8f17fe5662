"""What is fixed about background tasks. Pure: no Django."""
