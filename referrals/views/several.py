"""Several referrals of the board at once: each is taken on its own, and a no stops no other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from referrals import acts
from referrals.acts.triage import why_not_take
from referrals.board import DECIDED, Card, cards_for, officers
from referrals.forms.several import SeveralForm
from referrals.models import Referral
from sharing.authority import require
from sharing.journal import exposed
from sharing.models import Post
from sharing.refusals import Refused
from sharing.views import viewer


class Several(View):
    """Choose referrals, and who looks after them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.user = viewer(request)
        require(self.user, "referral.assign")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        holder: Post = form.cleaned_data["holder"]
        chosen: list[Referral] = form.cleaned_data["referrals"]
        refused = self.assign(chosen, holder)
        self.say(len(chosen) - len(refused), holder)
        if refused:
            return self.page(self.form(), status=422, refused=refused)
        return HttpResponseRedirect(reverse("referrals:triage"))

    def say(self, done: int, holder: Post) -> None:
        if done:
            number = "1 referral" if done == 1 else f"{done} referrals"
            whose = "You look" if holder == self.user.post else f"{holder.user} looks"
            messages.success(self.request, f"{whose} after {number}.")

    def assign(self, chosen: list[Referral], holder: Post) -> list[tuple[Referral, str]]:
        """Each by its own act; those that said no, with the reason."""
        refused = []
        for referral in chosen:
            try:
                acts.assign_referral(referral=referral, holder=holder, by=self.user)
            except Refused as no:
                refused.append((referral, str(no)))
        return refused

    def form(self, data: Any = None) -> SeveralForm:
        asked = {"holder": self.user.post.key if self.user.post else None}
        chosen = data.getlist("referrals") if data is not None else []
        return SeveralForm(data, rows=self.rows(chosen), posts=officers(self.user), initial=asked)

    def rows(self, chosen: list[str]) -> list[tuple[Referral, str]]:
        """What waits, and what was chosen on a board that is no longer so: its act says no."""
        waiting = [card for card in cards_for(self.user) if card.stage != DECIDED]
        free = [card for card in waiting if not why_not_take(card.referral, self.user)]
        rows = [(card.referral, line_of(card)) for card in free]
        here = {str(referral.key) for referral, _ in rows}
        gone = [key for key in filter(is_key, chosen) if key not in here]
        mine = Referral.objects.visible_to(self.user).at_hub_of(self.user).filter(key__in=gone)
        return [*rows, *((referral, "") for referral in mine.prefetch_related("people"))]

    def page(self, form: SeveralForm, status: int = 200, **more: Any) -> HttpResponse:
        shown = {referral.family_id for referral, _ in form.rows.values()}
        exposed(self.user, shown, verb="family.list", page="several")
        context = {"form": form} | more
        return render(self.request, "referrals/triage/several.html", context, status=status)


def line_of(card: Card) -> str:
    """How long it has, and who has it."""
    held = card.referral.held_by
    who = "You have it" if card.yours else f"{held} has it" if held else "Nobody has it"
    left = card.clock.text if card.clock else ""
    return ". ".join(filter(None, (card.small, left, who)))


def is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
