"""Ages on which the law hangs something, worked by hand."""

from __future__ import annotations

LEAVING = """
| Born | 16 on | Compulsory school age ends |
| --- | --- | --- |
| Mon 31 Aug 2009 | Sun 31 Aug 2025 | Fri 27 Jun 2025 |
| Tue 1 Sep 2009 | Mon 1 Sep 2025 | Fri 26 Jun 2026 |
| Fri 29 Feb 2008 | Thu 29 Feb 2024 | Fri 28 Jun 2024 |
| Sat 12 Mar 2011 | Fri 12 Mar 2027 | Fri 25 Jun 2027 |
| Sun 30 Jun 2013 | Sat 30 Jun 2029 | Fri 29 Jun 2029 |
"""

YEARS = """
| Born | On | School year | Year |
| --- | --- | --- | --- |
| Tue 1 Sep 2009 | Mon 1 Sep 2025 | 2025/26 | 11 |
| Mon 31 Aug 2009 | Mon 1 Sep 2025 | 2025/26 | 12 |
| Mon 31 Aug 2009 | Sun 31 Aug 2025 | 2024/25 | 11 |
| Wed 29 Feb 2012 | Fri 10 Jul 2026 | 2025/26 | 9 |
| Tue 31 Aug 2021 | Mon 1 Sep 2025 | 2025/26 | 0 |
| Wed 1 Sep 2021 | Mon 1 Sep 2025 | 2025/26 | -1 |
"""

ASKING = """
| What happened | Child | REQ-6 |
| --- | --- | --- |
| request by the young person Mon 2 Feb 2026 | born Sat 3 Feb 2001 | Mon 16 Mar 2026 |
| request by the young person Tue 3 Feb 2026 | born Sat 3 Feb 2001 | not applicable |
| request Tue 3 Feb 2026 | born Sat 3 Feb 2001 | not applicable |
"""

TABLES = (LEAVING, YEARS, ASKING)
