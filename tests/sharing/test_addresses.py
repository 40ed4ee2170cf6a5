"""Addresses that are found once are the ones that Django finds each time."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, path, reverse, set_script_prefix

from sharing.questions.addresses import to

NAMES = ("families:family", "families:why", "outcomes:progress", "outcomes:why-evidence")
urlpatterns = [path("elsewhere/<str:reference>/x/", lambda request: None, name="search")]


@pytest.mark.parametrize("which", [uuid4(), str(uuid4()), "WF-20417"], ids=["key", "text", "ref"])
@pytest.mark.parametrize("name", NAMES)
def test_it_is_the_address_that_django_finds(name, which):
    if name == "outcomes:why-evidence" and which == "WF-20417":
        return  # a key, by its declaration
    for _ in range(2):
        assert to(name, which) == reverse(name, args=[which])


def test_a_page_without_a_row():
    assert to("families:list") == to("families:list") == reverse("families:list")


@pytest.mark.parametrize("which", ["a b", "ä", "50%", '"><script>', "x?y=1", "a#b"])
def test_what_is_not_plain_is_written_as_django_writes_it(which):
    to("families:family", "WF-1")
    assert to("families:family", which) == reverse("families:family", args=[which])


def test_what_has_no_address_has_none():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            to("families:nothing-like-it")
    with pytest.raises(NoReverseMatch):
        to("families:family", "a/b")


def test_other_pages_and_another_place_have_their_own():
    here = to("search")
    with override_settings(ROOT_URLCONF=__name__):
        assert to("search", "WF-1") == "/elsewhere/WF-1/x/"
    assert to("search") == here
    try:
        set_script_prefix("/council/")
        assert to("search") == f"/council{here}"
    finally:
        set_script_prefix("/")
    assert to("search") == here
