"""Paid and not paid, on pages and by program: written down, agreed, taken back, seen by whom."""

from datetime import timedelta

import pytest
from django.urls import reverse

from families.acts.archiving import keep_open
from outcomes import acts
from outcomes.models import Claim, PayerAnswer
from sharing.models import JournalEntry
from tests.copies import copied
from tests.outcomes.ready import TODAY, on

PAYMENTS, RECORD = "/results/payments/", "/results/payments/record/"
SAID = {"result": "paid", "on_day": TODAY.day, "on_month": TODAY.month, "on_year": TODAY.year}


@pytest.fixture
def made(ready):
    with on(TODAY):
        yield ready


@copied
def approved(ready, ada, ivy, jim):
    with on(TODAY):
        acts.judge_case(case=ready.case, by=ada)
        return acts.approve_claim(claim=acts.propose_claim(case=ready.case, by=ivy), by=jim)


@pytest.fixture
def claim(approved, made):
    return approved


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def write_down(client, claim, **said):
    form = {**SAID, "claims": [str(claim.key)], "reference": "DLUHC-0042"} | said
    return client.post(RECORD, form, follow=True)


def test_a_coordinators_home_says_what_may_be_put_forward_until_it_is(made, ada, ivy, as_user):
    words = "1 result to put forward"
    assert words not in page(as_user(ivy), "/")
    acts.judge_case(case=made.case, by=ada)
    assert words in page(as_user(ivy), "/")
    assert "/results/?show=ready" in page(as_user(ivy), "/")
    assert words not in page(as_user(ada), "/")
    acts.propose_claim(case=made.case, by=ivy)
    assert words not in page(as_user(ivy), "/")


def test_money_counts_on_when_the_record_goes_into_the_archive(claim, made, ivy, as_user):
    assert claim.reference in page(as_user(ivy), RECORD)
    assert "£800 approved this year" in page(as_user(ivy), "/results/")
    keep_open(made.family, TODAY - timedelta(days=1))
    assert claim.reference not in page(as_user(ivy), RECORD)
    assert "£800 approved this year" in page(as_user(ivy), "/results/")
    assert "£800<span" in page(as_user(ivy), PAYMENTS)


def test_before_the_first_approved_claim_the_page_says_what_will_come(borough, ivy, as_user):
    assert "No approved claims with money to follow." in page(as_user(ivy), PAYMENTS)
    assert "No claim waits for an answer." in page(as_user(ivy), RECORD)


def test_from_no_answer_to_paid_as_two_people_see_it(claim, made, ada, ivy, jim, as_user):
    html = page(as_user(ivy), claim.get_absolute_url())
    assert "Not paid yet" in html
    assert f"{RECORD}?claim={claim.key}" in html
    html = page(as_user(ivy), f"{RECORD}?claim={claim.key}")
    assert "£800, approved 1 July 2026" in html
    assert html.count(" checked") == 1
    html = write_down(as_user(ivy), claim).content.decode()
    assert "Written down. Someone else agrees now" in html
    assert "You wrote this down. Someone else must agree." in html
    answer = PayerAnswer.objects.get()
    agree = reverse("outcomes:agree-answers", args=[answer.key])
    assert agree not in html + page(as_user(ivy), claim.get_absolute_url())
    assert "Someone else must agree" in page(as_user(ivy), agree, 403)
    assert as_user(ivy).post(agree).status_code == 403
    assert "letter from the payer" not in page(as_user(ivy), "/")
    assert "1 letter from the payer waits for a second person" in page(as_user(jim), "/")
    html = page(as_user(jim), agree)
    assert "DLUHC-0042" in html
    assert "Agree, it is the same" in html
    html = as_user(jim).post(agree, follow=True).content.decode()
    assert "£800<span" in html
    assert "Agreed by Jim Example" in html
    html = page(as_user(ada), reverse("outcomes:progress", args=[made.family.reference]))
    assert "Paid" in html
    assert "the payer’s reference DLUHC-0042" in html
    html = page(as_user(ada), reverse("families:family", args=[made.family.reference]))
    assert claim.reference in html
    assert "Approved, not paid yet" not in html
    html = page(as_user(ivy), reverse("outcomes:result", args=[made.case.key]))
    assert "Approved, and paid." in html
    assert "£800 approved this year, £800 of it paid." in html


