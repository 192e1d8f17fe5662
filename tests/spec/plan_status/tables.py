"""What the status rules must give, written by hand and not from the rules' own data."""

SHOWN = """
| Last report | Sign-off | Due date | Shown | Flags |
| --- | --- | --- | --- | --- |
| Grey | - | not set | Grey | date not set |
| Grey | - | ahead | Grey | - |
| Grey | - | new date ahead | Grey | new date given |
| Grey | - | passed | Red | new date needed |
| Green | - | not set | Green | date not set |
| Green | - | ahead | Green | - |
| Green | - | new date ahead | Green | new date given |
| Green | - | passed | Red | new date needed |
| Amber | - | not set | Amber | date not set |
| Amber | - | ahead | Amber | - |
| Amber | - | new date ahead | Amber | new date given |
| Amber | - | passed | Red | new date needed |
| Red | - | not set | Red | new date needed, date not set |
| Red | - | ahead | Red | new date needed |
| Red | - | new date ahead | Red | new date given |
| Red | - | passed | Red | new date needed |
| Blue | none | not set | Green | awaiting sign-off, date not set |
| Blue | none | ahead | Green | awaiting sign-off |
| Blue | none | new date ahead | Green | awaiting sign-off, new date given |
| Blue | none | passed | Red | new date needed, awaiting sign-off |
| Blue | by the owner | ahead | Green | awaiting sign-off, sign-off does not count |
| Blue | by the owner | passed | Red | new date needed, awaiting sign-off, sign-off does not count |
| Blue | by the reporter | ahead | Green | awaiting sign-off, sign-off does not count |
| Blue | by the reporter | passed | Red | new date needed, awaiting sign-off, sign-off does not count |
| Blue | by another | not set | Blue | - |
| Blue | by another | ahead | Blue | - |
| Blue | by another | new date ahead | Blue | - |
| Blue | by another | passed | Blue | - |
"""

# "Blue, claimed" has no sign-off that counts. The columns after the third: shown after the report, where the
# date that stood before it was not set, lay ahead, or had passed; and where it had passed and the report brings
# a new completion date with its reason.
TRANSITIONS = """
| From | To | The report must bring | Then shown: no date | Then shown: date ahead | Then shown: date passed | Then shown: date passed, new one given |
| --- | --- | --- | --- | --- | --- | --- |
| Grey | Grey | - | Grey | Grey | Red, new date needed | refused |
| Grey | Green | - | Green | Green | Red, new date needed | Green |
| Grey | Amber | forecast | Amber | Amber | Red, new date needed | Amber |
| Grey | Red | new completion date, reason | Red | Red | Red | Red |
| Grey | Blue | day of completion | Green, awaiting sign-off | Green, awaiting sign-off | Red, new date needed, awaiting sign-off | refused |
| Green | Grey | reason | Grey | Grey | Red, new date needed | refused |
| Green | Green | - | Green | Green | Red, new date needed | Green |
| Green | Amber | forecast | Amber | Amber | Red, new date needed | Amber |
| Green | Red | new completion date, reason | Red | Red | Red | Red |
| Green | Blue | day of completion | Green, awaiting sign-off | Green, awaiting sign-off | Red, new date needed, awaiting sign-off | refused |
| Amber | Grey | reason | Grey | Grey | Red, new date needed | refused |
| Amber | Green | - | Green | Green | Red, new date needed | Green |
| Amber | Amber | forecast | Amber | Amber | Red, new date needed | Amber |
| Amber | Red | new completion date, reason | Red | Red | Red | Red |
| Amber | Blue | day of completion | Green, awaiting sign-off | Green, awaiting sign-off | Red, new date needed, awaiting sign-off | refused |
| Red | Grey | reason | Grey | Grey | Red, new date needed | refused |
| Red | Green | - | Green | Green | Red, new date needed | Green |
| Red | Amber | forecast | Amber | Amber | Red, new date needed | Amber |
| Red | Red | new completion date, reason | Red | Red | Red | Red |
| Red | Blue | day of completion | Green, awaiting sign-off | Green, awaiting sign-off | Red, new date needed, awaiting sign-off | refused |
| Blue, claimed | Grey | reason | Grey | Grey | Red, new date needed | refused |
| Blue, claimed | Green | reason | Green | Green | Red, new date needed | Green |
| Blue, claimed | Amber | forecast, reason | Amber | Amber | Red, new date needed | Amber |
| Blue, claimed | Red | new completion date, reason | Red | Red | Red | Red |
| Blue, claimed | Blue | day of completion | Green, awaiting sign-off | Green, awaiting sign-off | Red, new date needed, awaiting sign-off | refused |
| Blue, signed off | Grey | reopening, reason | Grey | Grey | Red, new date needed | refused |
| Blue, signed off | Green | reopening, reason | Green | Green | Red, new date needed | Green |
| Blue, signed off | Amber | reopening, reason, forecast | Amber | Amber | Red, new date needed | Amber |
| Blue, signed off | Red | reopening, reason, new completion date | Red | Red | Red | Red |
| Blue, signed off | Blue | reopening, reason, day of completion | Green, awaiting sign-off | Green, awaiting sign-off | Red, new date needed, awaiting sign-off | refused |
"""

