from __future__ import annotations

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.registers.actions.matrices import change_matrix
from goldenthread.registers.actions.moving import move_entry
from goldenthread.registers.actions.scoring import Scored, score_entry
from goldenthread.registers.models import Entry, EntryEvent, MatrixVersion
from goldenthread.registers.queries.heat_map import HeatMap, heat_map
from goldenthread.registers.queries.matrices import current_matrix
from goldenthread.registers.queries.places import get_place
from goldenthread.registers.queries.rows import EntryRow, entry_rows
from goldenthread.registers.rules.definitions import register
from goldenthread.registers.rules.matrix_reading import shipped
from tests.factories import Person, make_area, make_person
from tests.registers.makers import CODE, TODAY, area_of, give_score, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


def row(entry: Entry) -> EntryRow:
    return entry_rows(Entry.objects.filter(pk=entry.pk), TODAY)[0]


def map_of(person: Person, position: str = "now") -> HeatMap:
    place = get_place(person.scope, area_of(person), CODE)
    current = current_matrix(place.area.pk, place.register)
    assert current is not None
    return heat_map(person.scope, place, current, position)


def counts(found: HeatMap) -> dict[str, int]:
    return {cell.key: cell.count for line in found.rows for cell in line.cells if cell.count}


def other_matrix(person: Person, number: int = 0) -> MatrixVersion:
    return change_matrix(
        scope=person.scope, area_id=area_of(person), register_code=CODE, post_id=person.post.pk,
        number=number, definition=shipped()["four-by-four"].matrix.as_data(), why="The board asked",
    )  # fmt: skip


def test_the_first_score_stores_the_shipped_matrix_once(manager: Person) -> None:
    first = give_score(manager, make_entry(manager), 4, 4)
    second = give_score(manager, make_entry(manager), 1, 1)
    assert MatrixVersion.objects.get().number == 0
    assert first.matrix == second.matrix
    assert (first.score, row(first).band.name) == (16, "Very high")
    assert row(first).must_escalate
    assert not row(second).must_escalate


def test_each_position_has_its_own_score_and_only_the_present_one_counts(manager: Person) -> None:
    entry = give_score(manager, make_entry(manager), 5, 5, position="inherent")
    assert (entry.score, entry.band) == (0, "")
    entry = give_score(manager, entry, 2, 3)
    assert entry.score == 6
    assert counts(map_of(manager)) == {"now.2.3": 1}
    assert counts(map_of(manager, "inherent")) == {"inherent.5.5": 1}
    assert map_of(manager, "target").unscored == 1


def test_an_issue_is_scored_by_impact_at_the_highest_likelihood(manager: Person) -> None:
    issue = give_score(manager, make_entry(manager, kind="issue"), 1, 3)
    assert (issue.score, issue.scores.get().likelihood) == (15, 5)
    found = map_of(manager)
    assert (counts(found), found.total, found.others) == ({}, 0, 1)
    with pytest.raises(UserError):
        give_score(manager, issue, 1, 3, position="target")


def test_scores_of_an_earlier_matrix_are_never_put_into_a_cell(manager: Person) -> None:
    entry = give_score(manager, make_entry(manager), 4, 4)
    other_matrix(manager)
    assert row(entry).earlier
    assert row(entry).band.name == "Very high"  # as it was named when it was scored
    found = map_of(manager)
    assert (counts(found), found.earlier, found.unscored, found.total) == ({}, 1, 0, 1)
    entry = give_score(manager, entry, 4, 4)
    assert not row(entry).earlier
    assert row(entry).band.name == "High"
    assert counts(map_of(manager)) == {"now.4.4": 1}


def test_a_score_typed_against_another_matrix_is_refused(manager: Person) -> None:
    entry = make_entry(manager)
    other_matrix(manager)
    with pytest.raises(UserError) as problem:
        score_entry(
            scope=manager.scope, entry_id=entry.pk, post_id=manager.post.pk, version=1,
            given=Scored(0, {"now": (3, 3)}), today=TODAY,
        )  # fmt: skip
    assert problem.value.code == "matrix_changed"


@pytest.mark.parametrize("cell", [(0, 1), (1, 0), (6, 1), (1, 6), (-1, 2)])
def test_a_level_outside_the_matrix_is_refused(manager: Person, cell: tuple[int, int]) -> None:
    with pytest.raises(UserError) as problem:
        give_score(manager, make_entry(manager), *cell)
    assert problem.value.code == "no_such_level"


