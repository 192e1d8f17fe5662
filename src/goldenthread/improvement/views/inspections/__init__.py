"""Pages of inspections, the thread from their findings, and the documents that plans rely on."""
