"""Pages of asking, triage and the meeting, by a browser without scripts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from families import acts as families
from families.models import Case, Consent, Family
from referrals import acts
from referrals.models import AllocationMeeting, Check, Item, Referral, TriageDecision
from sharing.models import Agency, JournalEntry
from tests import cast
from tests.referrals import steps

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"referrals:{name}", args=args)


def rows(*people, prefix="people"):
    data = {f"{prefix}-TOTAL_FORMS": len(people), f"{prefix}-INITIAL_FORMS": 0}
    for number, person in enumerate(people):
        data |= {f"{prefix}-{number}-{name}": value for name, value in person.items()}
    return data


KELLY = {"given_name": "Kelly", "family_name": "O’Neill", "relation": "parent"}
WRITTEN = {"phone": "07700 900142", "knows": "agrees", "what_seen": steps.WORDS}


def page(response, status=200):
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def test_a_request_is_written_saved_checked_and_sent(as_user, cas, dot):
    client = as_user(cas)
    assert "Who is in the family?" in page(client.get(url("new")))
    data = rows(KELLY) | WRITTEN | {"key": "6f1f1f0e-2f3c-4a53-9d7e-2b9a55f1a001"}
    saved = client.post(url("new"), data | {"go": "save"})
    referral = Referral.objects.get()
    assert saved.url == url("edit", referral.reference)
    assert "O’Neill" in page(client.get(saved.url))
    checked = client.post(url("edit", referral.reference), data | {"go": "send"})
    assert "Check, then send" in page(client.get(checked.url))
    for _ in range(2):
        assert client.post(checked.url).status_code == 302
    text = page(client.get(url("sent")))
    assert "With the hub" in text
    assert referral.reference in text
    assert Referral.objects.count() == 1


def test_the_first_save_pressed_twice_makes_one(as_user, cas, dot):
    data = rows(KELLY) | WRITTEN | {"key": "6f1f1f0e-2f3c-4a53-9d7e-2b9a55f1a002", "go": "save"}
    for _ in range(2):
        as_user(cas).post(url("new"), data)
    assert Referral.objects.count() == 1


@pytest.mark.parametrize("pressed", [{"go": "save"}, {"go": "send"}, {"add": "people"}])
def test_a_form_with_nothing_in_it_is_not_kept(as_user, client, cas, dot, pressed):
    """A draft of nothing would stand in somebody's list as “No name yet”."""
    for answer in (
        as_user(cas).post(url("new"), rows({}) | pressed),
        client.post(url("ask"), rows({}) | pressed),
    ):
        assert answer.status_code == (200 if "add" in pressed else 422)
    assert not Referral.objects.exists()


def test_what_is_to_be_mended_is_listed_as_the_page_has_it(as_user, cas, dot):
    odd = KELLY | {"born_day": "31", "born_month": "2", "born_year": "2012"}
    text = page(as_user(cas).post(url("new"), rows(odd) | {"phone": "0770", "go": "send"}), 422)
    said = ("There is no 31 February", "Enter a phone number", "Say whether", "Say what you have")
    assert [text.index(words) for words in said] == sorted(text.index(words) for words in said)


def test_another_person_keeps_everything_typed(as_user, cas, dot):
    odd = KELLY | {"born_day": "31", "born_month": "2", "born_year": "2012"}
    data = rows(odd) | WRITTEN | {"phone": "0770", "add": "people"}
    text = page(as_user(cas).post(url("new"), data))
    assert 'name="people-1-given_name"' in text
    assert 'value="31"' in text
    assert "0770" in text


def test_what_is_wrong_is_said_at_the_field_and_above_and_nothing_is_lost(as_user, cas, dot):
    data = rows(KELLY) | WRITTEN | {"phone": "07700 9001", "knows": "", "go": "send"}
    text = page(as_user(cas).post(url("new"), data), 422)
    assert "Two things to fix before you send" in text
    assert text.count("Enter a phone number with 11 digits, like 07700 900142") == 2
    assert steps.WORDS in text
    assert "<title>Error: " in text
    assert Referral.objects.get().phone == "07700 9001"


def test_saving_by_script_answers_with_the_list_beside_the_form(as_user, cas, dot):
    client = as_user(cas)
    text = page(client.post(url("new"), rows(KELLY) | WRITTEN, headers={"HX-Request": "true"}))
    assert text.strip().startswith("<aside")
    assert "Saved at" in text