def test_what_a_score_was_before_stays_in_the_history(manager: Person) -> None:
    entry = give_score(manager, make_entry(manager), 4, 4)
    give_score(manager, entry, 2, 2)
    newest = EntryEvent.objects.first()
    assert newest is not None
    assert newest.changes == [["Now", "16, Very high", "4, Low (Unlikely × Minor)"]]
    with pytest.raises(UserError) as problem:
        give_score(manager, entry, 2, 2)
    assert problem.value.code == "nothing_changed"


def test_closed_entries_are_not_scored_and_leave_the_map(manager: Person) -> None:
    entry = give_score(manager, make_entry(manager), 4, 4)
    move_entry(
        scope=manager.scope, entry_id=entry.pk, post_id=manager.post.pk, version=entry.version,
        code="close", text="It is over", today=TODAY,
    )  # fmt: skip
    assert map_of(manager).total == 0
    with pytest.raises(UserError) as problem:
        give_score(manager, entry, 1, 1)
    assert problem.value.code == "entry_closed"


def test_only_whoever_keeps_the_register_changes_the_matrix_and_each_version_once(
    manager: Person,
) -> None:
    area = Entry(area_id=area_of(manager)).area
    with pytest.raises(NotAllowed):
        other_matrix(make_person(area, "priority_lead"))
    assert other_matrix(manager).number == 1
    with pytest.raises(UserError) as problem:
        other_matrix(manager)
    assert problem.value.code == "changed_meanwhile"
    with pytest.raises(UserError) as problem:
        other_matrix(manager, 1)
    assert problem.value.code == "nothing_changed"
    assert AuditEntry.objects.filter(action="matrix.changed").count() == 1


def test_a_matrix_that_cannot_be_scored_with_is_refused_with_its_place(manager: Person) -> None:
    data = shipped()["five-by-five"].matrix.as_data()
    data["bands"][1]["from"] = 30
    with pytest.raises(UserError) as problem:
        change_matrix(
            scope=manager.scope, area_id=area_of(manager), register_code=CODE,
            post_id=manager.post.pk, number=0, definition=data, why="Try",
        )  # fmt: skip
    assert (problem.value.code, problem.value.where) == ("wrong_matrix", "bands.3.from")
    assert not MatrixVersion.objects.exists()


def test_each_area_has_its_own_matrix(manager: Person) -> None:
    other = make_person(make_area(), "partnership_manager")
    other_matrix(manager)
    theirs = current_matrix(area_of(other), register(CODE))
    assert theirs is not None
    assert (theirs.number, len(theirs.matrix.impact)) == (0, 5)


def test_a_score_that_goes_up_is_asked_about_and_kept_with_a_reason(manager: Person) -> None:
    entry = give_score(manager, make_entry(manager), 1, 4, position="inherent")
    with pytest.raises(UserError) as problem:
        give_score(manager, entry, 4, 4)
    assert problem.value.code == "scores_rise"
    assert problem.value.message == "Now (16) is higher than before controls (4)."
    entry.refresh_from_db()
    assert (entry.score, entry.scores.count()) == (0, 1), "nothing was written"
    entry = give_score(manager, entry, 4, 4, why="The controls made it worse")
    newest = entry.events.first()
    assert newest is not None
    assert newest.text == "The controls made it worse"
    assert newest.changes[-1] == ["Confirmed", "", "Now (16) is higher than before controls (4)"]
    give_score(manager, entry, 2, 2, position="target")
    with pytest.raises(UserError, match=r"Aimed at \(20\) is higher than now \(16\)\."):
        give_score(manager, entry, 4, 5, position="target")


def test_being_sure_without_a_reason_is_not_enough(manager: Person) -> None:
    entry = give_score(manager, make_entry(manager), 1, 1, position="inherent")
    with pytest.raises(UserError) as problem:
        score_entry(
            scope=manager.scope, entry_id=entry.pk, post_id=manager.post.pk, version=entry.version,
            given=Scored(0, {"now": (3, 3)}, " ", sure=True), today=TODAY,
        )  # fmt: skip
    assert (problem.value.code, problem.value.where) == ("rise_unexplained", "text")
