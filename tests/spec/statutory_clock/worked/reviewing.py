"""Reviews, amendments and phase transfers, worked by hand from the Act and the Regulations."""

from __future__ import annotations

_TWELVE_MONTHS = """
| What happened | Reading | Rule | Last lawful day | Last working day |
| --- | --- | --- | --- | --- |
| plan first made Fri 5 Sep 2025 | - | AR-1 | Fri 4 Sep 2026 | Fri 4 Sep 2026 |
| plan first made Fri 5 Sep 2025 | period end: anniversary | AR-1 | Sat 5 Sep 2026 | Fri 4 Sep 2026 |
| plan first made Sat 29 Feb 2020 | - | AR-1 | Sun 28 Feb 2021 | Fri 26 Feb 2021 |
| plan first made Sat 29 Feb 2020 | period end: anniversary | AR-1 | Sun 28 Feb 2021 | Fri 26 Feb 2021 |
| plan first made Tue 28 Feb 2023 | - | AR-1 | Tue 27 Feb 2024 | Tue 27 Feb 2024 |
| final plan Thu 1 Jan 2026 | - | AR-1 | Thu 31 Dec 2026 | Thu 31 Dec 2026 |
| decision to keep Tue 14 Jul 2026 | - | AR-2 | Tue 13 Jul 2027 | Tue 13 Jul 2027 |
| decision to keep Tue 14 Jul 2026 | period end: anniversary | AR-2 | Wed 14 Jul 2027 | Wed 14 Jul 2027 |
| decision to keep Wed 3 Jun 2026; amendments without a review Wed 14 Oct 2026 | - | AR-2 | Wed 2 Jun 2027 | Wed 2 Jun 2027 |
"""

_TWO_TESTS = """
| What happened | Rule | Last lawful day | State | Days late |
| --- | --- | --- | --- | --- |
| plan first made Fri 5 Sep 2025; meeting Mon 20 Jul 2026; decision to keep Mon 17 Aug 2026 | AR-1 | Fri 4 Sep 2026 | met | 0 |
| plan first made Fri 5 Sep 2025; meeting Mon 20 Jul 2026; decision to keep Mon 17 Aug 2026 | AR-9 | Mon 17 Aug 2026 | met | 0 |
| plan first made Fri 5 Sep 2025; meeting Mon 20 Jul 2026; decision to keep Mon 7 Sep 2026 | AR-1 | Fri 4 Sep 2026 | met late | 3 |
| plan first made Fri 5 Sep 2025; meeting Mon 20 Jul 2026; decision to keep Mon 7 Sep 2026 | AR-9 | Mon 17 Aug 2026 | met late | 21 |
| meeting Mon 20 Jul 2026; report Wed 5 Aug 2026; decision to keep Tue 18 Aug 2026 | AR-8 | Mon 3 Aug 2026 | met late | 2 |
| meeting Mon 20 Jul 2026; report Wed 5 Aug 2026; decision to keep Tue 18 Aug 2026 | AR-9 | Mon 17 Aug 2026 | met late | 1 |
"""

_NOTICE = """
| What happened | Reading | Rule | Last lawful day | First lawful day | State |
| --- | --- | --- | --- | --- | --- |
| invitations Fri 20 Mar 2026 | - | AR-5 | - | Fri 3 Apr 2026 | - |
| invitations Fri 20 Mar 2026 | notice: clear days | AR-5 | - | Sat 4 Apr 2026 | - |
| invitations Mon 12 Jan 2026; meeting Mon 26 Jan 2026 | - | AR-5 | Mon 12 Jan 2026 | Mon 26 Jan 2026 | met |
| invitations Mon 12 Jan 2026; meeting Mon 26 Jan 2026 | notice: clear days | AR-5 | Sun 11 Jan 2026 | Tue 27 Jan 2026 | met late |
| invitations Mon 12 Jan 2026; meeting Fri 23 Jan 2026 | - | AR-5 | Fri 9 Jan 2026 | Mon 26 Jan 2026 | met late |
"""

_MEETING = """
| What happened | Reading | AR-6 | AR-8 | AR-9 | AR-10 | AR-17 |
| --- | --- | --- | --- | --- | --- | --- |
| meeting Tue 12 May 2026 | - | Tue 28 Apr 2026 | Tue 26 May 2026 | Tue 9 Jun 2026 | Tue 9 Jun 2026 | Tue 4 Aug 2026 |
| meeting Tue 12 May 2026 | notice: clear days | Mon 27 Apr 2026 | Tue 26 May 2026 | Tue 9 Jun 2026 | Tue 9 Jun 2026 | Tue 4 Aug 2026 |
| meeting Thu 27 Nov 2025 | - | Thu 13 Nov 2025 | Thu 11 Dec 2025 | Thu 25 Dec 2025 | Thu 25 Dec 2025 | Thu 19 Feb 2026 |
"""

