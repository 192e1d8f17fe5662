"""What every room needs and no room owns: the clock, months, rounding, errors, the command-line contract."""
