"""Random plans in invented words."""

from __future__ import annotations

from hypothesis import strategies as st

from goldenthread.core.months import Month
from tests.improvement.rules.importing.model import Milestone, Plan, Priority, Recurring, Section

_VERBS = ("Agree", "Publish", "Review", "Train", "Widen", "Share", "Test", "Map", "Join up")
_WORDS = (
    "children",
    "families",
    "health",
    "team's",
    "school’s",
    "joint",
    "90%",
    "(with partners)",
    "of",
    "& care",
    "advice",
    "20-week",
    "visits",
    "SENCOs",
    "1:1",
    "ASD/ADHD",
    "‘one page’",
    "0 to 25",
    "summer",
    "–",
    "weekly",
    "and",
    "£2m",
    "early",
    "March",
    "plan",
    "A",
    "voice,",
    "by",
    "section",
)
_POSTS = (
    "Head of Inclusion",
    "SEND Partnership & Improvement Manager",
    "Designated Clinical Officer",
    "Director for Quality, Skills & Change",
    "Parent Carer Forum",
    "Head of Care (ICB)",
)
_CADENCES = ("weekly", "monthly", "half-termly", "termly", "quarterly", "six-monthly", "yearly")


@st.composite
def sentences(draw: st.DrawFn, ending: str = ".") -> str:
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=2, max_size=9))
    # Two dashes or a closing dash would read as a mark of punctuation of the list itself.
    return f"{draw(st.sampled_from(_VERBS))} {' '.join(words)} well{ending}"


@st.composite
def milestones(draw: st.DrawFn, letters: list[str]) -> tuple[Milestone, ...]:
    numbered = draw(st.booleans())
    result = []
    for place in range(draw(st.integers(1, 4))):
        year, month = draw(st.integers(2025, 2028)), draw(st.integers(1, 12))
        qualifier = draw(st.sampled_from([None, None, "then each quarter", "first draft"]))
        link = letters[min(place, len(letters) - 1)]
        text = draw(sentences())
        number = str(place + 1) if numbered else None
        result.append(Milestone(number, Month(year, month), text, qualifier, link))
    return tuple(result)


@st.composite
def priorities(draw: st.DrawFn, code: str) -> Priority:
    letters = [chr(ord("A") + n) for n in range(draw(st.integers(1, 3)))]
    dated = draw(milestones(letters))
    recurring: tuple[Recurring, ...] = ()
    if dated[0].number and draw(st.booleans()):
        number = str(len(dated) + 1)
        recurring = (Recurring(number, draw(st.sampled_from(_CADENCES)), draw(sentences())),)
    return Priority(
        code,
        draw(sentences(ending="")),
        tuple(draw(st.lists(st.sampled_from(_POSTS), min_size=1, max_size=2, unique=True))),
        tuple((letter, f"{draw(sentences())[:-1]} {letter.lower()}{n}.")
              for n, letter in enumerate(letters)),
        dated,
        recurring,
    )  # fmt: skip


@st.composite
def plans(draw: st.DrawFn, codes: tuple[str, ...] = ("{0}{1}", "{0}.{2}", "P{0}.{2}")) -> Plan:
    shape = draw(st.sampled_from(codes))
    sections = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        lines = st.lists(sentences(), min_size=1, max_size=3, unique=True).map(tuple)
        count = draw(st.integers(1, 3))
        sections.append(
            Section(
                str(number),
                draw(sentences(ending="")),
                draw(sentences()),
                draw(lines), draw(lines), draw(lines), draw(lines),
                tuple(draw(priorities(shape.format(number, chr(97 + n), n + 1)))
                      for n in range(count)),
            )
        )  # fmt: skip
    return Plan("Fellmoor SEND Improvement Plan", "Draft 2", tuple(sections))
