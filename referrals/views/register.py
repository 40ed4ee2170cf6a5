"""Registering a family from a referral: one page, filled in with what the sender knew."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from referrals import acts
from referrals.forms.triage import (
    BondFormSet,
    FamilyForm,
    MemberFormSet,
    bonds_from,
    bonds_of,
    members_from,
)
from referrals.views.triage import OnReferral
from sharing.form_fields import with_another
from sharing.journal import saw
from sharing.refusals import Refused
from sharing.views import refuse, viewer

PEOPLE, BONDS = "members", "bonds"


class Register(OnReferral):
    """A family that is not on record: its people, relationships and home."""

    verb = "referral.register"
    done = "The family is registered. The hub is on duty for it."

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        if self.referral.family_id is not None:
            return self.back("This referral has its family.")
        saw(viewer(request), self.referral)
        members = MemberFormSet(prefix=PEOPLE, initial=members_from(self.referral) or [{}])
        bonds = BondFormSet(
            prefix=BONDS,
            initial=bonds_from(self.referral),
            form_kwargs={"people": members.names()},
        )
        form = FamilyForm(initial={"name": self.referral.name})
        return self.show(form, members, bonds)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        if self.referral.family_id is not None:
            return self.back("This referral has its family.")
        data: QueryDict = request.POST
        if (more := str(data.get("add", ""))) in (PEOPLE, BONDS):
            data = with_another(data, more)
        form = FamilyForm(data)
        members = MemberFormSet(data, prefix=PEOPLE)
        names = members.names()
        bonds = BondFormSet(data, prefix=BONDS, form_kwargs={"people": names})
        self.name_phones(form, names)
        if "add" in data:
            return self.show(form, members, bonds)
        if all([form.is_valid(), members.is_valid(), bonds.is_valid()]):
            try:
                self.register(form, members, bonds)
            except Refused as no:
                refuse(form, no)
            else:
                return self.back()
        return self.show(form, members, bonds, status=422)

    def register(self, form: FamilyForm, members: Any, bonds: Any) -> None:
        kept = members.kept()
        places = {place: number for number, (place, _) in enumerate(kept)}
        rows = {row.key: row for row in self.referral.people.all()}
        phone_of = form.cleaned_data["phone_of"]
        acts.register_referral(
            referral=self.referral,
            name=form.cleaned_data["name"],
            people=[member.registered(rows) for _, member in kept],
            bonds=bonds_of(bonds, places),
            home=form.home(),
            phone_of=places.get(int(phone_of)) if phone_of else None,
            by=viewer(self.request),
        )

    @staticmethod
    def name_phones(form: FamilyForm, names: list[tuple[str, str]]) -> None:
        field: Any = form.fields["phone_of"]
        field.choices = [("", "Not known"), *names]

    def show(self, form: FamilyForm, members: Any, bonds: Any, status: int = 200) -> HttpResponse:
        self.name_phones(form, members.names())
        adults = (p for p, m in enumerate(members.forms) if m["relation"].value() == "parent")
        if not form.is_bound:
            form.initial["phone_of"] = next((str(place) for place in adults), "")
        context = {"form": form, "members": members, "bonds": bonds, "referral": self.referral}
        return render(self.request, "referrals/triage/register.html", context, status=status)
