"""The first page of each role: what waits, what changed, whose families."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from coordination.home.boxes import boxes
from coordination.home.changes import Change, changes
from coordination.home.returned import tasks_with, told_back
from coordination.home.worklist import MOST, Task, moves_told
from coordination.shell import address
from families.identity import Identity, identify
from families.models import BookedVisit, ContactPoint
from families.reading.bookings import coming_visits
from families.reading.caseload import caseload, led_by, longest_unseen
from outcomes.telling.returns import results_back
from sharing.journal import exposed
from sharing.models import Role, User
from sharing.views import viewer

#: Roles that have tasks of their own.
WORKERS = (Role.KEY_WORKER, Role.PRACTITIONER, Role.SUPERVISOR, Role.SHARING_LEAD)
TRIAGE = ("referrals:triage", "Open the triage board")
MEETINGS = ("referrals:meetings", "Allocation meetings")
MERGES = ("families:merges", "Merges")
TRANSFERS = ("families:transfers", "Families that move")
LOCAL_PLANS = ("outcomes:local-plans", "Local plans")
#: Where each other role starts.
STARTS = {
    Role.HUB_OFFICER: (TRIAGE, MEETINGS, MERGES, TRANSFERS),
    Role.SUPERVISOR: (
        ("families:conflicts", "Conflicts"),
        ("families:emergencies", "Opened in an emergency"),
        ("families:unusual-looks", "Unusual looks"),
        ("outcomes:results-back", "What came of it"),
        ("outcomes:explorer", "Explorer"),
    ),
    Role.COORDINATOR: (
        ("outcomes:results", "See results"),
        ("outcomes:audits", "Audits"),
        ("sharing:feeds", "Data in"),
        ("outcomes:explorer", "Explorer"),
        LOCAL_PLANS,
    ),
    Role.ANALYST: (
        ("sharing:feeds", "Data in"),
        ("families:matches", "Matches"),
        ("outcomes:explorer", "Explorer"),
    ),
    Role.AUDITOR: (("outcomes:audits", "Open your sample"),),
    Role.SHARING_LEAD: (
        ("sharing:agreements", "Agreements"),
        ("families:emergencies", "Opened in an emergency"),
        ("families:unusual-looks", "Unusual looks"),
    ),
    Role.RECORDS_OFFICER: (("families:list", "Open the archive"),),
    Role.ADMINISTRATOR: (("sharing:people", "People who sign in"),),
    Role.PRACTITIONER: (
        ("referrals:new", "Ask for help for a family"),
        ("referrals:sent", "What you sent"),
    ),
}


class Home(TemplateView):
    """One page for everyone; the role decides which parts it has."""

    def get_template_names(self) -> list[str]:
        worker = viewer(self.request).role == Role.KEY_WORKER
        return ["coordination/worker_home.html" if worker else "coordination/home.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        back = results_back(user)
        waiting = tasks_with(user, back) if user.role in WORKERS else moves_told(user)
        context = super().get_context_data(**kwargs) | {
            "greeting": greeting(),
            "tasks": waiting[:MOST],
            "more_tasks": len(waiting) if len(waiting) > MOST else 0,
            "tasks_url": address("tasks"),
            "boxes": boxes(user),
            "starts": starts(user),
        }
        context |= told_back(user, back)
        if user.role == Role.KEY_WORKER:
            context |= worker_home(user)
        elif user.role == Role.PRACTITIONER:
            rows = caseload(user, limit=MOST + 1)
            context |= {"rows": rows[:MOST], "more_families": len(rows) > MOST}
            context |= {"changes": changes(user)}
        context["has_days"] = any(row.days_words for row in context.get("rows", ()))
        told = families_of([*context["tasks"], *context.get("changes", ())])
        shown = [row.pk for row in context.get("rows", ())] + [one.family.pk for one in back]
        booked = [one.case.family_id for one in _booked_in(context)]
        exposed(user, [*shown, *told, *booked], verb="family.list", page="home")
        return context


def _booked_in(context: dict[str, Any]) -> list[BookedVisit]:
    """The booked visits that the page shows."""
    first = context.get("booked")
    return [*([first] if first else []), *(one for one, _ in context.get("later", ()))]


def worker_home(user: User) -> dict[str, Any]:
    """Next visit, what changed, my families."""
    rows = caseload(user, led_by, limit=40)
    coming = coming_visits(user)
    booked = coming[0] if coming else None
    chosen = longest_unseen(rows) if booked is None else None
    found = booked.case.family_id if booked else chosen and chosen.pk
    identity = identify(user, pk=found) if found else None
    return {
        "booked": booked,
        "later": [(one, one.case.family.named_for(user)) for one in coming[1:] if is_today(one)],
        "rows": sorted(rows, key=lambda row: (row.state[0] != "bad", row.last_seen_rank)),
        "next_row": chosen,
        "next": identity,
        "next_home": next(iter(identity.homes), None) if identity else None,
        "ring": ring(user, identity) if identity else None,
        "changes": changes(user),
    }


def is_today(booked: BookedVisit) -> bool:
    return timezone.localdate(booked.at) == timezone.localdate()


def ring(user: User, identity: Identity) -> dict[str, str] | None:
    """A safe number of a parent or carer, to say that one is coming."""
    adults = {m.pk: m.name for m in identity.members if not m.child}
    points = ContactPoint.objects.visible_to(user).filter(
        person__in=adults, kind=ContactPoint.Kind.PHONE, safe=True
    )
    point = points.order_by("-person__parental_duties", "pk").first()
    if point is None:
        return None
    return {"name": adults[point.person_id], "tel": point.value.replace(" ", "")}


def starts(user: User) -> list[dict[str, str]]:
    """The places this role uses, that this installation has."""
    places = STARTS.get(Role(user.role), ()) if user.role else ()
    if user.role == Role.SUPERVISOR:
        places = around(user, places)
    return [{"url": url, "label": label} for name, label in places if (url := address(name))]


def around(user: User, places: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """A supervisor's places: also the hub's, the council's or a partner's, whose they are."""
    if user.at_partner:
        return (("referrals:sent", f"What {user.agency} asked for"), *places)
    council = (MEETINGS, MERGES, TRANSFERS, *places, LOCAL_PLANS)
    return (TRIAGE, *council) if user.on_hub_duty else council


def greeting() -> str:
    hour = timezone.localtime().hour
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"


class Tasks(TemplateView):
    """Everything that needs you, not only the first seven."""

    template_name = "coordination/tasks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        waiting = tasks_with(user, results_back(user))
        exposed(user, families_of(waiting), verb="family.list", page="tasks")
        return super().get_context_data(**kwargs) | {"tasks": waiting}


def families_of(rows: Iterable[Task | Change]) -> set[int]:
    """Whom these rows tell of."""
    return {row.family for row in rows if row.family is not None}
