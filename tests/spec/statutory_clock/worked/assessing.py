"""Request to final plan, worked by hand from the Acts and Regulations."""

from __future__ import annotations

_FOUR_DATES = """
| What happened | REQ-6 | DEC-1 | PLN-9 |
| --- | --- | --- | --- |
| request Wed 7 Jan 2026 | Wed 18 Feb 2026 | Wed 29 Apr 2026 | Wed 27 May 2026 |
| request Tue 27 Feb 2024 | Tue 9 Apr 2024 | Tue 18 Jun 2024 | Tue 16 Jul 2024 |
| request Fri 7 Aug 2026 | Fri 18 Sep 2026 | Fri 27 Nov 2026 | Fri 25 Dec 2026 |
| request Sun 21 Dec 2025 | Sun 1 Feb 2026 | Sun 12 Apr 2026 | Sun 10 May 2026 |
| brought to attention Mon 9 Mar 2026 | Mon 20 Apr 2026 | Mon 29 Jun 2026 | Mon 27 Jul 2026 |
"""

_WHICH_DAY = """
| What happened | Reading | Rule | Last lawful day | Safe day | Last working day |
| --- | --- | --- | --- | --- | --- |
| request Wed 7 Jan 2026 | - | PLN-9 | Wed 27 May 2026 | Tue 26 May 2026 | Wed 27 May 2026 |
| request Wed 7 Jan 2026 | day one: included | PLN-9 | Tue 26 May 2026 | Tue 26 May 2026 | Tue 26 May 2026 |
| request Fri 7 Aug 2026 | - | PLN-9 | Fri 25 Dec 2026 | Thu 24 Dec 2026 | Thu 24 Dec 2026 |
| request Sun 21 Dec 2025 | - | REQ-6 | Sun 1 Feb 2026 | Sat 31 Jan 2026 | Fri 30 Jan 2026 |
| request Mon 8 Jan 2018 | - | PLN-9 | Mon 28 May 2018 | Sun 27 May 2018 | - |
| request Mon 16 Aug 2027 | - | PLN-9 | Mon 3 Jan 2028 | Sun 2 Jan 2028 | - |
| request Sat 10 Jan 2026 | - | PLN-9 | Sat 30 May 2026 | Fri 29 May 2026 | Fri 29 May 2026 |
| request Sat 10 Jan 2026 | receipt: next working day | PLN-9 | Mon 1 Jun 2026 | Sun 31 May 2026 | Mon 1 Jun 2026 |
| request Mon 4 May 2026 | - | REQ-6 | Mon 15 Jun 2026 | Sun 14 Jun 2026 | Mon 15 Jun 2026 |
| request Mon 4 May 2026 | receipt: next working day | REQ-6 | Tue 16 Jun 2026 | Mon 15 Jun 2026 | Tue 16 Jun 2026 |
| request Wed 7 Jan 2026; request by the school Mon 2 Feb 2026 | - | PLN-9 | Wed 27 May 2026 | Tue 26 May 2026 | Wed 27 May 2026 |
| request by a health visitor Mon 9 Mar 2026 | - | PLN-9 | Mon 27 Jul 2026 | Sun 26 Jul 2026 | Mon 27 Jul 2026 |
| request Wed 7 Jan 2026; council logs its own start Thu 22 Jan 2026 | - | REQ-6 | Wed 18 Feb 2026 | Tue 17 Feb 2026 | Wed 18 Feb 2026 |
"""

_STATES = """
| What happened | As at | Rule | Last lawful day | State | Days late |
| --- | --- | --- | --- | --- | --- |
| request Wed 7 Jan 2026; decision whether to assess Wed 18 Feb 2026 | - | REQ-6 | Wed 18 Feb 2026 | met | 0 |
| request Wed 7 Jan 2026; decision whether to assess Thu 19 Feb 2026 | - | REQ-6 | Wed 18 Feb 2026 | met late | 1 |
| request Wed 7 Jan 2026; decision whether to assess Tue 6 Jan 2026 | Thu 19 Feb 2026 | REQ-6 | Wed 18 Feb 2026 | overdue | 1 |
| request Wed 7 Jan 2026 | Wed 27 May 2026 | PLN-9 | Wed 27 May 2026 | open | 0 |
| request Wed 7 Jan 2026 | Thu 28 May 2026 | PLN-9 | Wed 27 May 2026 | overdue | 1 |
| request Wed 7 Jan 2026 | Tue 30 Jun 2026 | PLN-9 | Wed 27 May 2026 | overdue | 34 |
| request Wed 7 Jan 2026; final plan Mon 1 Jun 2026 | - | PLN-9 | Wed 27 May 2026 | met late | 5 |
"""

