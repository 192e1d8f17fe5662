"""What a register and a matrix are: pure, read from data."""
