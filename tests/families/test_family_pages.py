"""The family's pages: what is shown, to whom, and who gets the same 404 as for nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.models import Bond, Consent, Household
from sharing.models import Category, JournalEntry
from tests.cast import make_family, member

PAGES = (
    "family",
    "story",
    "people",
    "plan",
    "visits",
    "consent",
    "why",
    "record-visit",
    "agree-plan",
    "assess",
    "add-person",
    "add-home",
    "add-stay",
    "add-bond",
    "add-contact",
    "add-warning",
    "add-helper",
    "add-action",
    "close",
)


def url(family, name="family"):
    return reverse(f"families:{name}", args=[family.reference])


@pytest.mark.parametrize("name", PAGES)
def test_the_lead_worker_opens_every_page_and_its_title_names_nobody(family, ada, as_user, name):
    answer = as_user(ada).get(url(family, name))
    assert answer.status_code == 200
    title = answer.content.decode().split("<title>")[1].split("</title>")[0]
    assert family.reference in title
    assert "Doyle" not in title
    assert not title.startswith("Change,")  # the tab says what the page is for


@pytest.mark.parametrize("name", PAGES)
def test_who_has_no_business_here_gets_the_404_of_what_does_not_exist(
    family, gone, request, as_user, name
):
    others = [request.getfixturevalue(who) for who in ("eve", "cas", "fay", "lou")]
    for outsider in (gone, *others):
        assert as_user(outsider).get(url(family, name)).status_code == 404
    missing = reverse(f"families:{name}", args=["WF-00000"])
    assert as_user(gone).get(missing).status_code == 404


def test_signing_in_comes_first(family, client):
    answer = client.get(url(family))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_the_band_says_who_leads_where_they_live_and_what_is_agreed(family, ada, as_user):
    page = as_user(ada).get(url(family)).content.decode()
    for words in (
        "Doyle, Bell and Osei family",
        "Ada Example",
        "6 Orchard Rise",
        "MB3 7CK",
        "0 of 3 have decided",
        "No plan yet",
        "Not seen yet",
    ):
        assert words in page


def test_a_colleague_of_the_same_agency_without_a_link_sees_nothing(family, ben, as_user):
    assert as_user(ben).get(url(family)).status_code == 404


def test_a_partner_sees_the_family_only_once_someone_consented(
    family, with_cas, cas, ada, borough, as_user
):
    browser = as_user(cas)
    assert browser.get(url(family)).status_code == 404
    kelly = member(family, "Kelly")
    decision = acts.Decision(borough.school, Category.IDENTITY, Consent.State.GIVEN)
    acts.record_consents(person=kelly, decisions=[decision], by=ada)
    page = browser.get(url(family)).content.decode()
    assert "Kelly" in page
    assert "Marcus" not in page
    assert "1 person, 1 home" in page
    # what our visits and plan are is not theirs to know, so nobody tells them that there are none
    listed = browser.get(reverse("families:list")).content.decode()
    home = browser.get(reverse("home")).content.decode()
    for shown in (page, listed, home):
        for untrue in ("seen yet", "No plan yet", "On track", "No open case"):
            assert untrue not in shown
    for name, honest in (
        ("plan", "No plan that you may see"),
        ("visits", "No visits that you may"),
    ):
        shown = browser.get(url(family, name)).content.decode()
        assert honest in shown
        assert " yet." not in shown
    assert "Doyle family" in page
    assert "Bell" not in page, "his surname is his own to give"
    assert "What we don’t know" not in page
    assert "You may not see" not in page
    assert "Not checked" not in page


def test_a_restricted_record_closes_for_all_but_the_named(family, ada, hal, ben, as_user):
    acts.place_restriction(
        family=family, reason="Staff", named=[hal], review_on=timezone.localdate(), by=hal
    )
    assert as_user(ada).get(url(family)).status_code == 404
    assert as_user(hal).get(url(family)).status_code == 200


def test_a_declared_tie_closes_the_record_at_once(family, ada, as_user):
    browser = as_user(ada)
    assert browser.get(url(family)).status_code == 200
    acts.declare_conflict(family=family, tie="Cousin", by=ada)
    assert browser.get(url(family)).status_code == 404


def test_a_confidential_address_is_not_in_the_bytes(dot, ada, hal, as_user):
    home = acts.NewHome("Home 1", "3 Harbour Refuge", "MB9 9ZZ", confidential=True)
    family = make_family(dot, home=home)
    assert Household.objects.get(family=family).address.named.get() == dot
    for name in ("family", "people", "why"):
        for user in (hal, dot):  # also not for whom it names, until they press a button
            assert b"Harbour" not in as_user(user).get(url(family, name)).content
    for user in (hal, dot):
        found = as_user(user).post(reverse("search"), {"words": "MB9 9ZZ"})
        assert family.name.encode() not in found.content


def test_opening_the_page_is_written_down(family, ada, as_user):
    as_user(ada).get(url(family))
    entry = JournalEntry.objects.filter(kind="saw", family_id=family.pk).latest("pk")
    assert (entry.by, entry.verb) == (ada, "family.see")


def test_the_page_costs_few_queries(family, ada, as_user):
    browser = as_user(ada)
    browser.get(url(family))
    for name, most in (("family", 9), ("story", 9), ("people", 10), ("plan", 14), ("why", 14)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(url(family, name))
        assert len(queries) <= most, (name, [q["sql"][:90] for q in queries])


def test_the_diagram_and_its_table_say_the_same(family, ada, as_user):
    kelly, jayden = member(family, "Kelly"), member(family, "Jayden")
    acts.add_bond(one=kelly, other=jayden, kind="parent_of", by=ada)
    page = as_user(ada).get(url(family)).content.decode()
    assert 'class="wf-geno"' in page
    assert "Parent of Jayden" in page
    assert "Child of Kelly" in page


def test_one_person_narrows_the_page(family, ada, as_user):
    acts.record_service(
        person=member(family, "Kelly"),
        kind="health",
        state="now",
        name="Midwives",
        phone="01632 960307",
        by=ada,
    )
    browser = as_user(ada)
    assert "Midwives" in browser.get(url(family)).content.decode()
    jayden = member(family, "Jayden")
    assert "Midwives" not in browser.get(url(family), {"person": jayden.key}).content.decode()
    assert browser.get(url(family), {"person": "nobody"}).status_code == 404


def test_names_are_escaped(dot, as_user):
    person = acts.NewPerson("parent", "<b>O'Neill</b>", "D'Arcy", sex="f")
    family = make_family(dot, name="<script>x</script>", people=[person])
    for name in ("family", "people", "consent", "story"):
        page = as_user(dot).get(url(family, name)).content.decode()
        assert "<script>x" not in page
        assert "<b>O" not in page


def test_a_family_of_two_without_feeds_still_has_a_useful_page(dot, hal, as_user):
    people = [acts.NewPerson("parent", "Ola"), acts.NewPerson("child", "Jan")]
    family = make_family(dot, people=people, home=None)
    page = as_user(hal).get(url(family)).content.decode()
    assert "Ola" in page
    assert "is not known" in page


def test_the_story_tells_what_happened(case, family, ada, as_user):
    kelly = member(family, "Kelly")
    acts.record_visit(
        case=case,
        happened_at=timezone.now() - timedelta(hours=1),
        place="home",
        seen=[acts.SeenPerson(kelly)],
        notes=[acts.NewNote("worries", "Rent is behind.")],
        by=ada,
    )
    page = as_user(ada).get(url(family, "story")).content.decode()
    for words in ("We started to help", "became lead worker", "Visit: Kelly", "Rent is behind."):
        assert words in page
    assert (
        "Visit: Kelly"
        not in as_user(ada).get(url(family, "story"), {"show": "evid"}).content.decode()
    )


def test_why_names_the_link_and_who_else(family, with_cas, ada, as_user):
    page = as_user(ada).get(url(family, "why")).content.decode()
    for words in ("Lead worker", "Larkmoor Academy shares with Merrowby Early Help", "Cas Example"):
        assert words in page


def test_the_list_is_paged_and_cheap(dot, hal, as_user):
    for number in range(27):
        make_family(dot, name=f"Family {number:02}", people=[acts.NewPerson("parent", "Ola")])
    browser = as_user(hal)
    browser.get(reverse("families:list"))  # signing in has its own price
    with CaptureQueriesContext(connection) as queries:
        first = browser.get(reverse("families:list"))
    assert len(queries) <= 8  # one asks where families without a case may go on
    assert len(first.context["rows"]) == 25
    second = browser.get(reverse("families:list"), {"after": first.context["next_key"]})
    assert [row.name for row in second.context["rows"]] == ["Family 25", "Family 26"]
    assert browser.get(reverse("families:list"), {"after": "rubbish"}).status_code == 200


def test_the_list_of_an_outsider_is_empty(family, eve, gone, as_user):
    for outsider in (eve, gone):
        page = as_user(outsider).get(reverse("families:list")).content.decode()
        assert "No families yet" in page
        assert "Doyle" not in page


def test_whose_role_reads_no_addresses_and_numbers_is_told_of_none_kept_back_or_missing(
    family, ivy, as_user
):
    page = as_user(ivy).get(url(family)).content.decode()
    assert "Kept back" not in page
    assert "No phone number" not in page
    assert "No address that you may see" in as_user(ivy).get(url(family, "people")).content.decode()


def test_nobody_is_expected_for_longer_than_a_child_takes(family, ada, as_user):
    late = timezone.localdate() + timedelta(days=301)
    parts = {"day": late.day, "month": late.month, "year": late.year}
    expected = {f"expected_{part}": number for part, number in parts.items()}
    answer = as_user(ada).post(url(family, "add-person"), {"relation": "unborn"} | expected)
    assert answer.status_code == 422
    assert "on or before" in answer.context["form"].errors["expected"][0]


def test_a_relationship_that_cannot_be_is_refused_at_its_field(family, ada, as_user):
    kelly, jayden = member(family, "Kelly"), member(family, "Jayden")
    browser, where = as_user(ada), url(family, "add-bond")
    said = {"one": jayden.key, "kind": "parent_of", "other": kelly.key}
    no = browser.post(where, said)
    assert no.status_code == 422
    assert no.context["form"].errors["other"] == [
        "Jayden is younger than Kelly. Choose the two the other way round"
    ]
    assert not Bond.objects.exists()


def test_a_relationship_is_written_down_once(family, ada, as_user):
    kelly, marcus = member(family, "Kelly"), member(family, "Marcus")
    browser, where = as_user(ada), url(family, "add-bond")
    said = {"one": kelly.key, "kind": "married", "other": marcus.key}
    assert browser.post(where, said).status_code == 302
    again = browser.post(where, said | {"one": marcus.key, "other": kelly.key})
    assert "the other way round: Kelly, married Marcus" in again.content.decode()
    for carer, cared_for in ((kelly, marcus), (marcus, kelly)):
        care = {"one": carer.key, "kind": "cares_for", "other": cared_for.key}
        assert browser.post(where, care).status_code == 302


def test_all_who_said_no_to_the_same_agencies_are_one_line(family, borough, ada, as_user):
    def read(agency, *names):
        for name in names:
            no = acts.Decision(agency, "identity", "refused")
            acts.record_consents(person=member(family, name), decisions=[no], by=ada)
        page = as_user(ada).get(url(family)).content.decode()
        return re.findall(r"[\w ]+ said no to [\w ]+|and \d more", page)

    both = "Marcus and Kelly said no to Merrowby Police"
    assert read(borough.police, "Kelly", "Marcus") == [both]
    assert read(borough.school, "Kelly") == ["Kelly said no to Larkmoor Academy", both]
    assert read(borough.charity, "Marcus")[2:] == ["and 1 more"]
    two = "Marcus and Kelly said no to Lantern Trust and Merrowby Police"
    assert read(borough.charity, "Kelly") == [two, "Kelly said no to Larkmoor Academy"]
    three = "Marcus and Kelly said no to Larkmoor Academy and 2 others"
    assert read(borough.school, "Marcus") == [three]


def test_nobody_who_was_never_seen_is_said_to_be_unseen_for_weeks(family, case, ada, as_user):
    page = as_user(ada).get(url(family)).content.decode()
    assert "not been seen yet" in page
    assert "for six weeks" not in page


def test_the_familys_own_numbers_are_among_those_to_ring(
    family, with_cas, borough, ada, cas, as_user
):
    kelly, jayden = member(family, "Kelly"), member(family, "Jayden")
    yes = acts.Decision(borough.school, "identity", "given")
    acts.record_consents(person=kelly, decisions=[yes], given_by=kelly, by=ada)
    for person, number, more in (
        (kelly, "07700 900142", {"note": "After 3pm"}),
        (jayden, "07700 900142", {}),
        (kelly, "07700 900999", {"safe": False}),
        (kelly, "kelly@example.org", {"kind": "email"}),
    ):
        acts.add_contact(person=person, value=number, by=ada, **more)

    def ring(reader):
        page = as_user(reader).get(url(family)).content.decode()
        return page[page.index('id="ring"') :].split("</section>")[0]

    shown = ring(ada)
    assert shown.count('href="tel:07700900142"') == 1
    assert "Kelly and Jayden" in shown
    assert "After 3pm" in shown
    assert "900999" not in shown
    assert "example.org" not in shown
    assert "900142" not in ring(cas)
