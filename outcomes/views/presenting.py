"""Needs before there is a case: the list on the triage sheet, writing one down, taking it back."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import View

from families.identity import identify
from families.models import Family
from families.pages import FamilyPage, OfFamily
from outcomes import acts
from outcomes.judging.facts import measure_of
from outcomes.judging.in_force import measure_today
from outcomes.models import PresentingNeed
from outcomes.rules.framework import Framework
from outcomes.telling.presenting import Noted, needs_of, reason_hint
from outcomes.views.needs import IdentifyNeed
from outcomes.views.of_family import codes_for
from referrals.models import Item, Referral
from referrals.room import agenda_for, room_of
from sharing.authority import may, require
from sharing.journal import saw
from sharing.refusals import Refused
from sharing.views import or_404, viewer


class FromTriage(OfFamily):
    """A page that was opened from a triage sheet, and goes back to it."""

    @cached_property
    def referral(self) -> Referral | None:
        """The one that the address names; none where it is not this viewer's to triage."""
        mine = Referral.objects.visible_to(self.user).at_hub_of(self.user)
        asked = self.request.GET.get("referral", "")
        return mine.filter(reference=asked, family=self.identity.pk).first()

    @property
    def query(self) -> str:
        return f"?referral={self.referral.reference}" if self.referral else ""

    @property
    def start(self) -> str:
        """The sheet, or the family’s own page."""
        if self.referral is not None:
            return self.referral.get_absolute_url()
        return reverse("families:family", args=[self.identity.reference])

    def address(self, name: str) -> str:
        return reverse(f"outcomes:{name}", args=[self.identity.reference]) + self.query

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = self.referral.reference if self.referral else self.identity.title
        return super().get_context_data(**kwargs) | {
            "referral": self.referral,
            "back_url": self.start,
            "back_label": back,
        }


class NotedNeeds(FromTriage, FamilyPage):
    """What the family seems to need. A page, and a fragment for the triage sheet."""

    template_name = "outcomes/need/noted.html"
    partial = "noted"

    def get_template_names(self) -> list[str]:
        asked_by: Any = getattr(self.request, "htmx", None)
        part = f"#{self.partial}" if asked_by and not asked_by.boosted else ""
        return [f"{self.template_name}{part}"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needs = needs_of(self.identity, [self.user])
        deciding = self.referral is not None and self.referral.state != Referral.State.DECIDED
        return super().get_context_data(**kwargs) | {
            "needs": [(need, self.may_take_back(need)) for need in needs],
            "hint": reason_hint(len(needs)),
            "deciding": deciding,
            "write_url": self.write_url,
            "query": self.query,
        }

    def may_take_back(self, need: Noted) -> bool:
        return may(self.user, "need.take_back") and self.keeping.decides(of=need.written_by)

    @property
    def write_url(self) -> str:
        """Where a need is written down: with the case where there is one, else with the family.
        Empty where this viewer may name none."""
        case = self.identity.case
        if case is not None and may(self.user, "need.identify"):
            url = reverse("outcomes:identify-need", args=[self.identity.reference])
            return url if self.names_any(measure_of(case), case.owner_id) else ""
        if not may(self.user, "need.note"):
            return ""
        today = measure_today(self.family.authority)
        return self.address("note-need") if self.names_any(today, self.identity.owner_id) else ""

    def names_any(self, measure: Framework | None, owner: int) -> bool:
        return measure is not None and bool(codes_for(self.identity, measure, owner, self.user))


class NoteNeed(FromTriage, IdentifyNeed):
    """Write one down, from the list of the framework that a case would have today."""

    verb = "need.note"
    heading = "Write down a need"
    intro = "It waits with the family, and becomes a need of their case when one opens."
    go = "Write it down"
    again = "Write it down and one more"

    @cached_property
    def framework(self) -> Framework:
        return or_404(measure_today(self.family.authority))

    @property
    def guarded_by(self) -> int:
        return self.identity.owner_id

    def perform(self, form: Any) -> Any:
        given = dict(form.cleaned_data)
        person = self.person(given.pop("person"))
        noted = acts.note_need(family=self.family, person=person, by=self.user, **given)
        text = self.framework.need(noted.code)
        messages.success(self.request, f"Written down: {text.text if text else noted.code}.")
        return noted

    def named(self) -> list[dict[str, Any]]:
        needs = needs_of(self.identity, [self.user])
        return [{"text": need.text, "who": need.who, "on": need.on} for need in needs]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = {"here": self.address("note-need"), "named_title": "Written down already"}
        return super().get_context_data(**kwargs) | here

    def get_success_url(self) -> str:
        return self.address("note-need") if self.request.POST.get("again") else self.start


class MeetingNeeds(View):
    """The needs of a family on an agenda: what the viewer, or all in the room, may see. A page, and
    a fragment for the meeting."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user, shared = viewer(request), request.GET.get("screen") == "all"
        mine = Item.objects.visible_to(user).select_related("meeting__agency", "case__family")
        item = get_object_or_404(mine, key=kwargs["key"])
        room = room_of(item.meeting, user) if shared else [user]
        if item.pk not in {one.pk for one in agenda_for(item.meeting, room)}:
            raise Http404
        identity = or_404(identify(user, pk=item.case.family_id))
        saw(user, item.case.family, verb="family.discuss", room=[one.pk for one in room])
        where = reverse("referrals:on-agenda", args=[item.meeting.key, item.key])
        context = {
            "item": item,
            "shared": shared,
            "names": not shared or request.GET.get("names") == "yes",
            "needs": needs_of(identity, room),
            "back_url": f"{where}?screen={'all' if shared else 'own'}",
        }
        asked_by: Any = getattr(request, "htmx", None)
        part = "#needs" if asked_by and not asked_by.boosted else ""
        return render(request, f"outcomes/need/at_meeting.html{part}", context)


class TakeBackNeed(View):
    """It was written down by mistake."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), "need.take_back")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mine = PresentingNeed.objects.visible_to(viewer(request)).select_related("family")
        noted = get_object_or_404(mine, key=kwargs["key"])
        try:
            acts.take_back_need(noted=noted, by=viewer(request))
        except Refused as no:
            messages.error(request, str(no))
        else:
            messages.success(request, "Taken back. No case will have this need.")
        return HttpResponseRedirect(self.back(noted.family))

    def back(self, family: Family) -> str:
        user, asked = viewer(self.request), self.request.GET.get("referral", "")
        mine = Referral.objects.visible_to(user).at_hub_of(user).filter(family=family)
        referral = mine.filter(reference=asked).first()
        if referral is not None:
            return referral.get_absolute_url()
        return reverse("outcomes:noted-needs", args=[family.reference])
