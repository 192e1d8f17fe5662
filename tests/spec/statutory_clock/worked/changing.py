"""Moves, reassessment, ceasing, detention, payments and complaints, worked by hand from the Acts and Regulations."""

from __future__ import annotations

_MOVE = """
| What happened | Rule | Last lawful day | State |
| --- | --- | --- | --- |
| old council knows Mon 2 Mar 2026; family moves Mon 23 Mar 2026 | MV-1 | Mon 23 Mar 2026 | - |
| old council knows Mon 2 Mar 2026; family moves Mon 30 Mar 2026 | MV-1 | Mon 30 Mar 2026 | - |
| old council knows Mon 2 Mar 2026; family moves Wed 11 Mar 2026 | MV-1 | Fri 20 Mar 2026 | - |
| old council knows Mon 30 Mar 2026; family moves Fri 10 Apr 2026 | MV-1 | Tue 21 Apr 2026 | - |
| family moves Fri 1 May 2026; old council knows Sat 2 May 2026 | MV-1 | Tue 26 May 2026 | - |
| family moves Fri 1 May 2026; old council knows Sat 2 May 2026; plan passes Wed 27 May 2026 | MV-1 | Tue 26 May 2026 | met late |
| family moves Fri 17 Dec 2027; old council knows Mon 20 Dec 2027 | MV-1 | - | - |
"""

_NEW_COUNCIL = """
| What happened | Rule | Last lawful day | Safe day | Last working day |
| --- | --- | --- | --- | --- |
| plan passes Mon 23 Mar 2026 | MV-3 | Mon 4 May 2026 | Sun 3 May 2026 | Fri 1 May 2026 |
| request Mon 5 Jan 2026; family moves Mon 16 Feb 2026; brought to attention Wed 18 Feb 2026 | PLN-9 | Wed 8 Jul 2026 | Tue 7 Jul 2026 | Wed 8 Jul 2026 |
"""

_LATER = """
| What happened | Reading | MV-4a | MV-4b | MV-4 |
| --- | --- | --- | --- | --- |
| plan first made Mon 16 Jun 2025; plan passes Mon 23 Mar 2026 | - | Mon 15 Jun 2026 | Mon 22 Jun 2026 | Mon 22 Jun 2026 |
| plan first made Mon 16 Jun 2025; plan passes Mon 23 Mar 2026 | period end: anniversary | Tue 16 Jun 2026 | Tue 23 Jun 2026 | Tue 23 Jun 2026 |
| decision to keep Wed 14 Jan 2026; plan passes Mon 23 Mar 2026 | - | Wed 13 Jan 2027 | Mon 22 Jun 2026 | Wed 13 Jan 2027 |
"""

_REASSESS = """
| What happened | Rule | Last lawful day | Safe day | Last working day | State |
| --- | --- | --- | --- | --- | --- |
| reassessment asked for Mon 20 Apr 2026; decision whether to reassess Tue 5 May 2026 | RA-3 | Tue 5 May 2026 | Mon 4 May 2026 | Tue 5 May 2026 | met |
| reassessment asked for Mon 20 Apr 2026; decision whether to reassess Tue 5 May 2026 | RA-4 | Tue 11 Aug 2026 | Mon 10 Aug 2026 | Tue 11 Aug 2026 | - |
| reassessment asked for Mon 20 Apr 2026; decision whether to reassess Fri 24 Apr 2026 | RA-4 | Fri 31 Jul 2026 | Thu 30 Jul 2026 | Fri 31 Jul 2026 | - |
| reassessment asked for Mon 20 Apr 2026; decision whether to reassess Wed 6 May 2026 | RA-3 | Tue 5 May 2026 | Mon 4 May 2026 | Tue 5 May 2026 | met late |
| reassessment asked for Fri 11 Dec 2026 | RA-3 | Sat 26 Dec 2026 | Fri 25 Dec 2026 | Thu 24 Dec 2026 | - |
"""

_LOOK_BACK = """
| What happened | As at | Rule | State |
| --- | --- | --- | --- |
| assessment carried out Mon 2 Mar 2026; reassessment asked for Tue 1 Sep 2026 | Tue 1 Sep 2026 | RA-2 | open |
| assessment carried out Mon 2 Mar 2026; reassessment asked for Thu 3 Sep 2026 | Thu 3 Sep 2026 | RA-2 | not applicable |
"""

_CEASE = """
| What happened | AP-2 | Rule | First lawful day |
| --- | --- | --- | --- |
| notice to cease Tue 14 Apr 2026 | Mon 15 Jun 2026 | CE-4 | Tue 16 Jun 2026 |
| notice to cease Tue 16 Jun 2026 | Tue 1 Sep 2026 | CE-4 | Wed 2 Sep 2026 |
| notice to cease Tue 14 Apr 2026; certificate Mon 1 Jun 2026 | Wed 1 Jul 2026 | CE-4 | Thu 2 Jul 2026 |
| notice to cease Tue 14 Apr 2026; appeal registered Mon 8 Jun 2026 | Mon 15 Jun 2026 | CE-4 | - |
"""

