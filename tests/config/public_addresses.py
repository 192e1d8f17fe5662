"""The addresses of what is published for everybody: the same whoever asks, signed in or not.

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
    "progress/",
    "progress/<slug:area>/",
    "progress/<slug:area>/plans/<int:number>/",
    "progress/<slug:area>/<int:number>/",
    "progress/<slug:area>/<int:number>/easy-read/",
    "progress/<slug:area>/<int:number>/<slug:part>/pdf/",
}
