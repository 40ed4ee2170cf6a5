"""Naming a need: which, whose, since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from families.identity import Identity, Member
from outcomes.rules.framework import Framework, Need
from sharing.form_fields import GovukDateField, TapTiles

FAMILY = "family"


class NeedForm(forms.Form):
    """One need of one person, or of the family as a whole."""

    person = forms.ChoiceField(
        label="Whose need is it?", error_messages={"required": "Choose whose need it is"}
    )
    code = forms.ChoiceField(
        label="Which need?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a need", "invalid_choice": "Choose a need"},
    )
    identified_on = GovukDateField(label="When did you find it?", latest=timezone.localdate)
    why = forms.CharField(
        label="What tells you so?",
        required=False,
        help_text="Short is good. It stays with the need.",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        identity: Identity,
        framework: Framework,
        codes: Sequence[str],
        **kwargs: Any,
    ) -> None:
        """`codes`: the needs to choose from."""
        kwargs["initial"] = {"identified_on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.framework = framework
        self.ages = {str(member.key): member.age for member in identity.members}
        person: Any = self.fields["person"]
        person.widget = TapTiles(shapes=shapes(identity), layout="people")
        names = [(str(member.key), member.name) for member in identity.members]
        person.choices = [*names, (FAMILY, "The whole family")]
        code: Any = self.fields["code"]
        code.choices = [(need.code, need.text) for need in framework.needs if need.code in codes]
        self.codes = codes

    def headlines(self) -> Iterator[tuple[str, list[tuple[Need, bool]], bool]]:
        """For the template: each headline with its needs, which is chosen, and whether it is
        open."""
        chosen = str(self["code"].value() or "")
        for headline in self.framework.headlines:
            offered = [need for need in headline.needs if need.code in self.codes]
            needs = [(need, need.code == chosen) for need in offered]
            if needs:
                yield headline.name, needs, any(is_chosen for _, is_chosen in needs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        need = self.framework.need(cleaned.get("code", ""))
        if need is None or "person" not in cleaned:
            return cleaned
        if wrong := self.wrong_person(need, cleaned["person"]):
            self.add_error("person", wrong)
        return cleaned

    def wrong_person(self, need: Need, person: str) -> str:
        """Why the need can't be this person's; empty where it can. An unknown age is no reason."""
        if person == FAMILY:
            one = need.subject != "family"
            return "This need is about one person. Choose who" if one else ""
        age = self.ages.get(person)
        if need.subject == "adult" and age is not None and age < 18:
            return "This need is about an adult. Choose who"
        if need.subject == "child" and age is not None and age >= 18:
            return "This need is about a child. Choose who"
        return ""


def shapes(identity: Identity) -> dict[str, dict[str, Any]]:
    """Each person's own shape on their tile."""
    return {str(m.key): shape_of(m) for m in identity.members}


def shape_of(member: Member) -> dict[str, Any]:
    return {"sex": member.sex, "age": member.age, "index": member.focus}
