"""Writing the self-evaluation: what is kept, what is refused, how a claim stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.claims import Claimed, add_claim, change_claim, withdraw_claim
from goldenthread.improvement.models import Claim
from goldenthread.improvement.queries.claims import claim_page, owners, self_evaluation
from tests.factories import Person, make_area, make_person
from tests.improvement.library import TODAY, Library

pytestmark = pytest.mark.django_db


@pytest.fixture
def library() -> Library:
    return Library()


def change(by: Person, claim: Claim, claimed: Claimed, version: int = 1) -> Claim:
    return change_claim(
        scope=by.scope, claim_id=claim.pk, post_id=by.post.pk, claimed=claimed, version=version
    )


def withdraw(by: Person, claim: Claim, reason: str, version: int = 1) -> Claim:
    return withdraw_claim(
        scope=by.scope, claim_id=claim.pk, post_id=by.post.pk, reason=reason, version=version,
        today=TODAY,
    )  # fmt: skip


def standing(library: Library, claim: Claim) -> str:
    return claim_page(library.manager.scope, claim.pk, TODAY).state.standing.value


def codes() -> list[str]:
    found = AuditEntry.objects.filter(action__startswith="claim.").order_by("pk")
    return list(found.values_list("action", flat=True))


def test_a_claim_is_added_once_changed_and_withdrawn(library: Library) -> None:
    claim = library.claim()
    assert library.claim() == claim
    other = Claimed("weakness", "right_help", "Letters are not plain yet", library.quality.post.pk)
    assert change(library.manager, claim, other).version == 2
    assert change(library.manager, claim, other).version == 2
    withdrawn = withdraw(library.manager, claim, " Two claims said this. ", 2)
    assert (withdrawn.withdrawn_on, withdrawn.withdrawn_why) == (TODAY, "Two claims said this.")
    assert codes() == ["claim.added", "claim.changed", "claim.withdrawn"]
    with pytest.raises(UserError) as raised:
        change(library.manager, claim, other, 3)
    assert raised.value.code == "claim_withdrawn"


def test_two_people_on_one_claim(library: Library) -> None:
    claim = library.claim()
    mine = Claimed("strength", "take_part", "My words", library.lead.post.pk)
    change(library.quality, claim, mine)
    with pytest.raises(UserError) as raised:
        withdraw(library.manager, claim, "Old")
    assert raised.value.code == "changed_meanwhile"


def test_a_claim_is_not_withdrawn_without_a_reason(library: Library) -> None:
    with pytest.raises(UserError) as raised:
        withdraw(library.manager, library.claim(), "  ")
    assert (raised.value.code, raised.value.where) == ("reason_missing", "reason")


def test_only_posts_with_the_right_write_it(library: Library) -> None:
    claim = library.claim()
    with pytest.raises(NotAllowed):
        withdraw(library.lead, claim, "No")
    stranger = make_person(make_area(), "partnership_manager")
    with pytest.raises(UserError) as raised:
        withdraw(stranger, claim, "No")
    assert raised.value.code == "no_such_claim"


def test_a_post_without_a_part_in_the_area_owns_no_claim(library: Library) -> None:
    elsewhere = make_person(make_area(), "priority_lead").post
    by = library.manager
    with pytest.raises(UserError) as raised:
        add_claim(
            scope=by.scope, area_id=library.area.pk, post_id=by.post.pk,
            claimed=Claimed("strength", "take_part", "x", elsewhere.pk),
        )  # fmt: skip
    assert raised.value.code == "owner_elsewhere"


@pytest.mark.parametrize(("days", "owns"), [(-1, False), (0, True)])
def test_a_post_that_has_ended_owns_no_claim(library: Library, days: int, owns: bool) -> None:
    post = library.lead.post
    last = clock.today() + timedelta(days=days)
    type(post).objects.filter(pk=post.pk).update(ended_on=last)
    offered = dict(owners(library.area.pk, clock.today()))
    assert (str(post.pk) in offered) is owns
    if owns:
        assert library.claim().owner_id == post.pk
        return
    with pytest.raises(UserError) as raised:
        library.claim()
    assert raised.value.code == "owner_elsewhere"


def test_how_a_claim_stands_follows_its_evidence(library: Library) -> None:
    claim = library.claim()
    assert standing(library, claim) == "no_evidence"
    old = library.add(shows=("claim", claim.pk), dated=date(2024, 1, 1), title="Old")
    assert standing(library, claim) == "not_reviewed"
    library.review(old)
    assert standing(library, claim) == "out_of_date"
    new = library.add(shows=("claim", claim.pk), strength="activity", title="New")
    assert standing(library, claim) == "out_of_date"
    library.review(new)
    row = claim_page(library.manager.scope, claim.pk, TODAY)
    assert row.state.standing.value == "in_date"
    assert row.state.no_difference
    assert row.newest is not None
    assert row.newest.item == new


def test_the_self_evaluation_counts_what_each_filter_shows(library: Library) -> None:
    kept = library.claim()
    library.claim("Waits are long", kind="weakness")
    withdraw(library.manager, library.claim("Old claim"), "Old")
    item = library.add(shows=("claim", kept.pk))
    library.review(item)
    for show, texts in {
        "all": ["Letters are plain", "Waits are long"],
        "strengths": ["Letters are plain"],
        "weaknesses": ["Waits are long"],
        "stale": ["Waits are long"],
        "withdrawn": ["Old claim"],
    }.items():
        strands, counts = self_evaluation(library.manager.scope, library.area, show, TODAY)
        shown = [row.claim.text for strand in strands for row in strand.claims]
        assert (show, shown, counts[show]) == (show, texts, len(texts))


def test_a_withdrawn_claim_takes_no_new_evidence(library: Library) -> None:
    claim = library.claim()
    withdraw(library.manager, claim, "Old")
    with pytest.raises(UserError) as raised:
        library.add(shows=("claim", claim.pk))
    assert raised.value.code == "no_such_target"
