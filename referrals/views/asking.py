"""Asking for help for a family: one long page that keeps all, then a check, then sent."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from referrals import acts
from referrals.forms.asking import AskForm, PeopleForms, PeopleFormSet, people_of
from referrals.hearing import hear
from referrals.models import Referral
from sharing.authority import require
from sharing.form_fields import with_another
from sharing.journal import saw
from sharing.models import Role, User
from sharing.refusals import Refused
from sharing.views import ForThoseWhoMay, VisibleList, viewer

PREFIX = "people"


class Writing(ABC, View):
    """What the page of a colleague and that of a member of the public have in common."""

    form_class: type[AskForm] = AskForm
    template_name = "referrals/ask/write.html"
    words: ClassVar[dict[str, str]] = {}
    is_public = False

    @abstractmethod
    def by(self) -> User:
        """Who asks."""

    @abstractmethod
    def draft(self) -> Referral | None:
        """What is written so far, if anything."""

    @abstractmethod
    def key(self) -> UUID:
        """The key under which it is kept."""

    @abstractmethod
    def after(self, referral: Referral, pressed: str) -> HttpResponse:
        """Where to go once all is kept."""

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        referral = self.draft()
        form = self.form_class(initial=_first_values(referral))
        people = PeopleFormSet(prefix=PREFIX, initial=people_of(referral))
        return self.page(form, people, referral)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        pressed = request.POST.get("go", "save")
        strict = pressed == "send"
        form = self.form_class(request.POST, strict=strict)
        people = PeopleFormSet(request.POST, prefix=PREFIX)
        people.strict = strict
        right = all([form.is_valid(), people.is_valid()])
        try:
            referral = self.draft() if self.is_blank(form, people) else self.keep(form, people)
        except Refused as no:
            form.add_error(None, no.reasons[0])
            return self.page(form, people, self.draft(), status=422)
        if getattr(request, "htmx", False):
            return self.page(form, people, referral, part="#coach")
        if "add" in request.POST:
            more = PeopleFormSet(with_another(request.POST, PREFIX), prefix=PREFIX)
            more.forms[-1].fields["given_name"].widget.attrs["autofocus"] = True
            return self.page(form, more, referral)
        if referral is None and right:
            form.add_error(None, "Nothing is written yet, so there is nothing to keep")
        if referral is None or not right:
            return self.page(form, people, referral, status=422)
        return self.after(referral, pressed)

    def is_blank(self, form: AskForm, people: PeopleForms) -> bool:
        """Nothing was ever written: a draft of it would only stand in somebody's list."""
        return self.draft() is None and form.said() == acts.Said() and not people.said()

    def keep(self, form: AskForm, people: PeopleForms) -> Referral:
        return acts.draft_referral(
            said=form.said(), people=people.said(), key=self.key(), by=self.by()
        )

    def page(
        self,
        form: AskForm,
        people: PeopleForms,
        referral: Referral | None,
        *,
        status: int = 200,
        part: str = "",
    ) -> HttpResponse:
        context = {
            "form": form,
            "people": people,
            "referral": referral,
            "coach": acts.said_so_far(referral or Referral(from_agency=self.by().agency)),
            "saved": timezone.now() if referral and self.request.method == "POST" else None,
            "is_public": self.is_public,
            "key": self.key(),
            "words": self.words,
        }
        return render(self.request, self.template_name + part, context, status=status)


def _first_values(referral: Referral | None) -> dict[str, Any]:
    if referral is None:
        return {}
    return {name: getattr(referral, name) for name in acts.Said.__dataclass_fields__}


class Write(Writing):
    """A colleague of any agency asks for a family."""

    words = {
        "title": "Ask for help for a family",
        "lead": "About 5 minutes. It saves as you go, so you can stop and come back.",
        "who": "Who is in the family?",
        "who_hint": "Leave out what you don’t know.",
        "reach": "How do we reach them?",
        "what": "What is happening?",
        "else": "Who else is there?",
        "sees": "sees this. The family can ask to read it.",
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), "referral.draft")
        self.found: Referral | None = None
        if "reference" in kwargs:
            mine = Referral.objects.visible_to(viewer(request)).unfinished()
            self.found = get_object_or_404(
                mine.filter(sent_by=viewer(request)).with_result(), reference=kwargs["reference"]
            )
            hear(viewer(request), [self.found])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Whoever is signed out while writing comes back by the key: to what was kept of it."""
        if self.found is None and "key" in request.GET:
            mine = Referral.objects.visible_to(viewer(request)).unfinished()
            kept = mine.filter(sent_by=viewer(request), key=self.key()).first()
            if kept is not None:
                return HttpResponseRedirect(reverse("referrals:edit", args=[kept.reference]))
        return super().get(request, **kwargs)

    def by(self) -> User:
        return viewer(self.request)

    def draft(self) -> Referral | None:
        return self.found

    def key(self) -> UUID:
        if self.found is not None:
            return self.found.key
        if not hasattr(self, "fresh"):
            try:
                asked = self.request.POST.get("key") or self.request.GET.get("key", "")
                self.fresh = UUID(asked)
            except ValueError:
                self.fresh = uuid4()
        return self.fresh

    def after(self, referral: Referral, pressed: str) -> HttpResponse:
        messages.success(self.request, f"refer-{referral.key}", extra_tags="draft-done")
        if pressed == "send":
            return HttpResponseRedirect(reverse("referrals:send", args=[referral.reference]))
        messages.success(self.request, f"Saved as {referral.reference}. Come back when you like.")
        return HttpResponseRedirect(reverse("referrals:edit", args=[referral.reference]))


class Send(View):
    """Read it once more, then send it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), "referral.send")
        mine = Referral.objects.visible_to(viewer(request)).filter(sent_by=viewer(request))
        self.referral: Referral = get_object_or_404(
            mine.prefetch_related("people"), reference=kwargs["reference"]
        )
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        if self.referral.state not in (Referral.State.DRAFT, Referral.State.MORE_DETAIL):
            return HttpResponseRedirect(reverse("referrals:sent"))
        return self.page()

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        try:
            acts.send_referral(referral=self.referral, by=viewer(request))
        except Refused:
            return self.page(status=422)
        messages.success(
            request,
            f"Sent. Your reference is {self.referral.reference}. "
            "The Family Hub decides within two working days.",
        )
        return HttpResponseRedirect(reverse("referrals:sent"))

    def page(self, status: int = 200) -> HttpResponse:
        saw(viewer(self.request), self.referral)
        context = {
            "referral": self.referral,
            "coach": acts.said_so_far(self.referral),
            "edit_url": reverse("referrals:edit", args=[self.referral.reference]),
        }
        return render(self.request, "referrals/ask/check.html", context, status=status)


class Sent(ForThoseWhoMay, VisibleList):
    """What one sent, for a supervisor also their agency's people, and what came of each: the
    result, and no more than the sender may know."""

    needs = "referral.draft"
    model = Referral
    template_name = "referrals/ask/sent.html"
    context_object_name = "referrals"

    def get_queryset(self) -> Any:
        user = viewer(self.request)
        sent = Referral.objects.visible_to(user).sent_for(user).with_result()
        named = sent.select_related("sent_by").prefetch_related("people")
        return named.order_by("-started_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        context = super().get_context_data(**kwargs)
        context["for_agency"] = user.agency if user.role == Role.SUPERVISOR else None
        hear(user, context["referrals"])
        return context
