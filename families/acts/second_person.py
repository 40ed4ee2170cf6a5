"""Nobody looks at their own look: who is asked where the record is shut to everyone else who could.

Asked anew whenever that may have turned: a restriction, a tie, a post, a new look.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, QuerySet, When

from families.access import shut_to
from families.models import BreakGlass, Conflict, Family, Notice, UnusualLook
from families.models.unusual import REVIEWERS
from sharing.acting import record
from sharing.models import Agency, Post, Role, User

#: A family's log is read by its lead worker, who may be the one who looked.
NOT_IN_ITS_LOG = 0
Waiting = BreakGlass | UnusualLook


def ask_somebody_else(family: Family | None = None) -> int:
    """Of one family, or of all: whoever looks at what waits has someone who may. How many are told.

    Runs inside an act. A named reviewer comes first. Else the sharing leads of the agency are
    asked, else its other supervisors: they see who looked, when and why, and are told no family.
    """
    told = 0
    for model, kind in ((BreakGlass, Notice.Kind.EMERGENCY), (UnusualLook, Notice.Kind.LOOKS)):
        rows = model.objects.to_review().filter(family__in=_may_be_shut(family, model))
        for row in rows.select_related("family", "user", "owner").order_by("pk"):
            told += _ask(row, kind)
    return told + sum(_hand_on(look) for look in _of_many())


def agency_that_asks(looked: User, own: Agency) -> Agency:
    """Whose reviewers ask about a look at many families: the looker's agency. Where it has nobody
    else who may, an agency of the same authority with a sharing lead, a council first."""
    posts = Post.objects.current().filter(role__in=REVIEWERS, user__is_active=True)
    others = posts.exclude(user=looked)
    if others.filter(agency=own).exists():
        return own
    leads = others.filter(role=Role.SHARING_LEAD).values("agency")
    near = Agency.objects.filter(authorities__in=own.authorities.all(), is_active=True)
    council = Case(When(kind=Agency.Kind.COUNCIL, then=0), default=1)
    return near.filter(pk__in=leads).order_by(council, "pk").first() or own


def _of_many() -> QuerySet[UnusualLook]:
    looks = UnusualLook.objects.to_review().filter(family=None, post__isnull=False)
    return looks.select_related("user", "owner", "post__agency").order_by("pk")


def _hand_on(look: UnusualLook) -> int:
    """Who may ask has turned: another agency's reviewers are told, by the week's reference."""
    asks = agency_that_asks(look.user, look.post.agency) if look.post else look.owner
    if asks == look.owner:
        return 0
    look.owner = asks
    look.save()
    record(look, family=NOT_IN_ITS_LOG, asks=asks.pk)
    posts = Post.objects.current().filter(agency=asks, role__in=REVIEWERS, user__is_active=True)
    people = people_in(posts.exclude(user=look.user))
    for person in people:
        Notice.objects.get_or_create(to=person, kind=Notice.Kind.LOOKS, reference=look.told_by)
    return len(people)


def _may_be_shut(family: Family | None, model: type[Waiting]) -> QuerySet[Family]:
    """One family; or those that are restricted today, or of which somebody was asked before."""
    if family is not None:
        return Family.objects.filter(pk=family.pk)
    restricted = Family.objects.filter(restrictions__lifted_on=None, restrictions__isnull=False)
    asked = model.objects.to_review().filter(asked__isnull=False).values("family")
    return Family.objects.filter(pk__in=restricted.values("pk").union(asked))


def _ask(row: Waiting, kind: str) -> int:
    if row.family is None:
        return 0
    people = whom_else(row.family, row.user, row.owner)
    before = set(row.asked.values_list("pk", flat=True))
    row.asked.set(people)
    new = [person for person in people if person.pk not in before]
    if new:  # not in the family's own log, which the one who looked may read
        record(row, family=NOT_IN_ITS_LOG, asked=[person.pk for person in people])
    for person in new:
        Notice.objects.get_or_create(to=person, kind=kind, reference=row.told_by)
    return len(new)


def whom_else(family: Family, looked: User, agency: Agency) -> list[User]:
    """Empty while somebody else to whom the record is open may look at it."""
    posts = (
        Post.objects.current()
        .filter(agency=agency, role__in=REVIEWERS, user__is_active=True)
        .exclude(user=looked)
    )
    reviewers = people_in(posts)
    if any(is_open_to(family, person) for person in reviewers):
        return []
    tied = set(Conflict.objects.standing().filter(family=family).values_list("user", flat=True))
    leads = set(posts.filter(role=Role.SHARING_LEAD).values_list("user", flat=True))
    untied = [person for person in reviewers if person.pk not in tied]
    return [person for person in untied if person.pk in leads] or untied


def is_open_to(family: Family, person: User) -> bool:
    """Whether neither a restriction nor a tie shuts the family's record to someone."""
    return Family.objects.filter(pk=family.pk).exclude(shut_to(person, "pk")).exists()


def people_in(posts: Iterable[Post]) -> list[User]:
    """Who holds these posts, each once."""
    found = User.objects.filter(posts__in=[post.pk for post in posts])
    return list(found.distinct().order_by("pk"))
