"""Adding people, homes, bonds, numbers, warnings and helpers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from families.acts.keeping import Keeping
from families.forms.choices import one_of
from families.identity import Identity
from families.models import Bond, ContactPoint, Involvement, Person
from families.rules.closing import CLOSING_REASONS, LONGEST, OTHER, words_for
from sharing.form_fields import GovukDateField, PhoneField, PostcodeField, TapChoiceField
from sharing.forms.posts import told_apart
from sharing.models import Post, User

WIDE = {"class": "govuk-input--width-20"}


def furthest_due() -> date:
    """Nobody is expected for longer than that."""
    return timezone.localdate() + timedelta(days=300)


class PersonForm(forms.Form):
    """Someone of the family, as first known. Everything but the name may come later."""

    given_name = forms.CharField(
        label="First name",
        help_text="A single name goes here. Leave empty for a baby not born yet.",
        max_length=80,
        required=False,
        widget=forms.TextInput(WIDE),
    )
    family_name = forms.CharField(
        label="Last name", max_length=80, required=False, widget=forms.TextInput(WIDE)
    )
    known_as = forms.CharField(
        label="Known as", max_length=80, required=False, widget=forms.TextInput(WIDE)
    )
    relation = TapChoiceField(label="Who are they?", choices=Person.Relation.choices)
    called = forms.CharField(
        label="What the family calls them",
        help_text="Mum, Stepdad, Gran",
        max_length=40,
        required=False,
        widget=forms.TextInput(WIDE),
    )
    sex = TapChoiceField(
        label="Sex", choices=[c for c in Person.Sex.choices if c[0]], required=False
    )
    born = GovukDateField(label="Birthday", required=False, latest=timezone.localdate)
    expected = GovukDateField(
        label="Due date, if not born yet", required=False, latest=furthest_due
    )
    is_focus = forms.BooleanField(label="They are the main focus of our help", required=False)
    parental_duties = forms.BooleanField(
        label="They have parental responsibility here", required=False
    )
    language = forms.CharField(
        label="Language, if they need an interpreter",
        max_length=40,
        required=False,
        widget=forms.TextInput(WIDE),
    )
    home = forms.ChoiceField(label="Where do they live?", required=False)

    def __init__(self, *args: Any, identity: Identity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["home"]
        homes = [(str(home.key), home.label) for home in identity.homes]
        field.choices = [("", "Not known yet"), *homes]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unborn = cleaned.get("relation") == Person.Relation.UNBORN
        if not unborn and not cleaned.get("given_name") and "given_name" not in self.errors:
            self.add_error("given_name", "Enter a first name")
        if unborn and not cleaned.get("expected") and "expected" not in self.errors:
            self.add_error("expected", "Enter the due date")
        return cleaned


class HomeForm(forms.Form):
    """Another home of the family."""

    label = forms.CharField(
        label="What do you call it?",
        help_text="Mum’s home, Dad’s home. Never the address.",
        max_length=60,
        widget=forms.TextInput(WIDE),
    )
    lines = forms.CharField(label="Address", max_length=200, required=False)
    postcode = PostcodeField(label="Postcode", required=False, max_length=10)
    ward = forms.CharField(
        label="Ward", max_length=60, required=False, widget=forms.TextInput(WIDE)
    )
    confidential = forms.BooleanField(
        label="Keep this address back",
        help_text="Only you, and people you name later, will see it. Use it for a refuge.",
        required=False,
    )
    is_main = forms.BooleanField(label="This is the main home", required=False)


class StayForm(forms.Form):
    """Who lives in which home, and for which part of the week."""

    person = forms.ChoiceField(label="Who?")
    home = forms.ChoiceField(label="Lives in")
    since = GovukDateField(label="Since", latest=timezone.localdate)
    half = forms.BooleanField(
        label="Only part of the week",
        help_text="If not, they no longer live in the homes from before.",
        required=False,
    )
    days = forms.CharField(
        label="Which days?", max_length=60, required=False, widget=forms.TextInput(WIDE)
    )

    def __init__(self, *args: Any, identity: Identity, **kwargs: Any) -> None:
        kwargs["initial"] = {"since": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        who: Any = self.fields["person"]
        who.choices = one_of(identity.members)
        where: Any = self.fields["home"]
        homes = [(str(home.key), home.label) for home in identity.homes]
        where.choices = [("", "Choose a home"), *homes]


class BondForm(forms.Form):
    """How two people are related."""

    one = forms.ChoiceField(label="Who?")
    kind = TapChoiceField(
        label="is",
        choices=Bond.Kind.choices,
        error_messages={"required": "Choose how they are related"},
    )
    other = forms.ChoiceField(label="to or with")
    since = GovukDateField(label="Since, if you know", required=False, latest=timezone.localdate)

    def __init__(self, *args: Any, identity: Identity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            field: Any = self.fields[name]
            field.choices = one_of(identity.members)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("one") and cleaned.get("one") == cleaned.get("other"):
            self.add_error("other", "Choose two different people")
        return cleaned


class ContactForm(forms.Form):
    """A way to reach someone."""

    person = forms.ChoiceField(label="Whose?")
    kind = TapChoiceField(label="What is it?", choices=ContactPoint.Kind.choices)
    phone = PhoneField(label="Phone number", required=False)
    email = forms.EmailField(
        label="Email", required=False, widget=forms.EmailInput({"class": "govuk-input--width-20"})
    )
    unsafe = forms.BooleanField(label="Not safe: someone else may pick it up", required=False)
    note = forms.CharField(label="Note", max_length=120, required=False, help_text="Only after 3pm")

    def __init__(self, *args: Any, identity: Identity, **kwargs: Any) -> None:
        kwargs["initial"] = {"kind": ContactPoint.Kind.PHONE} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.choices = one_of(m for m in identity.members if not m.unborn)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name = "email" if cleaned.get("kind") == ContactPoint.Kind.EMAIL else "phone"
        if not cleaned.get(name) and name not in self.errors:
            self.add_error(
                name,
                "Enter a phone number, like 07700 900142"
                if name == "phone"
                else "Enter an email address, like name@example.org",
            )
        cleaned["value"] = cleaned.get(name, "")
        return cleaned


class WarningForm(forms.Form):
    """What a worker must know before they knock."""

    text = forms.CharField(
        label="Before you visit",
        help_text="One sentence, like: large dog, ask Kelly to shut it in the kitchen.",
        max_length=200,
    )


class HelperForm(forms.Form):
    """Let someone of another agency, or a colleague, work with this family."""

    post = forms.ChoiceField(label="Who?")
    until = GovukDateField(label="Until, if you know", required=False, earliest=timezone.localdate)
    reason = forms.CharField(
        label="Why?",
        help_text="Midwife for the baby. The family can ask to read this.",
        max_length=200,
    )

    def __init__(self, *args: Any, identity: Identity, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        already = {h.post_id for h in identity.helpers}
        posts = (
            Post.objects.visible_to(user)
            .in_roles(("key_worker", "practitioner", "supervisor", "hub_officer"))
            .exclude(pk__in=[pk for pk in already if pk])
            .select_related("user", "agency", "team")
            .order_by("agency__name", "user__full_name")
        )
        if not Keeping(identity, user).decides():
            posts = posts.filter(agency=user.agency)  # they send their own people
        self.posts = {str(post.key): post for post in posts}
        said = told_apart(posts)
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, post in self.posts.items():
            groups.setdefault(post.agency.name, []).append((key, said[post.pk]))
        field: Any = self.fields["post"]
        field.choices = [("", "Choose someone"), *groups.items()]


class ReasonForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label="Why not now?",
        help_text="So that the meeting can find someone else.",
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )


class CloseForm(forms.Form):
    """Ending the episode of support."""

    reason = TapChoiceField(
        label="Why does our help end?",
        choices=[(reason.code, reason.words) for reason in CLOSING_REASONS],
        hints={reason.code: reason.hint for reason in CLOSING_REASONS if reason.hint},
    )
    own = forms.CharField(
        label="In a few words",
        help_text="Only for something else.",
        max_length=LONGEST,
        required=False,
    )
    closed_on = GovukDateField(label="Last day", latest=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today: date = timezone.localdate()
        kwargs["initial"] = {"closed_on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The reason in words, as the record keeps it."""
        given = self.cleaned_data
        own = given.pop("own", "")
        if given.get("reason") == OTHER and not own and "own" not in self.errors:
            self.add_error("own", "Say in a few words why our help ends")
        elif "reason" in given:
            given["reason"] = words_for(given["reason"], own)
        return given


#: Kinds of link that a worker may start by hand.
TEAM_AROUND = Involvement.Kind.TEAM_AROUND
