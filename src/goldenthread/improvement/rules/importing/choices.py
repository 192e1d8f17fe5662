"""How a person may settle the findings that need them."""

from __future__ import annotations

from goldenthread.exchange.findings import Choice

IMPORT_AGAIN = "put it into the document and import it again."
"""How messages end where only the document can say more: an imported plan is not rewritten here."""

UNPLACED = (
    Choice("place", "Put it under a priority of the plan", "priority"),
    Choice("new_priority", "Put it under a new priority (code, title and section)", "text"),
    Choice("leave_out", "Leave it out of the plan", "reason"),
)
DATE = (
    Choice("give_month", "Give the month in which it is due", "month"),
    Choice("no_date", "Keep it without a date"),
)
VAGUE_DATE = (
    Choice("accept", "The month is right"),
    Choice("give_month", "Give another month", "month"),
    Choice("no_date", "Keep it without a date"),
)
DUPLICATE_CODE = (
    Choice("new_code", "Give this priority another code", "code"),
    Choice("merge", "It goes on with the first priority of that code: put them together"),
)
GIVE_CODE = (Choice("give_code", "Give this priority a code that no other has", "code"),)
STATUS = (
    Choice("status_grey", "Grey: not started"),
    Choice("status_blue", "Blue: completed"),
    Choice("status_green", "Green: on target"),
    Choice("status_amber", "Amber: delayed and likely to miss its date"),
    Choice("status_red", "Red: missed, or significantly delayed"),
)
STATUS_READ = (Choice("accept", "It was read rightly"), *STATUS)
CUT = (Choice("shorten", "Cut it to that length and end it with an ellipsis"),)
TOO_LONG = (Choice("give_text", "Give a shorter text", "text"), *CUT)
TITLE = (Choice("give_title", "Give the plan's title", "text"),)
PLAN_DATE = (Choice("give_date", "Give the plan's date, for example 28 May 2025", "text"),)
DOUBTED_DATE = (
    Choice("give_month", "Give the month in which it is due", "month"),
    Choice("accept", "The year is right"),
    Choice("no_date", "Keep it without a date"),
)
DOUBTED_PLAN_DATE = (*PLAN_DATE, Choice("accept", "The year is right"))
VERSION = (Choice("give_version", "Give the plan's version", "text"),)
LEAD = (Choice("give_lead", "Give the post that leads this priority", "text"),)
NOTED = Choice("noted", "Seen; nothing to change")
