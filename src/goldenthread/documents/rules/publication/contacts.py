"""Contacts and numbers of a person: e-mail, telephone, addresses, dates of birth, numbers of pupils and cases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from goldenthread.documents.rules.publication.book import Contact, book
from goldenthread.documents.rules.publication.names import Hit


def contacts(text: str, masked: str, own: Collection[str] = ()) -> Iterator[Hit]:
    """The contacts in a text; addresses in the same text with its known names `masked`.

    `own` are names of the area and its organisations, squashed: their handles are none.
    """
    for name, contact in book().contacts.items():
        if contact.holds.search(text) is None:
            continue
        for found in contact.pattern.finditer(masked if name == "address" else text):
            if name == "handle" and squashed(found[0]) in own:
                continue
            if _counts(name, contact, found[0]) and not _of_list(text, contact, found.start()):
                yield found.start(), found.end(), contact.word


def squashed(name: str) -> str:
    """A name as a handle on social media holds it: letters and digits only."""
    return re.sub(r"\W|_", "", name).casefold()


def _of_list(text: str, contact: Contact, start: int) -> bool:
    """Whether the word before makes the number a label ("Priority 4 Road safety")."""
    before = re.search(r"([\w'’]+)\W{1,2}$", text[max(0, start - 30) : start])
    return before is not None and before[1].casefold() in contact.not_after


def _counts(name: str, contact: Contact, text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    if name == "email":
        return re.split(r"[@]", text)[0].casefold() not in contact.not_local
    if contact.digits and not contact.digits[0] <= len(digits) <= contact.digits[1]:
        return False
    if contact.not_starting and digits.startswith(contact.not_starting):
        return False
    return not contact.check_digit or is_nhs_number(digits)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number: the last one checks the others (modulus 11)."""
    if len(digits) != 10:
        return False
    weighed = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - weighed % 11) % 11 == int(digits[9])