_NO_PLAN = """
| What happened | Rule | Kind | Last lawful day | By guidance | State |
| --- | --- | --- | --- | --- | --- |
| request Wed 7 Jan 2026; no-plan notice Wed 29 Apr 2026 | DEC-1 | LAW | Wed 29 Apr 2026 | - | met |
| request Wed 7 Jan 2026; no-plan notice Thu 30 Apr 2026 | DEC-1 | LAW | Wed 29 Apr 2026 | - | met late |
| request Wed 7 Jan 2026; no-plan notice Wed 29 Apr 2026 | PLN-9 | LAW | Wed 27 May 2026 | - | not applicable |
| request Mon 8 Sep 2025; decision whether to assess Wed 15 Oct 2025; decision Wed 15 Oct 2025 | PLN-9 | LAW | Mon 26 Jan 2026 | - | not applicable |
| request Mon 8 Sep 2025; no-plan notice Mon 8 Dec 2025; order to make a plan Thu 5 Mar 2026; final plan Thu 21 May 2026 | PLN-9 | LAW | Mon 26 Jan 2026 | - | not applicable |
| request Mon 8 Sep 2025; no-plan notice Mon 8 Dec 2025; order to make a plan Thu 5 Mar 2026; final plan Thu 21 May 2026 | TR-2b | LAW | Thu 21 May 2026 | - | met |
| request Wed 7 Jan 2026; draft served Tue 5 May 2026 | DEC-1 | LAW | Wed 29 Apr 2026 | - | not applicable |
| request Wed 7 Jan 2026; draft served Tue 5 May 2026 | DEC-3 | GUIDANCE | - | Wed 29 Apr 2026 | met late |
| request Wed 7 Jan 2026; draft served Tue 28 Apr 2026 | DEC-3 | GUIDANCE | - | Wed 29 Apr 2026 | met |
"""

_ADVICE = """
| What happened | Rule | Last lawful day | Safe day | Last working day | State |
| --- | --- | --- | --- | --- | --- |
| NHS trust has the request Tue 10 Feb 2026; NHS trust answers Tue 24 Mar 2026 | ADV-5 | Tue 24 Mar 2026 | Mon 23 Mar 2026 | Tue 24 Mar 2026 | met |
| NHS trust has the request Tue 10 Feb 2026; NHS trust answers Tue 31 Mar 2026 | ADV-5 | Tue 24 Mar 2026 | Mon 23 Mar 2026 | Tue 24 Mar 2026 | met late |
| NHS trust has the request Fri 20 Nov 2026; NHS trust answers Thu 31 Dec 2026 | ADV-5 | Fri 1 Jan 2027 | Thu 31 Dec 2026 | Thu 31 Dec 2026 | met |
"""

_ADVICE_ASKED = """
| What happened | As at | Rule | Kind | Last lawful day | By guidance | State |
| --- | --- | --- | --- | --- | --- | --- |
| psychologist asked Tue 10 Feb 2026; psychologist answers Mon 23 Mar 2026 | - | ADV-6 | GUIDANCE | - | Tue 24 Mar 2026 | met |
| psychologist asked Tue 10 Feb 2026; psychologist answers Thu 26 Mar 2026 | - | ADV-6 | GUIDANCE | - | Tue 24 Mar 2026 | met late |
| school asked Fri 24 Jul 2026 | Fri 4 Sep 2026 | ADV-6 | GUIDANCE | - | Fri 4 Sep 2026 | open |
| school asked Fri 24 Jul 2026 | Sat 5 Sep 2026 | ADV-6 | GUIDANCE | - | Fri 4 Sep 2026 | overdue |
| social care asked Thu 5 Nov 2026 | Thu 17 Dec 2026 | ADV-6 | GUIDANCE | - | Thu 17 Dec 2026 | open |
"""

