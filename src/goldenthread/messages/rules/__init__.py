"""What letters are checked and addressed by: pure, no Django."""
