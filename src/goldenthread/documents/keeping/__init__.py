"""How files that people send in are examined, where their bytes lie, and to which records they belong."""
