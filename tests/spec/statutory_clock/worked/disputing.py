"""Mediation, appeals and what the tribunal orders, worked by hand from the Act, the Regulations and the rules."""

from __future__ import annotations

_CERTIFICATES = """
| What happened | Rule | Last lawful day | State |
| --- | --- | --- | --- |
| decision Fri 15 May 2026; mediation asked for Wed 15 Jul 2026 | ME-1 | Wed 15 Jul 2026 | met |
| decision Fri 15 May 2026; mediation asked for Thu 16 Jul 2026 | ME-1 | Wed 15 Jul 2026 | met late |
| mediation declined Thu 2 Apr 2026; certificate Thu 9 Apr 2026 | ME-2 | Thu 9 Apr 2026 | met |
| mediation declined Thu 2 Apr 2026; certificate Fri 10 Apr 2026 | ME-2 | Thu 9 Apr 2026 | met late |
| mediation declined Wed 23 Dec 2026 | ME-2 | Wed 30 Dec 2026 | - |
| mediation declined Sat 7 Mar 2026 | ME-2 | Wed 11 Mar 2026 | - |
| agreement on content Mon 20 Jul 2026 | ME-8 | Thu 23 Jul 2026 | - |
| adviser told: not arranged Fri 31 Jul 2026 | ME-13 | Wed 5 Aug 2026 | - |
"""

_MEDIATION = """
| What happened | Rule | Last lawful day | Safe day | Last working day |
| --- | --- | --- | --- | --- |
| decision Fri 15 May 2026 | ME-1 | Wed 15 Jul 2026 | Wed 15 Jul 2026 | Wed 15 Jul 2026 |
| decision Tue 30 Dec 2025 | ME-1 | Sat 28 Feb 2026 | Sat 28 Feb 2026 | Fri 27 Feb 2026 |
| mediation asked for Wed 1 Jul 2026 | ME-5 | Fri 31 Jul 2026 | Thu 30 Jul 2026 | Fri 31 Jul 2026 |
| mediation asked for Fri 4 Dec 2026 | ME-5 | Sun 3 Jan 2027 | Sat 2 Jan 2027 | Thu 31 Dec 2026 |
| agreement on the school Mon 20 Jul 2026 | ME-9 | Mon 3 Aug 2026 | Sun 2 Aug 2026 | Mon 3 Aug 2026 |
| agreement on content Mon 20 Jul 2026 | ME-9 | Mon 24 Aug 2026 | Sun 23 Aug 2026 | Mon 24 Aug 2026 |
| agreement to assess Mon 20 Jul 2026 | ME-9 | Mon 26 Oct 2026 | Sun 25 Oct 2026 | Mon 26 Oct 2026 |
| agreement to keep the plan Mon 20 Jul 2026 | ME-9 | Mon 20 Jul 2026 | Mon 20 Jul 2026 | Mon 20 Jul 2026 |
| agreement on health provision Mon 20 Jul 2026 | ME-10 | Mon 3 Aug 2026 | Sun 2 Aug 2026 | Mon 3 Aug 2026 |
| agreement without the council Mon 20 Jul 2026 | ME-11 | Mon 27 Jul 2026 | Sun 26 Jul 2026 | Mon 27 Jul 2026 |
"""

_LODGE = """
| What happened | AP-2a | AP-2 |
| --- | --- | --- |
| decision Fri 15 May 2026 | Wed 15 Jul 2026 | Wed 15 Jul 2026 |
| final plan Fri 27 Feb 2026 | Mon 27 Apr 2026 | Mon 27 Apr 2026 |
| decision to keep Thu 14 May 2026 | Tue 14 Jul 2026 | Tue 14 Jul 2026 |
| decision Tue 30 Dec 2025 | Sat 28 Feb 2026 | Mon 2 Mar 2026 |
| decision Wed 27 Jan 2027 | Sat 27 Mar 2027 | Tue 30 Mar 2027 |
| decision Mon 1 Jun 2026 | Sat 1 Aug 2026 | Tue 1 Sep 2026 |
| decision Mon 15 Jun 2026 | Sat 15 Aug 2026 | Tue 1 Sep 2026 |
| decision Sun 31 May 2026 | Fri 31 Jul 2026 | Fri 31 Jul 2026 |
| decision Sat 24 Oct 2026 | Thu 24 Dec 2026 | Thu 24 Dec 2026 |
| decision Mon 26 Oct 2026 | Sat 26 Dec 2026 | Mon 4 Jan 2027 |
| decision Sat 31 Oct 2026 | Thu 31 Dec 2026 | Mon 4 Jan 2027 |
| decision Mon 2 Nov 2026 | Sat 2 Jan 2027 | Mon 4 Jan 2027 |
| decision Thu 28 Oct 2027 | Tue 28 Dec 2027 | - |
"""

