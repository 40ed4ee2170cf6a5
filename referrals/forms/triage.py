"""Triage: whose referral it is, what they agreed to, who is asked, and the decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from families.acts import Decision, NewHome, NewPerson
from families.forms.people import furthest_due
from families.models import Bond, Consent, Person
from referrals.acts import NewBond, Registered
from referrals.forms.asking import RELATIONS, SEXES, WIDE, Removable
from referrals.models import Referral, ReferredPerson, TriageDecision
from referrals.rules.bonds import likely_bonds
from sharing.form_fields import (
    GovukDateField,
    PostcodeField,
    TapBoxes,
    TapChoiceField,
    VoiceTextarea,
)
from sharing.models import Agency

Outcome = TriageDecision.Outcome


class FamilyForm(forms.Form):
    """The family and its main home."""

    name = forms.CharField(
        label="What the family calls itself", help_text="Like Doyle, Bell and Osei", max_length=120
    )
    lines = forms.CharField(
        label="Address, without the postcode",
        max_length=200,
        required=False,
        widget=forms.TextInput,
    )
    postcode = PostcodeField(label="Postcode", required=False)
    ward = forms.CharField(
        label="Ward", max_length=60, required=False, widget=forms.TextInput(WIDE)
    )
    confidential = forms.BooleanField(
        label="Keep this address to named people only",
        help_text="A refuge, or someone who must not be found.",
        required=False,
    )
    phone_of = forms.ChoiceField(label="Whose number is it?", required=False)

    def home(self) -> NewHome:
        said = self.cleaned_data
        return NewHome(
            "Home 1", said["lines"], said["postcode"], said["ward"], said["confidential"]
        )


class MemberForm(forms.Form):
    """One member, to be registered. Comes filled in from the referral where it names them."""

    row = forms.UUIDField(required=False, widget=forms.HiddenInput)
    given_name = forms.CharField(label="First name", max_length=80, required=False)
    family_name = forms.CharField(label="Last name", max_length=80, required=False)
    relation = forms.ChoiceField(label="In the family", choices=RELATIONS)
    called = forms.CharField(label="What the family calls them", max_length=40, required=False)
    sex = forms.ChoiceField(label="Sex", choices=SEXES, required=False)
    language = forms.CharField(label="Language, if not English", max_length=40, required=False)
    born = GovukDateField(label="Birthday", required=False, latest=timezone.localdate)
    expected = GovukDateField(
        label="Due date, if not born yet", required=False, latest=furthest_due
    )
    is_focus = forms.BooleanField(label="The main focus", required=False)
    parental_duties = forms.BooleanField(label="Has parental responsibility", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        unborn = said.get("relation") == Person.Relation.UNBORN
        if unborn and not said.get("expected") and "expected" not in self.errors:
            self.add_error("expected", "Enter the due date of a child who is not born yet")
        if unborn and said.get("born"):
            self.add_error("born", "A child who is not born yet has no birthday")
        named = said.get("given_name") or said.get("family_name")
        if said.get("relation") and not unborn and not named:
            self.add_error("given_name", "Enter a name, or choose “Remove this one”")
        return said

    @property
    def title(self) -> str:
        names = (self["given_name"].value() or "", self["family_name"].value() or "")
        return " ".join(filter(None, names))

    @property
    def small(self) -> str:
        relation = self["relation"].value() or ""
        return self["called"].value() or (dict(RELATIONS).get(relation, "") if relation else "")

    @property
    def age(self) -> int | None:
        kept = getattr(self, "cleaned_data", {}) if self.is_bound else self.initial
        return Person(born=kept["born"]).age() if kept.get("born") else None

    def registered(self, rows: dict[UUID, ReferredPerson]) -> Registered:
        said = self.cleaned_data
        fields = NewPerson.__dataclass_fields__
        person = NewPerson(**{k: v for k, v in said.items() if k in fields})
        return Registered(person, rows.get(said["row"]) if said.get("row") else None)


class MemberForms(Removable, forms.BaseFormSet):
    """All members, at least one."""

    def clean(self) -> None:
        if not self.kept():
            raise ValidationError("Add at least one person")

    def kept(self) -> list[tuple[int, MemberForm]]:
        """Each form that is not crossed out, with the place it had on the page."""
        return [
            (place, form)
            for place, form in enumerate(self.forms)
            if not getattr(form, "cleaned_data", {}).get("DELETE")
        ]

    def names(self) -> list[tuple[str, str]]:
        """Choices of people by their place."""
        return [
            (str(place), f"{place + 1}. {form.title or 'No name yet'}")
            for place, form in enumerate(self.forms)
        ]


MemberFormSet: type[MemberForms] = forms.formset_factory(  # type: ignore[assignment]
    MemberForm, formset=MemberForms, extra=0, can_delete=True, max_num=30, absolute_max=40
)


class BondForm(forms.Form):
    """How two of the members are related."""

    one = forms.ChoiceField(label="Who", required=False)
    kind = forms.ChoiceField(
        label="is", choices=[("", "Choose"), *Bond.Kind.choices], required=False
    )
    other = forms.ChoiceField(label="of or with", required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]] | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name in ("one", "other"):
            field: Any = self.fields[name]
            field.choices = [("", "Choose"), *(people or [])]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        given = [said.get(name) for name in ("one", "kind", "other")]
        if any(given) and not all(given) and not self.errors:
            self.add_error("kind", "Say who, how, and with whom, or remove this line")
        if given[0] and given[0] == given[2]:
            self.add_error("other", "Choose two people")
        return said


class BondForms(Removable, forms.BaseFormSet):
    """Relationships, as many as there are."""


BondFormSet: type[BondForms] = forms.formset_factory(  # type: ignore[assignment]
    BondForm,
    formset=BondForms,
    extra=0,
    can_delete=True,
    max_num=60,
    absolute_max=80,
)


def bonds_of(formset: Any, places: dict[int, int]) -> list[NewBond]:
    """The relationships between people who stay; `places` leads from the page's place to ours."""
    found = {}
    for form in formset.forms:
        said = form.cleaned_data
        if said.get("DELETE") or not said.get("kind"):
            continue
        one, other = places.get(int(said["one"])), places.get(int(said["other"]))
        if one is not None and other is not None:
            found[(one, said["kind"], other)] = NewBond(one, said["kind"], other)
    return list(found.values())


