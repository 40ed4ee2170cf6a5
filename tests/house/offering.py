"""The pages for an act on a family, and what each of their forms is told in a test."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.urls import resolve, reverse
from django.utils import timezone

from families.models import Case, Family
from families.pages import FamilyAct, FamilyPage
from outcomes.judging.facts import measure_of
from outcomes.rules.categories import PLAN, category_of_need
from tests.house.filled import WORDS
from tests.house.routes import Route, routes
from tests.house.situation import Situation

#: Pages that are not of one family and link to what may be done for one.
HOMES = ("home", "tasks", "families:visits-due", "families:list")
#: What is a button on a page, and no page of its own.
BUTTONS = {"families:show-address"}


def pages_of(kind: type) -> list[Route]:
    """The addresses of pages of this kind."""
    found = []
    for route in routes():
        kwargs = dict.fromkeys(route.takes, "00000000-0000-0000-0000-000000000007")
        view = getattr(resolve(reverse(route.name, kwargs=kwargs)).func, "view_class", object)
        if issubclass(view, kind):
            found.append(route)
    return found


ACTS = [route for route in pages_of(FamilyAct) if route.name not in BUTTONS]
READ = [*pages_of(FamilyPage), *(route for route in routes() if route.name in HOMES)]


def said(situation: Situation) -> dict[str, dict[str, str]]:
    """What each form must be told besides its first choices."""
    family = Family.objects.get(reference=situation.named["reference"])
    soon, child = timezone.localdate() + timedelta(days=3), family.people.get(given_name="Wilf")
    measure = measure_of(Case.objects.get(family=family))
    of_all = next(
        need.code
        for need in measure.needs
        if need.subject == "family" and category_of_need(measure, need.code) == PLAN
    )
    need = {"person": "family", "code": of_all}
    return {
        "families:add-action": {"what": WORDS},
        "families:add-bond": {"other": str(child.key)},
        "families:add-contact": {"phone": "07700 900142"},
        "families:add-helper": {"reason": WORDS},
        "families:add-home": {"label": "Gran’s"},
        "families:add-person": {"given_name": "Ann"},
        "families:add-warning": {"text": WORDS},
        "families:book-visit": on("day", soon) | {"time": "10:00"},
        "families:call-off-visit": {"why": WORDS},
        "families:keep-back": {"is_risk": "no"},
        "families:lift-restriction": {"because": WORDS},
        "families:open-address": {"because": WORDS},
        "families:restrict": {"reason": WORDS},
        "families:review-restriction": {"why": WORDS},
        "outcomes:ask-for": {"what": WORDS},
        "outcomes:identify-need": need,
        "outcomes:note-need": need,
        "outcomes:record-coverage": on("since", soon - timedelta(days=90)),
        "outcomes:record-evidence": {"possible": "120", "authorised": "0", "unauthorised": "60"},
    }


def on(name: str, day: Any) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def address_of(route: Route, situation: Situation, given: Any = None) -> str:
    """With what its first step would have asked; of what is `given`, else of our objects."""
    double = Family.objects.get(name="Double").reference
    first = {
        "families:merge-families": f"?other={double}",
        "outcomes:record-evidence": "?kind=attendance",
    }
    kwargs = situation.kwargs(route) if given is None else given
    return reverse(route.name, kwargs=kwargs) + first.get(route.name, "")


#: What is written whoever asks for what: who asked, and that they are signed in.
ASIDE = {"sharing_journalentry", "sharing_session", "sharing_signin", "django_session"}


def written() -> dict[str, int]:
    """How many rows this transaction wrote to each table so far, also where it was taken back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return {table: rows for table, rows in cursor.fetchall() if table not in ASIDE}
