"""The words of error messages, in the manner of the GOV.UK Design System. Pure functions on text."""

from __future__ import annotations

_DETERMINERS = frozenset({
    "a", "an", "the", "at", "your", "their", "our", "its", "this", "that", "whether",
    "what", "how", "when", "where", "who", "which", "why",
})  # fmt: skip


# Beside every field whose words can stand in a public paper or on the page for families.
NAMES_NOBODY = "Do not name a child, a parent or a member of staff: this can be printed."


def printed(hint: str = "") -> str:
    """The hint of a field whose words can be printed: its own, and that it must name nobody."""
    return f"{hint} {NAMES_NOBODY}".strip()


def is_question(label: str) -> bool:
    return label.rstrip().endswith("?")


def lower_first(text: str) -> str:
    """`Email address` -> `email address`, but `EHC plan` and `Year 9` style words stay as they are."""
    first_word = text.split(" ", 1)[0]
    ordinary = first_word[:1].isupper() and first_word[1:].islower()
    return text[:1].lower() + text[1:] if ordinary or first_word == "A" else text


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def with_article(called: str) -> str:
    """`reason` -> `the reason`; `an email address` stays."""
    first_word = called.split(" ", 1)[0].lower()
    return called if first_word in _DETERMINERS else f"the {called}"


def as_subject(called: str) -> str:
    """The name at the head of a sentence: `an email address` -> `Email address`."""
    first_word, _, rest = called.partition(" ")
    return upper_first(rest if rest and first_word.lower() in ("a", "an", "the") else called)


def ask(verb: str, called: str, label: str) -> str:
    """`Enter the reason`. A question nobody has named is quoted: `Select an answer to ‘Who leads?’`."""
    if not called and is_question(label):
        return f"{verb} an answer to ‘{label.strip()}’"
    return f"{verb} {with_article(called or lower_first(label))}"


def from_the_list(verb: str, called: str) -> str:
    """What to say of a choice that is not offered."""
    return f"{verb} {with_article(called)} from the list"


def joined(words: list[str], last: str = "and") -> str:
    """`day, month and year`."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
