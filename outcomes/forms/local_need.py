"""A need of the authority's own: how it counts and how it is met, chosen from tests in words."""

from __future__ import annotations

from typing import Any

from django import forms

from outcomes.rules.framework import Framework
from outcomes.rules.offered import ENTRY, RESULT, Offer, offer_named, offer_of, words_of
from outcomes.rules.overlays import CODE, MOST_MONTHS

SUBJECTS = (
    ("child", "A child"),
    ("young_person", "A young person"),
    ("adult", "An adult"),
    ("person", "Anyone"),
    ("family", "The family as a whole"),
)
#: A test that came from elsewhere, and stays as it is.
AS_IT_IS = "as_it_is"


class LocalNeedForm(forms.Form):
    """One need. `need` is the table that `--plan` of judge takes."""

    code = forms.CharField(
        label="Code",
        help_text="Up to 10 letters and numbers, like L1. It stays for ever.",
        max_length=10,
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
    )
    headline = forms.ChoiceField(label="Under which headline?")
    text = forms.CharField(
        label="The need, in a few words",
        help_text="Like “Grandparents look after the children alone”",
        max_length=120,
    )
    outcome = forms.CharField(
        label="When it is met, in a few words",
        help_text="Like “Someone helps them every week”",
        max_length=120,
    )
    subject = forms.ChoiceField(label="Whose need is it?", choices=[("", "Choose"), *SUBJECTS])
    entry = forms.ChoiceField(label="It counts when")
    result = forms.ChoiceField(label="It is met when")
    months = forms.IntegerField(
        label="For how many months must that hold?",
        help_text="Leave empty where the test counts terms or weeks.",
        min_value=0,
        max_value=MOST_MONTHS,
        required=False,
        widget=forms.NumberInput({"class": "govuk-input--width-2"}),
    )

    def __init__(
        self,
        *args: Any,
        framework: Framework,
        others: list[dict[str, Any]],
        before: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.framework, self.others, self.before = framework, others, before
        self._offer("entry", ENTRY)
        self._offer("result", RESULT)
        headlines: Any = self.fields["headline"]
        names = [(one.code, one.name) for one in framework.headlines]
        headlines.choices = [("", "Choose one"), *names]
        if before is not None:
            self.initial = self._as_it_is(before)
            self.fields["code"].disabled = True

    def _offer(self, name: str, offers: tuple[Offer, ...]) -> None:
        field: Any = self.fields[name]
        own = self.before[name] if self.before is not None else None
        strange = own is not None and offer_of(own, offers) is None
        as_it_is = [(AS_IT_IS, words_of(own, offers))] if strange else []
        known = [(one.code, one.words) for one in offers]
        field.choices = [("", "Choose one"), *known, *as_it_is]

    def _as_it_is(self, before: dict[str, Any]) -> dict[str, Any]:
        names = ("code", "headline", "text", "outcome", "subject", "months")
        found = {name: before.get(name) for name in names}
        for name, offers in (("entry", ENTRY), ("result", RESULT)):
            offer = offer_of(before[name], offers)
            found[name] = offer.code if offer else AS_IT_IS
        return found

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        if not CODE.fullmatch(code):
            raise forms.ValidationError("Use letters, numbers and full stops only, like L1")
        if self.framework.need(code) is not None:
            raise forms.ValidationError(f"{code} is a need of the framework. Choose another code")
        if self.before is None and code in {need["code"] for need in self.others}:
            raise forms.ValidationError(f"There is a need {code} already. Choose another code")
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        offer = offer_named(cleaned.get("result", ""), RESULT)
        if offer is not None and offer.own_months and cleaned.get("months") is None:
            self.add_error("months", "Enter a number of months, like 6")
        return cleaned

    def need(self, source: str) -> dict[str, Any]:
        """`source` says whose need it is, where provenance is shown."""
        given = self.cleaned_data
        names = ("code", "headline", "text", "outcome", "subject")
        made = (self.before or {}) | {name: given[name] for name in names}
        for name, offers in (("entry", ENTRY), ("result", RESULT)):
            offer = offer_named(given[name], offers)
            made[name] = dict(offer.test) if offer else made[name]
        result = offer_named(given["result"], RESULT)
        own_months = given["months"] if result is None or result.own_months else None
        made.pop("months", None)
        more = {} if own_months is None else {"months": own_months}
        return made | {"provenance": "confirmed", "source": source} | more

    def needs(self, source: str) -> list[dict[str, Any]]:
        """All own needs of the plan, with this one in its place."""
        made = self.need(source)
        if self.before is None:
            return [*self.others, made]
        return [made if one["code"] == made["code"] else one for one in self.others]
