"""Pages: the frame, the error pages, the components, and what no template may hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from jinja2 import UndefinedError

import goldenthread
from goldenthread.core.errors import UserError
from goldenthread.ui.pagination import Page
from tests.ui import sample

PACKAGE = Path(goldenthread.__file__).parent
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html")) + sorted(
    PACKAGE.glob("*/templates/**/*.svg")
)

INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "a style sheet in the page": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "an event handler attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_inline_that_the_security_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


def test_the_whole_sample_page(render: Any) -> None:
    html = render(sample.PLAN_PAGE, **sample.plan_context())
    assert "<title>Improvement plan – Fellmoor and Sands – Golden Thread</title>" in html
    assert 'aria-current="page"' in html
    assert "Amina Yusuf" in html
    assert "Everything here is invented" in html
    assert "New date needed".lower() in html
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert [what for what, pattern in INLINE.items() if pattern.search(html)] == []
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


def test_the_frame_needs_no_context(render: Any) -> None:
    html = render('{% extends "ui/base.html" %}')
    assert "<title>Golden Thread – Golden Thread</title>" in html
    assert "govuk-service-navigation" not in html
    assert "Sign out" not in html


def test_the_menu_folds_without_script_and_says_where_one_is(render: Any) -> None:
    nav = [
        {"text": "Plans", "href": "/plans/", "current": False},
        {"text": "Risks", "href": "/risks/", "current": True},
    ]
    html = render('{% extends "ui/base.html" %}', nav=nav)
    assert html.index("Skip to main content") < html.index("<summary")
    assert re.search(r"<summary[^>]*>Menu\s*<span.*you are in </span>Risks", html)
    # Beside the fold, not in it: a wide screen shows the list, whatever state the fold is in.
    assert html.index("</details>") < html.index('href="/plans/"')
    assert re.findall(r'href="([^"]+)" aria-current="page"', html) == ["/risks/"]
    assert "<summary" not in render('{% extends "ui/base.html" %}', nav=nav[:1])


def test_signing_out_is_a_post_with_a_token(render: Any) -> None:
    html = render(
        '{% extends "ui/base.html" %}',
        csrf_input="TOKEN",
        account={"name": "Amina", "sign_out_href": "/out"},
    )
    assert '<form method="post" action="/out"' in html
    assert "TOKEN" in html


@pytest.mark.parametrize("code", ["400", "403", "404", "500"])
def test_error_pages_need_no_context(code: str, render_page: Any) -> None:
    html = render_page(f"{code}.html")
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html)
    assert heading
    assert f"<title>{heading[1]} – Golden Thread</title>" in html
    assert "Traceback" not in html


def test_a_refusal_says_what_and_how_to_put_it_right(render_page: Any) -> None:
    problem = UserError("not_allowed", "This plan belongs to <another> area.", fix="Ask her.")
    html = render_page("403.html", problem=problem)
    assert "This plan belongs to &lt;another&gt; area." in html
    assert "Ask her." in html


def test_a_form_page_puts_the_error_first(render_page: Any) -> None:
    form = sample.UpdateForm(QueryDict("title="))
    html = render_page("ui/form_page.html", form=form, heading="Update <3>", csrf_input="T")
    assert "<title>Error: Update &lt;3&gt; – Golden Thread</title>" in html
    assert html.index("govuk-error-summary") < html.index("<h1")
    assert 'enctype="multipart/form-data"' in html
    clean = render_page(
        "ui/form_page.html", form=sample.UpdateForm(), heading="Update", csrf_input="T"
    )
    assert "There is a problem" not in clean
    assert "<title>Update" in clean


def test_messages_become_banners(render: Any) -> None:
    class Message(str):
        level_tag = "success"

    html = render('{% extends "ui/base.html" %}', messages=[Message("Saved <b>"), Message("Sent")])
    assert html.count("govuk-notification-banner--success") == 2
    assert "Saved &lt;b&gt;" in html
    assert html.count('data-disable-auto-focus="true"') == 1
    form = sample.UpdateForm(QueryDict("title="))
    with_errors = render('{% extends "ui/base.html" %}', messages=[Message("Saved")], form=form)
    assert with_errors.count('data-disable-auto-focus="true"') == 1
    assert "<title>Error: " in with_errors
    listed = render('{% extends "ui/base.html" %}', problems=[{"text": "Wrong"}])
    assert "<title>Error: " in listed


def test_a_name_that_is_not_there_fails(render: Any) -> None:
    with pytest.raises(UndefinedError):
        render("{{ milestnoe }}")
    with pytest.raises(UndefinedError):
        render("{% if form.titel %}{% endif %}", form=sample.status_bar())
    assert render("{{ card.detail }}", card={}) == ""
    nothing = "{% for x in card.list %}x{% endfor %}{{ card.list | length }}{{ 'a' if card.list }}"
    assert render(nothing + "{{ card.a != card.b }}", card={}) == "0False"
    assert render("{{ [card.a, card.b] | unique | list | length }}", card={}) == "1"


def test_status_is_never_colour_alone(render: Any) -> None:
    source = '{% from "ui/components.html" import status_tag %}'
    html = render(source + '{{ status_tag("amber") }}')
    assert "Amber: delayed" in html
    assert "<svg" in html
    assert "Amber: waiting for the board" in render(
        source + '{{ status_tag("AMBER", "waiting for the board") }}'
    )
    assert '<span class="govuk-visually-hidden">: delayed</span>' in render(
        source + '{{ status_tag("amber", short=true) }}'
    )
    with pytest.raises(ValueError, match="grey, blue"):
        render(source + '{{ status_tag("mauve") }}')


def test_the_key_explains_every_status(render: Any) -> None:
    html = render('{% from "ui/components.html" import status_key %}{{ status_key() }}')
    assert html.count("gt-key__row") == 6
    assert "Completed and signed off" in html


def test_pager(render: Any) -> None:
    source = '{% from "ui/components.html" import pager %}{{ pager(page, params) }}'
    params = QueryDict("status=red&after=old")
    both = render(source, page=Page([1], "NEXT", "BACK"), params=params)
    assert 'href="?status=red&amp;after=NEXT"' in both
    assert 'href="?status=red&amp;before=BACK"' in both
    assert "rel=" not in render(source, page=Page([], None, None), params=params)


def test_scroll_regions_can_be_reached(render: Any) -> None:
    html = render(sample.PLAN_PAGE, **sample.plan_context())
    regions = re.findall(r'<div class="gt-scroll[^>]*>', html)
    assert len(regions) == 4
    for region in regions:
        assert 'role="region"' in region
        assert "aria-label=" in region
        assert 'tabindex="0"' in region
