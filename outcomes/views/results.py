"""Results and claims: the coordinator's queue, one family in it, and the decision of two people."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import TemplateView

from families.access import REACH
from families.identity import Identity, identify
from families.models import Case
from outcomes import acts
from outcomes.acts.claims import why_not_decide, why_not_propose
from outcomes.forms.claim import RejectForm
from outcomes.models import CaseStatus, Claim, ClaimLine
from outcomes.paying import answer_of, answers_of, standing_among
from outcomes.telling.grounds import grounds_of
from outcomes.telling.readiness import GROUPS, NOT_YET, Group, queue, tally
from outcomes.telling.sheet import (
    checks_of,
    held_words,
    in_words,
    lines_of_claim,
    lines_of_prospect,
)
from outcomes.telling.whose import names_in, with_names
from sharing.authority import may
from sharing.forms import ButtonForm
from sharing.journal import exposed, saw
from sharing.models import User
from sharing.views import ActView, VisibleDetail, or_404, viewer

A_PAGE = 20
#: Figures of a page's number, from which on nobody asks for it.
LONGEST_PAGE = 7


def identity_of(user: User, family: int) -> Identity | None:
    """Who they are, as far as this viewer may know it."""
    return identify(user, pk=family)


def lines_visible(user: User, claim: Claim) -> QuerySet[ClaimLine]:
    rows = ClaimLine.objects.visible_to(user).filter(claim=claim)
    return rows.select_related("need__person").order_by("need__code", "pk")


class Results(TemplateView):
    """The queue by readiness, and the family that was chosen, or the first."""

    template_name = "outcomes/claim/results.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.user = viewer(request)
        if not may(self.user, "claim.propose"):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        only = self.request.GET.get("show", "")
        only = only if only in {name for name, *_ in GROUPS} else ""
        groups, page = self.groups(only)
        status = self.status(groups)
        shown = [row.family.pk for group in groups for row in group.rows]
        exposed(self.user, shown, verb="family.list", page="results")
        context = super().get_context_data(**kwargs) | {
            "groups": groups,
            "page": page,
            "only": only,
            "tally": tally(self.user),
            "empty": not any(group.total for group in groups),
            "sees_families": self.user.role in REACH,
            "may_pay": may(self.user, "payer_answer.record"),
        }
        return context | (self.sheet(status) if status else {})

    def groups(self, only: str) -> tuple[list[Group], Any]:
        if not only:
            return queue(self.user), None
        asked = self.request.GET.get("page", "1")
        number = int(asked) if asked.isdecimal() and len(asked) < LONGEST_PAGE else 1
        found = queue(self.user, only, (max(number, 1) - 1) * A_PAGE, A_PAGE)
        if not found[0].rows:  # beyond the last page, whose number only the first one tells
            (first,) = queue(self.user, only, most=1)
            number = Paginator(range(first.total), A_PAGE).num_pages
            found = queue(self.user, only, (number - 1) * A_PAGE, A_PAGE)
        return found, Paginator(range(found[0].total), A_PAGE).get_page(number)

    def status(self, groups: list[Group]) -> Any:
        """The judgement of the family that the address names, else of the first in the queue."""
        if "key" not in self.kwargs:
            near = [group for group in groups if len(groups) == 1 or group.name != NOT_YET]
            return next((row.status for group in near for row in group.rows), None)
        found = CaseStatus.objects.visible_to(self.user).current()
        return or_404(found.filter(case__key=self.kwargs["key"]).first())

    def sheet(self, status: Any) -> dict[str, Any]:
        """The chosen family: the standing claim's frozen copy, or what one would freeze."""
        saw(self.user, status, page="results")
        cases = Case.objects.visible_to(self.user).select_related(
            "family__authority", "lead__user", "owner"
        )
        case = or_404(cases.filter(pk=status.case_id).first())
        related = ("case__lead", "prepared_by", "decided_by", "framework")
        claims = Claim.objects.visible_to(self.user).filter(case=case).select_related(*related)
        claim = next((one for one in claims if one.state not in Claim.NOTHING), None)
        identity = or_404(identity_of(self.user, case.family_id))
        lead = case.lead.user_id if case.lead else None
        context: dict[str, Any] = {
            "chosen": case,
            "status": status,
            "claim": claim,
            "identity": identity,
            "rejected": next((one for one in claims if one.state in Claim.NOTHING), None),
        }
        if claim is not None:
            return context | self.claimed(claim, identity, status, lead)
        prospect = acts.prospect_of(case)
        forward, lines = prospect.forward, lines_of_prospect(prospect, identity)
        return context | {
            "lines": lines,
            "reasons": with_names(in_words(forward.finding.reasons, lines), names_in(identity)),
            "ready": forward.finding.is_met,
            "amount": forward.amount,
            "word": "claim" if forward.amount else "result",
            "earliest": status.earliest,
            "checks": checks_of(None, prospect.plan, self.user, lead)
            if forward.finding.is_met
            else [],
            "may_propose": forward.finding.is_met and not why_not_propose(case, self.user),
        }

    def claimed(
        self, claim: Claim, identity: Identity, status: Any, lead: int | None
    ) -> dict[str, Any]:
        return {
            "lines": lines_of_claim(claim, lines_visible(self.user, claim), identity),
            "ready": True,
            "amount": claim.amount,
            "word": claim.word,
            "held": held_words(claim),
            "answer": answer_of(claim, self.user),
            "may_pay": may(self.user, "payer_answer.record") and lead != self.user.pk,
            "changed": claim.state == Claim.State.PROPOSED and status.result != "met",
            "checks": checks_of(claim, claim.plan, self.user, lead),
            "may_decide": may_decide(claim, self.user),
        }


