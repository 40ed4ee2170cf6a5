"""Access bugs that someone could write one day, each as small as it would be.

They exist only here: a test plants one and shows that the matrix catches it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Exists, Q
from django.utils import timezone

from coordination.home import changes
from families import access, identity, pages
from families.access import SharedQuerySet
from families.models import Consent, FamilyAccess, Involvement, Person, merging
from families.models.family import AddressQuerySet, FamilyQuerySet
from families.models.service import MatchQuerySet, ServiceQuerySet
from families.models.viewing import ViewAsQuerySet
from families.reading import bundle, caseload
from outcomes.models.audit import AuditSampleQuerySet
from referrals.models import referral
from referrals.models.referral import ReferralQuerySet
from sharing import api
from sharing.models import Agreement, Line, Post, User
from sharing.models.account import ApiTokenQuerySet, hash_of
from sharing.models.agency import PostQuerySet
from sharing.models.agreement import AgreementQuerySet, LineQuerySet
from sharing.questions.prepared import Statement

Plant = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Bug:
    """What is forgotten, in which state it shows, and whom it tells too much."""

    name: str
    plant: Plant
    state: str
    who: str


def swap(where: Any, name: str, wrong: Any) -> Plant:
    """Put something wrong in the place of what is right."""
    return lambda monkeypatch: monkeypatch.setattr(where, name, wrong)


def _all_known(user: Any, **_: Any) -> Any:
    return FamilyAccess.objects.values("family")


def in_force_but(forgotten: str) -> Plant:
    """Agreements in force, judged without one of the conditions."""

    def in_force(self: Any, on: Any = None) -> Any:
        day = on or timezone.localdate()
        conditions = {
            "state": Q(state=Agreement.State.ACTIVE),
            "start": Q(starts_on__lte=day),
            "end": Q(ends_on=None) | Q(ends_on__gte=day),
        }
        return self.filter(*(q for name, q in conditions.items() if name != forgotten))

    return swap(AgreementQuerySet, "in_force", in_force)


def _all_lawful(self: Any, user: Any, purpose: str) -> Any:
    return self


def _lines_of_leavers(self: Any, on: Any = None) -> Any:
    return self.filter(agreement__in=Agreement.objects.in_force(on))


def _for_any_audience(self: Any, user: Any, purpose: str) -> Any:
    return self.in_force().filter(to_agency=user.agency, purpose=purpose)


def _for_any_purpose(self: Any, user: Any, purpose: str) -> Any:
    return self.in_force().filter(audience=Line.Audience.TEAM, to_agency=user.agency)


def _consent_of_any_day(self: Any, on: Any = None) -> Any:
    return self.standing().filter(state=Consent.State.GIVEN)


def _consent_since_replaced(self: Any, on: Any = None) -> Any:
    return self.filter(state=Consent.State.GIVEN)


def _category_as_in_results(model: Any, purpose: str) -> Any:
    return getattr(model.Sharing, "for_results", model.Sharing.category)


def _anyones_yes(self: Any, about: Any, person: str) -> Any:
    return Exists(Consent.objects.covering().filter(**about))


def _posts_for_ever(self: Any, on: Any = None) -> Any:
    return self.filter(user__is_active=True)


def sight_without(forgotten: str) -> Plant:
    """Questions kept without a part of the sight: what was drawn before it changed stays."""

    def sight_of(user: Any) -> Any:
        lines = access.opened_to(user, access.REACH[user.role].purpose).key
        shut = tuple(access.shut_families(user))
        parts = {"lines": lines, "shut": shut, "who": access._who(user)}
        return (user.pk, *(value for name, value in parts.items() if name != forgotten))

    def plant(monkeypatch: Any) -> None:
        for place in (access, bundle, caseload):
            monkeypatch.setattr(place, "sight_of", sight_of)

    return plant


def _all_rows(self: Any) -> Any:
    return self.model._default_manager.order_by("pk")


def _part_past_the_rule(self: Any) -> Any:
    if self.rows.model is not Person:
        return _column(self)
    everyone = Person.objects.filter(died=None).order_by("born", "pk")
    return _column(bundle.Part(everyone, self.link, self.extras, self.most))


def _page_kept_for_all(user: Any, reference: str) -> Any:
    """What was read for the lead worker is shown to whoever asks next."""
    return identity.identify(User.objects.get(username="ada"), reference=reference)


def _everything(self: Any, user: Any) -> Any:
    return self.all()


def _token_for_ever(self: Any, secret: str) -> Any:
    """A token outlives the person, the post and its own end."""
    return self.filter(hash=hash_of(secret)).select_related("post__user", "post__agency").first()


def answers_kept() -> Plant:
    """The store of questions keeps what was answered, too, but for who asks."""
    answers: dict[Any, Any] = {}

    def ask(self: Any, **given: Any) -> Any:
        if self.shape and self.shape.model in (Post, Session, User):
            return _ask(self, **given)
        key = (self.sql, str(self.said), str(given))
        if key not in answers:
            answers[key] = _ask(self, **given)
        return copy.deepcopy(answers[key])

    return swap(Statement, "ask", ask)


_ask = Statement.ask
_column = bundle.Part.column

COVERING = type(Consent.objects.all())
AS_AGREED = "as it was agreed"

BUGS = (
    Bug("involvement forgotten", swap(access, "known_families", _all_known), AS_AGREED, "ben"),
    Bug("no agreement", swap(SharedQuerySet, "lawful_for", _all_lawful), "lines gone", "cas"),
    Bug("its state forgotten", in_force_but("state"), "agreement suspended", "cas"),
    Bug("its end forgotten", in_force_but("end"), "agreement ran out yesterday", "cas"),
    Bug("its start forgotten", in_force_but("start"), "agreement begins tomorrow", "cas"),
    Bug(
        "a party that left forgotten",
        swap(LineQuerySet, "in_force", _lines_of_leavers),
        "the council left the agreement",
        "cas",
    ),
    Bug(
        "audience forgotten",
        swap(LineQuerySet, "opening_to", _for_any_audience),
        "lines for the manager only",
        "cas",
    ),
    Bug(
        "purpose forgotten",
        swap(LineQuerySet, "opening_to", _for_any_purpose),
        "lines for another purpose",
        "cas",
    ),
    Bug(
        "consent forgotten",
        swap(SharedQuerySet, "_consented", lambda *_: ~Q(pk=None)),
        "consent withdrawn",
        "cas",
    ),
    Bug(
        "consent’s last day forgotten",
        swap(COVERING, "covering", _consent_of_any_day),
        "consent ran out yesterday",
        "cas",
    ),
    Bug(
        "consent’s first day forgotten",
        swap(COVERING, "covering", _consent_of_any_day),
        "consent dated tomorrow",
        "cas",
    ),
    Bug(
        "an old yes still counts",
        swap(COVERING, "covering", _consent_since_replaced),
        "consent withdrawn",
        "cas",
    ),
    Bug("one’s yes for all", swap(SharedQuerySet, "_own_yes", _anyones_yes), AS_AGREED, "cas"),
    Bug(
        "restrictions forgotten",
        swap(access, "shut_families", lambda user: []),
        "restricted to the lead",
        "dot",
    ),
    Bug("ties forgotten", swap(access, "shut_families", lambda user: []), "a tie declared", "ada"),
    Bug(
        "the archive forgotten",
        swap(Involvement, "ends_by", lambda link, last: link.until),
        "closed for more than twelve months",
        "ada",
    ),
    Bug(
        "a request in the archive",
        swap(referral, "not_archived", lambda *_: Q()),
        "closed for more than twelve months",
        "dot",
    ),
    Bug(
        "intersection forgotten",
        swap(merging, "_half", lambda *_: Q(pk__in=())),
        "a merge waits for review",
        "ada",
    ),
    Bug(
        "union forgotten",
        swap(merging, "_shut", lambda *_: Q(pk__in=())),
        "the other record of a merge restricted",
        "dot",
    ),
    Bug(
        "a school that tells the address",
        swap(ServiceQuerySet, "visible_to", SharedQuerySet.visible_to),
        "address kept back",
        "dot",
    ),
    Bug(
        "involvement’s end forgotten",
        swap(type(FamilyAccess.objects.all()), "live", lambda self, on=None: self.all()),
        "involvement ended yesterday",
        "cas",
    ),
    Bug(
        "post’s end forgotten", swap(PostQuerySet, "current", _posts_for_ever), "post ended", "ada"
    ),
    Bug(
        "a need as open as the plan",
        swap(access, "category_for", _category_as_in_results),
        "a name kept back, the plan told",
        "cas",
    ),
    Bug("reach forgotten", swap(SharedQuerySet, "_within", lambda self, _: self), AS_AGREED, "ivy"),
    Bug(
        "the audit’s window forgotten",
        swap(AuditSampleQuerySet, "running", lambda self, on=None: self),
        "the audit’s window closed",
        "fay",
    ),
    Bug("an open line kept", sight_without("lines"), "agreement suspended", "cas"),
    Bug("an open family kept", sight_without("shut"), "restricted to the lead", "dot"),
    Bug("a page kept for all", swap(pages, "find_family", _page_kept_for_all), AS_AGREED, "eve"),
    Bug(
        "an endpoint past the rule",
        swap(api.VisibleViewSet, "get_queryset", _all_rows),
        AS_AGREED,
        "eve",
    ),
    Bug(
        "a part of a page past the rule",
        swap(bundle.Part, "column", _part_past_the_rule),
        AS_AGREED,
        "cas",
    ),
    Bug("an answer kept", answers_kept(), "consent withdrawn", "cas"),
    Bug("a list past the rule", swap(FamilyQuerySet, "listed_for", _everything), AS_AGREED, "lou"),
    Bug(
        "a name on the home page",
        swap(changes, "_that_one_may_name", lambda user, rows, *_: rows),
        "a name kept back, the plan told",
        "cas",
    ),
    Bug(
        "a kept-back address for all who work there",
        swap(AddressQuerySet, "visible_to", SharedQuerySet.visible_to),
        "address kept back",
        "dot",
    ),
    Bug("a referral for all", swap(ReferralQuerySet, "visible_to", _everything), AS_AGREED, "eve"),
    Bug("a match for all", swap(MatchQuerySet, "visible_to", _everything), AS_AGREED, "eve"),
    Bug("a viewing for all", swap(ViewAsQuerySet, "visible_to", _everything), AS_AGREED, "lou"),
    Bug(
        "a token for ever",
        swap(ApiTokenQuerySet, "of_secret", _token_for_ever),
        "account closed",
        "ada",
    ),
)
