"""The number that some links need: shown once, slow to try, five tries for as long as the link lasts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenthread.access.links import arriving, numbers
from goldenthread.access.links.tokens import hash_of, without_tokens
from goldenthread.access.models import AuditEntry, Link, LinkNumber, User
from goldenthread.access.rules.link_purposes import DATA, build, purposes
from goldenthread.access.scope import without_account
from goldenthread.core.rulesfile import load_rules

ANYBODY = without_account()
PURPOSE = "request_draft"


@pytest.fixture
def made() -> numbers.Numbered:
    ann = User.objects.create(email="ann@example.org", name="Ann", password="!")
    return numbers.make(scope=ANYBODY, purpose=PURPOSE, target=ann, lasts=timedelta(days=28))


def other_than(number: str) -> str:
    return f"{(int(number) + 1) % 1_000_000:06d}"


@pytest.mark.django_db
def test_it_is_kept_as_a_slow_hash_alone_and_works_as_often_as_it_is_right(
    made: numbers.Numbered,
) -> None:
    link = Link.objects.get()
    kept = LinkNumber.objects.get()
    assert made.number not in str(LinkNumber.objects.values().get())
    assert kept.number_hash.split("$")[0] in ("md5", "argon2")
    assert made.number not in str(list(AuditEntry.objects.values()))
    for typed in (made.number, numbers.shown(made.number)):
        assert numbers.confirm(scope=ANYBODY, link=link, typed=typed)


@pytest.mark.django_db
def test_five_wrong_ones_end_the_link_and_the_right_one_opens_nothing_after_that(
    made: numbers.Numbered,
) -> None:
    link = arriving.find(hash_of(made.token), PURPOSE)
    for _ in range(purposes().numbers.tries):
        assert arriving.find(hash_of(made.token), PURPOSE) is not None
        assert not numbers.confirm(scope=ANYBODY, link=link, typed=other_than(made.number))
    assert arriving.find(hash_of(made.token), PURPOSE) is None
    assert not numbers.confirm(scope=ANYBODY, link=link, typed=made.number)
    assert not numbers.confirm(scope=ANYBODY, link=None, typed=made.number)


@pytest.mark.django_db
def test_a_new_one_ends_the_link_before(made: numbers.Numbered) -> None:
    numbers.make(scope=ANYBODY, purpose=PURPOSE, target=User.objects.get(), lasts=timedelta(days=1))
    assert arriving.find(hash_of(made.token), PURPOSE) is None


@pytest.mark.django_db
def test_a_purpose_without_one_gets_none() -> None:
    ann = User.objects.create(email="ann@example.org", name="Ann", password="!")
    with pytest.raises(ValueError, match="no number"):
        numbers.make(scope=ANYBODY, purpose="invitation", target=ann, lasts=timedelta(days=1))


def test_a_number_that_can_be_guessed_is_refused_and_so_is_a_code_beside_it() -> None:
    said = load_rules(DATA)
    with pytest.raises(ValueError, match="guessed"):
        build({**said, "number": {"digits": 5, "tries": 5}})
    both = {**said["purposes"], "x": {"needs_code": True, "needs_number": True}}
    with pytest.raises(ValueError, match="not both"):
        build({**said, "purposes": both})
    assert purposes().needs_more(PURPOSE)
    assert not purposes().needs_more("invitation")


def test_the_address_of_the_link_is_blanked_in_logs() -> None:
    said = without_tokens("GET /assessments/request/return/abcDEF123_- HTTP/1.1")
    assert "abcDEF123" not in said
    assert "/request/return/number/" in without_tokens("/assessments/request/return/number/")
