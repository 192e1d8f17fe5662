"""How days are counted: the conventions in words, and each worked by hand under both readings."""

from __future__ import annotations

CONVENTIONS = """
| Convention | Words of the law | How it is counted here | How settled it is |
| --- | --- | --- | --- |
| CNT-1 | within so many weeks (or days) "of" an event | The day of the event is not counted; the limit ends at the end of the last day. | Usual; contested by one day |
| CNT-1b | the same | The other reading: the day of the event is day 1, so that the last day is one day earlier. It gives the safe day. | A minority, but official pages use it |
| CNT-2 | so many days "beginning with" a day | That day is day 1. | Settled |
| CNT-3 | so many months "starting with" or "beginning with" a day | The period ends on the day before the corresponding day, or on the last day of a month that has no such day. | Clear in the text; in practice the anniversary is used |
| CNT-4 | within so many months of an event | To the corresponding day, or the last day of a month that has no such day. | Settled (Dodds v Walker) |
| CNT-5 | "before" a named day | The day before it is the last. | Clear in the text; in practice the named day is used |
| CNT-6 | "at least two weeks'" notice | Fourteen days after the notice; on a cautious reading, fourteen whole days between. | Contested by one day |
| CNT-7 | so many working days "beginning with" a day | The first working day on or after it is day 1. | Clear, but the Regulations do not say what a working day is |
| CNT-8 | within so many working days | The next working day is day 1. | Usual |
| CNT-9 | so many days, with no other word | Days of the calendar. Working days count only where the law says so. | Settled |
| CNT-10 | a council's last day is no working day | It does not move. The working day before it is shown beside it. | Usual |
| CNT-11 | the last day for an act in the tribunal is no working day | It moves to the next working day; for lodging, out of August and out of 25 December to 1 January. In any other count of the tribunal those days are left out. | Settled (rule 12 as amended on 21 July 2020) |
| CNT-12 | the day of receipt | The day on which it arrives, whatever day of the week. | Practice varies |
| CNT-13 | an exemption | It disapplies one limit. It does not pause, restart or lengthen one. | Settled |
| CNT-14 | service by post, and what a month is | First class post is taken as served on the second working day; a month is one of the calendar. | Interpretation Act 1978; text not read |
"""

# CNT-1 and CNT-1b.
OF = """
| Event | Limit | Day not counted (CNT-1) | Day is day 1 (CNT-1b) |
| --- | --- | --- | --- |
| Tue 3 Mar 2026 | 42 days (6 weeks) | Tue 14 Apr 2026 | Mon 13 Apr 2026 |
| Thu 29 Feb 2024 | 14 days (2 weeks) | Thu 14 Mar 2024 | Wed 13 Mar 2024 |
| Mon 15 Sep 2025 | 112 days (16 weeks) | Mon 5 Jan 2026 | Sun 4 Jan 2026 |
| Wed 8 Oct 2025 | 140 days (20 weeks) | Wed 25 Feb 2026 | Tue 24 Feb 2026 |
| Fri 12 Jun 2026 | 15 days | Sat 27 Jun 2026 | Fri 26 Jun 2026 |
"""

BEGINNING = """
| Beginning with | Days | Last day (CNT-2) |
| --- | --- | --- |
| Tue 3 Mar 2026 | 15 | Tue 17 Mar 2026 |
| Wed 14 Feb 2024 | 15 | Wed 28 Feb 2024 |
| Thu 15 Feb 2024 | 15 | Thu 29 Feb 2024 |
| Mon 22 Dec 2025 | 15 | Mon 5 Jan 2026 |
"""

STARTING = """
| Starting with | Months | The day before (CNT-3) | The anniversary |
| --- | --- | --- | --- |
| Wed 1 Jan 2025 | 12 | Wed 31 Dec 2025 | Thu 1 Jan 2026 |
| Mon 9 Jun 2025 | 12 | Mon 8 Jun 2026 | Tue 9 Jun 2026 |
| Thu 29 Feb 2024 | 12 | Fri 28 Feb 2025 | Fri 28 Feb 2025 |
| Fri 28 Feb 2025 | 12 | Fri 27 Feb 2026 | Sat 28 Feb 2026 |
| Sun 30 Nov 2025 | 3 | Sat 28 Feb 2026 | Sat 28 Feb 2026 |
| Wed 8 Apr 2026 | 3 | Tue 7 Jul 2026 | Wed 8 Jul 2026 |
"""

MONTHS = """
| Event | Months | Corresponding day (CNT-4) |
| --- | --- | --- |
| Fri 15 May 2026 | 2 | Wed 15 Jul 2026 |
| Tue 30 Dec 2025 | 2 | Sat 28 Feb 2026 |
| Sat 30 Dec 2023 | 2 | Thu 29 Feb 2024 |
| Sun 31 Aug 2025 | 1 | Tue 30 Sep 2025 |
| Fri 28 Feb 2025 | 1 | Fri 28 Mar 2025 |
"""

