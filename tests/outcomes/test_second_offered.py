"""Whoever put a claim or an answer forward, or leads the family, is shown no form to be the second
person with: the page says what the act says (docs/decisions/0053)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from families.models import Case
from outcomes import acts
from outcomes.acts.claims import LEADS, PREPARED
from sharing.models import User
from tests.copies import copied
from tests.outcomes.ready import TODAY, make_ready, on

WROTE = "You wrote this down. Someone else must agree"
LEADS_TOO = "you lead this family. Someone else writes down and agrees"


@copied
def two(borough, dot, ada):
    return [make_ready(borough, dot, ada).case for _ in range(2)]


def leads_from_now_on(user: User, case: Case) -> None:
    """One person may hold a coordinator's post, and lead a family besides."""
    Case.objects.filter(pk=case.pk).update(lead=user.post)


def asked(client, name: str, key: object) -> str:
    """Why there is no form here for them; empty where there is one. It is not read to those who
    send it either."""
    url = reverse(f"outcomes:{name}", args=[key])
    page, sent = client.get(url), client.post(url, {"why": "So"})
    assert (page.status_code, sent.status_code) in ((200, 422), (200, 302), (403, 403))
    return page.content.decode() if page.status_code == 403 else ""


def links(client, *pages: str) -> str:
    return "".join(client.get(page, follow=True).content.decode() for page in pages)


@pytest.mark.parametrize("name", ["approve", "reject"])
def test_a_claim_is_offered_to_a_second_person_alone(name, two, ivy, jim, as_user):
    with on(TODAY):
        claim = acts.propose_claim(case=two[0], by=ivy)
        pages = claim.get_absolute_url(), reverse("outcomes:result", args=[two[0].key])
        url = reverse(f"outcomes:{name}", args=[claim.key])
        assert url in links(as_user(jim), *pages)
        assert PREPARED in asked(as_user(ivy), name, claim.key)
        leads_from_now_on(jim, two[0])
        assert LEADS in asked(as_user(jim), name, claim.key)
        assert url not in links(as_user(jim), *pages) + links(as_user(ivy), *pages)
        leads_from_now_on(ivy, two[0])
        assert not asked(as_user(jim), name, claim.key)


def test_whoever_leads_is_not_offered_to_put_it_forward(two, ivy, as_user):
    with on(TODAY):
        assert not asked(as_user(ivy), "propose", two[0].key)
        leads_from_now_on(ivy, two[1])
        assert LEADS in asked(as_user(ivy), "propose", two[1].key)


def test_a_letter_of_the_payers_is_agreed_by_a_second_person_alone(two, ivy, jim, as_user):
    with on(TODAY):
        claims = [
            acts.approve_claim(claim=acts.propose_claim(case=case, by=ivy), by=jim) for case in two
        ]
        first, _ = acts.record_answers(
            claims=claims, result="paid", on=TODAY, reference="D-1", by=ivy
        )
        url = reverse("outcomes:agree-answers", args=[first.key])
        pages = reverse("outcomes:payments"), claims[0].get_absolute_url()
        assert url in links(as_user(jim), *pages)
        assert url not in links(as_user(ivy), *pages)
        assert WROTE in asked(as_user(ivy), "agree-answers", first.key)
        leads_from_now_on(jim, two[1])  # of one claim of the two that the letter is about
        assert LEADS_TOO in asked(as_user(jim), "agree-answers", first.key)
        assert url not in links(as_user(jim), pages[0])
        assert not asked(as_user(jim), "take-back-answer", first.key)
        leads_from_now_on(jim, two[0])
        assert LEADS_TOO in asked(as_user(jim), "take-back-answer", first.key)