def may_decide(claim: Claim, user: User) -> bool:
    """Whether this person is a second one: neither the preparer nor the lead worker."""
    waits = claim.state == Claim.State.PROPOSED
    return waits and may(user, "claim.approve") and not why_not_decide(claim, user)


class ClaimPage(VisibleDetail):
    """A claim as it was frozen: what an auditor can check against its hash."""

    model = Claim
    template_name = "outcomes/claim/claim.html"
    context_object_name = "claim"

    def get_queryset(self) -> QuerySet[Any]:
        related = ("case__family", "case__lead__user", "framework", "prepared_by", "decided_by")
        return super().get_queryset().select_related(*related)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, claim = viewer(self.request), self.object
        identity = identity_of(user, claim.case.family_id)
        lead = claim.case.lead.user_id if claim.case.lead else None
        counted, grounds = claim.people.all(), grounds_of([claim.case], user)[claim.case_id]
        answers = answers_of(claim, user)
        return super().get_context_data(**kwargs) | {
            "identity": identity,
            "lines": lines_of_claim(
                claim,
                lines_visible(user, claim),
                identity,
                grounds.untold,
            ),
            "counted": [
                member
                for member in (identity.members if identity else ())
                if member.pk in {row.person_id for row in counted}
            ],
            "result": grounds.told(
                claim.verdicts.get("results", [{}])[0].get("reasons", []), identity, claim.verdicts
            ),
            "judged_by": claim.plan.get("note", ""),
            "may_decide": may_decide(claim, user),
            "answers": answers,
            "answer": standing_among(answers),
            "may_pay": may(user, "payer_answer.record") and lead != user.pk,
            "may_results": may(user, "claim.propose"),
        }


class Propose(ActView):
    """Put a result forward. The page says what is frozen and who is counted."""

    model = Case
    act = acts.propose_claim
    subject = "case"
    form_class = ButtonForm
    template_name = "outcomes/claim/decide.html"
    done = "Put forward. Someone else approves it now."
    heading = "Put this result forward"
    intro = "It keeps a fixed copy of the facts as they stand today. Someone else then decides."
    go = "Put it forward"

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("family", "lead")

    def why_not(self) -> str:
        return why_not_propose(self.object, viewer(self.request))

    @property
    def case(self) -> Case:
        return self.object

    def get_success_url(self) -> str:
        return reverse("outcomes:result", args=[self.case.key])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "reference": self.case.family.reference,
            "back_url": self.get_success_url(),
        }


class Approve(Propose):
    """Agree, as a second person."""

    model = Claim  # type: ignore[assignment]
    act = acts.approve_claim
    subject = "claim"
    done = "Approved. The fixed copy is kept."
    heading = "Approve this result"
    intro = "You agree with the fixed copy. Nobody can change it, and an auditor can check it."
    go = "Approve"

    def get_queryset(self) -> QuerySet[Any]:
        return super(Propose, self).get_queryset().select_related("case__family", "case__lead")

    def why_not(self) -> str:
        if self.object.state != Claim.State.PROPOSED:
            return ""  # said when it is sent: it was theirs to decide, or may have been
        return why_not_decide(self.object, viewer(self.request))

    @property
    def case(self) -> Case:
        return self.object.case


class Reject(Approve):
    """Say no, with a reason."""

    act = acts.reject_claim  # type: ignore[assignment]
    form_class = RejectForm  # type: ignore[assignment]
    done = "Rejected. The people can be counted again."
    heading = "Reject this result"
    intro = "It goes back with your reason. It can be put forward again once it is right."
    go = "Reject"
    bad = True
