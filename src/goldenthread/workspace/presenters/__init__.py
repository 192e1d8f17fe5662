"""How what was read is put on a page."""