BEFORE = """
| Before | The day before (CNT-5) | The named day |
| --- | --- | --- |
| Mon 15 Feb 2027 | Sun 14 Feb 2027 | Mon 15 Feb 2027 |
| Wed 31 Mar 2027 | Tue 30 Mar 2027 | Wed 31 Mar 2027 |
"""

MONTHS_BEFORE = """
| Day | Months before | Corresponding day | Clear months |
| --- | --- | --- | --- |
| Wed 31 Mar 2027 | 5 | Sat 31 Oct 2026 | Fri 30 Oct 2026 |
| Mon 11 Jan 2027 | 5 | Tue 11 Aug 2026 | Mon 10 Aug 2026 |
| Sat 31 Jul 2027 | 5 | Sun 28 Feb 2027 | Sat 27 Feb 2027 |
"""

NOTICE = """
| Notice | First day of the meeting (CNT-6) | With clear days |
| --- | --- | --- |
| Mon 12 Jan 2026 | Mon 26 Jan 2026 | Tue 27 Jan 2026 |
| Fri 20 Mar 2026 | Fri 3 Apr 2026 | Sat 4 Apr 2026 |
"""

WORKING = """
| Day | Working days | Beginning with it (CNT-7) | After it (CNT-8) |
| --- | --- | --- | --- |
| Mon 30 Mar 2026 | 15 | Tue 21 Apr 2026 | Wed 22 Apr 2026 |
| Sat 2 May 2026 | 15 | Tue 26 May 2026 | Tue 26 May 2026 |
| Thu 2 Apr 2026 | 3 | Wed 8 Apr 2026 | Thu 9 Apr 2026 |
| Wed 23 Dec 2026 | 3 | Tue 29 Dec 2026 | Wed 30 Dec 2026 |
| Fri 6 Mar 2026 | 3 | Tue 10 Mar 2026 | Wed 11 Mar 2026 |
| Thu 30 Dec 2027 | 3 | not known | not known |
| Tue 28 Dec 2027 | 2 | Thu 30 Dec 2027 | Thu 30 Dec 2027 |
"""

STANDS = """
| Last lawful day | Why it is no working day | Working day before (CNT-10) |
| --- | --- | --- |
| Fri 25 Dec 2026 | Christmas Day | Thu 24 Dec 2026 |
| Mon 28 Dec 2026 | Boxing Day | Thu 24 Dec 2026 |
| Sun 5 Apr 2026 | a Sunday | Thu 2 Apr 2026 |
| Mon 4 May 2026 | Early May bank holiday | Fri 1 May 2026 |
| Sat 13 Jun 2026 | a Saturday | Fri 12 Jun 2026 |
| Wed 10 Jun 2026 | - | Wed 10 Jun 2026 |
"""

LODGING = """
| Time ends on | Last day for lodging (CNT-11) |
| --- | --- |
| Sat 14 Mar 2026 | Mon 16 Mar 2026 |
| Fri 3 Apr 2026 | Tue 7 Apr 2026 |
| Fri 31 Jul 2026 | Fri 31 Jul 2026 |
| Sat 1 Aug 2026 | Tue 1 Sep 2026 |
| Mon 31 Aug 2026 | Tue 1 Sep 2026 |
| Sun 15 Aug 2027 | Wed 1 Sep 2027 |
| Thu 24 Dec 2026 | Thu 24 Dec 2026 |
| Fri 25 Dec 2026 | Mon 4 Jan 2027 |
| Fri 1 Jan 2027 | Mon 4 Jan 2027 |
| Tue 28 Dec 2027 | not known |
"""

TRIBUNAL = """
| After | Working days | Last day (CNT-11) |
| --- | --- | --- |
| Mon 2 Mar 2026 | 30 | Wed 15 Apr 2026 |
| Thu 16 Jul 2026 | 30 | Fri 25 Sep 2026 |
| Fri 4 Dec 2026 | 30 | Mon 25 Jan 2027 |
| Mon 13 Dec 2027 | 30 | not known |
"""

POSTED = """
| Posted | Taken as served (CNT-14) |
| --- | --- |
| Mon 9 Mar 2026 | Wed 11 Mar 2026 |
| Sat 16 May 2026 | Tue 19 May 2026 |
| Thu 2 Apr 2026 | Wed 8 Apr 2026 |
| Fri 22 May 2026 | Wed 27 May 2026 |
| Wed 23 Dec 2026 | Tue 29 Dec 2026 |
| Thu 30 Dec 2027 | not known |
"""

TABLES = (
    OF, BEGINNING, STARTING, MONTHS, BEFORE, MONTHS_BEFORE, NOTICE, WORKING, STANDS, LODGING, TRIBUNAL, POSTED,
)  # fmt: skip
