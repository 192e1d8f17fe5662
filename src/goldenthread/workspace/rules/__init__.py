"""What the pages of the workspace show to whom: pure, no Django."""
