"""Whatever the edit form offers stands in the paper, for every audience and kind, and so in the check and the copy."""

from __future__ import annotations

import pytest

from goldenthread.reports.actions.preparing import Words, change_report, correct_report
from goldenthread.reports.forms import ReportForm
from goldenthread.reports.models import Report
from goldenthread.reports.rules.audiences import chain
from tests.reports.papers import MEETING, Partnership
from tests.reports.test_pack import text_of

EVERY = [(audience, kind) for audience in chain().audiences for kind in Report.Kind.values]


@pytest.mark.parametrize(("audience", "kind"), EVERY)
def test_every_word_that_the_form_takes_is_printed(
    partnership: Partnership, audience: str, kind: str
) -> None:
    sent = partnership.drafted(audience, kind)
    if sent.audience.public:
        partnership.clear(sent)
    partnership.send(sent)
    report = correct_report(
        scope=partnership.manager.scope, report_id=sent.pk, post_id=partnership.manager.post.pk
    )
    words = Words(
        "We open with lanterns.", "1a: Agree the marmalade.", MEETING, "A kite was wrong."
    )
    change_report(
        scope=partnership.manager.scope, report_id=report.pk, words=words, version=report.version
    )
    typed = set(ReportForm(correcting=True).fields) - {"version", "meeting_on", "asks_shown"}
    assert typed == {"introduction", "asks", "change_notes"}, "a new field needs a word here"
    said = text_of(partnership.body(Report.objects.get(pk=report.pk)))
    for text in ("We open with lanterns.", "Agree the marmalade.", "A kite was wrong."):
        assert said.count(text) >= 1, text
    assert said.count("We open with lanterns.") == 1


def test_a_report_without_opening_words_has_no_empty_heading(partnership: Partnership) -> None:
    said = text_of(partnership.body(partnership.drafted("cabinet", "exceptions")))
    assert chain().parts["summary"] not in said


def test_the_remark_beside_a_date_is_printed(partnership: Partnership) -> None:
    milestone = partnership.milestone("1")
    type(milestone).objects.filter(pk=milestone.pk).update(qualifier="quarterly reviews after this")
    said = text_of(partnership.body(partnership.drafted("board", "exceptions")))
    assert f"{milestone.text} (quarterly reviews after this)" in said
