"""Addresses of pages, found once a process: only the row's own name is put in each time.

A page has some fifty of them, and Django looks each one up anew.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse

from sharing.questions.answering import once

#: Fits wherever an address takes a key or a reference, and stands nowhere else in one.
SAMPLE = "5a3c9d1e-0000-4000-8000-000000000000"
#: What stands in an address as it is. Anything else is looked up, and put in as Django does.
PLAIN = re.compile(r"[A-Za-z0-9-]+")


def to(name: str, which: Any = None) -> str:
    """The address of a page; `which`: the key or reference of its row. Raises NoReverseMatch."""
    place = (*once("place", _place), name)
    if which is None:
        return _fixed(*place)
    said = str(which)
    if not PLAIN.fullmatch(said):
        return reverse(name, args=[which])
    before, after = _around(*place)
    return f"{before}{said}{after}"


def _place() -> tuple[str, str]:
    """Where the pages stand, and which: the same while one request is answered."""
    return get_script_prefix(), settings.ROOT_URLCONF


@lru_cache(maxsize=1024)
def _fixed(prefix: str, pages: str, name: str) -> str:
    return reverse(name)


@lru_cache(maxsize=1024)
def _around(prefix: str, pages: str, name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[SAMPLE]).partition(SAMPLE)
    return before, after
