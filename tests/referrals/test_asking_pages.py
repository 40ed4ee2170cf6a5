"""A request that is not sent yet: thrown away, come back to, and read again while it is written."""

import pytest

from families import acts as families
from referrals import acts
from referrals.models import Referral
from tests.referrals import steps
from tests.referrals.test_pages import KELLY, page, rows, url

pytestmark = pytest.mark.django_db


def test_a_draft_is_thrown_away_after_a_question(as_user, cas, dot):
    client, referral = as_user(cas), steps.draft(cas)
    away = url("discard", referral.reference)
    assert away in page(client.get(url("edit", referral.reference)))
    assert away in page(client.get(url("sent")))
    assert "Throw this draft away?" in page(client.get(away))
    assert Referral.objects.exists()
    assert "is thrown away" in page(client.post(away, follow=True))
    assert not Referral.objects.exists()
    page(client.post(away), 404)
    sent = steps.sent(cas)
    assert url("discard", sent.reference) not in page(client.get(url("sent")))
    for ask in (client.get, client.post):
        page(ask(url("discard", sent.reference)), 404)


def test_the_public_throws_away_what_was_written_in_this_session(client, borough):
    page(client.get(url("ask-discard")), 404)
    client.post(url("ask"), rows(KELLY) | {"go": "save"})
    assert url("ask-discard") in page(client.get(url("ask-sent")))
    assert url("ask-discard") in page(client.get(url("ask")))
    assert "Throw this draft away?" in page(client.get(url("ask-discard")))
    assert "thrown away" in page(client.post(url("ask-discard"), follow=True))
    assert not Referral.objects.exists()
    assert "O’Neill" not in page(client.get(url("ask")))


def test_whom_they_said_no_to_is_said_once_in_the_step(as_user, cas, dot, borough):
    referral = steps.registered(steps.sent(cas), dot)
    kelly = referral.family.people.get(given_name="Kelly")
    decisions = [
        families.Decision(borough.school, "plan", "given"),
        families.Decision(borough.police, "plan", "refused"),
    ]
    acts.record_words(referral=referral, decider=kelly, people=[kelly], decisions=decisions, by=dot)
    sheet = page(as_user(dot).get(url("triage-referral", referral.reference)))
    step = sheet[sheet.index('aria-labelledby="step-consent"') :].split("</section>")[0]
    assert "Consent given" in step
    assert step.count(str(borough.police)) == 1
    assert f"Consent, not {borough.police}" in page(as_user(dot).get(url("triage")))


def test_a_folded_person_says_what_is_not_said_and_gives_no_orders(as_user, cas, dot):
    referral = steps.draft(cas, (acts.PersonSaid("Jo", "Osei"),))
    written = page(as_user(cas).get(url("edit", referral.reference)))
    row = written[written.index('id="person-1"') :].split("</summary>")[0]
    assert "Their place in the family is not said" in row
    assert "Leave out what" not in row


def test_whoever_comes_back_by_the_key_finds_what_was_kept_and_nobody_elses(as_user, cas, eve, dot):
    referral = steps.draft(cas)
    where = url("new") + f"?key={referral.key}"
    assert as_user(cas).get(where).url == url("edit", referral.reference)
    others = page(as_user(eve).get(where))
    assert "Osei" not in others
    assert referral.reference not in others
    assert "Who is in the family?" in page(as_user(cas).get(url("new") + "?key=nonsense"))


def test_whoever_asks_for_themselves_can_leave_at_once_on_every_page(as_user, client, cas, borough):
    """Somebody dangerous may stand behind them. Colleagues at work have no such button."""
    leaves = f'data-leave="{url("ask-sent")}"'
    asked = page(client.get(url("ask")))
    assert "ring 999" in asked
    assert leaves in asked
    client.post(url("ask"), rows(KELLY) | {"go": "save"})
    for name in ("ask-sent", "ask", "ask-check", "ask-discard", "ask-return"):
        assert leaves in page(client.get(url(name))), name
    assert "data-leave" not in page(as_user(cas).get(url("new")))
    assert "data-leave" not in page(as_user(cas).get(url("discard", steps.draft(cas).reference)))


def test_one_more_person_is_where_one_writes_next(as_user, cas):
    text = page(as_user(cas).post(url("new"), rows(KELLY) | {"add": "people"}))
    boxes = [part.split(">")[0] for part in text.split("<input")]
    named = [box for box in boxes if '-given_name"' in box and 'type="text"' in box]
    assert ["autofocus" in box for box in named] == [False, True]