def test_a_draft_is_nobody_elses_page(as_user, cas, eve, dot, ada):
    referral = steps.draft(cas)
    for other in (eve, ada, dot):
        assert as_user(other).get(url("edit", referral.reference)).status_code == 404
        assert as_user(other).get(url("send", referral.reference)).status_code == 404
    assert as_user(dot).get(url("triage-referral", referral.reference)).status_code == 404


def test_the_sender_learns_the_result_and_nothing_more(as_user, cas, dot, borough):
    referral = steps.sent(cas)
    check = acts.ask_agency(referral=referral, agency=borough.police, by=dot)
    acts.answer_check(check=check, answer="A knife in May", by=dot)
    acts.decide_referral(
        referral=referral, outcome="mash", reason="safety", why="Because of the knife", by=dot
    )
    text = page(as_user(cas).get(url("sent")))
    assert "Passed to the safeguarding hub" in text
    assert "knife" not in text
    assert as_user(cas).get(url("triage-referral", referral.reference)).status_code == 403


def test_the_public_writes_leaves_returns_and_sends(client, dot):
    assert "You need no account" in page(client.get(url("ask")))
    data = rows({"given_name": "Kelly"}) | {"phone": "", "what_seen": "Rent"}
    assert client.post(url("ask"), data | {"go": "save"}).url == url("ask-sent")
    text = page(client.get(url("ask-sent")))
    referral = Referral.objects.get()
    code = text.split("<dt>Code</dt>")[1].split(">")[2].split("<")[0]
    assert referral.reference in text
    assert code not in page(client.get(url("ask-sent")))
    client.post(url("ask-sent"))
    assert client.get(url("ask-sent")).status_code == 302
    back = client.post(url("ask-return"), {"reference": referral.reference, "code": code.lower()})
    assert back.url == url("ask")
    assert "Rent" in page(client.get(url("ask")))
    assert client.post(url("ask"), data | {"go": "save"}).url == url("ask-sent")
    assert "The code you had before works no more" not in text
    assert "The code you had before works no more" in page(client.get(url("ask-sent")))
    data |= {"phone": "07700 900 142", "go": "send"}
    assert client.post(url("ask"), data).url == url("ask-check")
    assert "Kelly" in page(client.get(url("ask-check")))
    for _ in range(2):
        assert client.post(url("ask-check")).url == url("ask-sent")
    assert "We have it" in page(client.get(url("ask-sent")))
    assert Referral.objects.get().state == "sent"
    assert client.get(url("ask")).url == url("ask-sent")


def test_a_public_request_needs_a_number_to_be_sent(client, dot):
    text = page(client.post(url("ask"), rows({"given_name": "Kelly"}) | {"go": "send"}), 422)
    assert "Enter a phone number" in text
    assert "Tell us what is happening" in text


def test_a_strangers_session_opens_nothing(client, dot, cas):
    steps.sent(cas)
    assert client.get(url("ask-sent")).url == url("ask-return")
    assert client.get(url("ask-check")).url == url("ask")


def test_guessing_a_code_is_stopped(client, dot):
    wrong = {"reference": "R-10001", "code": "AAAAA-AAAAA"}
    statuses = [client.post(url("ask-return"), wrong).status_code for _ in range(6)]
    assert statuses[:5] == [422] * 5
    assert statuses[5] == 429


def test_the_board_shows_each_referral_where_it_stands(as_user, cas, dot, hal, borough):
    new, asked, done = (steps.sent(cas) for _ in range(3))
    acts.ask_agency(referral=asked, agency=borough.police, by=dot)
    acts.decide_referral(referral=done, outcome="mash", reason="safety", why="Risk", by=dot)
    text = page(as_user(dot).get(url("triage")))
    for words in (new.reference, "Checks 0 of 1 back", "48h left", "2 people, from Larkmoor"):
        assert words in text
    assert "Send to MASH" in text
    assert "Take this" in text
    late = page(as_user(dot).get(url("triage") + "?show=mine"))
    assert new.reference not in late


def test_an_empty_board_is_calm(as_user, dot):
    assert "Nothing new." in page(as_user(dot).get(url("triage")))


@pytest.mark.parametrize("name", ["cas", "ada", "ivy", "fay", "lou"])
def test_the_board_is_the_front_doors(name, request, as_user, dot):
    assert as_user(request.getfixturevalue(name)).get(url("triage")).status_code == 403


def test_a_referral_opens_beside_the_board_and_on_its_own_and_is_journalled(as_user, cas, dot):
    referral = steps.sent(cas)
    beside = page(as_user(dot).get(url("triage") + f"?open={referral.reference}"))
    alone = page(as_user(dot).get(url("triage-referral", referral.reference)))
    for text in (beside, alone):
        assert "Same family as before?" in text
        assert "What happens now?" in text
    assert JournalEntry.objects.filter(kind="saw", verb="referral.see").count() == 2
    assert as_user(dot).get(url("triage") + "?open=R-1").status_code == 404