_COMMENTS = """
| What happened | Reading | Rule | Last lawful day | First lawful day |
| --- | --- | --- | --- | --- |
| draft served Thu 26 Feb 2026 | - | PLN-2 | Thu 12 Mar 2026 | Fri 13 Mar 2026 |
| draft served Mon 22 Dec 2025 | - | PLN-2 | Mon 5 Jan 2026 | Tue 6 Jan 2026 |
| draft served Thu 26 Feb 2026 | day one: included | PLN-2 | Thu 12 Mar 2026 | Fri 13 Mar 2026 |
| draft posted Thu 2 Apr 2026 | - | PLN-2 | Wed 22 Apr 2026 | Thu 23 Apr 2026 |
| draft posted Fri 22 May 2026 | - | PLN-2 | Wed 10 Jun 2026 | Thu 11 Jun 2026 |
| draft posted Wed 23 Dec 2026 | - | PLN-2 | Tue 12 Jan 2027 | Wed 13 Jan 2027 |
| draft posted Thu 30 Dec 2027 | - | PLN-2 | - | - |
| draft served Thu 26 Feb 2026; family has no more to say Wed 4 Mar 2026 | - | PLN-2 | Thu 12 Mar 2026 | Wed 4 Mar 2026 |
| draft served Thu 26 Feb 2026; family has no more to say Wed 4 Mar 2026 | early final: not allowed | PLN-2 | Thu 12 Mar 2026 | Fri 13 Mar 2026 |
"""

_GIVEN = """
| What happened | As at | Rule | First lawful day | State |
| --- | --- | --- | --- | --- |
| draft served Thu 26 Feb 2026; final plan Fri 13 Mar 2026 | - | PLN-2 | Fri 13 Mar 2026 | met |
| draft served Thu 26 Feb 2026; final plan Thu 12 Mar 2026 | - | PLN-2 | Fri 13 Mar 2026 | met late |
| draft served Thu 26 Feb 2026 | Thu 12 Mar 2026 | PLN-2 | Fri 13 Mar 2026 | open |
"""

_CONSULTED = """
| What happened | Reading | Rule | Kind | Last lawful day | By guidance |
| --- | --- | --- | --- | --- | --- |
| school consulted Tue 10 Mar 2026 | - | PLN-5 | GUIDANCE | - | Wed 25 Mar 2026 |
| school consulted Thu 26 Mar 2026 | - | PLN-5 | GUIDANCE | - | Fri 10 Apr 2026 |
| school consulted Thu 26 Mar 2026 | school reply: school days | PLN-5 | PRACTICE | - | Mon 20 Apr 2026 |
| school consulted Mon 13 Jul 2026; school closed Wed 22 Jul 2026 until Wed 2 Sep 2026 | - | PLN-5 | GUIDANCE | - | Tue 28 Jul 2026 |
| school consulted Mon 13 Jul 2026; school closed Wed 22 Jul 2026 until Wed 2 Sep 2026 | school reply: school days | PLN-5 | PRACTICE | - | Mon 14 Sep 2026 |
"""

TABLES = {
    "request": (
        ("The three dates of a request. The day of receipt is not counted.", _FOUR_DATES),
        (
            "Which day the clock starts, and on which day it is safe to act. Where the bank holidays are not known, the last lawful day still is, and the last working day is not.",
            _WHICH_DAY,
        ),
        ("In time, late and overdue. A decision dated before the request meets nothing.", _STATES),
    ),
    "decision": (
        (
            "Week 16 is a legal date for a no-plan notice only; for a draft it is guidance. Each outcome sets the "
            "other aside. A decision that can be appealed, sent with the decision whether to assess, is a refusal; what "
            "the tribunal then orders has times of its own.",
            _NO_PLAN,
        ),
    ),
    "advice": (
        (
            "Six weeks in law for a co-operating body, from the day on which it has the request.",
            _ADVICE,
        ),
        (
            "Six weeks by guidance for the others. They allow nothing for school holidays.",
            _ADVICE_ASKED,
        ),
    ),
    "plan": (
        (
            "Fifteen days on the draft, the day of service being the first. Here the last lawful day is the last day "
            "for comments, and the first lawful day the first on which the plan may be made final. A letter counts "
            "from the second working day after posting; where the bank holidays are not known yet, no day is given.",
            _COMMENTS,
        ),
        (
            "Whether the fifteen days were given. Here met late means that the plan was made final too soon.",
            _GIVEN,
        ),
        ("Consultation of a school or college: never a date of law.", _CONSULTED),
    ),
}
