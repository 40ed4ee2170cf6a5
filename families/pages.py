"""What every page of one family has: its band and tabs, and a line in the journal when opened.

Stands beside the views, not in them, so that the storeys above can make family pages too.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from families.acts.case import why_not_answer
from families.acts.involvement import IN_AN_EMERGENCY
from families.acts.keeping import Keeping, only_in_an_emergency
from families.identity import Identity, identify
from families.models import Case, Family, Involvement, Person
from families.reading.band import band_of
from families.why.audience import audiences, together
from sharing.authority import may
from sharing.journal import FORM, saw
from sharing.models import Category, User
from sharing.questions.addresses import to
from sharing.views import ActView, Visible, or_404, viewer

#: Tab, its address, and the category a role must reach for it to hold anything.
TABS = (
    ("overview", "Overview", "families:family", Category.IDENTITY),
    ("story", "Story", "families:story", Category.PLAN),
    ("people", "People", "families:people", Category.IDENTITY),
    ("plan", "Plan", "families:plan", Category.PLAN),
    ("visits", "Visits", "families:visits", Category.CASE_NOTES),
    ("consent", "Consent and sharing", "families:consent", Category.CONTACT),
    ("results", "Results", "outcomes:progress", Category.CLAIM_EVIDENCE),
)


def find_family(user: User, reference: str) -> Identity:
    """The family by its reference, or 404 where it may not be known."""
    return or_404(identify(user, reference=reference))


def tabs_of(identity: Identity, current: str) -> list[dict[str, Any]]:
    """The tabs that hold something for this viewer."""
    tabs = []
    for name, label, address, category in TABS:
        if category not in identity.categories:
            continue
        if category == Category.CLAIM_EVIDENCE and not identity.ours:
            continue  # how an agency judges its families is its own
        try:
            url = to(address, identity.reference)
        except NoReverseMatch:
            continue
        tabs.append({"label": label, "url": url, "current": name == current, "count": None})
    return tabs


def band_actions(identity: Identity, user: User) -> list[dict[str, Any]]:
    """The buttons of the band, the main one first."""
    actions: list[dict[str, Any]] = []
    reference = identity.reference
    case = identity.case
    if case and case.stage == Case.Stage.OFFERED and not why_not_answer(case, user):
        url = to("families:accept-lead", reference)
        actions.append({"label": "Answer: will you lead?", "url": url, "go": True})
    elif case and may(user, "visit.record"):
        url = to("families:record-visit", reference)
        actions.append({"label": "Record a visit", "url": url, "icon": "pen", "go": True})
    if may(user, "family.bring_back"):
        url = to("families:bring-back", reference)
        actions.append({"label": "Bring this record back", "url": url, "go": True})
    why = to("families:why", reference)
    actions.append({"label": "Why can I see this?", "url": why, "icon": "eye"})
    return actions


class OfFamily(Visible):
    """A page of one family. `tab` is the one it stands under."""

    model = Family
    tab = ""
    kwargs: dict[str, Any]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.user = viewer(request)
        self.identity = find_family(self.user, kwargs["reference"])

    @property
    def family(self) -> Family:
        """The row itself, for acts; its parts are in `identity`."""
        return self.get_queryset().get(pk=self.identity.pk)

    @cached_property
    def keeping(self) -> Keeping:
        """How far the viewer decides about this record."""
        return Keeping(self.identity, self.user, opened=bool(self.in_an_emergency))

    @cached_property
    def in_an_emergency(self) -> str:
        """Why nobody is let in and nothing leaves, for whoever only opened this record in an
        emergency; else empty. Asked where somebody did."""
        opened = any(one.kind == Involvement.Kind.EMERGENCY for one in self.identity.helpers)
        only = opened and only_in_an_emergency(self.identity, self.user)
        return IN_AN_EMERGENCY if only else ""

    @property
    def case(self) -> Case:
        """The open case, or 404 where there is none or it may not be known."""
        return or_404(self.identity.case)

    def person_with(self, key: str) -> Person:
        """Someone of this family, as a row for an act; 404 for who may not be known."""
        people = Person.objects.visible_to(self.user).filter(family_id=self.identity.pk)
        return or_404(people.filter(key=key).first())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {
            "identity": self.identity,
            "band": band_of(self.identity),
            "tabs": tabs_of(self.identity, self.tab),
            "band_actions": band_actions(self.identity, self.user),
            "merged": self.identity.merged,
            "open_until": self.identity.open_in_emergency(self.user),
        }


class FamilyPage(OfFamily, TemplateView):
    """A page to read. Opening it is written down before it is shown; one to print, as printed."""

    looked = "family.see"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        family = Family(pk=self.identity.pk)
        saw(self.user, family, verb=self.looked, page=self.tab or "family")
        return super().render_to_response(context, **kwargs)


class FamilyAct(OfFamily, ActView):
    """A page for an act on one family; roles that may not do `verb` are refused before typing."""

    verb = ""
    #: For the browser’s history, where no name may stand (access.md, P16); else the heading.
    title = ""
    #: What the form records: its readers are named before anything is saved.
    writes: tuple[Category, ...] = ()
    for_results = ""
    template_name = "families/act.html"
    back = "families:people"
    #: Where to go back to for another agency than the record's own, if `back` is not for them.
    back_elsewhere = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may(self.user, self.verb):
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {
            "page_title": self.title or self.heading,
            "back_url": self.get_success_url(),
        }
        if self.writes:
            seen = audiences(self.identity, self.user, self.writes, self.for_results)
            context["readers"] = together(seen.values())
        return context

    def note_shown(self) -> None:
        saw(self.user, Family(pk=self.identity.pk), verb=FORM, act=self.verb)

    def sent_before_url(self) -> str:
        return FamilyAct.get_success_url(self)

    def get_success_url(self) -> str:
        elsewhere = "" if self.identity.ours else self.back_elsewhere
        return to(elsewhere or self.back, self.identity.reference)
