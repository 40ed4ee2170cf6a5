"""Each role's first page: what waits, and nothing of families they do not work with."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coordination.home.changes import changes
from coordination.home.worklist import due_words
from families import acts
from families.models import Action, Involvement
from outcomes.acts import record_evidence
from sharing.models import Category, Role, User
from tests import cast
from tests.cast import make_line, member
from tests.referrals import steps

HOME = "/"


@pytest.mark.parametrize("name", list(cast.ROLES))
def test_every_role_has_a_home_that_names_no_family(borough, name, as_user, dot):
    cast.make_family(dot)
    user = dot if name == "dot" else cast.make_person_of_the_cast(borough, name)
    answer = as_user(user).get(HOME)
    assert answer.status_code == 200
    assert b"Doyle" not in answer.content
    assert f", {user.short_name}" in answer.content.decode()


def test_a_partners_supervisor_reads_what_their_agency_asked_for(borough, cas, dot, hal, as_user):
    head = cast.make_user("Head", borough.school, Role.SUPERVISOR)
    referral, draft = steps.sent(cas), steps.draft(cas)
    home = as_user(head).get(HOME).content.decode()
    assert "1 request with the hub" in home
    assert "What Larkmoor Academy asked for" in home
    assert not any(words in home for words in ("nobody has it", "triage board", "Allocation"))
    sent = as_user(head).get(reverse("referrals:sent")).content.decode()
    assert referral.reference in sent
    assert f"Asked for by {cas}" in sent
    assert draft.reference not in sent
    assert reverse("referrals:edit", args=[referral.reference]) not in sent
    for other in (hal, cast.make_user("Chief", borough.police, Role.SUPERVISOR)):
        told = as_user(other).get(reverse("referrals:sent")).content.decode()
        assert referral.reference not in told


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Insp Dawn Ferris", "Dawn"),
        ("Dr. Leah Brandt", "Leah"),
        ("Suharto", "Suharto"),
        ("PC", "PC"),
    ],
)
def test_one_is_greeted_by_name_and_not_by_rank(name, called):
    assert User(full_name=name).short_name == called


def test_the_key_worker_sees_whom_to_see_next_and_what_was_promised(case, family, ada, as_user):
    new = acts.NewAction("Send letter", doer_post=ada.post)
    letter = acts.add_action(case=case, action=new, by=ada)
    late = timezone.localdate() - timedelta(days=2)
    Action.objects.filter(pk=letter.pk).update(due_on=late)
    acts.note_warning(family=family, text="Large dog", by=ada)
    acts.add_contact(person=cast.member(family, "Kelly"), value="07700 900142", by=ada)
    page = as_user(ada).get(HOME).content.decode()
    for words in (
        "Whom to see next",
        "No visit is booked",
        "Send letter",
        "2 days late",
        "Large dog",
        "Ring Kelly",
        "6 Orchard Rise",
        "Action late",
    ):
        assert words in page


def test_an_offer_comes_first(dot, ada, as_user):
    family = cast.make_family(dot)
    acts.offer_case(case=acts.open_case(family=family, by=dot), lead=ada.post, by=dot)
    page = as_user(ada).get(HOME).content.decode()
    assert "Answer: will you lead?" in page
    assert reverse("families:accept-lead", args=[family.reference]) in page


def test_the_hub_counts_who_was_asked_and_lists_just_those(family, dot, ben, hal, as_user):
    waits = cast.make_family(dot)
    acts.offer_case(case=acts.open_case(family=waits, by=dot), lead=ben.post, by=dot)
    home = as_user(hal).get(HOME).content.decode()
    asked = f"{reverse('families:list')}?asked"
    assert f'href="{asked}"' in home
    listed = as_user(hal).get(asked).content.decode()
    assert waits.reference in listed
    assert family.reference not in listed
    assert family.reference in as_user(hal).get(reverse("families:list")).content.decode()


def test_an_empty_home_teaches(ben, as_user):
    page = as_user(ben).get(HOME).content.decode()
    assert "No families yet." in page
    assert "Needs you today" not in page


def test_a_former_helper_and_a_tied_worker_see_nothing_at_home(family, gone, ada, as_user):
    assert b"Doyle" not in as_user(gone).get(HOME).content
    acts.declare_conflict(family=family, tie="Cousin", by=ada)
    for page in (HOME, reverse("tasks"), reverse("families:visits-due"), reverse("families:list")):
        assert b"Doyle" not in as_user(ada).get(page).content


def test_the_home_costs_few_queries(case, family, ada, as_user):
    browser = as_user(ada)
    for number in range(3):
        acts.add_action(
            case=case, action=acts.NewAction(f"Task {number}", doer_post=ada.post), by=ada
        )
    browser.get(HOME)
    with CaptureQueriesContext(connection) as queries:
        browser.get(HOME)
    # Two of them tell PostgreSQL who looks, and take it back; one asks what waits at all.
    assert len(queries) <= 14


def test_a_home_that_is_warm_obeys_with_the_next_request(case, family, ada, as_user):
    """Its questions are kept, with everything that went into them; what they answer is not."""
    acts.add_action(case=case, action=acts.NewAction("Ring the school", doer_post=ada.post), by=ada)
    browser = as_user(ada)
    for _ in range(2):
        assert b"Ring the school" in browser.get(HOME).content
    acts.declare_conflict(family=family, tie="Cousin", by=ada)
    assert b"Ring the school" not in browser.get(HOME).content


@pytest.mark.parametrize("words", ["doyle", "KELLY", "Osei jay", "mb37ck", "MB3 7CK"])
def test_find_by_name_and_postcode(family, ada, eve, gone, words, as_user):
    found = as_user(ada).post(reverse("search"), {"words": words}).content.decode()
    assert family.reference in found
    for outsider in (eve, gone):
        other = as_user(outsider).post(reverse("search"), {"words": words}).content.decode()
        assert family.reference not in other
        assert "No family that you work with fits this" in other


def test_find_by_reference_with_or_without_its_letters(family, ada, as_user):
    for words in (family.reference, family.reference.lower(), family.reference[3:]):
        assert b"1 found" in as_user(ada).post(reverse("search"), {"words": words}).content


def test_find_keeps_names_out_of_addresses(family, ada, as_user):
    page = as_user(ada).get(reverse("search"), {"words": "doyle", "q": "doyle"})
    assert family.reference.encode() not in page.content
    for short in ("d", ""):
        found = as_user(ada).post(reverse("search"), {"words": short})
        assert b"Type at least two letters" in found.content
    assert b"Type at least two letters" not in page.content


@pytest.mark.parametrize("name", ["help", "privacy", "accessibility"])
def test_words_for_everyone(client, name, db):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, "No day set"), (0, "Due today"), (-1, "1 day late"), (-2, "2 days late")],
)
def test_due_in_words(days, words):
    today = timezone.localdate()
    due = None if days is None else today + timedelta(days=days)
    assert due_words(due, today)[1] == words


def test_what_may_not_be_named_does_not_push_out_what_may(family, with_cas, borough, cas, ada):
    """School facts are open to the school without a yes; who the people are is not."""
    kelly, marcus = member(family, "Kelly"), member(family, "Marcus")
    yes = [acts.Decision(borough.school, Category.IDENTITY, "given")]
    acts.record_consents(person=kelly, decisions=yes, by=ada)
    make_line(
        borough.agreement, borough.early_help, borough.school, "education", consent_needed=False
    )
    term = {"possible": 120, "authorised": 0, "unauthorised": 60}

    def know(person, name):
        record_evidence(
            family=family, person=person, kind="attendance", fact=term | {"term": name},
            source="school", by=ada,
        )  # fmt: skip

    know(kelly, "2026-spring")
    before = changes(cas)
    assert [change.strong for change in before] == [
        "Kelly missed 60 of 120 school sessions in spring 2026."
    ]
    for year in range(2013, 2026):
        know(marcus, f"{year}-summer")
    assert changes(cas) == before


def test_a_promise_tells_of_its_visit_to_whoever_is_told_of_visits(
    family, case, ada, with_cas, cas, as_user
):
    """Cas is told the plan, and not the notes of visits: not that there was one either."""
    cas.agency.lines_in.update(consent_needed=False)
    doers = (cas.post, ada.post)
    acts.record_visit(
        case=case, happened_at=timezone.now() - timedelta(hours=1), place="home",
        seen=[acts.SeenPerson(member(family, "Kelly"))], by=ada,
        actions=[acts.NewAction(f"Bring {doer.agency}’s form", doer_post=doer) for doer in doers],
    )  # fmt: skip
    ours, theirs = (as_user(user).get(reverse("tasks")).content.decode() for user in (ada, cas))
    assert "You promised this at the visit" in ours
    assert "Larkmoor Academy’s form" in theirs
    assert "at the visit" not in theirs


def test_a_list_that_goes_on_is_not_counted_as_if_it_were_whole(borough, dot, cas, as_user):
    """A school of 28 families read “My families 7”."""
    whole, goes_on = ">All families</a>", reverse("families:list")
    for number in range(8):
        family = cast.make_family(dot)
        kind = Involvement.Kind.TEAM_AROUND
        acts.start_involvement(family=family, kind=kind, post=cas.post, by=dot)
        kelly = member(family, "Kelly")
        known = [acts.Decision(cas.agency, Category.IDENTITY, "given")]
        acts.record_consents(person=kelly, decisions=known, by=dot)
        page = as_user(cas).get(HOME).content.decode()
        mine = page[page.index('id="mine"') :].split("</section>")[0]
        assert (f'href="{goes_on}"' in mine and whole in mine) == (number == 7)
        assert mine.count("<li>") == min(number + 1, 7)


def test_one_records_a_visit_to_ones_own_families_first(case, dot, ada, ben, as_user):
    """Not among sixty others in the order of the alphabet, and closed cases are not in the way."""
    others, closed = cast.make_family(dot, name="Ash"), cast.make_family(dot, name="Birch")
    acts.open_case(family=others, by=dot)
    for family in (others, closed):
        kind = Involvement.Kind.TEAM_AROUND
        acts.start_involvement(family=family, kind=kind, post=ada.post, by=dot)
    page = as_user(ada).get(reverse("families:visits-due")).content.decode()
    mine, theirs = page.index("Families you lead"), page.index("Others you help")
    assert mine < page.index(case.family.reference) < theirs < page.index(others.reference)
    assert closed.reference not in page
