from __future__ import annotations

import pytest

from goldenthread.improvement.rules.addresses import check_address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://council.example/plan",
        "http://intranet/plan?year=2026#part-2",
        "HTTPS://COUNCIL.example",
        "https://[2001:db8::1]/plan",
    ],
)
def test_what_a_reader_may_follow(address: str) -> None:
    assert check_address(address) == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("www.council.example/plan", "not_a_web_address"),
        ("javascript:alert(1)", "not_a_web_address"),
        ("data:text/html,x", "not_a_web_address"),
        ("ftp://council.example/plan", "not_a_web_address"),
        ("file:///plan.docx", "not_a_web_address"),
        (r"\\server\plans\plan.docx", "not_a_web_address"),
        ("https://", "not_a_web_address"),
        ("https://[council", "not_a_web_address"),
        ("https://council.example/my plan", "not_a_web_address"),
        ("https://council.example/\u202eplan", "not_a_web_address"),
        ("https://ann:secret@council.example/", "address_with_sign_in"),
        ("https://council.example/" + "a" * 500, "address_too_long"),
    ],
)
def test_anything_else_is_refused_in_words(address: str, code: str) -> None:
    [problem] = check_address(address, "kept_at")
    assert (problem.code, problem.field) == (code, "kept_at")
    assert problem.fix
