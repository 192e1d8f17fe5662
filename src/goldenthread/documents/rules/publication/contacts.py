"""Contacts and numbers of a person: e-mail, telephone, NHS number, pupil number, post code, date of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.documents.rules.publication.book import Contact, book
from goldenthread.documents.rules.publication.names import Hit


def contacts(sentence: str) -> Iterator[Hit]:
    """The contacts in a sentence."""
    for name, contact in book().contacts.items():
        for found in contact.pattern.finditer(sentence):
            if _counts(name, contact, found[0]):
                yield found.start(), found.end(), contact.word


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
