"""The only writers of registers, one module for each thing that people do."""
