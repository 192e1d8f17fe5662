"""How a milestone is called wherever people meet it: by its printed number, or by its place where none is printed.

An unnumbered milestone is given no number: `number` stays empty in the database and null in what is exported. Its
place stands in brackets, which no plan prints, so that the two cannot be taken for one another.
"""

from __future__ import annotations


def milestone_place(number: str | None, position: int) -> str:
    """`3` where the plan prints that number; `(3)` for the third of a priority that prints none."""
    return number or f"({position})"


def milestone_reference(code: str, number: str | None, position: int) -> str:
    """`2c.3` or `2c.(3)`: the priority's code before the place."""
    return f"{code}.{milestone_place(number, position)}"
