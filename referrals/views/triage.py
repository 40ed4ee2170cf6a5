"""Triage: the board, one referral open on it, and each step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from families.models import Family, Person
from referrals import acts
from referrals.board import CHECKS, NEW, READY, cards_for, columns_of
from referrals.forms.triage import AnswerForm, CheckForm, DecideForm, WordsForm
from referrals.known import homes_out_of_sight, leave_schools_out, offers_for, on_record
from referrals.models import Check, Referral, TriageDecision
from referrals.sheet import (
    agencies_to_agree,
    agencies_to_ask,
    categories_of,
    meeting_words,
    sheet_for,
)
from sharing.authority import require
from sharing.journal import exposed, saw
from sharing.models import Agency
from sharing.refusals import Refused
from sharing.views import refuse, viewer


class Board(TemplateView):
    """What waits at the hub, by where it stands; with one referral open beside it."""

    template_name = "referrals/triage/board.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), "referral.take")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, asked = viewer(self.request), self.request.GET
        everything = cards_for(user)
        show = asked.get("show", "")
        keep = {"mine": lambda c: c.yours, "late": lambda c: c.is_late}.get(show)
        columns = columns_of(filter(keep, everything) if keep else everything)
        tab = asked.get("stage", "")
        if tab not in {column.stage for column in columns}:
            tab = next(
                (s for s in (READY, CHECKS, NEW) if any(c.stage == s for c in everything)), NEW
            )
        shown = {card.referral.family_id for column in columns for card in column.cards}
        exposed(user, shown, verb="family.list", page="triage")
        waiting = [card for card in everything if card.clock is not None]
        context = {
            "columns": columns,
            "tab": tab,
            "show": show,
            "waiting": len(waiting),
            "late": sum(card.is_late for card in waiting),
            "mine": sum(card.yours for card in waiting),
            "today": timezone.localdate(),
        }
        if asked.get("open"):
            context |= opened(self.request, asked["open"]) | {"beside": True}
        return super().get_context_data(**context, **kwargs)


def opened(request: HttpRequest, reference: str) -> dict[str, Any]:
    """One referral for the sheet or the page; that it was opened is in the journal."""
    user = viewer(request)
    mine = Referral.objects.visible_to(user).at_hub_of(user)
    referral = get_object_or_404(
        mine.select_related("from_agency", "sent_by", "held_by", "family").prefetch_related(
            "people"
        ),
        reference=reference,
    )
    saw(user, referral)
    sheet = sheet_for(referral, user)
    meant = [offer.family.pk for offer in sheet.offers] + list(filter(None, [referral.family_id]))
    if homes_out_of_sight(meant, user):
        leave_schools_out(referral)
    for offer in sheet.offers:
        saw(user, offer.family, verb="family.offered")
    return {
        "sheet": sheet,
        "referral": referral,
        "check_form": CheckForm(agencies=agencies_to_ask(referral, user)),
        "answer_form": AnswerForm(auto_id=False),
        "decide_form": DecideForm(meeting=meeting_words(user)),
    }


class OnReferral(View):
    """A page or a step about one referral that the viewer may triage."""

    verb = "referral.take"
    done = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), self.verb)
        mine = Referral.objects.visible_to(viewer(request)).at_hub_of(viewer(request))
        self.referral: Referral = get_object_or_404(
            mine.select_related("from_agency", "family").prefetch_related("people"),
            reference=kwargs["reference"],
        )
        return super().dispatch(request, *args, **kwargs)

    def back(self, done: str = "") -> HttpResponse:
        """Where the viewer came from: the board with the sheet open, or the referral's own page."""
        if done or self.done:
            messages.success(self.request, done or self.done)
        page = reverse("referrals:triage-referral", args=[self.referral.reference])
        if self.request.POST.get("beside"):
            page = f"{reverse('referrals:triage')}?open={self.referral.reference}"
        return HttpResponseRedirect(page)

    def page(self, status: int = 200, **context: Any) -> HttpResponse:
        full = opened(self.request, self.referral.reference) | context
        return render(self.request, "referrals/triage/referral.html", full, status=status)

    def refused(self, no: Refused) -> HttpResponse:
        """The page again, with the reason above it."""
        form = forms.Form({})
        refuse(form, no)
        return self.page(status=422, form=form)


class OneReferral(OnReferral):
    """The referral on a page of its own."""

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        return self.page()


class Take(OnReferral):
    """Say that one looks after it."""

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        try:
            acts.take_referral(referral=self.referral, by=viewer(request))
        except Refused as no:
            messages.error(request, str(no))
            return HttpResponseRedirect(reverse("referrals:triage"))
        return self.back("You have this one.")


