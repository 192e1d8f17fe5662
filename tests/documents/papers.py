"""A frozen paper for tests, with every kind of thing that a body holds."""

from __future__ import annotations

from datetime import date

from goldenthread.documents.actions import Words, freeze
from goldenthread.documents.models import Snapshot
from goldenthread.ui.statuses import symbol
from tests.factories import Person

BODY = f"""<header><p class="gt-paper__area">Fellmoor</p><h1>Report to the Board</h1>
<dl class="gt-paper__facts"><div><dt>Meeting</dt><dd>20 May 2026</dd></div></dl></header>
<section><h2>In short</h2>
<p>Nine of ten &amp; <strong>one late</strong>.</p>
<figure><figcaption>10 milestones: 9 Green, 1 Red.</figcaption>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 10" width="100%" height="10" role="img">
<title>Ten milestones</title><rect width="90" height="10"/></svg></figure>
<table><caption>By status</caption>
<thead><tr><th scope="col">Status</th><th scope="col">Number</th></tr></thead>
<tbody><tr><th scope="row">
<strong class="gt-status">{symbol("red")}<span>Red: deadline missed</span></strong></th><td>1</td></tr>
<tr><th scope="rowgroup" colspan="2">All in all</th></tr></tbody>
</table>
<h3>Next</h3><ul><li>First<br>second line</li><li>Then</li></ul></section>
"""


def frozen(person: Person, body: str = BODY, document_id: int | None = None) -> Snapshot:
    area_id = person.scope.grants[0].area_id
    made = freeze(
        scope=person.scope, area_id=area_id, kind="test", right="report.view",
        needs="report.send", post_id=person.post.pk, document_id=document_id,
        words=Words("Report to the Board, 20 May 2026", body, date(2026, 5, 12)),
    )  # fmt: skip
    return Snapshot.objects.select_related("document__area").get(pk=made.pk)