_LIMBS = """
| What happened | AP-2a | AP-2b | AP-2 |
| --- | --- | --- | --- |
| decision Fri 15 May 2026; certificate Fri 5 Jun 2026 | Wed 15 Jul 2026 | Sun 5 Jul 2026 | Wed 15 Jul 2026 |
| decision Fri 15 May 2026; certificate Mon 29 Jun 2026 | Wed 15 Jul 2026 | Wed 29 Jul 2026 | Wed 29 Jul 2026 |
| decision Fri 15 May 2026; certificate Tue 14 Jul 2026 | Wed 15 Jul 2026 | Fri 14 Aug 2026 | Tue 1 Sep 2026 |
| decision Thu 1 Oct 2026; certificate Mon 30 Nov 2026 | Tue 1 Dec 2026 | Wed 30 Dec 2026 | Mon 4 Jan 2027 |
"""

_RESPONSE = """
| What happened | Rule | Last lawful day |
| --- | --- | --- |
| appeal received Mon 2 Mar 2026 | AP-3 | Wed 15 Apr 2026 |
| appeal received Thu 16 Jul 2026 | AP-3 | Fri 25 Sep 2026 |
| appeal received Thu 6 Aug 2026 | AP-3 | Mon 12 Oct 2026 |
| appeal received Fri 4 Dec 2026 | AP-3 | Mon 25 Jan 2027 |
"""

_APPEALS = """
| What happened | Rule | State |
| --- | --- | --- |
| decision Mon 15 Jun 2026; appeal registered Tue 1 Sep 2026 | AP-2 | met |
| decision Mon 15 Jun 2026; appeal registered Wed 2 Sep 2026 | AP-2 | met late |
| decision to amend Thu 14 May 2026 | AP-2 | no duty |
"""

_ORDERS = """
| What happened | Rule | Last lawful day | Safe day | Last working day |
| --- | --- | --- | --- | --- |
| order to assess Tue 6 Jan 2026 | TR-1a | Tue 20 Jan 2026 | Mon 19 Jan 2026 | Tue 20 Jan 2026 |
| order to assess Tue 6 Jan 2026 | TR-1b | Tue 17 Mar 2026 | Mon 16 Mar 2026 | Tue 17 Mar 2026 |
| order to assess Tue 6 Jan 2026 | TR-1c | Tue 14 Apr 2026 | Mon 13 Apr 2026 | Tue 14 Apr 2026 |
| order to make a plan Thu 5 Mar 2026 | TR-2a | Thu 9 Apr 2026 | Wed 8 Apr 2026 | Thu 9 Apr 2026 |
| order to make a plan Thu 5 Mar 2026 | TR-2b | Thu 21 May 2026 | Wed 20 May 2026 | Thu 21 May 2026 |
| order to reconsider Mon 16 Mar 2026 | TR-3 | Mon 30 Mar 2026 | Sun 29 Mar 2026 | Mon 30 Mar 2026 |
| order on content Fri 29 May 2026 | TR-4 | Fri 3 Jul 2026 | Thu 2 Jul 2026 | Fri 3 Jul 2026 |
| order on the school Fri 11 Dec 2026 | TR-5 | Fri 25 Dec 2026 | Thu 24 Dec 2026 | Thu 24 Dec 2026 |
| appeal against ceasing dismissed Wed 10 Jun 2026 | TR-6a | Wed 10 Jun 2026 | Wed 10 Jun 2026 | Wed 10 Jun 2026 |
| order to continue Wed 10 Jun 2026 | TR-6b | Wed 10 Jun 2026 | Wed 10 Jun 2026 | Wed 10 Jun 2026 |
| order to continue and amend Wed 10 Jun 2026 | TR-6c | Wed 15 Jul 2026 | Tue 14 Jul 2026 | Wed 15 Jul 2026 |
| order on content Fri 29 May 2026 fixing Fri 17 Jul 2026 | TR-7 | Fri 17 Jul 2026 | Fri 17 Jul 2026 | Fri 17 Jul 2026 |
"""