ROLLUP = """
| Below it | Own sign-off | Shown | Flags |
| --- | --- | --- | --- |
| - | no | Grey | nothing to report |
| - | yes | Grey | sign-off does not count, nothing to report |
| Grey | no | Grey | - |
| Grey, Grey, Grey | no | Grey | - |
| Green | no | Green | - |
| Green, Grey | no | Green | - |
| Blue, Grey | no | Green | - |
| Blue, Green | no | Green | - |
| Blue, Green, Grey | no | Green | - |
| Blue, Green | yes | Green | sign-off does not count |
| Blue | no | Green | awaiting sign-off |
| Blue, Blue | no | Green | awaiting sign-off |
| Blue | yes | Blue | - |
| Blue, Blue | yes | Blue | - |
| Amber | no | Amber | - |
| Amber, Grey | no | Amber | - |
| Amber, Green, Blue | no | Amber | - |
| Amber, Blue | yes | Amber | sign-off does not count |
| Red | no | Red | - |
| Red, Grey | no | Red | - |
| Red, Amber, Green | no | Red | - |
| Red, Blue, Blue, Blue | yes | Red | sign-off does not count |
| Grey, Blue, Green, Amber, Red | no | Red | - |
"""

SIGN_OFFS = """
| Last report | Day of completion | Signed by | On | Result |
| --- | --- | --- | --- | --- |
| Blue | 2025-06-20 | board | 2025-06-25 | accepted |
| Blue | 2025-06-20 | board | 2025-06-20 | accepted |
| Blue | 2025-06-20 | board | 2025-06-19 | signed_off_before_completion |
| Blue | 2025-06-20 | lead | 2025-06-25 | signer_owns_item |
| Blue | 2025-06-20 | second lead | 2025-06-25 | signer_owns_item |
| Blue | 2025-06-20 | board, by a person who also holds lead | 2025-06-25 | signer_owns_item |
| Blue | 2025-06-20 | reporter | 2025-06-25 | signer_reported_it |
| Blue | 2025-06-20 | board, by the person who reported it | 2025-06-25 | signer_reported_it |
| Blue | - | board | 2025-06-25 | claim_without_date |
| Green | - | board | 2025-06-25 | not_reported_complete |
| Amber | - | board | 2025-06-25 | not_reported_complete |
| Red | - | board | 2025-06-25 | not_reported_complete |
| Grey | - | board | 2025-06-25 | not_reported_complete |
"""

DIRECTIONS = """
| Before | Grey now | Blue now | Green now | Amber now | Red now |
| --- | --- | --- | --- | --- | --- |
| none | new | new | new | new | new |
| Grey | unchanged | improved | improved | worsened | worsened |
| Blue | worsened | unchanged | worsened | worsened | worsened |
| Green | worsened | improved | unchanged | worsened | worsened |
| Amber | improved | improved | improved | unchanged | worsened |
| Red | improved | improved | improved | improved | unchanged |
"""

SLIPPAGE = """
| First date | Current date | Slippage in days |
| --- | --- | --- |
| 2025-07 | 2025-07 | 0 |
| 2025-07 | 2025-08 | 31 |
| 2025-07 | 2025-09 | 61 |
| 2026-01 | 2026-02 | 28 |
| 2024-01 | 2024-02 | 29 |
| 2025-12 | 2026-01 | 31 |
| 2025-09 | 2025-07 | -61 |
| - | 2025-07 | - |
| 2025-07 | - | - |
"""

# As at 15 October 2025, of work first agreed for July 2025. "Until" is the month or day that the days count to.
ENDS = """
| Last report | Now aimed at | Forecast | Completed on | Counts to | Slippage in days |
| --- | --- | --- | --- | --- | --- |
| Grey | 2025-11 | - | - | the date now aimed at | 122 |
| Green | 2025-11 | - | - | the date now aimed at | 122 |
| Red | 2025-11 | - | - | the date now aimed at | 122 |
| Amber | 2025-11 | 2025-12 | - | the forecast | 153 |
| Green | 2025-09 | - | - | - | - |
| Amber | 2025-09 | 2025-12 | - | - | - |
| Blue | 2025-07 | - | 2025-08-12 | the day of completion | 12 |
| Blue | 2025-11 | - | 2025-08-12 | the day of completion | 12 |
| Blue | 2025-07 | - | 2025-07-02 | the day of completion | 0 |
| Blue | 2025-07 | - | - | - | - |
"""

# Whoever may sign off says "not yet", as at 15 October 2025: what the last report then says, and what is shown.
SENT_BACK = """
| Last report | Sent back by | Reason | Result | Then on record | Shown: date ahead | Shown: date passed |
| --- | --- | --- | --- | --- | --- | --- |
| Blue | board | given | accepted | Green | Green | Red, new date needed |
| Blue | board | - | send_back_reason_missing | - | - | - |
| Blue | lead | given | signer_owns_item | - | - | - |
| Blue | reporter | given | signer_reported_it | - | - | - |
| Green | board | given | not_reported_complete | - | - | - |
| Grey | board | given | not_reported_complete | - | - | - |
"""

# As at 15 October 2025, of work that fell due in September 2025 or falls due in November 2025.
LATE = """
| Last report | Sign-off | Falls due | Shown | Overdue | Days overdue | Waits for sign-off |
| --- | --- | --- | --- | --- | --- | --- |
| Grey | none | 2025-09 | Red | yes | 15 | no |
| Green | none | 2025-09 | Red | yes | 15 | no |
| Amber | none | 2025-09 | Red | yes | 15 | no |
| Red | none | 2025-09 | Red | yes | 15 | no |
| Blue | none | 2025-09 | Red | no | - | yes |
| Blue | by the owner | 2025-09 | Red | no | - | yes |
| Blue | by another | 2025-09 | Blue | no | - | no |
| Blue | none | 2025-11 | Green | no | - | yes |
| Green | none | 2025-11 | Green | no | - | no |
| Green | none | - | Green | no | - | no |
| Red | none | - | Red | no | - | no |
"""
