"""Needs before there is a case: who writes them down, how they reach the case, who sees them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families import acts as family_acts
from outcomes import acts
from outcomes.models import CaseStatus, Need, PresentingNeed
from outcomes.telling.presenting import reason_hint
from referrals.acts import decide_referral
from referrals.models import Referral
from sharing.models import JournalEntry, Line, Reading, Role
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied
from tests.referrals import steps

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@copied
def referral(cas, dot) -> Referral:
    """Registered, and not decided."""
    return steps.registered(steps.sent(cas), dot)


@pytest.fixture
def home(referral):
    return referral.family


@pytest.fixture
def jayden(home):
    return cast.member(home, "Jayden")


def note(home, by, **said):
    return acts.note_need(**({"family": home, "code": "1a", "by": by} | said))


def news() -> None:
    while deliver(READERS):
        continue


def a_lead_is_to_be_found(referral, by) -> None:
    decide_referral(
        referral=referral, outcome="lead_worker", reason="several_needs", why="One plan", by=by
    )


def at(name, home, query=""):
    return reverse(f"outcomes:{name}", args=[home.reference]) + query


def test_what_was_written_down_becomes_needs_of_the_case_that_opens(referral, home, jayden, dot):
    day = timezone.localdate() - timedelta(days=2)
    note(home, dot, person=jayden, identified_on=day, why="Late on 9 of 40 mornings")
    note(home, dot, code="9b")
    a_lead_is_to_be_found(referral, dot)
    assert not Need.objects.exists(), "it is news, not a part of the decision"
    news()
    case = home.cases.get()
    of_jayden, of_all = Need.objects.filter(case=case)
    assert (of_jayden.code, of_jayden.person) == ("1a", jayden)
    assert (of_jayden.why, of_jayden.identified_on) == ("Late on 9 of 40 mornings", day)
    assert of_jayden.identified_by == dot
    assert (of_all.code, of_all.person) == ("9b", None)
    assert not PresentingNeed.objects.waiting().exists()
    judged = CaseStatus.objects.current().get(case=case)
    assert {need["need"] for need in judged.verdicts["needs"]} == {"1a", "9b"}


def test_the_same_news_twice_makes_nothing_twice(referral, home, jayden, dot):
    note(home, dot, person=jayden)
    a_lead_is_to_be_found(referral, dot)
    news()
    before = JournalEntry.objects.count()
    Reading.objects.filter(reader__startswith="outcomes").delete()
    news()
    assert Need.objects.count() == 1
    assert JournalEntry.objects.count() == before


def test_what_the_case_has_already_is_not_named_again(referral, home, jayden, dot):
    noted = note(home, dot, person=jayden)
    a_lead_is_to_be_found(referral, dot)
    need = acts.identify_need(case=home.cases.get(), code="1a", person=jayden, by=dot)
    news()
    assert Need.objects.get() == need
    assert PresentingNeed.objects.get(pk=noted.pk).need == need


def test_one_that_is_written_down_while_a_case_opens_is_not_left_behind(referral, home, dot):
    a_lead_is_to_be_found(referral, dot)
    news()
    note(home, dot, code="9b")
    news()
    assert Need.objects.get().code == "9b"


def test_without_a_case_they_wait_however_long(referral, home, dot):
    note(home, dot, code="9b")
    decide_referral(
        referral=referral,
        outcome="more_detail",
        reason="too_little",
        why="Who lives there?",
        by=dot,
    )
    news()
    assert PresentingNeed.objects.waiting().get().code == "9b"


def test_one_taken_back_reaches_no_case_and_can_be_written_down_again(referral, home, dot):
    wrong = note(home, dot, code="9b")
    for _ in range(2):
        acts.take_back_need(noted=wrong, by=dot)
    a_lead_is_to_be_found(referral, dot)
    news()
    assert not Need.objects.exists()
    note(home, dot, code="9b")


def test_a_partners_manager_takes_back_nothing_of_the_hubs(home, borough, dot):
    """They help, and read it: the plan is told the school freely."""
    Line.objects.filter(to_agency=borough.school).update(consent_needed=False)
    sid = cast.make_user("Sid", borough.school, Role.SUPERVISOR)
    cast.let_help(home, sid, dot)
    noted = note(home, dot, code="9b")
    assert PresentingNeed.objects.visible_to(sid).get() == noted
    with pytest.raises(Refused, match="keep this record"):
        acts.take_back_need(noted=noted, by=sid)
    own = note(home, sid, code="1a")
    assert acts.take_back_need(noted=own, by=sid).taken_back_at


def test_one_that_is_with_the_case_is_not_taken_back(referral, home, dot):
    noted = note(home, dot, code="9b")
    a_lead_is_to_be_found(referral, dot)
    news()
    with pytest.raises(Refused, match="need of the case"):
        acts.take_back_need(noted=noted, by=dot)


def test_what_is_no_need_of_this_family_is_refused(home, dot, family):
    with pytest.raises(Refused, match="has no need"):
        note(home, dot, code="99z")
    with pytest.raises(Refused, match="Only people of this family"):
        note(home, dot, person=cast.member(family, "Jayden"))
    with pytest.raises(Refused, match="in the future"):
        note(home, dot, identified_on=timezone.localdate() + timedelta(days=1))
    note(home, dot, code="9b")
    with pytest.raises(Refused, match="written down already"):
        note(home, dot, code="9b")
    assert PresentingNeed.objects.count() == 1


@pytest.mark.parametrize("name", ["ada", "cas", "ivy", "lou"])
def test_only_the_front_door_writes_them_down(name, home, request):
    with pytest.raises(PermissionDenied):
        note(home, request.getfixturevalue(name))


def test_a_family_that_may_not_be_known_has_none(home, dot, hal):
    noted = note(home, dot, code="9b")
    family_acts.declare_conflict(family=home, tie="Cousin", by=hal)
    with pytest.raises(Http404):
        note(home, hal, code="9b")
    with pytest.raises(Http404):
        acts.take_back_need(noted=noted, by=hal)
    assert not PresentingNeed.objects.visible_to(hal).exists()


def test_from_the_sheet_and_back_to_it(referral, home, jayden, dot, as_user):
    client = as_user(dot)
    sheet = client.get(referral.get_absolute_url()).content.decode()
    query = f"?referral={referral.reference}"
    assert at("noted-needs", home, query) in sheet
    assert at("note-need", home, query) in sheet
    listed = client.get(at("noted-needs", home, query)).content.decode()
    assert at("note-need", home, query) in listed
    form = client.get(at("note-need", home, query)).content.decode()
    assert f'href="{referral.get_absolute_url()}"' in form
    today = timezone.localdate()
    said = {
        "person": jayden.key,
        "code": "1a",
        "why": "Late since January",
        "identified_on_day": today.day,
        "identified_on_month": today.month,
        "identified_on_year": today.year,
    }
    again = client.post(at("note-need", home, query), said | {"again": "1"})
    assert again.url == at("note-need", home, query)
    twice = client.post(at("note-need", home, query), said)
    assert twice.status_code == 422
    assert "written down already" in twice.content.decode()
    assert "Late since January" in twice.content.decode()
    other = client.post(at("note-need", home, query), said | {"code": "1b"})
    assert other.url == referral.get_absolute_url()
    part = client.get(at("noted-needs", home, query), headers=HTMX).content.decode()
    assert "<html" not in part
    assert "Late since January" in part
    assert "2 needs are written down." in part
    noted = PresentingNeed.objects.filter(code="1b").get()
    back = client.post(reverse("outcomes:take-back-need", args=[noted.key]) + query)
    assert back.url == referral.get_absolute_url()
    assert PresentingNeed.objects.waiting().get().code == "1a"


def test_the_sheet_still_shows_them_when_a_case_has_them(referral, home, dot, as_user):
    note(home, dot, code="9b", why="Two letters from the landlord")
    a_lead_is_to_be_found(referral, dot)
    news()
    page = at("noted-needs", home, f"?referral={referral.reference}")
    text = as_user(dot).get(page, headers=HTMX).content.decode()
    assert "Two letters from the landlord" in text
    assert "With the case" in text
    assert "Take back" not in text
    assert at("identify-need", home) in as_user(dot).get(page).content.decode()


def test_a_sheet_of_another_family_is_not_gone_back_to(referral, home, cas, dot, as_user):
    other = steps.registered(steps.sent(cas), dot)
    page = at("note-need", home, f"?referral={other.reference}")
    assert other.reference not in as_user(dot).get(page).content.decode()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "No need is written down yet."),
        (1, "1 need is written down."),
        (2, "2 needs are written down."),
        (3, "3 needs are written down. “Three or more needs together” fits."),
    ],
)
def test_the_number_of_needs_is_a_hint_for_the_reason(number, words):
    assert reason_hint(number) == words


def test_written_down_and_taken_back_by_program(home, jayden, dot, cas, api_as):
    said = {"family": home.reference, "code": "1a", "person": str(jayden.key), "why": "Late"}
    made = api_as(dot).post("/api/presenting-needs/", said, format="json")
    assert made.status_code == 200, made.content
    twice = api_as(dot).post("/api/presenting-needs/", said, format="json")
    assert twice.status_code == 409
    address = f"/api/presenting-needs/{made.json()['key']}/"
    assert api_as(cas).get(address).status_code == 404
    back = api_as(dot).post(f"{address}take-back/", {}, format="json")
    assert back.json()["taken_back_at"]
    assert PresentingNeed.objects.get().taken_back_at
