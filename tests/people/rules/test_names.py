from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.people.rules.names import SOUND, WORD, keys_of, plain, sounds_of, typed_keys

pytestmark = pytest.mark.pure


def finds(typed: str, *names: str) -> bool:
    """Whether somebody with these names has a key of each word that was typed."""
    keys = keys_of(*names)
    groups = typed_keys(typed)
    return bool(groups) and all(group & keys for group in groups)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("obrien", ("Niamh", "O’Brien")),
        ("O'Brien", ("Niamh", "OBrien")),
        ("o brien", ("Niamh", "O`Brien")),
        ("Brien", ("Niamh", "O'Brien")),
        ("smith jones", ("Ruth", "Smith-Jones")),
        ("Smith–Jones", ("Ruth", "Jones")),
        ("jones", ("Ruth", "Smith Jones")),
        ("van der berg", ("Lotte", "Vanderberg")),
        ("Berg", ("Lotte", "van der Berg")),
        ("mcdonald", ("Rory", "MacDonald")),
        ("Mac Donald", ("Rory", "Macdonald")),
        ("hassan", ("Aisha", "Al-Hassan")),
        ("jose", ("José", "Núñez")),
        ("LUKASZ", ("Łukasz", "Wójcik")),
        ("stephen", ("Steven", "Reid")),
        ("katherine", ("Kathryn", "Reid")),
        ("shaun", ("Sean", "Reid")),
        ("smyth", ("Amy", "Smith")),
        ("mohamed", ("Muhammad", "Ali")),
        ("van le", ("Van", "Le")),
        ("le", ("Anh", "Le")),
        ("小龍", ("小龍", "李")),
        ("reid imogen", ("Imogen", "Reid")),
    ],
)
def test_a_name_is_found_however_it_is_spelt(typed: str, names: tuple[str, ...]) -> None:
    assert finds(typed, *names)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("smith", ("Imogen", "Tarn")),
        ("al", ("Aisha", "Al-Hassan")),
        ("imogen smith", ("Imogen", "Tarn")),
        ("donald", ("Rory", "Duncan")),
        ("", ("Imogen", "Tarn")),
        (" - ' ", ("Imogen", "Tarn")),
    ],
)
def test_and_others_are_not(typed: str, names: tuple[str, ...]) -> None:
    assert not finds(typed, *names)


def test_a_barrel_is_a_key_and_a_prefix_alone_is_none() -> None:
    words = {key for kind, key in keys_of("D’Souza-O’Neil") if kind == WORD}
    assert words == {"dsouza", "oneil", "neil", "souza", "dsouzaoneil"}


def test_sounds_are_of_one_kind() -> None:
    assert sounds_of("Tarn") == {key for kind, key in keys_of("Tarn") if kind == SOUND}


@given(st.text(max_size=40))
def test_whatever_is_typed_has_keys_that_fit_and_finds_itself(text: str) -> None:
    keys = keys_of(text)
    assert all(key and len(key) <= 100 and key == key.strip() for _, key in keys)
    assert all(group & keys for group in typed_keys(text))


@given(st.text("abcdefghijklmnoprstuvwyz", min_size=1, max_size=12))
def test_case_and_accents_make_no_difference(word: str) -> None:
    marked = "".join(f"{one}\u0301" for one in word.upper())
    assert keys_of(marked) == keys_of(word)
    assert plain(plain(marked)) == plain(marked)
