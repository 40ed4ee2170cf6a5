"""What the payer paid and refused: the sums, one letter written down, a second person's reading."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from outcomes import acts
from outcomes.acts.paying import why_not_agree, why_not_correct
from outcomes.forms.paying import AnswerForm, TakeBackForm
from outcomes.models import PayerAnswer
from outcomes.paying import (
    LETTERS,
    Letter,
    Named,
    in_month,
    letters,
    months,
    named_families,
    unanswered,
    years,
)
from sharing.forms import ButtonForm
from sharing.journal import exposed
from sharing.models import User
from sharing.views import ActView, ForThoseWhoMay, viewer

#: Claims that stand on one page to be ticked; the months narrow what is more.
A_PAGE = 200


def families_in(found: list[Letter]) -> list[int]:
    return [named.row.claim.case.family_id for letter in found for named in letter.answers]


class Payments(ForThoseWhoMay, TemplateView):
    """Paid against approved, letters that wait for a second person, and those that were agreed."""

    needs = "payer_answer.record"
    template_name = "outcomes/paying/payments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        rows = PayerAnswer.objects.visible_to(user)
        waiting = letters(user, rows.waiting())
        done = letters(user, rows.filter(letter__in=newest(user)).exclude(state="recorded"))
        exposed(user, families_in([*waiting, *done]), verb="family.list", page="payments")
        return super().get_context_data(**kwargs) | {
            "years": years(user),
            "waiting": [(letter, why_not_agree(letter.rows, user)) for letter in waiting],
            "done": done,
            "open": unanswered(user).count(),
        }


def newest(user: User) -> list[Any]:
    """The letters that were settled last."""
    rows = PayerAnswer.objects.visible_to(user).exclude(state="recorded").order_by("-recorded_at")
    return list(dict.fromkeys(rows.values_list("letter", flat=True)[: LETTERS * 10]))[:LETTERS]


class RecordAnswers(ActView):
    """Write down one letter. `?month=2026-07` narrows the list, `&all=1` ticks all of it, and
    `?claim=` ticks one."""

    act = acts.record_answers
    form_class: Any = AnswerForm
    template_name = "outcomes/paying/record.html"
    done = "Written down. Someone else agrees now; until then nothing is paid or refused."

    def rows(self) -> list[Named]:
        user, found = viewer(self.request), unanswered(viewer(self.request))
        if one := self.request.GET.get("claim", ""):
            found = found.filter(key=one) if re.fullmatch(r"[0-9a-f-]{36}", one) else found.none()
        if self.month:
            found = in_month(found, self.month)
        claims = list(found[:A_PAGE])
        names = named_families(user, {claim.case.family_id for claim in claims})
        return [Named(claim, names.get(claim.case.family_id)) for claim in claims]

    @property
    def month(self) -> str:
        asked = self.request.GET.get("month", "")
        return asked if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", asked) else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        self.shown = self.rows()
        return super().get_form_kwargs() | {"rows": self.shown}

    def get_initial(self) -> dict[str, Any]:
        chosen = "all" in self.request.GET or "claim" in self.request.GET
        return {"claims": [str(named.row.key) for named in self.shown]} if chosen else {}

    def get_form(self, form_class: Any = None) -> Any:
        kwargs = self.get_form_kwargs()
        return AnswerForm(**kwargs | {"initial": self.get_initial()})

    def note_shown(self) -> None:
        shown = [named.row.case.family_id for named in self.shown]
        exposed(viewer(self.request), shown, verb="family.list", page="record-answers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        return super().get_context_data(**kwargs) | {
            "months": months(user),
            "month": self.month,
            "shown": len(self.shown),
            "rest": max(0, unanswered(user).count() - len(self.shown)),
        }

    def get_success_url(self) -> str:
        return reverse("outcomes:payments")


class OfAnswer(ActView):
    """An act on one answer, with what was written down from the same letter."""

    model = PayerAnswer
    subject = "answer"

    def get_queryset(self) -> Any:
        related = ("claim__case__family", "claim__case__lead", "recorded_by", "agreed_by")
        return super().get_queryset().select_related(*related)

    def the_letter(self) -> Letter:
        """The answers that the act is about."""
        rows = PayerAnswer.objects.visible_to(viewer(self.request)).filter(pk=self.object.pk)
        return letters(viewer(self.request), rows)[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letter = self.the_letter()
        exposed(viewer(self.request), families_in([letter]), verb="family.list", page="letter")
        return super().get_context_data(**kwargs) | {"letter": letter}

    def get_success_url(self) -> str:
        return reverse("outcomes:payments")


class AgreeAnswers(OfAnswer):
    """A second person compares what was written down with the letter."""

    act = acts.agree_answers
    form_class = ButtonForm
    template_name = "outcomes/paying/agree.html"
    done = "Agreed. The lead workers are told."
    heading = "Is this what the payer said?"
    intro = "Hold it beside the payer’s letter. Once you agree, it counts."
    go = "Agree, it is the same"

    def why_not(self) -> str:
        return why_not_agree(self.same(), viewer(self.request)) if self.waits else ""

    def same(self) -> Any:
        """All that was written down from the letter and waits."""
        rows = self.get_queryset().filter(letter=self.object.letter)
        return rows.waiting().order_by("claim")

    @property
    def waits(self) -> bool:
        return bool(self.object.state == PayerAnswer.State.RECORDED)

    def the_letter(self) -> Letter:
        found = letters(viewer(self.request), self.same())
        return found[0] if found else super().the_letter()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"waits": self.waits}


class TakeBackAnswer(OfAnswer):
    """Correct a mistake: the entry stays, with what was wrong."""

    act = acts.take_back_answer
    form_class = TakeBackForm
    template_name = "outcomes/paying/take_back.html"
    done = "Taken back. The claim waits for the payer’s answer again."
    heading = "Take this entry back"
    intro = (
        "For an entry that was wrong. It stays in sight with your reason; write the right one down "
        "after that."
    )
    go = "Take it back"
    bad = True

    def why_not(self) -> str:
        return why_not_correct(self.object, viewer(self.request))
