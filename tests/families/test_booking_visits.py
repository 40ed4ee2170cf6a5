"""Visits to come: booked, moved, called off, held; and who is told of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.models import BookedVisit, Involvement
from sharing.refusals import Refused
from tests.cast import member
from tests.families.test_work_pages import day

pytestmark = pytest.mark.django_db


def in_days(days: int, hour: int = 10) -> datetime:
    on = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(on, datetime.min.time())) + timedelta(hours=hour)


@pytest.fixture
def booked(case, ada) -> BookedVisit:
    return acts.book_visit(case=case, at=in_days(2), remember="The rent book", by=ada)


def met(case, ada, ago: timedelta = timedelta(minutes=5)):
    seen = [acts.SeenPerson(member(case.family, "Kelly"))]
    return acts.record_visit(
        case=case, happened_at=timezone.now() - ago, place="home", seen=seen, by=ada
    )


def yesterdays(booked: BookedVisit) -> None:
    BookedVisit.objects.filter(pk=booked.pk).update(at=in_days(-1))


class TestTheActs:
    def test_the_same_form_twice_is_one_booking(self, case, ada):
        key = uuid4()
        for _ in range(2):
            acts.book_visit(case=case, at=in_days(1), form_key=key, by=ada)
        assert BookedVisit.objects.count() == 1

    def test_the_past_is_refused(self, case, booked, ada):
        with pytest.raises(Refused, match="still to come"):
            acts.book_visit(case=case, at=in_days(-1), by=ada)
        with pytest.raises(Refused, match="still to come"):
            acts.move_visit(booked=booked, at=in_days(-1), by=ada)

    def test_a_move_keeps_what_stood_before_in_its_history(self, booked, ada):
        moved = acts.move_visit(booked=booked, at=in_days(3), place="office", by=ada)
        assert (moved.at, moved.place, moved.remember) == (in_days(3), "office", "The rent book")
        assert [row.at for row in moved.history.order_by("pk")] == [in_days(2), in_days(3)]

    def test_called_off_twice_is_called_off_once(self, booked, ada):
        first = acts.call_off_visit(booked=booked, why="Kelly is ill", by=ada)
        again = acts.call_off_visit(booked=first, why="Another reason", by=ada)
        assert again.called_off_why == "Kelly is ill"
        with pytest.raises(Refused, match="called off"):
            acts.move_visit(booked=booked, at=in_days(3), by=ada)

    def test_a_colleague_leaves_it_alone_and_a_supervisor_may_move_it(
        self, booked, family, ada, ben, hal
    ):
        acts.start_involvement(
            family=family, kind=Involvement.Kind.TEAM_AROUND, post=ben.post, by=ada
        )
        with pytest.raises(Refused, match="Only whoever visits"):
            acts.move_visit(booked=booked, at=in_days(3), by=ben)
        assert acts.move_visit(booked=booked, at=in_days(3), by=hal).at == in_days(3)

    def test_what_was_booked_ends_in_the_visit(self, case, booked, ada):
        yesterdays(booked)
        later = acts.book_visit(case=case, at=in_days(5), by=ada)
        visit = met(case, ada)
        booked.refresh_from_db()
        later.refresh_from_db()
        assert (booked.visit, later.visit) == (visit, None)
        with pytest.raises(Refused, match="was held"):
            acts.call_off_visit(booked=booked, why="Too late", by=ada)


@pytest.fixture
def browser(as_user, ada):
    return as_user(ada)


def form(on: date, **changes) -> dict[str, str]:
    return {"form_key": str(uuid4()), **day("day", on), "time": "14:30", "place": "home"} | changes


class TestThePages:
    def test_booked_moved_and_called_off_in_the_browser(self, family, browser):
        soon = timezone.localdate() + timedelta(days=3)
        address = reverse("families:book-visit", args=[family.reference])
        page = browser.post(address, form(soon, remember="The rent book"), follow=True)
        assert "Visit booked." in page.content.decode()
        assert "The rent book" in page.content.decode()
        booked = BookedVisit.objects.get()
        move = reverse("families:move-visit", args=[booked.key])
        assert 'value="14:30"' in browser.get(move).content.decode()
        browser.post(move, form(soon, time="9:15"))
        booked.refresh_from_db()
        assert f"{timezone.localtime(booked.at):%H:%M}" == "09:15"
        off = reverse("families:call-off-visit", args=[booked.key])
        assert "Say why it is called off" in browser.post(off, {"why": ""}).content.decode()
        page = browser.post(off, {"why": "Kelly is ill"}, follow=True).content.decode()
        assert "No visit is booked." in page

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"time": "noon"}, "Enter a time like 10:00 or 14:30"),
            ({"place": ""}, "Where?"),
            (day("day", date(2020, 1, 1)), "Enter a date on or after"),
            (day("day", date(2999, 1, 1)), "Enter a date on or before"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, family, browser, wrong, error):
        soon = timezone.localdate() + timedelta(days=3)
        given = form(soon, remember="The rent book") | wrong
        answer = browser.post(reverse("families:book-visit", args=[family.reference]), given)
        assert answer.status_code == 422
        assert error in answer.content.decode()
        assert "The rent book" in answer.content.decode()
        assert not BookedVisit.objects.exists()

    def test_home_starts_with_the_next_visit(self, family, browser, booked, case, ada):
        page = browser.get(reverse("home")).content.decode()
        assert "Next visit" in page
        assert "10:00am" in page
        assert "The rent book" in page
        acts.call_off_visit(booked=booked, why="Ill", by=ada)
        page = browser.get(reverse("home")).content.decode()
        assert "Whom to see next" in page
        assert "No visit is booked" in page

    def test_a_day_that_went_by_unrecorded_is_a_task(self, browser, booked, case, ada):
        yesterdays(booked)
        assert "Record the visit of" in browser.get(reverse("tasks")).content.decode()
        met(case, ada)
        assert "Record the visit of" not in browser.get(reverse("tasks")).content.decode()

    @pytest.mark.parametrize("page", ["move-visit", "call-off-visit"])
    def test_a_partner_without_the_notes_is_told_of_none(
        self, booked, with_cas, cas, eve, as_user, page
    ):
        for nobody in (cas, eve):
            address = reverse(f"families:{page}", args=[booked.key])
            assert as_user(nobody).get(address).status_code == 404


def test_by_program(case, ada, api_as):
    api = api_as(ada)
    made = api.post(
        f"/api/cases/{case.key}/book-visit/", {"at": in_days(2).isoformat()}, format="json"
    )
    assert made.status_code == 200, made.json()
    address = f"/api/booked-visits/{made.json()['key']}/"
    moved = api.post(f"{address}move/", {"at": in_days(4).isoformat()}, format="json")
    assert moved.json()["at"].startswith(str(in_days(4).date()))
    off = api.post(f"{address}call-off/", {"why": "Ill"}, format="json")
    assert off.json()["called_off_why"] == "Ill"
    assert off.json()["held"] is False
