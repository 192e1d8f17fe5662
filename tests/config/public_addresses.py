"""The addresses of what is published for everybody: the same whoever asks, signed in or not.

That drafts and withdrawn pages are at none of them: tests/reports/test_public_pages.py.
"""

from __future__ import annotations

PATTERNS = {
    "progress/",
    "progress/<slug:area>/",
    "progress/<slug:area>/plans/<int:number>/",
    "progress/<slug:area>/<int:number>/",
    "progress/<slug:area>/<int:number>/easy-read/",
    "progress/<slug:area>/<int:number>/<slug:part>/pdf/",
}
