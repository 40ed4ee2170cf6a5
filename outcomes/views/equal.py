"""The second person's answer to a judgement that a need is equal to met."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse

from families.identity import Identity, identify
from outcomes import acts
from outcomes.acts.equal import why_not_answer, why_not_take_back
from outcomes.equal import judgement_in_words
from outcomes.forms.evidence import AnswerForm, TakeBackForm
from outcomes.judging.facts import measure_of
from outcomes.models import EqualJudgement
from sharing.views import ActView, VisibleDetail, or_404, viewer

RELATED = ("need__case__family__authority", "judged_by", "approver")


class OfJudgement:
    """A judgement with its need in words, and the family as this viewer knows it."""

    model: Any = EqualJudgement
    request: Any
    object: Any

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()  # type: ignore[misc]
        return rows.select_related(*RELATED)

    @cached_property
    def identity(self) -> Identity:
        family = self.object.need.case.family_id
        return or_404(identify(viewer(self.request), pk=family))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.object, viewer(self.request)
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        waits = row.state == EqualJudgement.State.ASKED
        return context | {
            "identity": self.identity,
            "told": judgement_in_words(row, measure_of(row.need.case), self.identity),
            "row": row,
            "may_answer": waits and not why_not_answer(row, user),
            "may_take_back": waits and not why_not_take_back(row, user),
            "back_url": reverse("outcomes:progress", args=[self.identity.reference]),
        }

    def get_success_url(self) -> str:
        return reverse("outcomes:progress", args=[self.identity.reference])


class EqualJudgementPage(OfJudgement, VisibleDetail):
    """What was judged, by whom, and what the second person said."""

    template_name = "outcomes/equal/judgement.html"


class AnswerJudgement(OfJudgement, ActView):
    """The named person says whether they agree, and why."""

    act = acts.answer_judgement
    subject = "judgement"
    form_class: Any = AnswerForm
    template_name = "outcomes/equal/answer.html"
    done = "Your answer is kept, with your name."

    def why_not(self) -> str:
        return why_not_answer(self.object, viewer(self.request))


class TakeBackJudgement(OfJudgement, ActView):
    """Whoever judged takes back what still waits."""

    act = acts.take_back_judgement
    subject = "judgement"
    form_class: Any = TakeBackForm
    template_name = "outcomes/equal/take_back.html"
    done = "Taken back. You can ask someone else."

    def why_not(self) -> str:
        return why_not_take_back(self.object, viewer(self.request))