_DEVON = """
| What happened | Rule | Last lawful day | Safe day | State | Days late |
| --- | --- | --- | --- | --- | --- |
| meeting Tue 12 May 2026; amendments Tue 26 May 2026; amended plan Tue 21 Jul 2026 | AR-12 | Tue 21 Jul 2026 | Mon 20 Jul 2026 | met | 0 |
| meeting Tue 12 May 2026; amendments Tue 26 May 2026; amended plan Tue 28 Jul 2026 | AR-12 | Tue 21 Jul 2026 | Mon 20 Jul 2026 | met late | 7 |
| meeting Tue 12 May 2026; amendments Tue 9 Jun 2026; amended plan Tue 4 Aug 2026 | AR-12 | Tue 4 Aug 2026 | - | met | 0 |
| meeting Tue 12 May 2026; amendments Tue 30 Jun 2026; amended plan Tue 25 Aug 2026 | AR-10 | Tue 9 Jun 2026 | Mon 8 Jun 2026 | met late | 21 |
| meeting Tue 12 May 2026; amendments Tue 30 Jun 2026; amended plan Tue 25 Aug 2026 | AR-12 | Tue 4 Aug 2026 | - | met late | 21 |
| meeting Tue 12 May 2026; amendments Tue 30 Jun 2026; amended plan Tue 25 Aug 2026 | AR-17 | Tue 4 Aug 2026 | - | met late | 21 |
"""

_LETTER = """
| What happened | As at | Rule | Last lawful day | State |
| --- | --- | --- | --- | --- |
| meeting Tue 12 May 2026; decision to amend Tue 9 Jun 2026 | Wed 10 Jun 2026 | AR-9 | Tue 9 Jun 2026 | met |
| meeting Tue 12 May 2026; decision to amend Tue 9 Jun 2026 | Wed 10 Jun 2026 | AR-10 | Tue 9 Jun 2026 | overdue |
| meeting Tue 12 May 2026; decision to keep Tue 2 Jun 2026 | Wed 10 Jun 2026 | AR-10 | Tue 9 Jun 2026 | not applicable |
| meeting Tue 12 May 2026; amendments Tue 9 Jun 2026; told of no amendment Mon 3 Aug 2026 | - | AR-13 | Tue 4 Aug 2026 | met |
| meeting Tue 12 May 2026; amendments Tue 9 Jun 2026; told of no amendment Mon 3 Aug 2026 | - | AR-12 | Tue 4 Aug 2026 | not applicable |
| meeting Tue 12 May 2026; amendments Tue 9 Jun 2026; amended plan Mon 3 Aug 2026 | - | AR-13 | Tue 4 Aug 2026 | not applicable |
"""

_OTHERS = """
| What happened | Child | Rule | Last lawful day | First lawful day | By guidance |
| --- | --- | --- | --- | --- | --- |
| amendments Tue 9 Jun 2026 | - | AR-11 | Tue 23 Jun 2026 | Wed 24 Jun 2026 | - |
| amendments without a review Wed 14 Oct 2026 | - | AR-11 | Wed 28 Oct 2026 | Thu 29 Oct 2026 | - |
| amendments without a review Wed 14 Oct 2026 | - | AR-16 | Wed 9 Dec 2026 | - | - |
| early review asked for Wed 14 Oct 2026 | - | AR-18 | - | - | - |
| plan first made Mon 30 Nov 2026 | born Thu 14 Apr 2022 | AR-3 | - | Sun 28 Feb 2027 | Sun 30 May 2027 |
| plan first made Fri 5 Sep 2025 | born Sun 6 Sep 2020 | AR-3 | - | Fri 5 Dec 2025 | Thu 5 Mar 2026 |
"""

_NONE = """
| What happened | Child | Rule | State |
| --- | --- | --- | --- |
| plan first made Fri 5 Sep 2025 | born Sat 5 Sep 2020 | AR-3 | no duty |
| amendments without a review Wed 14 Oct 2026 | - | AR-12 | not applicable |
| amendments without a review Wed 14 Oct 2026 | - | AR-13 | no duty |
"""