def test_register_words_check_and_decide(as_user, cas, dot, borough):
    client, referral = as_user(dot), steps.sent(cas)
    ref = referral.reference
    client.post(url("take", ref))
    text = page(client.get(url("register", ref)))
    assert 'value="Jayden"' in text
    people = [
        {"row": row.key, "given_name": row.given_name, "family_name": row.family_name}
        | {"relation": row.relation, "sex": row.sex, "parental_duties": "on"}
        for row in referral.people.all()
    ]
    bond = {"one": "0", "kind": "parent_of", "other": "1"}
    data = rows(*people, prefix="members") | rows(bond, prefix="bonds")
    data |= {"name": "Doyle and Osei", "postcode": "MB3 7CK", "lines": "6 Orchard Rise"}
    assert 'name="bonds-1-one"' in page(client.post(url("register", ref), data | {"add": "bonds"}))
    wrong = page(client.post(url("register", ref), data | {"members-0-relation": ""}), 422)
    assert "Choose an answer for “In the family”" in wrong
    for _ in range(2):
        assert client.post(url("register", ref), data | {"phone_of": "0"}).status_code == 302
    family = Family.objects.get()
    kelly = family.people.get(given_name="Kelly")
    said = {"decider": kelly.key, "people": [kelly.key], "how": "phone"}
    said[f"agency-{borough.school.key}"] = "given"
    assert "Who may know?" in page(client.get(url("words", ref)))
    assert client.post(url("words", ref), said).status_code == 302
    assert set(Consent.objects.values_list("category", flat=True)) == {"identity", "plan"}
    client.post(url("check", ref), {"agency": borough.police.key})
    check = Check.objects.get()
    assert client.post(url("answer-check", check.key), {"answer": ""}).status_code == 422
    client.post(url("answer-check", check.key), {"answer": "Nothing known"})
    decision = {"outcome": "lead_worker", "reason": "several_needs", "why": "One plan"}
    for _ in range(2):
        assert client.post(url("decide", ref), decision | {"beside": "yes"}).status_code == 302
    assert TriageDecision.objects.count() == 1
    assert Case.objects.get().stage == "waiting"
    assert "Find a lead worker" in page(client.get(url("triage-referral", ref)))


def test_no_more_from_us_without_an_offer_keeps_what_was_typed(as_user, cas, dot):
    ref = steps.sent(cas).reference
    said = {"outcome": "no_more", "reason": "one_need", "why": "The school can do this alone"}
    text = page(as_user(dot).post(url("decide", ref), said), 422)
    assert "Everyone gets an offer" in text
    assert "The school can do this alone" in text


def test_the_same_family_is_chosen_on_the_page(as_user, cas, dot):
    before = steps.registered(steps.sent(cas), dot).family
    referral = steps.sent(cas)
    client = as_user(dot)
    assert before.reference in page(client.get(url("triage-referral", referral.reference)))
    assert JournalEntry.objects.filter(verb="family.offered", family_id=before.pk).exists()
    same = [row.key for row in referral.people.all()]
    data = {"family": before.reference, "same": same}
    assert client.post(url("attach", referral.reference), data).status_code == 302
    assert Referral.objects.get(pk=referral.pk).family == before
    other = steps.sent(cas, (acts.PersonSaid("Ivo", "Lang"),))
    assert client.post(url("attach", other.reference), data).status_code == 404


def test_no_school_beside_a_family_whose_home_is_kept_back(as_user, api_as, cas, dot, hal):
    """Offered or chosen. Who asks is still named: the hub answers them."""
    jayden = replace(steps.JAYDEN, school="Harrow Lane Infants")
    family = steps.registered(steps.sent(cas), dot).family
    referral = steps.sent(cas, (steps.KELLY, jayden))
    client, address = as_user(dot), url("triage-referral", referral.reference)
    told = f"/api/referrals/{referral.key}/"
    assert "Harrow Lane Infants" in page(client.get(address))
    families.keep_address_back(address=family.addresses.get(), named=[hal], by=hal)
    offered = page(client.get(address))
    assert family.reference in offered
    offered += api_as(dot).get(told).content.decode()
    offered += api_as(dot).get("/api/referrals/").content.decode()
    acts.attach_referral(referral=referral, family=family, by=dot)
    chosen = page(client.get(address)) + api_as(dot).get(told).content.decode()
    chosen += api_as(dot).get("/api/referrals/").content.decode()
    assert "Harrow Lane Infants" not in offered + chosen
    assert "Cas Example" in offered
    assert "Jayden" in chosen
    assert "Harrow Lane Infants" in page(as_user(hal).get(address))
    assert "Harrow Lane Infants" in api_as(cas).get(told).content.decode()


