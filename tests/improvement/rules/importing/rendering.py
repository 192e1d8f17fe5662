"""One plan rendered in every format in which councils send plans."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import openpyxl

from tests.improvement.rules.importing.model import Milestone, Plan, Priority, Section

CADENCE_WORDS = {
    "weekly": "Weekly",
    "monthly": "Monthly",
    "half-termly": "Half termly",
    "termly": "Termly",
    "quarterly": "Quarterly",
    "six-monthly": "6 Monthly",
    "yearly": "Annual",
}
FLAT_COLUMNS = [
    "Section",
    "Priority",
    "Action",
    "Lead",
    "Milestone no",
    "Milestone",
    "Due",
    "Qualifier",
]


def _dated(milestone: Milestone) -> str:
    number = f"{milestone.number}. " if milestone.number else ""
    qualifier = f" ({milestone.qualifier})" if milestone.qualifier else ""
    return f"{number}{milestone.due.short_label}{qualifier}: {milestone.text}"


def _recurring_markup(priority: Priority) -> str:
    return "".join(
        f"<p>{r.number}. {CADENCE_WORDS[r.cadence]}:</p> <ul> ○ {r.text} "
        for r in priority.recurring
    )


def _items(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def as_text(plan: Plan) -> bytes:
    """As a word processor's table pasted into text: tabs between cells, HTML within."""
    lines = [plan.title, "", f"Date\t{plan.date}", f"Version\t{plan.version}", ""]
    for section in plan.sections:
        lines += _section_lines(section, "SECTION {}", "{}")
        for p in section.priorities:
            actions = " ".join(f"<p>{letter}. {text}</p>" for letter, text in p.actions)
            leads = " ".join(f"<p>{lead}</p>" for lead in p.leads)
            milestones = " ".join(map(_dated, p.milestones))
            lines += [
                f"{p.code}. {p.title}",
                "",
                "Action\tLead\tDelivery Milestones\tUpdate / Impact",
                f'{actions}\t{leads}\t<ol style="list-style-type: none"> {milestones} '
                f"{_recurring_markup(p)}\t",
                "",
            ]
    return "\n".join(lines).encode()


def _section_lines(section: Section, number: str, label: str) -> list[str]:
    return [
        number.format(section.number),
        "",
        section.title,
        "",
        label.format("Area for improvement"),
        "",
        section.area,
        "",
        label.format("What good looks like"),
        "",
        _items(section.good),
        "",
        label.format("How do we know? (Success criteria)"),
        "",
        label.format("Quantitatively"),
        "",
        _items(section.quantitative),
        "",
        label.format("Qualitatively"),
        "",
        _items(section.qualitative),
        "",
        label.format("Interdependencies with other plans"),
        "",
        _items(section.interdependencies),
        "",
    ]


def as_markdown(plan: Plan) -> bytes:
    """Headings and lists, no tables."""
    lines = [f"# {plan.title}", "", f"Version: {plan.version}", "", f"Date: {plan.date}", ""]
    for section in plan.sections:
        lines += _section_lines(section, "## Section {}", "### {}")
        for p in section.priorities:
            lines += [f"### {p.code}. {p.title}", "", f"**Leads:** {'; '.join(p.leads)}", ""]
            lines += ["#### Actions", "", *(f"{letter}. {text}" for letter, text in p.actions), ""]
            lines += ["#### Milestones", "", *map(_dated, p.milestones), ""]
            lines += [f"{r.number}. {CADENCE_WORDS[r.cadence]}: {r.text}" for r in p.recurring]
            lines += [""]
    return "\n".join(lines).encode()


def as_pipe_tables(plan: Plan) -> bytes:
    """Markdown with a pipe table under each priority."""
    lines = [f"# {plan.title}", "", f"Version: {plan.version}", "", f"Date: {plan.date}", ""]
    for section in plan.sections:
        lines += _section_lines(section, "## Section {}", "### {}")
        for p in section.priorities:
            cells = [
                "<br>".join(f"{letter}. {text}" for letter, text in p.actions),
                "<br>".join(p.leads),
                "<br>".join(
                    [
                        *map(_dated, p.milestones),
                        *(f"{r.number}. {CADENCE_WORDS[r.cadence]}: {r.text}" for r in p.recurring),
                    ]
                ),
            ]
            lines += [
                f"### {p.code}. {p.title}",
                "",
                "| Action | Lead | Delivery milestones |",
                "|---|---|---|",
                f"| {' | '.join(cells)} |",
                "",
            ]
    return "\n".join(lines).encode()


