"""What a person decides about sharing: one yes or no for each agency and each kind of fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from families import acts
from families.identity import Identity, Member
from families.models import Consent, Person
from sharing.form_fields import GovukDateField, TapChoiceField, TapTiles, VoiceTextarea
from sharing.models import Agency, Category

#: What each kind of fact is, said to the person it is about.
PLAIN_WORDS = {
    Category.IDENTITY: "your name, your birthday and who is in your family",
    Category.CONTACT: "your address and phone number",
    Category.SERVICES: "which services you know",
    Category.EDUCATION: "school: attendance, exclusions and help",
    Category.HEALTH: "your health",
    Category.MENTAL_HEALTH: "your mental health",
    Category.SUBSTANCE_USE: "drink and drugs",
    Category.OFFENDING: "police reports",
    Category.DOMESTIC_ABUSE: "harm in the home",
    Category.HOUSING: "your home and rent",
    Category.EMPLOYMENT: "work and benefits",
    Category.SOCIAL_CARE: "social care",
    Category.CASE_NOTES: "notes of visits",
    Category.PLAN: "the family plan",
    Category.CLAIM_EVIDENCE: "what shows that things got better",
}
YES_NO = (("given", "Yes"), ("refused", "No"))


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the grid: may this agency know this?"""

    agency: Agency
    category: str
    standing: Consent | None

    @property
    def name(self) -> str:
        return f"q_{self.agency.pk}_{self.category}"

    @property
    def words(self) -> str:
        return PLAIN_WORDS[Category(self.category)]

    @property
    def said(self) -> str:
        """'' where nothing was decided, else given or refused."""
        if self.standing is None:
            return ""
        return "given" if self.standing.state == Consent.State.GIVEN else "refused"


class ConsentForm(forms.Form):
    """`questions` come from agreement lines that need consent; `member` is whose decision it is."""

    how = TapChoiceField(label="How did they tell you?", choices=Consent.How.choices)
    words = forms.CharField(
        label="In their own words",
        required=False,
        widget=VoiceTextarea({"rows": 2}),
        max_length=2000,
    )
    decided_on = GovukDateField(label="On", latest=timezone.localdate)

    def __init__(
        self,
        *args: Any,
        identity: Identity,
        member: Member,
        questions: list[Question],
        **kwargs: Any,
    ) -> None:
        fresh = {q.name: q.said for q in questions} | {
            "how": Consent.How.FACE_TO_FACE,
            "decided_on": timezone.localdate(),
        }
        kwargs["initial"] = fresh | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            label = f"May {question.agency} know {question.words}?"
            self.fields[question.name] = TapChoiceField(
                label=label,
                choices=YES_NO,
                required=False,
                widget=TapTiles(attrs={"class": "wf-yn"}),
            )
        self._deciders(identity, member)

    def _deciders(self, identity: Identity, member: Member) -> None:
        deciders = deciders_for(identity, member)
        self.deciders = deciders
        if len(deciders) > 1 or (deciders and deciders[0] != member):
            choices = [
                (str(d.key), f"{d.name}, themselves" if d == member else d.name) for d in deciders
            ]
            field = TapChoiceField(label="Who decides?", choices=choices)
            if len(deciders) == 1 or deciders[0] == member:
                field.initial = choices[0][0]
            self.fields["given_by"] = field

    def groups(self) -> list[dict[str, Any]]:
        """The grid by agency, for the template."""
        found: dict[int, dict[str, Any]] = {}
        for question in self.questions:
            group = found.setdefault(question.agency.pk, {"agency": question.agency, "rows": []})
            group["rows"].append({"question": question, "field": self[question.name]})
        return list(found.values())

    def decisions(self) -> list[acts.Decision]:
        """Only what is new: a decision that stands is not written twice."""
        return [
            acts.Decision(q.agency, q.category, said)
            for q in self.questions
            if (said := self.cleaned_data.get(q.name)) and said != q.said
        ]

    def decider(self, people: dict[str, Person], member: Member) -> Person:
        return people[self.cleaned_data.get("given_by") or str(member.key)]


def deciders_for(identity: Identity, member: Member) -> list[Member]:
    """An adult alone; a young person or a parent; a parent for a young child."""
    parents = [m for m in identity.members if m.parental and m != member]
    if member.unborn or (member.age is not None and member.age < 13):
        return parents
    if member.age is not None and member.age < 18:
        return [member, *parents]
    return [member]


class WordsForm(forms.Form):
    """A reason, or what someone said."""

    words = forms.CharField(
        label="What they said", required=False, widget=VoiceTextarea({"rows": 2}), max_length=2000
    )
