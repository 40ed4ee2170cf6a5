"""Audit: the auditor's sample and case history, the coordinator's draw and answers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F
from django.urls import reverse

from outcomes import acts
from outcomes.forms.audit import AnswerForm, DrawForm, FindingForm, auditors_for
from outcomes.judging.judged import marks_of_claim
from outcomes.models import AuditFinding, AuditSample, ClaimLine, SampledClaim
from outcomes.telling.history import evidence_of, history_of, opened_by_auditor
from outcomes.telling.samples import sizes_told, tenth_of_claims
from outcomes.telling.whose import without_names
from sharing.models import Role
from sharing.views import ActView, VisibleDetail, VisibleList, viewer

LAYERS = (("story", "Story"), ("evidence", "Evidence"), ("looked", "Who looked"))


class Audits(VisibleList):
    """Samples: the auditor's own that are open, or all that this agency drew."""

    model = AuditSample
    template_name = "outcomes/audit/samples.html"
    context_object_name = "samples"

    def get_queryset(self) -> Any:
        found: Any = super().get_queryset()
        samples = found.with_checked(viewer(self.request)).select_related("auditor__user")
        return samples.order_by("-drawn_at")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        findings = AuditFinding.objects.visible_to(user).filter(answered_at=None)
        asked = findings.exclude(result=AuditFinding.Result.AGREE)
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        sizes = sizes_told(shown["samples"], user)
        return shown | {
            "told": [(sample, sizes.get(sample.pk, 0)) for sample in shown["samples"]],
            "asked": asked.select_related("line", "sampled__claim", "found_by"),
            "draws": user.role == Role.COORDINATOR,
        }


class Draw(ActView):
    """Draw a sample of approved claims."""

    act = acts.draw_sample
    form_class = DrawForm
    template_name = "outcomes/audit/draw.html"
    done = "The sample is drawn. The auditor can look from now on."

    def get_form_kwargs(self) -> dict[str, Any]:
        user = viewer(self.request)
        more = {"auditors": auditors_for(user), "tenth": tenth_of_claims(user)}
        return super().get_form_kwargs() | more

    def get_success_url(self) -> str:
        return reverse("outcomes:sample", args=[self.result.key])


class Sample(VisibleDetail):
    """One sample: its claims, how far it is, and for the coordinator each look."""

    model = AuditSample
    template_name = "outcomes/audit/sample.html"
    context_object_name = "sample"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        claims = list(
            SampledClaim.objects.visible_to(user)
            .filter(sample=self.object)
            .select_related("claim__case__family")
            .prefetch_related("findings")
            .annotate(needs=Count("claim__lines"))
        )
        looks = {} if user.role == Role.AUDITOR else opened_by_auditor(self.object)
        rows = [(claim, needs_said(claim), looks.get(claim.pk, [])) for claim in claims]
        size = sizes_told([self.object], user).get(self.object.pk, 0)
        return super().get_context_data(**kwargs) | {"rows": rows, "size": size}


def needs_said(sampled: SampledClaim) -> int:
    """Of how many needs the auditor has said something."""
    return len({finding.line_id for finding in sampled.findings.all()})


def key_of(line: ClaimLine) -> tuple[str, str | None]:
    """The need of a frozen line, as verdicts name it."""
    return line.need.code, str(line.need.person.key) if line.need.person else None


def case_history(sampled: SampledClaim, user: Any, shown: list[str]) -> dict[str, Any]:
    """What the page of a sampled claim shows, whether it is read or a finding was refused."""
    siblings = SampledClaim.objects.visible_to(user).filter(sample=sampled.sample_id)
    before = siblings.filter(position__lt=sampled.position)
    layers = [layer for layer, _ in LAYERS if layer in shown] or [layer for layer, _ in LAYERS]
    months = [
        (month.first_day, [event for event in month.events if event.kind in layers])
        for month in history_of(sampled)
    ]
    lines = ClaimLine.objects.visible_to(user).filter(claim=sampled.claim)
    lines = lines.select_related("need__person")
    marks = marks_of_claim(sampled.claim)
    findings = AuditFinding.objects.visible_to(user).filter(sampled=sampled)
    return {
        "sampled": sampled,
        "claim": sampled.claim,
        "family": sampled.claim.case.family,
        "lines": lines,
        "ledger": [
            (line, evidence_of(line), without_names(line.reasons), marks.get(key_of(line), ""))
            for line in lines
        ],
        "findings": findings.select_related("line", "found_by", "answered_by"),
        "months": [(first_day, events) for first_day, events in months if events],
        "layers": [(layer, label, layer in layers) for layer, label in LAYERS],
        "count": siblings.count(),
        "place": before.count() + 1,
        "next": siblings.filter(position__gt=sampled.position).order_by("position").first(),
        "checks": user.role == Role.AUDITOR,
    }


def sampled_claims(queryset: Any) -> Any:
    """With everything that a case history needs of the claim."""
    return queryset.select_related(
        "sample__auditor__user", "claim__case__family", "claim__decided_by", "claim__framework"
    )


class Sampled(VisibleDetail):
    """A sampled claim's case history: the frozen lines, and what led to them."""

    model = SampledClaim
    template_name = "outcomes/audit/sampled.html"
    context_object_name = "sampled"

    def get_queryset(self) -> Any:
        return sampled_claims(super().get_queryset())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        shown = case_history(self.object, user, self.request.GET.getlist("show"))
        form = FindingForm(lines=shown["lines"])
        return super().get_context_data(**kwargs) | shown | {"form": form}


class Finding(ActView):
    """Record a finding on one need; the page of the claim holds the form."""

    model = SampledClaim
    act = acts.record_finding
    subject = "sampled"
    form_class = FindingForm
    template_name = "outcomes/audit/sampled.html"
    done = "Your finding is kept."

    def get_queryset(self) -> Any:
        return sampled_claims(super().get_queryset())

    def get_form_kwargs(self) -> dict[str, Any]:
        lines = ClaimLine.objects.visible_to(viewer(self.request)).filter(claim=self.object.claim)
        return super().get_form_kwargs() | {"lines": lines}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = case_history(self.object, viewer(self.request), [])
        return super().get_context_data(**kwargs) | shown

    def get_success_url(self) -> str:
        return reverse("outcomes:sampled", args=[self.object.key])


class Answer(ActView):
    """Answer the auditor."""

    model = AuditFinding
    act = acts.answer_finding
    subject = "finding"
    form_class = AnswerForm
    template_name = "outcomes/audit/answer.html"
    done = "Your answer is kept. The auditor can read it."

    def get_queryset(self) -> Any:
        found = super().get_queryset().select_related("line", "found_by", "sampled__claim")
        return found.annotate(reference=F("sampled__claim__reference"))

    def get_success_url(self) -> str:
        return reverse("outcomes:audits")