_TRANSFER = """
| What happened | Reading | Rule | Kind | Last lawful day | Last working day | By guidance |
| --- | --- | --- | --- | --- | --- | --- |
| primary to secondary Wed 1 Sep 2027 | - | PT-1 | LAW | Sun 14 Feb 2027 | Fri 12 Feb 2027 | Mon 15 Feb 2027 |
| primary to secondary Wed 1 Sep 2027 | before date: inclusive | PT-1 | LAW | Mon 15 Feb 2027 | Mon 15 Feb 2027 | Mon 15 Feb 2027 |
| infant to junior Thu 4 Sep 2025 | - | PT-1 | LAW | Fri 14 Feb 2025 | Fri 14 Feb 2025 | Sat 15 Feb 2025 |
| secondary to post-16 Wed 1 Sep 2027 | - | PT-2 | LAW | Tue 30 Mar 2027 | Tue 30 Mar 2027 | Wed 31 Mar 2027 |
| secondary to post-16 Wed 1 Sep 2027 | before date: inclusive | PT-2 | LAW | Wed 31 Mar 2027 | Wed 31 Mar 2027 | Wed 31 Mar 2027 |
| sixth form of the same school Wed 1 Sep 2027 | sixth form: as transfer | PT-2 | PRACTICE | - | - | Wed 31 Mar 2027 |
| post-16 to post-16 Mon 4 Jan 2027 | - | PT-3 | LAW | Tue 4 Aug 2026 | Tue 4 Aug 2026 | - |
| post-16 to post-16 Mon 4 Jan 2027 | months before: clear | PT-3 | LAW | Mon 3 Aug 2026 | Mon 3 Aug 2026 | - |
| post-16 to post-16 Sat 31 Jul 2027 | - | PT-3 | LAW | Sun 28 Feb 2027 | Fri 26 Feb 2027 | - |
"""

_GOVERNS = """
| What happened | PT-1 | AR-17 | PT-4 |
| --- | --- | --- | --- |
| meeting Thu 12 Nov 2026; primary to secondary Wed 1 Sep 2027 | Sun 14 Feb 2027 | Thu 4 Feb 2027 | Thu 4 Feb 2027 |
| meeting Sun 22 Nov 2026; primary to secondary Wed 1 Sep 2027 | Sun 14 Feb 2027 | Sun 14 Feb 2027 | Sun 14 Feb 2027 |
| meeting Thu 3 Dec 2026; primary to secondary Wed 1 Sep 2027 | Sun 14 Feb 2027 | Thu 25 Feb 2027 | Sun 14 Feb 2027 |
"""

_TRANSFER_STATES = """
| What happened | Reading | Rule | State |
| --- | --- | --- | --- |
| amended plan Sun 14 Feb 2027; primary to secondary Wed 1 Sep 2027 | - | PT-1 | met |
| amended plan Mon 15 Feb 2027; primary to secondary Wed 1 Sep 2027 | - | PT-1 | met late |
| amended plan Mon 15 Feb 2027; primary to secondary Wed 1 Sep 2027 | before date: inclusive | PT-1 | met |
| plan first made Mon 1 Mar 2027; primary to secondary Wed 1 Sep 2027 | - | PT-1 | not applicable |
| sixth form of the same school Wed 1 Sep 2027 | - | PT-2 | not applicable |
"""

TABLES = {
    "annual_review": (
        (
            "Twelve months starting with a day end on the day before it comes round again, or on the last of February "
            "where that year has no 29th. An amendment without a review moves nothing.",
            _TWELVE_MONTHS,
        ),
        (
            "Two tests apart: twelve months to the decision, and four weeks from the meeting to it, whenever the "
            "report arrives.",
            _TWO_TESTS,
        ),
        ("Notice of the meeting. The first lawful day is the first for the meeting.", _NOTICE),
        (
            "What hangs on the day of the meeting: papers before it, then report, decision, notice, plan.",
            _MEETING,
        ),
        (
            "The Devon rule. Eight weeks run from the notice really sent: an early one brings the plan forward, a late "
            "one gives no more than twelve weeks from the meeting. Where those twelve weeks govern there is no safe "
            "day, because it is not settled how the other count moves them.",
            _DEVON,
        ),
        ("A letter that only announces amendments is a decision, but no notice.", _LETTER),
        ("Comments, amendments without a review, early reviews.", _OTHERS),
        ("Where a duty does not arise: a child of five, and an amendment without a review.", _NONE),
    ),
    "phase_transfer": (
        (
            "The day before the named one is the last; the named day itself is shown as what guidance says.",
            _TRANSFER,
        ),
        (
            "The earlier of twelve weeks from the meeting and the named day. Sunday 22 November 2026 is the last day "
            "for a meeting that still leaves the whole twelve weeks in the school year 2026/27.",
            _GOVERNS,
        ),
        (
            "In time, late and not applicable: a plan first made after the day cannot have missed it.",
            _TRANSFER_STATES,
        ),
    ),
}
