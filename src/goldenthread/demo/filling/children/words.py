"""Draws from the lists of children.yaml. Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from goldenthread.demo.sizes import load_words

# The numbers that the regulator keeps for plays and films: 07700 900000 to 900999, 01632 960000 to 960999.
MOBILE, PHONE = "07700 900{:03}", "01632 960{:03}"


def told() -> dict[str, Any]:
    """What children.yaml says."""
    return load_words("children")


def drawn(weights: Mapping[str, int], chance: random.Random) -> str:
    """A key, as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]


def place(chance: random.Random) -> str:
    """An invented place."""
    names = load_words("names")
    return f"{chance.choice(names['beginnings'])}{chance.choice(names['endings'])}"


def surname(chance: random.Random) -> str:
    return str(chance.choice(load_words("names")["surnames"]))


def lines(chance: random.Random) -> str:
    """House, street and place."""
    street = f"{chance.randint(1, 140)} {place(chance)} {chance.choice(told()['streets'])}"
    return f"{street}\n{place(chance)}"


def postcode(chance: random.Random) -> str:
    """In the shape of a postcode, in an area that there is not."""
    words = told()
    unit = "".join(chance.choices(words["unit_letters"], k=2))
    return f"{words['postcode_letters']}{chance.randint(1, 9)} {chance.randint(1, 9)}{unit}"


def mobile(chance: random.Random) -> tuple[str, str]:
    return "mobile", MOBILE.format(chance.randrange(1000))


def phone(chance: random.Random) -> tuple[str, str]:
    return "phone", PHONE.format(chance.randrange(1000))


def email(forename: str, surname: str, chance: random.Random) -> tuple[str, str]:
    """An address of a domain that reaches nobody."""
    plain = f"{forename}.{surname}".lower().replace(" ", "-").replace("'", "")
    return "email", f"{plain}.{chance.randrange(1000)}@family.example"
