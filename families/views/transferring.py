"""A family moves to another council: its record is offered, and taken on or not."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from families import acts
from families.acts.transferring import why_not_answer, why_not_withdraw
from families.forms.protection import BecauseForm
from families.forms.transferring import OfferTransferForm, TakeOnForm, kinds_of
from families.leaving.transferring import (
    councils_for,
    is_for,
    open_to,
    parcel_of,
    preview,
    stands_against,
    waits_for,
    words_told,
)
from families.matching.alike import Here, on_our_record
from families.models import EarlierEntry, Family, Transfer
from families.pages import FamilyAct, FamilyPage
from sharing.authority import may
from sharing.journal import exposed
from sharing.models import Category
from sharing.refusals import Refused
from sharing.views import ActView, ForThoseWhoMay, VisibleDetail, VisibleList, viewer


class OfferTransfer(FamilyAct):
    """First the council; then what would go, and why."""

    act = acts.offer_transfer
    verb = "transfer.offer"
    tab = "people"
    form_class = OfferTransferForm
    template_name = "families/transferring/offer.html"
    heading = "Has the family moved to another council?"
    go = "Offer the record"
    done = "Offered. Nothing is shown to them but what you chose, until they answer."

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.councils = list(councils_for(self.user).order_by("name"))
        asked = request.POST.get("council") or request.GET.get("council") or ""
        only = self.councils if len(self.councils) == 1 else []
        named = [council for council in self.councils if str(council.key) == asked]
        self.council = next(iter(named or only), None)

    def why_not(self) -> str:
        return self.keeping.why_not(or_lead=False)

    @cached_property
    def parcel(self) -> Any:
        return preview(self.family, self.council, self.user) if self.council else None

    def get_form_kwargs(self) -> dict[str, Any]:
        opened = open_to(self.user, self.council) if self.council else []
        counts = {c: number for c, _, number in self.parcel.counts} if self.parcel else {}
        return super().get_form_kwargs() | {"kinds": kinds_of(opened, counts)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        against = stands_against(self.family, self.council, self.user) if self.council else []
        return super().get_context_data(**kwargs) | {
            "councils": self.councils,
            "other_council": self.council,
            "against": against,
            "parcel": self.parcel,
        }

    def perform(self, form: Any) -> Any:
        if self.council is None:
            raise Refused("Choose the council that the family moved to")
        given = form.cleaned_data
        self.made = acts.offer_transfer(
            family=self.family, council=self.council, by=self.user, **given
        )
        return self.made

    def get_success_url(self) -> str:
        made = getattr(self, "made", None)
        return made.get_absolute_url() if made else super().get_success_url()


class Transfers(ForThoseWhoMay, VisibleList):
    """Families that come from another council or go to one, those that wait first."""

    needs = "transfer.take_on"
    model = Transfer
    template_name = "families/transferring/list.html"

    def get_queryset(self) -> Any:
        """Not joined with the family: the other council's hub may not know it."""
        rows = super().get_queryset().select_related(*ENDS)
        waits_first = F("answered_at").desc(nulls_first=True)
        return rows.prefetch_related("family").order_by(waits_first, "offered_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        context = super().get_context_data(**kwargs)
        rows = context["object_list"]
        exposed(user, {row.family_id for row in rows}, verb="family.list", page="transfers")
        ours = [row for row in rows if row.to_agency_id == (user.agency and user.agency.pk)]
        return context | {
            "to_answer": [(row, words_told(row, user)[0]) for row in ours if row.waits],
            "others": [row for row in rows if row not in ours or not row.waits],
        }


class TransferPage(VisibleDetail):
    """One transfer, for both ends."""

    model = Transfer
    template_name = "families/transferring/transfer.html"
    context_object_name = "transfer"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related(*ENDS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, transfer = viewer(self.request), self.object
        return super().get_context_data(**kwargs) | shown_to(user, transfer)


class Earlier(FamilyPage):
    """What another council wrote, and came with the family."""

    template_name = "families/transferring/earlier.html"
    tab = "story"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = EarlierEntry.objects.visible_to(self.user).filter(family=self.identity.pk)
        return super().get_context_data(**kwargs) | {
            "entries": [
                (row, member.name if (member := self.identity.member(row.person_id)) else "")
                for row in rows.order_by("-on", "-pk")
            ]
        }


#: What the pages of a transfer name.
ENDS = ("to_agency", "owner", "offered_by__user", "offered_by__agency", "answered_by")


def shown_to(user: Any, transfer: Transfer) -> dict[str, Any]:
    """What one end reads: the other council what would come; each its own record only."""
    ours, waits = is_for(user, transfer), transfer.waits
    record = Family.objects.visible_to(user).filter(pk=transfer.record_id).first()
    goes = transfer.accepted or transfer.categories
    why, told = words_told(transfer, user)
    return {
        "why": why,
        "told": told,
        "is_ours": ours,
        "record": record,
        "kinds": [Category(category).label for category in goes],
        "parcel": parcel_of(transfer, user) if ours and waits else None,
        "may_list": may(user, Transfers.needs),
        "may_answer": ours and waits and may(user, "transfer.take_on"),
        "may_withdraw": not ours and waits and may(user, "transfer.withdraw"),
    }


class OfTransfer(ActView):
    """An act on the transfer that the address names."""

    model = Transfer
    subject = "transfer"
    template_name = "families/transferring/answer.html"
    form_class: Any = BecauseForm

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related(*ENDS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = shown_to(viewer(self.request), self.object)
        return super().get_context_data(**kwargs) | shown

    def get_success_url(self) -> str:
        return reverse("families:transfers")


class AnswerTransfer(OfTransfer):
    """For the council that it was offered to."""

    def why_not(self) -> str:
        return why_not_answer(self.object, viewer(self.request))


class WithdrawTransfer(OfTransfer):
    act = acts.withdraw_transfer
    done = "Taken back. The other council sees it no more."
    heading = "Take the offer back?"
    go = "Take it back"

    def why_not(self) -> str:
        return why_not_withdraw(self.object, viewer(self.request))


class DeclineTransfer(AnswerTransfer):
    act = acts.decline_transfer
    done = "Saved. The other council reads why."
    heading = "Not take this family on?"
    go = "Do not take it on"


class TakeOn(AnswerTransfer):
    act = acts.take_on
    form_class = TakeOnForm
    done = "Taken on. The family waits for a lead worker."
    heading = "Take this family on?"
    go = "Take the family on"

    @cached_property
    def parcel(self) -> Any:
        return parcel_of(self.object, viewer(self.request))

    def get_form_kwargs(self) -> dict[str, Any]:
        counts = {c: number for c, _, number in self.parcel.counts}
        kinds = kinds_of(self.object.categories, counts)
        here = [(one.family.reference, f"Yes, {one.words}") for one in self.here]
        return super().get_form_kwargs() | {"kinds": kinds, "here": here}

    @cached_property
    def here(self) -> list[Here]:
        """Records of our own that may be of this family, while it waits for us."""
        user = viewer(self.request)
        return on_our_record(self.parcel.people, user) if waits_for(user, self.object) else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"here": self.here}

    def note_shown(self) -> None:
        super().note_shown()
        user, shown = viewer(self.request), [one.family.pk for one in self.here]
        exposed(user, shown, verb="family.offered", page="take-on")

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        given = super().act_kwargs(form)
        chosen = given.pop("same_as", "")
        same = [one.family for one in self.here if one.family.reference == chosen]
        if same:
            self.done = "Taken on. A colleague looks at whether it is one family."
        return given | {"same_as": next(iter(same), None)}

    def get_success_url(self) -> str:
        record = getattr(self, "result", self.object).record
        return record.get_absolute_url() if record else super().get_success_url()
