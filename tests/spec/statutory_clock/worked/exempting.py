"""Exemptions to the day, and what they do to a limit, worked by hand."""

from __future__ import annotations

# The limit is that of a case whose clock runs in the days given. "Until" is the first day on which it is over.
CLOSURE = """
| Closed from | Opens again | Days | Advice asked | Limit | Runs from | To | Available |
| --- | --- | --- | --- | --- | --- | --- | --- |
| Fri 24 Jul 2026 | Fri 21 Aug 2026 | 28 | Mon 20 Jul 2026 | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | yes |
| Fri 24 Jul 2026 | Thu 20 Aug 2026 | 27 | Mon 20 Jul 2026 | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | no |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | Tue 14 Jul 2026 | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | no |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | Wed 15 Jul 2026 | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | yes |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | Wed 26 Aug 2026 | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | yes |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | Thu 27 Aug 2026 | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | no |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | - | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | no |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | Mon 20 Jul 2026 | REQ-6 | Mon 29 Jun 2026 | Mon 10 Aug 2026 | yes |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | Mon 20 Jul 2026 | DP-1a | Mon 29 Jun 2026 | Mon 10 Aug 2026 | yes |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | Mon 20 Jul 2026 | ADV-5 | Mon 29 Jun 2026 | Mon 10 Aug 2026 | no |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | Mon 20 Jul 2026 | AR-9 | Thu 16 Jul 2026 | Thu 13 Aug 2026 | no |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | Mon 20 Jul 2026 | RA-3 | Thu 16 Jul 2026 | Fri 31 Jul 2026 | no |
| Wed 22 Jul 2026 | Wed 2 Sep 2026 | 42 | Mon 20 Jul 2026 | RA-4 | Thu 16 Jul 2026 | Thu 22 Oct 2026 | yes |
"""

ABSENCE = """
| Away from | Back | Days | Limit | Runs from | To | Available |
| --- | --- | --- | --- | --- | --- | --- |
| Mon 13 Jul 2026 | Mon 10 Aug 2026 | 28 | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | yes |
| Mon 13 Jul 2026 | Sun 9 Aug 2026 | 27 | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | no |
| Mon 13 Jul 2026 | Mon 10 Aug 2026 | 28 | ADV-5 | Mon 6 Jul 2026 | Mon 17 Aug 2026 | yes |
| Mon 13 Jul 2026 | Mon 10 Aug 2026 | 28 | ADV-5 | Mon 20 Jul 2026 | Mon 31 Aug 2026 | no |
| Mon 13 Jul 2026 | Mon 27 Jul 2026 | 14 | TR-4 | Mon 6 Jul 2026 | Mon 10 Aug 2026 | yes |
| Mon 13 Jul 2026 | Sun 26 Jul 2026 | 13 | TR-4 | Mon 6 Jul 2026 | Mon 10 Aug 2026 | no |
| Mon 13 Jul 2026 | Mon 27 Jul 2026 | 14 | TR-6c | Mon 6 Jul 2026 | Mon 10 Aug 2026 | yes |
| Mon 13 Jul 2026 | Mon 27 Jul 2026 | 14 | TR-6a | Mon 6 Jul 2026 | Mon 6 Jul 2026 | no |
"""

OTHERS = """
| Ground | From | Until | Limit | Runs from | To | Available |
| --- | --- | --- | --- | --- | --- | --- |
| exceptional personal circumstances | Mon 10 Aug 2026 | - | REQ-6 | Mon 29 Jun 2026 | Mon 10 Aug 2026 | yes |
| exceptional personal circumstances | Tue 11 Aug 2026 | - | REQ-6 | Mon 29 Jun 2026 | Mon 10 Aug 2026 | no |
| exceptional personal circumstances | Mon 1 Jun 2026 | Tue 30 Jun 2026 | REQ-6 | Mon 29 Jun 2026 | Mon 10 Aug 2026 | yes |
| exceptional personal circumstances | Mon 1 Jun 2026 | Mon 29 Jun 2026 | REQ-6 | Mon 29 Jun 2026 | Mon 10 Aug 2026 | no |
| exceptional personal circumstances | Mon 20 Jul 2026 | - | DP-1a | Mon 29 Jun 2026 | Mon 10 Aug 2026 | yes |
| exceptional personal circumstances | Mon 20 Jul 2026 | - | TR-2a | Mon 6 Jul 2026 | Mon 10 Aug 2026 | yes |
| exceptional personal circumstances | Mon 20 Jul 2026 | - | AR-12 | Mon 6 Jul 2026 | Mon 31 Aug 2026 | no |
| exceptional personal circumstances | Mon 20 Jul 2026 | - | MV-3 | Mon 6 Jul 2026 | Mon 17 Aug 2026 | no |
| missed appointment | Mon 20 Jul 2026 | - | ADV-5 | Mon 6 Jul 2026 | Mon 17 Aug 2026 | yes |
| missed appointment | Tue 18 Aug 2026 | - | ADV-5 | Mon 6 Jul 2026 | Mon 17 Aug 2026 | no |
| missed appointment | Mon 20 Jul 2026 | - | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | no |
| adviser shortage | Mon 20 Jul 2026 | - | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | no |
| local pause | Wed 22 Jul 2026 | Wed 2 Sep 2026 | PLN-9 | Mon 29 Jun 2026 | Mon 16 Nov 2026 | no |
| coronavirus | - | - | PLN-9 | Thu 12 Dec 2019 | Thu 30 Apr 2020 | no |
| coronavirus | - | - | PLN-9 | Fri 13 Dec 2019 | Fri 1 May 2020 | yes |
| coronavirus | - | - | PLN-9 | Fri 8 May 2020 | Fri 25 Sep 2020 | yes |
| coronavirus | - | - | PLN-9 | Sat 9 May 2020 | Sat 26 Sep 2020 | no |
"""

# A request of Monday 29 June 2026; the school is closed from Wednesday 22 July to Wednesday 2 September, and was asked
# for advice on Monday 20 July. The decision whether to assess goes out on Monday 7 September.
EFFECT = """
| Claimed for | Shown to be impractical | As at | Rule | Last lawful day | State | Days late |
| --- | --- | --- | --- | --- | --- | --- |
| - | no | Mon 7 Sep 2026 | REQ-6 | Mon 10 Aug 2026 | met late | 28 |
| REQ-6 | no | Mon 7 Sep 2026 | REQ-6 | Mon 10 Aug 2026 | met late | 28 |
| REQ-6 | yes | Mon 7 Sep 2026 | REQ-6 | Mon 10 Aug 2026 | exempt late | 28 |
| REQ-6 | yes | Mon 16 Nov 2026 | PLN-9 | Mon 16 Nov 2026 | open | 0 |
| REQ-6 | yes | Tue 17 Nov 2026 | PLN-9 | Mon 16 Nov 2026 | overdue | 1 |
| PLN-9 | yes | Tue 17 Nov 2026 | PLN-9 | Mon 16 Nov 2026 | exempt | 1 |
| PLN-9 | yes | Mon 7 Sep 2026 | REQ-6 | Mon 10 Aug 2026 | met late | 28 |
"""

TABLES = (CLOSURE, ABSENCE, OTHERS, EFFECT)
