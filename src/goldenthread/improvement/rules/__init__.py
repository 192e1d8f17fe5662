"""Pure rules of improvement plans. Nothing here imports Django."""
