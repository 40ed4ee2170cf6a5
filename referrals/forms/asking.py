"""Asking for help: every answer may be left while it is a draft; a few are needed to send."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from families.forms.people import furthest_due
from families.models import Person
from referrals.acts import PersonSaid, Said
from referrals.models import Referral
from sharing.form_fields import GovukDateField, PhoneField, TapChoiceField, VoiceTextarea

WIDE = {"class": "govuk-input--width-20"}
RELATIONS = [("", "Choose"), *Person.Relation.choices]
SEXES = [("", "Not said"), *((v, label) for v, label in Person.Sex.choices if v)]


class AskForm(forms.Form):
    """About the family. `strict` where it is to be sent: then what is needed is asked for."""

    phone = forms.CharField(
        label="A phone number for the family",
        help_text="We ring before we visit. Families hear from us sooner with a number.",
        max_length=30,
        required=False,
        widget=PhoneField.widget,
    )
    knows = TapChoiceField(
        label="Does the family know you are asking?",
        choices=Referral.Knows.choices,
        required=False,
    )
    prefers = TapChoiceField(
        label="Whom would they rather talk to?",
        choices=[("", "Anyone"), *Referral.Prefers.choices],
        required=False,
    )
    what_seen = forms.CharField(
        label="What have you seen?",
        help_text="Say what you saw, when, and how often.",
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    what_wanted = forms.CharField(
        label="What does the family want?",
        help_text="In their own words, if you can.",
        required=False,
        widget=VoiceTextarea,
    )
    everyone_named = forms.BooleanField(label="Nobody else lives there", required=False)
    who_helps = forms.CharField(
        label="Who already helps?",
        help_text="A health visitor, a social worker, a charity. It stops two visits on one day.",
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    needed = {
        "knows": "Say whether the family knows about this request",
        "what_seen": "Say what you have seen",
    }

    def __init__(self, *args: Any, strict: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strict = strict

    def clean_phone(self) -> str:
        """Half a number may wait in a draft; only a whole one can be sent."""
        typed: str = self.cleaned_data["phone"]
        if not self.strict:
            return typed
        return PhoneField(required="phone" in self.needed).clean(typed)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, words in self.needed.items() if self.strict else ():
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, words)
        return cleaned

    def said(self) -> Said:
        """What can be kept now: all that is not wrong."""
        cleaned = self.cleaned_data
        if "phone" not in cleaned:
            cleaned = cleaned | {"phone": self.data.get("phone", "")[:30]}
        return Said(**{k: v for k, v in cleaned.items() if k in Said.__dataclass_fields__})


class AskForUsForm(AskForm):
    """The same questions for someone who asks for their own family."""

    needed = {"phone": "Enter a phone number", "what_seen": "Tell us what is happening"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["knows"]
        for name, label, hint in (
            ("phone", "Your phone number", "We ring you before we do anything else."),
            ("prefers", "Whom would you rather talk to?", ""),
            ("what_seen", "What is happening?", "A few words are enough. We ask you the rest."),
            ("what_wanted", "What would help?", "In your own words."),
            ("everyone_named", "I have named everyone who lives with us", ""),
            ("who_helps", "Who helps you already?", "A teacher, a nurse, a friend."),
        ):
            self.fields[name].label, self.fields[name].help_text = label, hint

    def said(self) -> Said:
        kept = super().said()
        return Said(**{f: getattr(kept, f) for f in Said.__dataclass_fields__ if f != "knows"})


class PersonForm(forms.Form):
    """One person, as far as the sender knows them."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    given_name = forms.CharField(label="First name", max_length=80, required=False)
    family_name = forms.CharField(label="Last name", max_length=80, required=False)
    relation = forms.ChoiceField(label="In the family", choices=RELATIONS, required=False)
    called = forms.CharField(
        label="What the family calls them, like Mum",
        max_length=40,
        required=False,
    )
    sex = forms.ChoiceField(label="Sex", choices=SEXES, required=False)
    born = GovukDateField(
        label="Birthday", required=False, latest=timezone.localdate, help_text="If you know it"
    )
    expected = GovukDateField(
        label="Due date, if not born yet", required=False, latest=furthest_due
    )
    school = forms.CharField(label="School or nursery", max_length=120, required=False)
    is_focus = forms.BooleanField(label="I am most worried about them", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.initial.get("key"):
            self.initial["key"] = uuid4()

    @property
    def kept(self) -> dict[str, Any]:
        return getattr(self, "cleaned_data", {})

    @property
    def is_blank(self) -> bool:
        """Nobody is named or described here."""
        kept = self.kept
        told = [v for k, v in kept.items() if k not in ("key", "DELETE", "is_focus")]
        return not any(told) and not self.errors

    def said(self) -> PersonSaid:
        fields = PersonSaid.__dataclass_fields__
        return PersonSaid(**{k: v for k, v in self.kept.items() if k in fields})

    @property
    def title(self) -> str:
        """How the row is called when it is folded."""
        names = (self["given_name"].value() or "", self["family_name"].value() or "")
        return " ".join(filter(None, names))

    @property
    def small(self) -> str:
        """The line under the name: who they are, where they learn."""
        relation = dict(RELATIONS).get(self["relation"].value() or "", "")
        role = self["called"].value() or (relation if self["relation"].value() else "")
        return ", ".join(filter(None, (role, self["school"].value())))

    @property
    def age(self) -> int | None:
        born = self.kept.get("born") if self.is_bound else self.initial.get("born")
        return Person(born=born).age() if born else None


class Removable:
    """Rows that can be crossed out, in our words."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)  # type: ignore[misc]
        form.fields["DELETE"].label = "Remove this one"


class PeopleForms(Removable, forms.BaseFormSet):
    """The people. To send, at least one needs a name."""

    strict = False

    def clean(self) -> None:
        named = [form for form in self.here() if form.title]
        if self.strict and not named:
            raise ValidationError("Name at least one person. One name is enough to start")

    def here(self) -> list[PersonForm]:
        """Rows that are filled in and not crossed out."""
        return [
            form
            for form in self.forms
            if not form.is_blank and not (self.can_delete and form.kept.get("DELETE"))
        ]

    def said(self) -> list[PersonSaid]:
        return [form.said() for form in self.here()]


PeopleFormSet: type[PeopleForms] = forms.formset_factory(  # type: ignore[assignment]
    PersonForm, formset=PeopleForms, extra=0, can_delete=True, max_num=30, absolute_max=40
)


def people_of(referral: Referral | None) -> list[dict[str, Any]]:
    """First values of the rows; one empty row where nobody is named."""
    fields = list(PersonSaid.__dataclass_fields__)
    rows = referral.people.all() if referral else ()
    return [{name: getattr(row, name) for name in fields} for row in rows] or [{}]


class ReturnForm(forms.Form):
    """Come back to what one wrote."""

    reference = forms.CharField(
        label="Reference", help_text="Like R-33910", widget=forms.TextInput(WIDE), max_length=20
    )
    code = forms.CharField(
        label="Code",
        help_text="Ten letters and figures. Capitals don’t matter.",
        widget=forms.TextInput(WIDE | {"autocomplete": "off", "autocapitalize": "characters"}),
        max_length=30,
    )
