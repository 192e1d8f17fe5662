"""Addresses that are looked up once and filled in."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import NoReverseMatch, path, re_path, reverse, set_script_prefix
from django.urls.base import get_script_prefix

from goldenthread.ui.addresses import address


def _page(request: HttpRequest) -> HttpResponse:
    """Only its address is asked for."""
    return HttpResponse()


urlpatterns = [
    path("plans/{each}/<int:plan>/parts/<int:part>/", _page, name="part"),
    re_path(r"^years/(?P<year>[0-9]{4})/$", _page, name="year"),
    path("files/<int:plan>/<str:kind>/", _page, name="file"),
]
OURS = override_settings(ROOT_URLCONF=__name__)


@OURS
@pytest.mark.parametrize(
    ("name", "keys"),
    [("part", (3, 71)), ("part", (71, 3)), ("part", (7_000_000_000_000_000, 0)),
     ("year", (2026,)), ("file", (3, "csv")), ("file", (3, 4))],
)  # fmt: skip
def test_an_address_is_what_django_gives(name: str, keys: tuple[object, ...]) -> None:
    for _ in range(2):
        assert address(name, *keys) == reverse(name, args=keys)


@OURS
@pytest.mark.parametrize(
    ("name", "keys"), [("part", (3,)), ("part", (-3, 1)), ("year", (26,)), ("nowhere", ())]
)
def test_what_is_no_address_is_refused(name: str, keys: tuple[object, ...]) -> None:
    with pytest.raises(NoReverseMatch):
        address(name, *keys)


def test_an_address_belongs_to_the_pages_and_prefix_in_force() -> None:
    with OURS:
        assert address("part", 1, 2) == "/plans/%7Beach%7D/1/parts/2/"
        before = get_script_prefix()
        set_script_prefix("/under/")
        try:
            assert address("part", 1, 2) == "/under/plans/%7Beach%7D/1/parts/2/"
        finally:
            set_script_prefix(before)
    with pytest.raises(NoReverseMatch):
        address("part", 1, 2)
