"""Work that takes longer than a page may: asked for, made by a worker, fetched, and expired."""
