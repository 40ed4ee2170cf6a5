"""What "why can I see this?" says: the chain that opens a family or a record, link by link.

Stands beside the views, like families/pages.py, so that the storeys above can answer it of their
own records too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import TemplateView

from families.access import REACH
from families.identity import Identity
from families.models.person import of_the_known
from families.pages import OfFamily
from families.rules.knowing import About, Step, said_together, until_of
from families.why.explaining import Fact, Ground
from families.why.knowers import Knower, who_may_know
from sharing.journal import saw
from sharing.models import Agency, Category, User, follow
from sharing.rules.days import long_day
from sharing.views import or_404, viewer

HANDED_OVER = "Until it ends, the family closes or you hand over."


@dataclass(frozen=True, slots=True)
class Because:
    """One link of the chain, as a page shows it."""

    heading: str
    lines: tuple[str, ...]
    until: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a viewer can see one fact, until when, and who else can."""

    chain: tuple[Because, ...]
    until: date | None
    knowers: tuple[Knower, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """Through one line, or several alike, this agency reads another's facts here."""

    giver: str
    agreement: str
    key: str
    until: date | None
    consent: tuple[str, ...]
    categories: tuple[str, ...]


def explain(user: User, row: Any) -> Explanation:
    """Of a row that `visible_to` has let this person see."""
    fact = Fact.of(row)
    ground = Ground([fact.family], told_to=user)
    chain = ground.steps(user, fact)
    return Explanation(
        chain=tuple(said for step in chain if (said := because(step, user))),
        until=until_of(chain),
        knowers=tuple(who_may_know(ground, user, fact)),
    )


def because(step: Step, user: User) -> Because | None:
    """A step in the words of a page; nothing where it has nothing to say."""
    lines = step.finding.reasons
    if step.name == "involved":
        until = until_words(step.finding.until, HANDED_OVER)
        return Because("You work with this family", lines, until)
    if step.name == "lawful":
        return _lawful(step, user)
    if step.name == "consent" and lines:
        until = until_words(step.finding.until, "Until they change their mind.")
        return Because("The family’s decision", lines, until)
    if step.name == "open":
        said = "No limit on this record stops you, and no tie with this family was declared."
        return Because("Nothing shuts you out", (said,), "Checked each time you open it.")
    return None


def _lawful(step: Step, user: User) -> Because:
    if step.term is None:
        return Because(
            f"{user.agency} wrote it", ("Your own agency needs no agreement with itself.",), ""
        )
    return Because(
        "An agreement lets your agency read it",
        step.finding.reasons,
        until_words(step.finding.until, "It has no end day. Judged each time you look."),
        reverse("sharing:agreement", args=[step.term.key]),
        "Read the agreement",
    )


def until_words(until: date | None, otherwise: str) -> str:
    return f"Until {long_day(until)}." if until else otherwise


def grants(identity: Identity, user: User, ground: Ground) -> list[Grant]:
    """What the agencies around this family let the viewer's agency read today, line by line. One
    kind of fact that several people said yes to is one line."""
    ours = user.agency.pk if user.agency else 0
    givers = {helper.agency_id for helper in identity.helpers} | {identity.owner_id}
    found: dict[tuple[Any, ...], list[str]] = {}
    for giver in Agency.objects.filter(pk__in=givers - {ours}).order_by("name"):
        for category in Category:
            if category in REACH[user.role].categories:
                fact = Fact(identity.pk, category, giver.pk, giver.name, About.EVERYONE)
                for key in _granted(ground, identity, user, fact):
                    found.setdefault(key, []).append(category.label)
    alike: dict[tuple[Any, ...], list[str]] = {}
    for (*line, consent), labels in found.items():
        alike.setdefault((*line, tuple(labels)), []).extend(consent)
    return [
        Grant(giver, agreement, key, until, said_together(consent), labels)
        for (giver, agreement, key, until, labels), consent in alike.items()
    ]


def _granted(ground: Ground, identity: Identity, user: User, fact: Fact) -> list[tuple[Any, ...]]:
    """The line that opens a category about everyone, or about someone."""
    whole = _open_through(ground, user, fact)
    if whole:
        return [whole]
    some = [
        _open_through(ground, user, Fact(*_of(fact), About.SOMEONE, member.pk))
        for member in identity.members
    ]
    return list(dict.fromkeys(key for key in some if key))


def _of(fact: Fact) -> tuple[int, str, int, str]:
    return (fact.family, fact.category, fact.owner, fact.giver)


def _open_through(ground: Ground, user: User, fact: Fact) -> tuple[Any, ...] | None:
    chain = {step.name: step for step in ground.steps(user, fact)}
    if not ground.may(user, fact).is_met or chain["lawful"].term is None:
        return None
    term, until = chain["lawful"].term, until_of(tuple(chain.values()))
    consent = chain["consent"].finding.reasons or ("Needs no consent.",)
    return (fact.giver, term.agreement, term.key, until, consent)


class WhyRecord(OfFamily, TemplateView):
    """Why the viewer can see one record, and who else can: any row about a family, by its key."""

    template_name = "families/why_record.html"
    record_model: Any
    #: What a reader calls such a record.
    noun = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        user, path = viewer(request), self.record_model.Sharing.family
        rows = self.record_model.objects.visible_to(user).select_related(path, "owner")
        if person := getattr(self.record_model.Sharing, "person", ""):
            rows = rows.filter(of_the_known(user, person))
        self.record = or_404(rows.filter(key=kwargs["key"]).first())
        family = follow(self.record, path)
        super().setup(request, *args, reference=family.reference, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "noun": self.noun,
            "explained": explain(self.user, self.record),
            "back_url": self.back_url(),
        }

    def back_url(self) -> str:
        return reverse("families:family", args=[self.identity.reference])

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        saw(self.user, self.record, page="why")
        return super().render_to_response(context, **kwargs)