_LEAVING = """
| What happened | Child | Rule | Last lawful day | State |
| --- | --- | --- | --- | --- |
| notice to cease Tue 14 Apr 2026 | - | CE-3 | Tue 14 Apr 2026 | met |
| leaves education Fri 5 Dec 2025 | born Thu 6 Dec 2007 | CE-5 | - | - |
| leaves education Fri 5 Dec 2025 | born Thu 6 Dec 2007 | CE-6 | - | no duty |
| leaves education Fri 5 Dec 2025 | born Wed 5 Dec 2007 | CE-5 | - | no duty |
| leaves education Fri 5 Dec 2025 | born Wed 5 Dec 2007 | CE-6 | - | - |
"""

_DETAINED = """
| What happened | Child | DP-1a | DP-1b | DP-1c |
| --- | --- | --- | --- | --- |
| request Mon 2 Mar 2026 | detained | Mon 13 Apr 2026 | Mon 22 Jun 2026 | Mon 20 Jul 2026 |
| request by the person in charge Mon 2 Mar 2026 | detained | Mon 13 Apr 2026 | Mon 22 Jun 2026 | Mon 20 Jul 2026 |
| brought to attention Sun 8 Mar 2026 | detained | Sun 19 Apr 2026 | Sun 28 Jun 2026 | Sun 26 Jul 2026 |
"""

_DETAINED_OTHERS = """
| What happened | Child | Rule | Last lawful day | First lawful day | State |
| --- | --- | --- | --- | --- | --- |
| draft served Tue 2 Jun 2026 | detained | DP-2 | Tue 16 Jun 2026 | Wed 17 Jun 2026 | - |
| request Mon 2 Mar 2026 | detained | REQ-6 | - | - | not applicable |
| request Mon 2 Mar 2026 | detained | PLN-9 | - | - | not applicable |
| request Mon 2 Mar 2026 | - | DP-1a | - | - | no duty |
"""

_PAYMENT = """
| What happened | Reading | Rule | Last lawful day | Last working day |
| --- | --- | --- | --- | --- |
| first direct payment Thu 15 Jan 2026 | - | PB-3 | Tue 14 Apr 2026 | Tue 14 Apr 2026 |
| first direct payment Thu 15 Jan 2026 | period end: anniversary | PB-3 | Wed 15 Apr 2026 | Wed 15 Apr 2026 |
| first direct payment Sun 30 Nov 2025 | - | PB-3 | Sat 28 Feb 2026 | Fri 27 Feb 2026 |
"""

_COMPLAINT = """
| What happened | Rule | Last lawful day | State | Days late |
| --- | --- | --- | --- | --- |
| problem known Fri 6 Mar 2026; complaint arrives Sat 6 Mar 2027 | CO-1 | Sat 6 Mar 2027 | met | 0 |
| problem known Fri 6 Mar 2026; complaint arrives Mon 8 Mar 2027 | CO-1 | Sat 6 Mar 2027 | met late | 2 |
| problem known Thu 29 Feb 2024; complaint arrives Fri 28 Feb 2025 | CO-1 | Fri 28 Feb 2025 | met | 0 |
"""

TABLES = {
    "moving": (
        (
            "Fifteen working days. Known that long ahead, the plan passes on the day of the move; known later, within "
            "fifteen working days, the day of becoming aware being the first. Where the bank holidays are not known "
            "yet, no day is given.",
            _MOVE,
        ),
        (
            "The new council. An assessment that was under way starts a new clock there.",
            _NEW_COUNCIL,
        ),
        ("Review by the later of two dates.", _LATER),
    ),
    "reassessment": (
        ("Fifteen days to decide, then fourteen weeks from the notice really sent.", _REASSESS),
        (
            "Within six months of the last assessment a refusal may rest on that alone; later it may not.",
            _LOOK_BACK,
        ),
    ),
    "ceasing": (
        (
            "The first lawful day is the first on which the plan may stop: the day after the last day to appeal. An "
            "appeal that is registered keeps the plan in place, and there is no such day yet.",
            _CEASE,
        ),
        (
            "Out of education: below 18 one rule, from the 18th birthday the other. Neither of these has a date.",
            _LEAVING,
        ),
    ),
    "detained": (
        ("The same limits, owed by the home council.", _DETAINED),
        ("Comments on the draft, and which rules give way.", _DETAINED_OTHERS),
    ),
    "personal_budget": (("The review of a direct payment in its first three months.", _PAYMENT),),
    "complaints": (("Twelve months, to the corresponding day.", _COMPLAINT),),
}
