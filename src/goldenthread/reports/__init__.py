"""Reports of an improvement plan to those who oversee it: composed from what others keep, then frozen."""
