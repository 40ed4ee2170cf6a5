"""What a person decides about sharing: one yes or no for each agency, kind of fact and purpose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from families import acts
from families.identity import Member
from families.models import Attempt, Consent, Person
from families.why.talk import Question, Talk, by_agency
from sharing.form_fields import (
    GovukDateField,
    TapBoxes,
    TapChoiceField,
    TapTiles,
    VoiceTextarea,
    YesNoField,
)

YES_NO = (("given", "Yes"), ("refused", "No"))


class ConsentForm(forms.Form):
    """`questions` come from agreement lines that need consent; `member` is whose decision it is."""

    how = TapChoiceField(label="How did they tell you?", choices=Consent.How.choices)
    words = forms.CharField(
        label="In their own words",
        required=False,
        widget=VoiceTextarea({"rows": 2}),
        max_length=2000,
    )
    decided_on = GovukDateField(label="On")
    evidence = forms.CharField(
        label="Where it is written",
        help_text="If there is a form or a letter: where to find it.",
        required=False,
        max_length=200,
    )
    until = GovukDateField(label="Yes until", help_text="If they said a last day.", required=False)
    review_on = GovukDateField(label="Ask again on", required=False)

    def __init__(
        self,
        *args: Any,
        member: Member,
        questions: list[Question],
        deciders: list[Member],
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
        self._deciders(member, deciders)

    def _deciders(self, member: Member, deciders: list[Member]) -> None:
        if not deciders or deciders == [member]:
            return
        choices = [
            (str(d.key), f"{d.name}, themselves" if d == member else d.name) for d in deciders
        ]
        field = TapChoiceField(label="Who decides?", choices=choices)
        if len(deciders) == 1:
            field.initial = choices[0][0]
        self.fields["given_by"] = field
        if any(not d.homes for d in deciders if d != member):
            self.fields["sure"] = forms.BooleanField(
                label="A parent who lives elsewhere still decides",
                required=False,
                help_text="Only for a parent who no longer lives with the family.",
            )

    @property
    def more_open(self) -> bool:
        """Something in the folded part needs the reader."""
        return any(
            self[name].errors or self[name].value() for name in ("evidence", "until", "review_on")
        )

    def groups(self) -> list[dict[str, Any]]:
        """The grid by agency, for the template."""
        return [
            {"agency": talk.agency, "rows": [self._row(q) for q in talk.questions]}
            for talk in by_agency(self.questions)
        ]

    def _row(self, question: Question) -> dict[str, Any]:
        return {"question": question, "field": self[question.name]}

    def decisions(self) -> list[acts.Decision]:
        """Only what is new: a decision that stands is not written twice."""
        return [
            acts.Decision(q.agency, q.category, said, q.purpose)
            for q in self.questions
            if (said := self.cleaned_data.get(q.name)) and said != q.said
        ]

    def decider(self, people: dict[str, Person], member: Member) -> Person:
        return people[self.cleaned_data.get("given_by") or str(member.key)]


class WordsForm(forms.Form):
    """A reason, or what someone said."""

    words = forms.CharField(
        label="What they said", required=False, widget=VoiceTextarea({"rows": 2}), max_length=2000
    )


class AttemptForm(forms.Form):
    """No answer yet: two taps, and a line if it helps the next worker."""

    outcome = TapChoiceField(
        label="What happened?", choices=Attempt.Outcome.choices, widget=TapTiles(layout="column")
    )
    note = forms.CharField(
        label="For whoever tries next",
        help_text="Like when they are in. Leave empty if there is nothing to say.",
        required=False,
        max_length=300,
    )
    tried_on = GovukDateField(label="On", initial=timezone.localdate)


class CompetenceForm(forms.Form):
    """For this one decision: what they understood, and whether they can make it."""

    able = YesNoField(
        label="Can they make this decision?", yes="Yes, they decide", no="No, not yet: a parent"
    )
    ground = forms.CharField(
        label="What did they understand?",
        help_text="What would be shared, with whom, and what happens after a yes or a no.",
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )
    parts = forms.MultipleChoiceField(
        label="Which decision is it?", widget=TapBoxes(layout="column")
    )
    judged_on = GovukDateField(label="On", initial=timezone.localdate)

    def __init__(self, *args: Any, talk: Talk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parts"]
        self.asked = {q.name: q for q in talk.questions}
        field.choices = [(name, f"{talk.agency}: {q.words}") for name, q in self.asked.items()]
        field.initial = list(self.asked)

    def decision(self) -> list[acts.Part]:
        """What was ticked."""
        ticked = [self.asked[name] for name in self.cleaned_data["parts"]]
        return [acts.Part(question.category, question.purpose) for question in ticked]
