"""Asking for help without an account: only the session, or a reference with its code, opens it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, View

from referrals import acts
from referrals.forms.asking import AskForm, AskForUsForm, PeopleForms, ReturnForm
from referrals.hearing import hear
from referrals.models import Referral, asked_by_the_public, asked_with_code
from referrals.views.asking import Writing
from sharing.models import User
from sharing.refusals import Refused
from sharing.wall import holds

SESSION = "asking"
#: Tries in a quarter of an hour: for one reference, and from one address.
TRIES = (("reference", 5), ("address", 30))
WINDOW = 15 * 60


def asked_here(request: HttpRequest) -> Referral | None:
    """What was written in this session."""
    key = request.session.get(SESSION)
    return asked_by_the_public(key) if key else None


@method_decorator([login_not_required, never_cache], name="dispatch")
class Ask(Writing):
    """The questions, in simpler words, about oneself."""

    form_class = AskForUsForm
    is_public = True
    words = {
        "title": "Ask for help for your family",
        "lead": "About 5 minutes. You can stop and come back. You need no account.",
        "who": "Who is in your family?",
        "who_hint": "Start with yourself. First names are enough.",
        "reach": "How do we reach you?",
        "what": "What is happening?",
        "else": "Who else is there?",
        "sees": "sees this, and nobody else.",
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        referral = asked_here(request)
        unfinished = (Referral.State.DRAFT, Referral.State.MORE_DETAIL)
        if referral is not None and referral.state not in unfinished:
            return HttpResponseRedirect(reverse("referrals:ask-sent"))
        return super().dispatch(request, *args, **kwargs)

    def by(self) -> User:
        return User.objects.public()

    def draft(self) -> Referral | None:
        return asked_here(self.request)

    def key(self) -> UUID:
        if SESSION not in self.request.session:
            self.request.session[SESSION] = str(uuid4())
        return UUID(self.request.session[SESSION])

    def keep(self, form: AskForm, people: PeopleForms) -> Referral:
        referral = super().keep(form, people)
        holds(str(referral.key))  # new with this request: the page that follows shows it
        return referral

    def after(self, referral: Referral, pressed: str) -> HttpResponse:
        if pressed == "send":
            return HttpResponseRedirect(reverse("referrals:ask-check"))
        keep_code(self.request, referral)
        return HttpResponseRedirect(reverse("referrals:ask-sent"))


def keep_code(request: HttpRequest, referral: Referral) -> None:
    """A new code, shown on the next page and kept nowhere; one that was given before is no more."""
    tags = "code again" if referral.return_code else "code"
    code = acts.give_code(referral=referral, by=User.objects.public())
    messages.info(request, code, extra_tags=tags)


@method_decorator([login_not_required, never_cache], name="dispatch")
class Check(View):
    """Read it once more, then send it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.referral = asked_here(request)
        if self.referral is None:
            return HttpResponseRedirect(reverse("referrals:ask"))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        referral = self.referral
        if referral is None:
            return HttpResponseRedirect(reverse("referrals:ask"))
        try:
            acts.send_referral(referral=referral, by=User.objects.public())
        except Refused:
            return self.page(status=422)
        keep_code(request, referral)
        return HttpResponseRedirect(reverse("referrals:ask-sent"))

    def page(self, status: int = 200) -> HttpResponse:
        context = {
            "referral": self.referral,
            "coach": acts.said_so_far(self.referral) if self.referral else None,
            "edit_url": reverse("referrals:ask"),
            "is_public": True,
        }
        return render(self.request, "referrals/ask/check.html", context, status=status)


@method_decorator([login_not_required, never_cache], name="dispatch")
class Asked(View):
    """The reference, the code where it is new, and what happens next. Or leave this computer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        referral = asked_here(request)
        if referral is None:
            return HttpResponseRedirect(reverse("referrals:ask-return"))
        hear(User.objects.public(), [referral])
        said = list(messages.get_messages(request))
        new = next((m for m in said if "code" in m.tags), None)
        context = {
            "referral": referral,
            "code": new or "",
            "again": new is not None and "again" in new.tags,
        }
        return render(request, "referrals/ask/asked.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        request.session.pop(SESSION, None)
        request.session.cycle_key()
        return HttpResponseRedirect(reverse("referrals:ask-return"))


@method_decorator([login_not_required, never_cache], name="dispatch")
class Return(FormView):
    """Come back with the reference and the code."""

    form_class = ReturnForm
    template_name = "referrals/ask/return.html"

    def form_valid(self, form: ReturnForm) -> HttpResponse:
        reference, code = form.cleaned_data["reference"], form.cleaned_data["code"]
        if self.too_often(reference):
            form.add_error(None, "Too many tries. Wait 15 minutes, then try again")
            return self.form_invalid(form, status=429)
        referral = asked_with_code(reference, code)
        if referral is None:
            form.add_error("code", "This reference and this code don’t go together")
            return self.form_invalid(form)
        self.request.session.cycle_key()
        self.request.session[SESSION] = str(referral.key)
        drafted = referral.state in (Referral.State.DRAFT, Referral.State.MORE_DETAIL)
        return HttpResponseRedirect(reverse("referrals:ask" if drafted else "referrals:ask-sent"))

    def form_invalid(self, form: ReturnForm, status: int = 422) -> HttpResponse:
        return render(self.request, self.template_name, {"form": form}, status=status)

    def too_often(self, reference: str) -> bool:
        """Counts this try. The reference may be unknown: that costs the same."""
        address = self.request.META.get("REMOTE_ADDR", "")
        counted = {"reference": reference.strip().upper(), "address": address}
        over = False
        for kind, most in TRIES:
            name = f"return:{kind}:{counted[kind]}".replace(" ", "")
            cache.add(name, 0, WINDOW)
            over |= cache.incr(name) > most
        return over