def members_from(referral: Referral) -> list[dict[str, Any]]:
    """First values: the people whom the referral names."""
    fields = ("given_name", "family_name", "relation", "called", "sex", "born", "expected")
    return [
        {name: getattr(row, name) for name in fields}
        | {
            "row": row.key,
            "is_focus": row.is_focus,
            "parental_duties": row.relation == Person.Relation.PARENT,
        }
        for row in referral.people.all()
    ]


def bonds_from(referral: Referral) -> list[dict[str, str]]:
    """First values: what is likely, for someone to correct."""
    relations = [row.relation for row in referral.people.all()]
    return [
        {"one": str(bond.one), "kind": bond.kind, "other": str(bond.other)}
        for bond in likely_bonds(relations)
    ]


class WordsForm(forms.Form):
    """What one person said about sharing, for themselves or for children they decide for."""

    decider = TapChoiceField(label="Who decided?")
    people = forms.MultipleChoiceField(label="For whom?", widget=TapBoxes(layout="row"))
    how = TapChoiceField(label="How did they tell you?", choices=Consent.How.choices)
    words = forms.CharField(label="What they said", required=False, widget=VoiceTextarea)

    def __init__(
        self, *args: Any, members: list[Any], agencies: list[Agency], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(m.key): m for m in members}
        self.agencies = agencies
        deciders: Any = self.fields["decider"]
        deciders.choices = [(key, m.name) for key, m in self.members.items() if m.decides]
        about: Any = self.fields["people"]
        about.choices = [
            (key, f"{m.name}, {m.age_words}") for key, m in self.members.items() if not m.unborn
        ]
        for agency in agencies:
            self.fields[self.name_of(agency)] = TapChoiceField(
                label=str(agency),
                choices=[("given", "Yes"), ("refused", "No"), ("", "Not asked")],
                required=False,
                initial="",
            )

    @staticmethod
    def name_of(agency: Agency) -> str:
        return f"agency-{agency.key}"

    @property
    def grid(self) -> list[forms.BoundField]:
        return [self[self.name_of(agency)] for agency in self.agencies]

    def decisions(self, categories: dict[int, list[str]]) -> list[Decision]:
        """A yes or no covers every category that this agency may get under an agreement."""
        said = {agency: self.cleaned_data[self.name_of(agency)] for agency in self.agencies}
        return [
            Decision(agency, category, state)
            for agency, state in said.items()
            if state
            for category in categories[agency.pk]
        ]


class CheckForm(forms.Form):
    """Whom to ask."""

    agency = forms.ModelChoiceField(
        label="Ask an agency",
        queryset=Agency.objects.none(),
        to_field_name="key",
        empty_label="Choose",
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.queryset = agencies


class AnswerForm(forms.Form):
    """What an agency said."""

    answer = forms.CharField(
        label="What they said",
        help_text="A few words. “Nothing known” is an answer.",
        widget=forms.Textarea({"rows": 2}),
    )


class DecideForm(forms.Form):
    """What happens now, and why."""

    outcome = TapChoiceField(label="What happens now?", choices=Outcome.choices)
    reason = forms.ChoiceField(
        label="Main reason", choices=[("", "Choose"), *TriageDecision.Reason.choices]
    )
    why = forms.CharField(
        label="Why, in a sentence the family could read",
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
    )
    offer = forms.CharField(
        label="What do you offer instead?",
        help_text="Who helps, and with what. Everyone gets an offer.",
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, meeting: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tiles: Any = self.fields["outcome"].widget
        tiles.layout = "pairs"
        tiles.hints = {
            Outcome.LEAD_WORKER: meeting or "Waits for the next meeting",
            Outcome.MORE_DETAIL: "Clock stops. The sender reads your sentence",
            Outcome.NO_MORE: "Needs an offer",
            Outcome.ONE_AGENCY: "Say which",
        }
