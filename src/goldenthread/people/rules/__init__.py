"""What people's records are checked by: pure, no Django."""
