"""The addresses that ask for no sign-in: the same whoever asks, signed in or not.

That drafts and withdrawn pages are at none of them: tests/reports/test_public_pages.py.
"""

from __future__ import annotations

PATTERNS = {
    # A request without an account: what each shows depends on the browser's session and on nothing in the address. That
    # none opens what somebody else wrote: tests/assessments/test_public_safety.py.
    "assessments/request/",
    "assessments/request/check/",
    "assessments/request/sent/",
    "assessments/request/close/",
    "assessments/request/files/",
    "assessments/request/save/",
    "assessments/request/delete/",
    "assessments/request/paper/<slug:route>/",
    "assessments/request/return/number/",
    "assessments/request/return/<str:token>/",
    "assessments/request/<slug:name>/",
    # The family page: what each shows depends on the link and the code that the browser's session names, and on nothing
    # in the address but a copy of a letter that went to that very reader. Who gets none of it:
    # tests/workspace/test_family_safety.py.
    "family/",
    "family/code/",
    "family/leave/",
    "family/letters/",
    "family/letters/<int:copy_id>/",
    "family/letters/<int:copy_id>/<slug:form>/",
    "family/link/<str:token>/",
    "family/messages/",
    "family/notices/",
    "family/stop/<str:token>/",
    "family/stopping/",
    "family/tell/",
    "family/who/",
    "progress/",
    "progress/<slug:area>/",
    "progress/<slug:area>/plans/<int:number>/",
    "progress/<slug:area>/<int:number>/",
    "progress/<slug:area>/<int:number>/easy-read/",
    "progress/<slug:area>/<int:number>/<slug:part>/pdf/",
}
