"""Recording a dated fact, that someone looked, and the worker's own word."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse

from families.pages import FamilyAct, FamilyPage
from families.why import WhyRecord
from outcomes import acts
from outcomes.forms.evidence import KINDS, CoverageForm, FactForm, JudgementForm
from outcomes.models import Evidence, Need, Source
from outcomes.views.of_family import OfCase
from sharing.models import Category
from sharing.views import or_404

JUDGEMENT = "judgement"


class FactPage(OfCase, FamilyAct):
    """One fact, with who will see it before it is saved."""

    verb = "evidence.record"
    template_name = "outcomes/evidence/record.html"
    back = "outcomes:progress"
    done = "Kept. What it changes is worked out in a moment."
    go = "Keep this"

    @property
    def writes(self) -> tuple[Category, ...]:  # type: ignore[override]
        return (Category(self.category),)

    @property
    def category(self) -> str:
        return Category.PLAN


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
        view: Any = {"": ChooseKind, JUDGEMENT: RecordJudgement}.get(self.kind)
        if view is not None:
            return view.as_view()(request, *args, **kwargs)
        or_404(KINDS.get(self.kind))
        return super().dispatch(request, *args, **kwargs)

    @property
    def heading(self) -> str:  # type: ignore[override]
        return KINDS[self.kind].heading

    @property
    def category(self) -> str:
        return acts.category_of(self.kind, {})

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


class ChooseKind(OfCase, FamilyPage):
    """The kinds of fact, by where they come from."""

    template_name = "outcomes/evidence/choose.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = groupby(KINDS.items(), key=lambda kind: kind[1].group)
        groups = [(group, [(code, kind.heading) for code, kind in some]) for group, some in kinds]
        return super().get_context_data(**kwargs) | {"groups": groups}


class RecordJudgement(FactPage):
    """What the worker says of a need, kept apart from what was measured."""

    form_class = JudgementForm
    heading = "Your own word on a need"
    intro = "Kept beside what was measured, never in its place."

    def get_form_kwargs(self) -> dict[str, Any]:
        found = Need.objects.visible_to(self.user).filter(case=self.newest_case)
        needs = {str(need.key): need for need in found.select_related("person")}
        names = {member.pk: member.name for member in self.identity.members}
        labels = {
            key: f"{self.text(need)} ({names.get(need.person_id or 0, 'the whole family')})"
            for key, need in needs.items()
        }
        self.needs = needs
        return super().get_form_kwargs() | {"needs": needs, "labels": labels}

    def text(self, need: Need) -> str:
        found = self.framework.need(need.code)
        return found.text if found else need.code

    def perform(self, form: Any) -> Any:
        given = form.cleaned_data
        need, post = self.needs[given["need"]], self.user.post
        fact = {
            "need": need.code,
            "on": given["on"].isoformat(),
            "result": given["result"],
            "by": (post and (post.title or post.get_role_display())) or "Key worker",
            "reason": given["reason"],
        }
        return acts.record_evidence(
            family=self.family,
            person=need.person,
            kind=JUDGEMENT,
            fact=fact,
            source=Source.KEY_WORKER,
            by=self.user,
        )


class RecordCoverage(FactPage):
    """That someone looked, and for which days."""

    verb = "coverage.record"
    form_class = CoverageForm
    heading = "Someone looked"
    intro = "Nothing found counts only where we know that someone looked, and for which days."

    @property
    def category(self) -> str:
        return Category.OFFENDING

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"identity": self.identity}

    def perform(self, form: Any) -> Any:
        given = dict(form.cleaned_data)
        person = self.person(given.pop("person"))
        return acts.record_coverage(family=self.family, person=person, by=self.user, **given)