def test_the_family_page_says_that_an_approved_claim_is_not_paid_yet(claim, made, ada, as_user):
    html = page(as_user(ada), reverse("families:family", args=[made.family.reference]))
    assert "Approved, not paid yet" in html


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"claims": []}, "Choose at least one claim"),
        ({"reference": ""}, "Write the payer’s reference, so that the money can be found"),
        ({"result": "refused"}, "Say why the payer refused, so that it can be put right"),
        ({"amount": "640.50"}, "Say why less was paid"),
        ({"amount": "8oo"}, "Enter pounds and pence, like 640.50"),
        ({"on_year": "2031"}, "Enter a date on or before 1 July 2026"),
        ({"claims": ["7" * 8]}, "One of these claims was answered meanwhile"),
    ],
)
def test_a_mistake_in_the_form_is_said_and_nothing_typed_is_lost(said, told, claim, ivy, as_user):
    answer = write_down(as_user(ivy), claim, **said)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert told in html
    assert 'value="DLUHC-0042"' in html or said.get("reference") == ""
    assert not PayerAnswer.objects.exists()


def test_taking_back_needs_what_was_wrong_and_keeps_the_entry(claim, ivy, jim, as_user):
    write_down(as_user(ivy), claim)
    answer = PayerAnswer.objects.get()
    back = reverse("outcomes:take-back-answer", args=[answer.key])
    assert "Say what the mistake was" in as_user(ivy).post(back).content.decode()
    as_user(ivy).post(back, {"why": "Another <b>family</b>."})
    html = page(as_user(ivy), claim.get_absolute_url())
    assert "Taken back as a mistake" in html
    assert "Another &lt;b&gt;family&lt;/b&gt;." in html
    assert "Write down what the payer said" in html
    write_down(as_user(jim), claim, reference="DLUHC-0043")
    assert PayerAnswer.objects.count() == 2


def test_months_narrow_the_list_and_all_of_it_can_be_ticked(claim, borough, dot, ada, ivy, as_user):
    html = page(as_user(ivy), f"{RECORD}?month=2026-07&all=1")
    assert html.count(" checked") == 1
    assert "No claim waits" in page(as_user(ivy), f"{RECORD}?month=2026-06")
    assert claim.reference in page(as_user(ivy), f"{RECORD}?month=nonsense")


def test_it_is_written_in_the_journal_who_was_shown_and_what_was_done(claim, made, ivy, as_user):
    write_down(as_user(ivy), claim)
    did = JournalEntry.objects.get(by=ivy, verb="payer_answer.record")
    assert did.family_id == made.family.pk
    assert did.data["amount"] == "800.00"
    shown = JournalEntry.objects.filter(by=ivy, verb="family.list", data__page="record-answers")
    page(as_user(ivy), RECORD)
    assert not shown.exists()  # it was answered
    listed = JournalEntry.objects.filter(by=ivy, verb="family.list", data__page="payments")
    assert listed.latest("pk").data["families"] == [made.family.pk]


def test_the_same_by_program(claim, ivy, jim, ada, eve, api_as):
    letter = {"claims": [str(claim.key)], "result": "paid", "on": "2026-07-01", "reference": "P-1"}
    record = "/api/payer-answers/record/"
    assert api_as(ada).post(record, letter, format="json").status_code == 403
    assert api_as(ivy).post(record, letter | {"claims": []}, format="json").status_code == 400
    future = api_as(ivy).post(record, letter | {"on": "2026-07-02"}, format="json")
    assert (future.status_code, future.json()["field"]) == (409, "on")
    (answer,) = api_as(ivy).post(record, letter, format="json").json()
    assert (answer["amount"], answer["state"]) == ("800.00", "recorded")
    agree = f"/api/payer-answers/{answer['key']}/agree/"
    assert "You wrote this down" in api_as(ivy).post(agree).json()["reasons"][0]
    assert api_as(jim).post(agree).json()["state"] == "agreed"
    assert api_as(ada).get(f"/api/claims/{claim.key}/").json()["state"] == "paid"
    assert api_as(eve).get(f"/api/payer-answers/{answer['key']}/").status_code == 404
    back = f"/api/payer-answers/{answer['key']}/take-back/"
    assert api_as(ivy).post(back, {}, format="json").status_code == 400
    assert api_as(ivy).post(back, {"why": "Misread"}, format="json").json()["state"] == "taken_back"
    assert Claim.objects.get().state == "approved"


@pytest.mark.parametrize("name", ["eve", "gus", "kay", "fay", "cas", "max", "ben"])
def test_who_may_not_know_gets_nothing(name, claim, ivy, as_user, api_as, request):
    write_down(as_user(ivy), claim)
    someone, answer = request.getfixturevalue(name), PayerAnswer.objects.get()
    addresses = [PAYMENTS, RECORD]
    addresses += [
        reverse(f"outcomes:{act}", args=[answer.key])
        for act in ("agree-answers", "take-back-answer")
    ]
    for address in addresses:
        reply = as_user(someone).get(address)
        assert reply.status_code in (403, 404)
        for secret in (b"Doyle", claim.reference.encode(), b"DLUHC-0042"):
            assert secret not in reply.content
    assert api_as(someone).get("/api/payer-answers/").json()["results"] == []
