"""What a family's record says, in dated entries that another council can read (access.md, P11).

Each storey tells of its own rows: the function under `tells_the_past` gives entries of one family.
What may go is asked of the rule twice, for whoever offers the record and for whoever takes it on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from families.models import Action, Assessment, Family, Goal, Note, Person, Plan, Seen, Visit
from sharing.models import Category, Post, Purpose, User


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the record tells, of one person (their id) or of everyone."""

    on: date
    category: str
    title: str
    text: str = ""
    person: int | None = None


@dataclass(frozen=True)
class Handing:
    """One family's record between two people: who gives it, and who would take it on."""

    family: Family
    giver: User
    taker: User

    @cached_property
    def people(self) -> list[Person]:
        """Those who may be named to the taker, eldest first."""
        return list(self._open(Person))

    @cached_property
    def names(self) -> dict[int, str]:
        return {person.pk: person.short_name for person in self.people}

    def rows(self, model: Any) -> Any:
        """Rows that both may read, of everyone or of someone who may be named."""
        declared = model.Sharing
        path = getattr(declared, "person", None) or getattr(declared, "names", None)
        rows = self._open(model)
        if path is None:
            return rows
        return rows.filter(Q(**{path: None}) | Q(**{f"{path}__in": list(self.names)}))

    @cached_property
    def _may_give(self) -> bool:
        """They hold the post still, and an emergency lets nothing leave (access.md, P6 and P7)."""
        post = self.giver.post
        works_here = Family.objects.known_without_emergency(self.giver).filter(pk=self.family.pk)
        held = post and Post.objects.current().filter(pk=post.pk).exists()
        return bool(held and works_here.exists())

    def _open(self, model: Any) -> Any:
        if not self._may_give:
            return model.objects.none()
        path = model.Sharing.family or "pk"
        mine = model.objects.visible_to(self.giver).filter(**{path: self.family})
        return mine.lawful_for(self.taker, Purpose.SUPPORT)


Teller = Callable[[Handing], Iterable[Entry]]
TELLERS: list[Teller] = []


def tells_the_past(teller: Teller) -> Teller:
    """The function under this tells of its storey's rows. Each storey has one, loaded at start."""
    if teller not in TELLERS:
        TELLERS.append(teller)
    return teller


def entries_of(handing: Handing) -> list[Entry]:
    """All that may go, oldest first. Who may be named to nobody has no past to tell."""
    if not handing.people:
        return []
    told = [entry for teller in TELLERS for entry in teller(handing)]
    return sorted(told, key=lambda entry: entry.on)


@tells_the_past
def of_families(handing: Handing) -> Iterator[Entry]:
    """Visits with their notes, assessments, and the plans that were agreed."""
    yield from _visits(handing)
    for row in handing.rows(Assessment):
        parts = (row.what_is_happening, row.strengths, row.family_words)
        yield Entry(row.completed_on, Category.PLAN, "Whole-family assessment", _text(*parts))
    yield from _plans(handing)


def _visits(handing: Handing) -> Iterator[Entry]:
    there: dict[int, set[int]] = {}
    for seen in handing.rows(Seen):
        there.setdefault(seen.visit_id, set()).add(seen.person_id)
    for visit in handing.rows(Visit):
        met = visit.outcome == Visit.Outcome.MET
        seen_then = there.get(visit.pk, set())
        names = ", ".join(name for pk, name in handing.names.items() if pk in seen_then)
        title = f"Visit: {names}" if names else "Visit" if met else "Visit: no one in"
        yield Entry(_day(visit), Category.CASE_NOTES, title)
    for note in handing.rows(Note).select_related("visit"):
        title = f"Note of a visit: {note.get_heading_display()}"
        yield Entry(_day(note.visit), note.category, title, note.text, note.person_id)


def _day(visit: Visit) -> date:
    return timezone.localtime(visit.happened_at).date()


def _plans(handing: Handing) -> Iterator[Entry]:
    agreed = handing.rows(Plan).exclude(agreed_on=None)
    goals: dict[int, list[str]] = {}
    for goal in handing.rows(Goal):
        goals.setdefault(goal.plan_id, []).append(f"Goal: {goal.words}")
    for plan in agreed:
        text = _text(plan.family_words, *goals.get(plan.pk, []))
        yield Entry(plan.agreed_on, Category.PLAN, "Plan agreed", text)
    for action in handing.rows(Action).exclude(done_on=None):
        title = f"Done: {action.what}"
        yield Entry(action.done_on, Category.PLAN, title, person=action.doer_person_id)


def _text(*parts: str) -> str:
    return "\n".join(part.strip() for part in parts if part.strip())
