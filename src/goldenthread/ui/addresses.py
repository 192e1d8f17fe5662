"""The addresses of records: what a named page is called is looked up once, and each record's key put in.

Looking one up costs Django some 15 microseconds, and a plan on a page holds several hundred of them.
"""

from __future__ import annotations

from functools import lru_cache

from django.urls import NoReverseMatch, URLResolver, get_resolver, get_urlconf, reverse
from django.urls.base import get_script_prefix

# Stands for the key of a record while the address is looked up; no address of ours holds it otherwise.
_STAND_IN = 7_000_000_000_000_000


def address(name: str, *keys: object) -> str:
    """The address of a named page: `address("improvement:plan", plan.pk)`.

    The same text as `reverse(name, args=keys)`, and the same NoReverseMatch where there is no such page.
    """
    if all(type(key) is int and key >= 0 for key in keys):
        whole = _with_gaps(get_resolver(get_urlconf()), get_script_prefix(), name, len(keys))
        if whole:
            return whole.format(*keys)
    return reverse(name, args=keys or None)


@lru_cache(maxsize=1024)
def _with_gaps(resolver: URLResolver, prefix: str, name: str, count: int) -> str:
    """The address with `{}` for each of `count` keys; empty where not every whole number fits there.

    `resolver` and `prefix` are those in force: what was looked up holds for them alone.
    """
    stand_ins = [_STAND_IN + place for place in range(count)]
    try:
        found = reverse(name, args=stand_ins or None)
    except NoReverseMatch:
        return ""
    # Braces are never bare in an address: Django writes them in percent.
    for key in stand_ins:
        if found.count(str(key)) != 1:
            return ""
        found = found.replace(str(key), "{}")
    return found
