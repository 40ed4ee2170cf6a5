"""Recording a dated fact, that someone looked, and the worker's own word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from families.pages import FamilyAct, FamilyPage
from families.why.pages import WhyRecord
from outcomes import acts
from outcomes.acts.equal import why_not_judge
from outcomes.equal import managers_of
from outcomes.forms.evidence import KINDS, CoverageForm, EqualForm, FactForm, JudgementForm
from outcomes.models import Evidence, LocalPlan, Need, Source
from outcomes.models.evidence import told_of
from outcomes.rules.categories import categories_of_kind
from outcomes.views.of_family import OfCase
from sharing.models import Category
from sharing.questions.addresses import to
from sharing.views import or_404

JUDGEMENT, EQUAL = "judgement", "equal"


class FactPage(OfCase, FamilyAct):
    """One fact, with who will see it before it is saved."""

    verb = "evidence.record"
    template_name = "outcomes/evidence/record.html"
    done = "Kept. What it changes is worked out in a moment."
    go = "Keep this"

    @property
    def writes(self) -> tuple[Category, ...]:  # type: ignore[override]
        return tuple(Category(one) for one in self.categories)

    @property
    def categories(self) -> Iterable[str]:
        """Every one that what is written here may have."""
        return (Category.PLAN,)


class WhyEvidence(WhyRecord):
    """Why one dated fact can be seen, and by whom else."""

    record_model = Evidence
    noun = "This fact"


class RecordEvidence(FactPage):
    """`?kind=` says which form; without it, the kinds to choose from."""

    form_class = FactForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.kind = request.GET.get("kind", "")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        special = {"": ChooseKind, JUDGEMENT: RecordJudgement, EQUAL: RecordEqual}
        view: Any = special.get(self.kind)
        if view is not None:
            return view.as_view()(request, *args, **kwargs)
        or_404(KINDS.get(self.kind))
        return super().dispatch(request, *args, **kwargs)

    @property
    def heading(self) -> str:  # type: ignore[override]
        return KINDS[self.kind].heading

    @property
    def categories(self) -> Iterable[str]:
        return categories_of_kind(self.kind)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"identity": self.identity, "kind": KINDS[self.kind]}

    def perform(self, form: Any) -> Any:
        return acts.record_evidence(
            family=self.family,
            person=self.person(form.cleaned_data.get("person", "")),
            kind=self.kind,
            fact=form.fact,
            source=form.cleaned_data["source"],
            by=self.user,
        )


class LeftToJudgement(OfCase):
    """What the local plan leaves to this person's judgement."""

    @cached_property
    def left(self) -> list[str]:
        """Codes of needs; none where the plan names other people, or the act says no."""
        case = self.newest_case
        if why_not_judge(case, self.user):
            return []
        plans = LocalPlan.objects.visible_to(self.user)
        plan = plans.in_force(case.family.authority, case.framework).first()
        return (
            list(plan.overlay.get("discretion") or [])
            if plan and plan.lets_judge(self.user)
            else []
        )


class ChooseKind(LeftToJudgement, FamilyPage):
    """The kinds of fact, by where they come from."""

    template_name = "outcomes/evidence/choose.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = groupby(KINDS.items(), key=lambda kind: kind[1].group)
        groups = [(group, [(code, kind.heading) for code, kind in some]) for group, some in kinds]
        back = self.back if self.identity.ours else self.back_elsewhere
        return super().get_context_data(**kwargs) | {
            "groups": groups,
            "may_judge": self.left,
            "back_url": to(back, self.identity.reference),
            "back_label": self.back_label,
        }


class RecordJudgement(FactPage):
    """What the worker says of a need, kept apart from what was measured."""

    form_class: Any = JudgementForm
    heading = "Your own word on a need"
    intro = "Kept beside what was measured, never in its place."

    def get_form_kwargs(self) -> dict[str, Any]:
        needs = {str(need.key): need for need in self.named().select_related("person")}
        names = {member.pk: member.name for member in self.identity.members}
        labels = {
            key: f"{self.text(need)} ({names.get(need.person_id or 0, 'the whole family')})"
            for key, need in needs.items()
        }
        self.needs = needs
        return super().get_form_kwargs() | {"needs": needs, "labels": labels}

    def named(self) -> QuerySet[Need]:
        """Needs that a word can be said on, of whoever may be known."""
        told = Need.objects.visible_to(self.user).filter(told_of(self.user))
        return told.filter(case=self.newest_case)

    @property
    def categories(self) -> Iterable[str]:
        """A word on a need is guarded like the need."""
        return dict.fromkeys(self.named().values_list("category", flat=True)) or (Category.PLAN,)

    def text(self, need: Need) -> str:
        found = self.framework.need(need.code)
        return found.text if found else need.code

    def perform(self, form: Any) -> Any:
        given = form.cleaned_data
        need = self.needs[given["need"]]
        fact = {
            "need": need.code,
            "on": given["on"].isoformat(),
            "reason": given["reason"],
            **self.said(given),
        }
        return acts.record_evidence(
            family=self.family,
            person=need.person,
            kind=JUDGEMENT,
            fact=fact,
            source=Source.KEY_WORKER,
            by=self.user,
        )

    def said(self, given: dict[str, Any]) -> dict[str, str]:
        """What they find, and who they are: by what they do."""
        post = self.user.post
        by = (post and (post.title or post.get_role_display())) or "Key worker"
        return {"result": given["result"], "by": by}


class RecordEqual(LeftToJudgement, RecordJudgement):
    """As good as met, for a reason that no number shows; 404 to whom nothing is left to judge."""

    verb = "judgement.ask"
    form_class = EqualForm
    done = "Asked. It counts once they agree."
    go = "Ask them to agree"
    heading = "Judge a need equal to met"
    intro = "Where its number can’t be reached, for a good reason. It is marked as judged for ever."

    def named(self) -> QuerySet[Need]:
        return super().named().filter(code__in=or_404(self.left or None))

    def get_form_kwargs(self) -> dict[str, Any]:
        managers = managers_of(self.identity.pk, self.user)
        return super().get_form_kwargs() | {"managers": managers}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"asks": True, "no_manager": not context["form"].managers}

    def perform(self, form: Any) -> Any:
        given = form.cleaned_data
        return acts.ask_to_agree(
            need=self.needs[given["need"]],
            on=given["on"],
            reason=given["reason"],
            approver=form.managers[given["approver"]],
            by=self.user,
        )


class RecordCoverage(FactPage):
    """That someone looked, and for which days."""

    verb = "coverage.record"
    form_class = CoverageForm
    heading = "Someone looked"
    intro = "Nothing found counts only where we know that someone looked, and for which days."

    @property
    def categories(self) -> Iterable[str]:
        return (Category.OFFENDING,)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"identity": self.identity}

    def perform(self, form: Any) -> Any:
        given = dict(form.cleaned_data)
        person = self.person(given.pop("person"))
        return acts.record_coverage(family=self.family, person=person, by=self.user, **given)
