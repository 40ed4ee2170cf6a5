"""A person's families as rows: who, who leads, since when nobody was seen, what stands out.

One query for the whole list, one more where other agencies' families follow, and one where some
have no open case; each part through visible_to, evaluated for the rows shown only. A list stands in
the order of what its reader may read: a name that may not be known would tell itself by its place
(docs/decisions/0032).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone

from families.access import sight_of
from families.models import Action, Case, Family, Merge, Person, Plan, Visit
from families.reading.bundle import Part
from families.reading.in_order import OURS, THEIRS, Ordered, is_ours, parts_for
from families.rules.ages import age_on
from families.rules.naming import family_name
from sharing.models import User
from sharing.questions.addresses import to
from sharing.questions.answering import today
from sharing.questions.prepared import AnyGiven, Statement, kept

Choose = Callable[[User], QuerySet[Family]]
#: Days without seeing anyone after which a row says so.
LONG_UNSEEN = 21


class Standing(NamedTuple):
    """The one thing that stands out about a family: tone, words, icon."""

    tone: str
    words: str
    icon: str


class Glyph(NamedTuple):
    """One person as a shape. `sex`: "unborn" for someone who is not born yet."""

    sex: str
    age: int | None
    focus: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One family in a list."""

    pk: int
    key: Any
    reference: str
    name: str
    people: tuple[Person, ...]
    stage: str
    lead: str
    ours: bool
    mine: bool
    last_seen: date | None
    days: int | None
    opened_on: date | None
    review_on: date | None
    late: int
    goes_on_as: str

    @property
    def last_seen_rank(self) -> date:
        """Never seen comes first."""
        return self.last_seen or date.min

    @property
    def days_words(self) -> str:
        """Empty where it may only be that its agency's visits are not the viewer's to know."""
        if self.days is None:
            return "Not seen yet" if self.ours else ""
        return {0: "Today", 1: "1 day"}.get(self.days, f"{self.days} days")

    @property
    def url(self) -> str:
        return to("families:family", self.reference)

    @property
    def glyphs(self) -> list[Glyph]:
        """Its people, eldest first."""
        day = today()
        return [
            Glyph("unborn" if p.is_unborn else p.sex, age_on(p.born, day), p.is_focus)
            for p in self.people
        ]

    @property
    def state(self) -> Standing:
        """The one thing that stands out."""
        if not self.ours:
            return Standing(*self._state_told())
        found = self._stage_state() or self._work_state() or ("good", "On track", "done")
        return Standing(*found)

    def _state_told(self) -> tuple[str, str, str]:
        """Of another agency's family: what was asked, my own late actions, a review that is told.
        What is not told is no news, good or bad."""
        asked = self._stage_state() if self.stage else None
        told = asked or self._late_state() or self._review_state()
        return told or ("quiet", "You work with them", "dot")

    def _stage_state(self) -> tuple[str, str, str] | None:
        if self.stage == Case.Stage.OFFERED:
            return ("info", "Will you lead?" if self.mine else "Waits for an answer", "speech")
        if self.stage in (Case.Stage.WAITING, Case.Stage.NOT_ALLOCATED):
            return ("wait", Case.Stage(self.stage).label, "clock")
        if self.stage:
            return None
        merged = self.goes_on_as and f"Goes on as {self.goes_on_as}"
        return ("quiet", merged or "No open case", "link" if merged else "dot")

    def _work_state(self) -> tuple[str, str, str] | None:
        if late := self._late_state():
            return late
        if self.days is None or self.days > LONG_UNSEEN:
            words = "Nobody seen yet" if self.days is None else f"Not seen for {self.days} days"
            return ("bad", words, "clock")
        return self._review_state() if self.review_on else ("wait", "No plan yet", "pen")

    def _late_state(self) -> tuple[str, str, str] | None:
        if not self.late:
            return None
        words = "Action late" if self.late == 1 else f"{self.late} actions late"
        return ("bad", words, "warning")

    def _review_state(self) -> tuple[str, str, str] | None:
        if self.review_on is None:
            return None
        left = (self.review_on - today()).days
        if left < 0:
            return ("bad", "Review is due", "calendar")
        return ("info", f"Review {self.review_on:%A}", "calendar") if left <= 7 else None


def caseload(
    user: User,
    choose: Choose | None = None,
    limit: int = 25,
    after: Family | None = None,
    **given: Any,
) -> list[Row]:
    """Rows of the families that `choose` finds (all that the viewer may see): our agency's by name,
    then the others'. A list that is whole has those by the name that is shown, a list in pages by
    reference. `after`: the last family of the page before.

    `choose` is a function of a module: it names the question, which is drawn once for a sight.
    """
    choose, day = choose or everyone, today()
    found: list[tuple[Any, list[Person]]] = []
    for part in parts_for(user):
        if len(found) < limit and not (part is OURS and after and not is_ours(after, user)):
            begins = None if part is THEIRS and after and is_ours(after, user) else after
            found += _ask(user, choose, part, limit, begins, given)
    goes_on = _goes_on_as(user, [row.pk for row, _ in found if not row.stage])
    rows = [_row(*one, user, day, goes_on) for one in found]
    ours = [row for row in rows if row.ours]
    theirs = [row for row in rows if not row.ours]
    if after is None and len(found) < limit:
        theirs.sort(key=lambda row: (row.name.casefold(), row.reference))
    return [*ours, *theirs][:limit]