class Attach(OnReferral):
    """This is a family on record."""

    verb = "referral.attach"

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        user, said = viewer(request), request.POST
        offers = offers_for(self.referral, user)
        offer = next((o for o in offers if o.family.reference == said.get("family")), None)
        if offer is None:
            raise Http404
        same, add = set(said.getlist("same")), set(said.getlist("add"))
        known = Family.objects.for_matching(user).get(pk=offer.family.pk)
        people = on_record(offer, user)
        try:
            acts.attach_referral(
                referral=self.referral,
                family=known,
                same=[(s.row, people[s.row.pk]) for s in offer.same if str(s.row.key) in same],
                add=[row for row in offer.others if str(row.key) in add],
                by=user,
            )
        except Refused as no:
            return self.refused(no)
        return self.back("This referral now belongs to that family.")


class Words(OnReferral):
    """What the family said about sharing, agency by agency."""

    verb = "referral.record_words"
    done = "What they said is recorded."

    def form(self, data: Any = None) -> WordsForm:
        user = viewer(self.request)
        sheet = sheet_for(self.referral, user)
        if sheet.identity is None:
            raise Http404
        self.identity = sheet.identity
        self.agencies = agencies_to_agree(self.referral, user)
        members = list(sheet.identity.members)
        return WordsForm(data, members=members, agencies=self.agencies)

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        form = self.form()
        saw(viewer(request), self.referral)
        return self.show(form)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.record(form)
            except Refused as no:
                refuse(form, no)
            else:
                return self.back()
        return self.show(form, status=422)

    def record(self, form: WordsForm) -> None:
        user, said = viewer(self.request), form.cleaned_data
        family = Person.objects.visible_to(user).filter(family=self.identity.pk)
        people = {str(person.key): person for person in family}
        acts.record_words(
            referral=self.referral,
            decider=people[said["decider"]],
            people=[people[key] for key in said["people"]],
            decisions=form.decisions(categories_of(self.agencies)),
            how=said["how"],
            words=said["words"],
            by=user,
        )

    def show(self, form: WordsForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "referral": self.referral, "identity": self.identity}
        return render(self.request, "referrals/triage/words.html", context, status=status)


class Ask(OnReferral):
    """Ask an agency what it may say."""

    verb = "check.ask"

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        user = viewer(request)
        everyone = Agency.objects.visible_to(user).exclude(pk=self.referral.to_agency_id)
        form = CheckForm(request.POST, agencies=everyone)
        if form.is_valid():
            agency = form.cleaned_data["agency"]
            try:
                acts.ask_agency(referral=self.referral, agency=agency, by=user)
            except Refused as no:
                refuse(form, no)
            else:
                return self.back(f"{agency} is asked.")
        form.fields["agency"].queryset = agencies_to_ask(self.referral, user)  # type: ignore[attr-defined]
        return self.page(status=422, form=form, check_form=form)


class Answer(OnReferral):
    """Write down what an agency said."""

    verb = "check.answer"
    done = "Their answer is recorded."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), self.verb)
        checks = Check.objects.visible_to(viewer(request)).select_related("referral", "agency")
        self.check: Check = get_object_or_404(checks, key=kwargs["key"])
        return super().dispatch(request, reference=self.check.referral.reference)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        form = AnswerForm(request.POST)
        if form.is_valid():
            try:
                acts.answer_check(check=self.check, by=viewer(request), **form.cleaned_data)
            except Refused as no:
                refuse(form, no)
            else:
                return self.back()
        return self.page(status=422, form=form, answer_form=form, answering=self.check)


class Undo(OnReferral):
    """Take back one's own decision of a moment ago."""

    verb = "referral.undo"
    done = "Undone. It is on the board again."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), self.verb)
        mine = TriageDecision.objects.visible_to(viewer(request)).select_related("referral")
        self.decision: TriageDecision = get_object_or_404(mine, key=kwargs["key"])
        return super().dispatch(request, reference=self.decision.referral.reference)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        try:
            acts.undo_decision(decision=self.decision, by=viewer(request))
        except Refused as no:
            return self.refused(no)
        return self.back()


class Decide(OnReferral):
    """Decide what happens now."""

    verb = "referral.decide"

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        user = viewer(request)
        form = DecideForm(request.POST, meeting=meeting_words(user))
        if form.is_valid():
            try:
                decision = acts.decide_referral(
                    referral=self.referral, by=user, **form.cleaned_data
                )
            except Refused as no:
                refuse(form, no)
            else:
                return self.back(f"{decision.get_outcome_display()}. The sender sees the result.")
        return self.page(status=422, form=form, decide_form=form)