def test_nor_is_the_school_one_to_ask_about_for_being_named(as_user, borough, cas, dot, hal):
    cast.make_agency(borough.authority, "Harrow Lane Infants", Agency.Kind.SCHOOL)
    jayden = replace(steps.JAYDEN, school="Harrow Lane Infants")
    referral = steps.registered(steps.sent(cas, (steps.KELLY, jayden)), dot)
    address = url("words", referral.reference)
    assert "Harrow Lane Infants" in page(as_user(dot).get(address))
    home = referral.family.addresses.get()
    families.keep_address_back(address=home, named=[hal], by=hal)
    text = page(as_user(dot).get(address))
    assert "Larkmoor Academy" in text
    assert "Harrow Lane Infants" not in text
    assert "Harrow Lane Infants" in page(as_user(hal).get(address))


def test_the_meeting_from_arranging_to_minutes(as_user, cas, dot, ada, ben):
    steps.waiting(cas, dot)
    steps.waiting(cas, dot)
    client = as_user(dot)
    assert "No meetings yet." in page(client.get(url("meetings")))
    day = timezone.localdate() + timedelta(days=3)
    on = {"held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year}
    for _ in range(2):
        made = client.post(url("arrange"), on)
    meeting = AllocationMeeting.objects.get()
    first, second = meeting.items.all()
    text = page(client.get(made.url))
    assert "0 of 2 done" in text
    assert "Names are hidden" in text
    assert "Kelly" not in text
    assert "Kelly" in page(client.get(made.url + "?names=yes"))
    lacking = page(client.post(url("item", first.key), {"outcome": "allocated"}), 422)
    assert "Choose who could lead" in lacking
    allocated = {"outcome": "allocated", "lead": ada.post.key, "reason": "Gran knows her"}
    then = client.post(url("item", first.key), allocated)
    assert then.url == url("on-agenda", meeting.key, second.key)
    later = {"outcome": "deferred"} | {
        k.replace("held_on", "look_again_on"): v for k, v in on.items()
    }
    ended = client.post(url("item", second.key), later).url
    assert ended == url("minutes", meeting.key) + "?screen=all"
    minutes = page(client.get(url("minutes", meeting.key)))
    assert "Ada Example is asked" in minutes
    assert "Gran knows her" in minutes
    assert "Kelly" not in minutes
    client.post(url("close-meeting", meeting.key))
    assert client.get(made.url).url == url("minutes", meeting.key)


def test_the_meeting_is_not_there_for_others(as_user, cas, dot, ada, eve):
    steps.waiting(cas, dot)
    meeting = acts.arrange_meeting(held_on=timezone.localdate(), by=dot)
    item = Item.objects.get()
    for other in (ada, eve, cas):
        client = as_user(other)
        assert client.get(url("meeting", meeting.key)).status_code == 404
        assert client.get(url("minutes", meeting.key)).status_code == 404
        assert client.post(url("item", item.key)).status_code == 403
        assert client.get(url("arrange")).status_code == 403
    assert as_user(dot).get(url("on-agenda", meeting.key, meeting.key)).status_code == 404


@pytest.mark.parametrize("name", ["triage", "sent"])
def test_a_longer_list_costs_no_more_queries(name, as_user, cas, dot, borough):
    client = as_user(dot if name == "triage" else cas)

    def more():
        for _ in range(3):
            referral = steps.sent(cas)
            acts.ask_agency(referral=referral, agency=borough.police, by=dot)

    more()
    client.get(url(name))
    with CaptureQueriesContext(connection) as few:
        client.get(url(name))
    more()
    with CaptureQueriesContext(connection) as many:
        client.get(url(name))
    assert len(many) == len(few) <= 11


def test_a_second_referral_does_not_hide_why_the_meeting_met(as_user, cas, dot, borough):
    first = steps.waiting(cas, dot)
    again = steps.sent(cas)
    acts.attach_referral(referral=again, family=first.family, by=dot)
    meeting = acts.arrange_meeting(held_on=timezone.localdate(), by=dot)
    text = page(as_user(dot).get(meeting.get_absolute_url() + "?screen=own"))
    assert "School and rent point the same way." in text