def _goes_on_as(user: User, closed: list[int]) -> dict[int, str]:
    """Of families without an open case, the record that goes on, where both were merged."""
    if not closed:
        return {}
    merges = Merge.objects.visible_to(user).agreed().filter(folded__in=closed)
    return dict(merges.values_list("folded", "kept__reference"))


def _ask(
    user: User, choose: Choose, part: Ordered, limit: int, after: Family | None, given: Any
) -> list[tuple[Any, list[Person]]]:
    last_is_ours = is_ours(after, user) if after else None

    def draw() -> tuple[Statement, Part]:
        people = Part(Person.objects.visible_to(user).filter(died=None).order_by("born", "pk"))
        families = choose(user)
        if last_is_ours is None:
            families = part.of(families, user)
        else:
            families = part.after(families, user, last_is_ours=last_is_ours)
        rows = with_facts(families, user).annotate(part_people=people.column())
        return Statement(rows[:limit]), people

    key = (caseload, choose, part, last_is_ours, limit, sight_of(user))
    statement, people = kept(key, draw)
    if after is not None:
        given = given | {"name": after.name, "pk": after.pk, "reference": after.reference}
    return [(row, people.revive(row.part_people)) for row in statement.ask(**given)]


def everyone(user: User) -> QuerySet[Family]:
    """All that the viewer may see."""
    return Family.objects.listed_for(user)


def these(user: User) -> QuerySet[Family]:
    """Those among the given `keys` that the viewer may see."""
    return Family.objects.visible_to(user).filter(pk__in=AnyGiven("keys"))


def with_facts(families: QuerySet[Family], user: User) -> QuerySet[Family]:
    """Each family with its open case, last visit, review day and late actions, where visible."""
    case = Case.objects.visible_to(user).filter(family=OuterRef("pk"), closed_on=None)
    visits = Visit.objects.visible_to(user).filter(
        case__family=OuterRef("pk"), outcome=Visit.Outcome.MET
    )
    plan = Plan.objects.visible_to(user).agreed().filter(case__family=OuterRef("pk"))
    late = Action.objects.visible_to(user).overdue().filter(case__family=OuterRef("pk"))
    post = user.post.pk if user.post else None
    counted = late.filter(doer_post=post).order_by().values("case__family").annotate(n=Count("pk"))
    return families.annotate(
        stage=Subquery(case.values("stage")[:1]),
        lead_pk=Subquery(case.values("lead")[:1]),
        lead_name=Subquery(case.values("lead__user__full_name")[:1]),
        opened_on=Subquery(case.values("opened_on")[:1]),
        last_visit=Subquery(visits.order_by("-happened_at").values("happened_at")[:1]),
        review_on=Subquery(plan.values("review_on")[:1]),
        late=Subquery(counted.values("n")[:1]),
    )


def led_by(user: User) -> QuerySet[Family]:
    """Families whose open case this person leads or is asked to lead."""
    cases = Case.objects.visible_to(user).open().filter(lead=user.post, lead__isnull=False)
    return Family.objects.visible_to(user).filter(pk__in=cases.values("family"))


def with_open_case(user: User) -> QuerySet[Family]:
    """Families whose case is open, so that a visit to them can be recorded."""
    cases = Case.objects.visible_to(user).open()
    return Family.objects.listed_for(user).filter(pk__in=cases.values("family"))


def asked_to_lead(user: User) -> QuerySet[Family]:
    """Families for whom a worker was asked to lead and has not answered."""
    cases = Case.objects.visible_to(user).open().filter(stage=Case.Stage.OFFERED)
    return Family.objects.listed_for(user).filter(pk__in=cases.values("family"))


def longest_unseen(rows: Iterable[Row]) -> Row | None:
    """Whom to see next where no visit is booked: active, and not seen for longest."""
    active = [row for row in rows if row.mine and row.stage == Case.Stage.ACTIVE]
    return min(
        active, key=lambda row: (row.last_seen_rank, row.opened_on or date.max), default=None
    )


def _row(row: Any, people: list[Person], user: User, day: date, goes_on: dict[int, str]) -> Row:
    seen = timezone.localtime(row.last_visit).date() if row.last_visit else None
    ours = is_ours(row, user)
    return Row(
        pk=row.pk,
        key=row.key,
        reference=row.reference,
        name=family_name(
            row.name,
            ours=ours,
            surnames=(person.family_name for person in people),
            reference=row.reference,
        ),
        people=tuple(people),
        stage=row.stage or "",
        lead=row.lead_name or "",
        ours=ours,
        mine=user.post is not None and row.lead_pk == user.post.pk,
        last_seen=seen,
        days=(day - seen).days if seen else None,
        opened_on=row.opened_on,
        review_on=row.review_on,
        late=row.late or 0,
        goes_on_as=goes_on.get(row.pk, ""),
    )
