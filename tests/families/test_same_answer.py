"""What may not be known is answered as what does not exist, by whatever method it is asked for.

access.md, P3: the status, the bytes, and every header.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast

#: Differs from one answer to the next, whatever is asked for.
BY_CHANCE = re.compile(rb'csrf\w*"? value="\w+"|X-CSRFToken\W+\w+|nonce-?\W*[\w+/=-]+')
PAGES = ("family", "people", "plan", "visits", "story", "record-visit", "consent", "why")
METHODS = ("get", "head", "options", "post", "put", "delete")


def answered(client: Client, method: str, url: str, named: str) -> tuple[Any, ...]:
    """Status, headers and bytes, without what was asked for."""
    sent = {"HX-Request": "true"} if method == "get" else {}
    answer = getattr(client, method)(url, headers=sent)
    headers = {
        name: value.replace(named, "")
        for name, value in answer.headers.items()
        if name != "Content-Security-Policy"
    }
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, headers, BY_CHANCE.sub(b"", content.replace(named.encode(), b""))


def urls_of(family: str, person: str, case: str) -> list[tuple[str, str]]:
    found = [(reverse(f"families:{page}", args=[family]), family) for page in PAGES]
    found += [(f"/families/{family}", family), (f"/families/{family.lower()}/", family.lower())]
    for noun, key in (("families", family), ("people", person), ("cases", case)):
        found.append((reverse(f"{noun}-detail", args=[key]), key))
    found += [
        (f"/api/{noun}/?family={family}&person={person}&search={family}&ordering=-key", family)
        for noun in ("people", "evidence", "consents", "services")
    ]
    return found


@pytest.fixture
def hidden(family, case) -> tuple[str, str, str]:
    """A family that Ben has no business with, and one person and the case of it."""
    return family.reference, str(cast.member(family, "Kelly").key), str(case.key)


NOTHING = ("WF-00000", str(uuid.UUID(int=7)), str(uuid.UUID(int=8)))


@pytest.mark.matrix
def test_every_method_answers_as_for_nothing(hidden, ben, as_user):
    client = as_user(ben)
    pairs = zip(urls_of(*hidden), urls_of(*NOTHING), strict=True)
    differ, seen = [], set()
    for (url, named), (other, nobody) in pairs:
        for method in METHODS:
            one = answered(client, method, url, named)
            if one != answered(client, method, other, nobody):
                differ.append(f"{method} {url}: {one[:2]}")
            seen.add(one[0])
    assert not differ, "\n".join(differ)
    assert {200, 404, 405} <= seen
    assert 500 not in seen


def test_no_answer_carries_a_stamp_of_what_it_holds(family, ada, as_user):
    """A validator or a date would tell that something changed that its reader may not see."""
    for url in (family.get_absolute_url(), "/api/families/", reverse("families:list")):
        answer = as_user(ada).get(url)
        assert not {"ETag", "Last-Modified"} & set(answer.headers), url
        assert "no-store" in answer.headers["Cache-Control"], url


def test_no_answer_is_kept_by_a_browser(family, ada, eve, as_user):
    """A page, a no, a page that is not there, a way out; and what is written without an account."""
    reference = family.reference
    asked = {
        "families:family": {ada: 200, eve: 404},
        "families:merge-families": {ada: 403},
        "sharing:agreements": {eve: 200},
        "account_login": {ada: 302},
    }
    for name, answers in asked.items():
        url = reverse(name, args=[reference] if name in list(asked)[:2] else [])
        for user, status in answers.items():
            answer = as_user(user).get(url)
            assert answer.status_code == status, name
            assert "no-store" in kept(answer), name
    for name in ("referrals:ask", "referrals:ask-return", "account_login", "home"):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(reverse(name), {"reference": "A-1", "code": "x"})
            assert "no-store" in kept(answer), (name, method, answer.status_code)
    left = as_user(ada).post(reverse("account_logout"))
    assert left.status_code == 302
    assert "no-store" in kept(left)


def kept(answer) -> str:
    return answer.headers.get("Cache-Control", "")


FORMS = ("record-visit", "agree-plan", "add-action", "add-bond", "add-stay", "add-contact")


def test_a_form_given_another_familys_people_says_what_it_says_of_nobody(
    family, dot, ada, ben, as_user
):
    """Each field of Ada's own family's forms names someone of a family that is not hers to know."""
    moss = cast.make_family(dot, name="Moss")
    cast.let_lead(moss, ben, dot)
    stranger, nobody = str(cast.member(moss, "Kelly").key), str(uuid.UUID(int=7))
    client = as_user(ada)
    for page in FORMS:
        url = reverse(f"families:{page}", args=[family.reference])
        fields = client.get(url).context["form"].fields
        told = []
        for key in (stranger, nobody):
            answer = client.post(url, dict.fromkeys(fields, key))
            assert answer.status_code == 422, page
            told.append(BY_CHANCE.sub(b"", answer.content.replace(key.encode(), b"")))
        assert told[0] == told[1], page