def as_html(plan: Plan) -> bytes:
    """A page with headings, real lists and a table under each priority."""
    out = [
        f"<!doctype html><html><body><h1>{plan.title}</h1>"
        f"<p>Version: {plan.version}</p><p>Date: {plan.date}</p>"
    ]
    for section in plan.sections:
        out.append(f"<h2>Section {section.number}: {section.title}</h2>")
        out.append(f"<h3>Area for improvement</h3><p>{section.area}</p>")
        for label, lines in (
            ("What good looks like", section.good),
            ("Quantitative measures", section.quantitative),
            ("Qualitative measures", section.qualitative),
            ("Interdependencies", section.interdependencies),
        ):
            out.append(f"<h3>{label}</h3><ul>{''.join(f'<li>{x}</li>' for x in lines)}</ul>")
        for p in section.priorities:
            actions = "".join(f"<p>{letter}. {text}</p>" for letter, text in p.actions)
            milestones = "".join(f"<p>{_dated(m)}</p>" for m in p.milestones)
            recurring = "".join(
                f"<p>{r.number}. {CADENCE_WORDS[r.cadence]}:</p><ul><li>{r.text}</li></ul>"
                for r in p.recurring
            )
            out.append(
                f"<h3>{p.code} {p.title}</h3><table><tr><th>Lead</th><th>Milestones</th>"
                f"<th>Actions</th></tr><tr><td>{'<br>'.join(p.leads)}</td>"
                f"<td>{milestones}{recurring}</td><td>{actions}</td></tr></table>"
            )
    return "\n".join([*out, "</body></html>"]).replace("&", "&amp;").encode()


def flat_rows(plan: Plan, *, repeat: bool) -> Iterator[list[str]]:
    """A row for each milestone; section, priority and action written again or left blank."""
    for s in plan.sections:
        section = f"{s.number}. {s.title}"
        for p in s.priorities:
            before = [""] * 4
            for row in _priority_rows(p):
                full = [section, f"{p.code} {p.title}", *row]
                shown = (
                    full
                    if repeat
                    else [
                        "" if new == old else new for new, old in zip(full[:4], before, strict=True)
                    ]
                    + full[4:]
                )
                before = full[:4]
                yield shown


def _priority_rows(p: Priority) -> Iterator[list[str]]:
    leads = "; ".join(p.leads)
    for letter, text in p.actions:
        action = f"{letter}. {text}"
        linked = [m for m in p.milestones if m.action == letter]
        for m in linked:
            yield [action, leads, m.number or "", m.text, m.due.short_label, m.qualifier or ""]
        if not linked:
            yield [action, leads, "", "", "", ""]
    for r in p.recurring:
        yield [
            f"{p.actions[-1][0]}. {p.actions[-1][1]}",
            leads,
            r.number,
            r.text,
            CADENCE_WORDS[r.cadence],
            "",
        ]


def as_csv(plan: Plan, *, delimiter: str = ",", repeat: bool = True) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([plan.title])
    writer.writerow(["Version", plan.version])
    writer.writerow(["Date", plan.date])
    writer.writerow(FLAT_COLUMNS)
    writer.writerows(flat_rows(plan, repeat=repeat))
    return out.getvalue().encode("utf-8-sig")


def as_flat_xlsx(plan: Plan, *, repeat: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet.append([plan.title])
    sheet.append(["Version", plan.version])
    sheet.append(["Date", plan.date])
    sheet.append([])
    sheet.append(FLAT_COLUMNS)
    for row in flat_rows(plan, repeat=repeat):
        sheet.append(row)
    return _saved(book)


def as_sheets(plan: Plan) -> bytes:
    """A workbook with a cover and one sheet for each section, headings in rows."""
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Cover"
    for row in ([plan.title], ["Version", plan.version], ["Date", plan.date]):
        cover.append(row)
    for s in plan.sections:
        sheet = book.create_sheet(f"Section {s.number}")
        rows = [[s.title], ["Area for improvement"], [s.area]]
        for label, lines in (
            ("What good looks like", s.good),
            ("Quantitative", s.quantitative),
            ("Qualitative", s.qualitative),
            ("Interdependencies", s.interdependencies),
        ):
            rows += [[], [label], *([line] for line in lines)]
        for p in s.priorities:
            rows += [
                [],
                [f"{p.code}. {p.title}"],
                ["Action", "Lead", "Delivery milestones"],
                [
                    "\n".join(f"{letter}. {text}" for letter, text in p.actions),
                    "\n".join(p.leads),
                    "\n".join(
                        [
                            *map(_dated, p.milestones),
                            *(
                                f"{r.number}. {CADENCE_WORDS[r.cadence]}: {r.text}"
                                for r in p.recurring
                            ),
                        ]
                    ),
                ],
            ]
        for row in rows:
            sheet.append(row)
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