_CONCEDED = """
| What happened | Rule | Last lawful day | Safe day | Last working day |
| --- | --- | --- | --- | --- |
| concession, refusal to assess, Mon 12 Oct 2026 | TR-8a | Mon 26 Oct 2026 | Sun 25 Oct 2026 | Mon 26 Oct 2026 |
| concession, refusal to assess, Mon 12 Oct 2026 | TR-8b | Mon 21 Dec 2026 | Sun 20 Dec 2026 | Mon 21 Dec 2026 |
| concession, refusal to assess, Mon 12 Oct 2026 | TR-8c | Mon 18 Jan 2027 | Sun 17 Jan 2027 | Mon 18 Jan 2027 |
| concession, refusal to issue, Mon 12 Oct 2026 | TR-8d | Mon 16 Nov 2026 | Sun 15 Nov 2026 | Mon 16 Nov 2026 |
| concession, refusal to issue, Mon 12 Oct 2026 | TR-8e | Mon 28 Dec 2026 | Sun 27 Dec 2026 | Thu 24 Dec 2026 |
| concession, content, Mon 12 Oct 2026 | TR-8f | Mon 16 Nov 2026 | Sun 15 Nov 2026 | Mon 16 Nov 2026 |
| concession, school, Mon 12 Oct 2026 | TR-8g | Mon 26 Oct 2026 | Sun 25 Oct 2026 | Mon 26 Oct 2026 |
| concession, ceasing, Mon 12 Oct 2026 | TR-8h | Mon 12 Oct 2026 | Mon 12 Oct 2026 | Mon 12 Oct 2026 |
"""

_RECOMMENDED = """
| What happened | Rule | Last lawful day | State |
| --- | --- | --- | --- |
| recommendation on health Mon 2 Nov 2026; written reply Mon 7 Dec 2026 | TR-9 | Mon 7 Dec 2026 | met |
| recommendation on social care Mon 2 Nov 2026; written reply Tue 8 Dec 2026 | TR-9 | Mon 7 Dec 2026 | met late |
| recommendation on health Mon 2 Nov 2026; written reply Mon 7 Dec 2026 | TR-10 | Mon 14 Dec 2026 | - |
| order on content Fri 29 May 2026 fixing Fri 17 Jul 2026 | TR-4 | - | not applicable |
"""

TABLES = {
    "mediation": (
        (
            "Two months to turn to a mediation adviser. Certificates: three working days, the next one being the first.",
            _CERTIFICATES,
        ),
        ("Asking for mediation, arranging it, and carrying out what was agreed.", _MEDIATION),
    ),
    "appeals": (
        (
            "Two months from the decision (AP-2a), then as the tribunal takes appeals (AP-2): a last day on a weekend "
            "or bank holiday moves to the next working day, one in August to the first of September, and one from "
            "25 December to 1 January to the first working day after.",
            _LODGE,
        ),
        ("With a mediation certificate the later of two dates counts, and is then moved.", _LIMBS),
        (
            "The council's response: 30 working days; August and 25 December to 1 January do not count.",
            _RESPONSE,
        ),
        (
            "In time, late, and no appeal yet: a decision to amend is followed by the plan that can be appealed.",
            _APPEALS,
        ),
    ),
    "tribunal": (
        ("Orders. A day that the tribunal fixes itself takes the place of the others.", _ORDERS),
        ("Appeals that the council does not oppose.", _CONCEDED),
        (
            "Replies to recommendations, and an order displaced by the tribunal's own day.",
            _RECOMMENDED,
        ),
    ),
}
