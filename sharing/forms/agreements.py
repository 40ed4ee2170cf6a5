"""What a sharing lead types: an agreement's parties and days, a line, a reason, a document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from sharing.acts import NewLine
from sharing.facts import party
from sharing.form_fields import (
    CountedTextarea,
    GovukDateField,
    TapBoxes,
    TapChoiceField,
    YesNoField,
)
from sharing.forms.posts import PostField
from sharing.models import Agency, Agreement, Category, Line, Post, Purpose, User
from sharing.rules.agreements import wrong_days, wrong_parties
from sharing.rules.gateways import gateways

PURPOSE_HINTS = {
    Purpose.SUPPORT.value: "People who work with the family",
    Purpose.RESULTS.value: "Coordinators",
    Purpose.AUDIT.value: "Auditors of a sample",
}
AUDIENCE_HINTS = {
    Line.Audience.TEAM.value: "Of the receiving agency",
    Line.Audience.MANAGER.value: "Police often share like this",
    Line.Audience.NAMED.value: "Say who below",
}


class ButtonForm(forms.Form):
    """A button alone."""


class AgreementForm(forms.Form):
    """Its title, parties and days."""

    title = forms.CharField(
        label="What is it called?",
        help_text="Like “Larkmoor Academy and Early Help”",
        max_length=160,
    )
    parties = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        to_field_name="key",
        label="Between which agencies?",
        widget=TapBoxes(layout="pairs"),
        error_messages={"required": "Choose at least two agencies"},
    )
    starts_on = GovukDateField(label="First day")
    ends_on = GovukDateField(
        label="Last day", help_text="Leave empty where none is agreed.", required=False
    )
    review_on = GovukDateField(
        label="Review",
        help_text="You are reminded 90, 30 and 7 days before this day and before the last day.",
        required=False,
    )

    def __init__(self, *args: Any, user: User, agreement: Agreement | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parties"]
        field.queryset = Agency.objects.visible_to(user).filter(is_active=True).order_by("name")
        if agreement is not None:
            names = ("title", "starts_on", "ends_on", "review_on")
            self.initial = {name: getattr(agreement, name) for name in names}
            self.initial["parties"] = [party.key for party in agreement.parties.all()]
        else:
            self.initial = {"starts_on": timezone.localdate()}
            self.initial["parties"] = [user.agency.key] if user.agency else []

    def clean_parties(self) -> list[Agency]:
        return list(self.cleaned_data["parties"])

    def clean(self) -> None:
        """All that is wrong is told at once. The act asks again, last."""
        given = self.cleaned_data
        faults = wrong_parties([party(agency) for agency in given.get("parties", ())])
        if given.get("starts_on"):
            days = given["starts_on"], given.get("ends_on"), given.get("review_on")
            faults += wrong_days(*days)
        for fault in faults:
            if fault.field not in self.errors:
                self.add_error(fault.field, fault.reason)


class LineForm(forms.Form):
    """Who may tell whom what, for whom and why, and which law lets them."""

    from_agency = forms.ModelChoiceField(
        Agency.objects.none(), to_field_name="key", label="Who tells?", empty_label="Choose one"
    )
    to_agency = forms.ModelChoiceField(
        Agency.objects.none(), to_field_name="key", label="Whom?", empty_label="Choose one"
    )
    category = forms.ChoiceField(
        label="What about?", choices=[("", "Choose one"), *Category.choices]
    )
    purpose = TapChoiceField(label="What for?", choices=Purpose.choices, hints=PURPOSE_HINTS)
    audience = TapChoiceField(
        label="Who there may know?", choices=Line.Audience.choices, hints=AUDIENCE_HINTS
    )
    named = PostField(
        Post.objects.none(),
        to_field_name="key",
        label="The named person",
        help_text="Only where one named person may know.",
        empty_label="Nobody",
        required=False,
    )
    consent_needed = YesNoField(label="Must the person say yes first?")
    basis = forms.ChoiceField(label="Lawful basis, Article 6", choices=Line.Basis.choices)
    condition = forms.ChoiceField(
        label="Condition, Article 9 or 10",
        help_text="Health, mental health, substance use and offending need one.",
        choices=Line.Condition.choices,
        required=False,
    )
    gateway = forms.ChoiceField(
        label="Which law lets them tell it?",
        help_text="What each law forbids stands below.",
        error_messages={"invalid_choice": "Choose a law of the list"},
    )

    def __init__(self, *args: Any, agreement: Agreement, line: Line | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        self._offer("from_agency", agreement.parties.order_by("name"))
        self._offer("to_agency", agreement.parties.order_by("name"))
        posts = Post.objects.current().filter(agency__in=agreement.parties.all())
        self._offer(
            "named", posts.select_related("user", "agency", "team").order_by("user__full_name")
        )
        field: Any = self.fields["gateway"]
        laws = [law for law in gateways().values() if not law.closed]
        field.choices = [("", "Choose one"), *((law.title, law.title) for law in laws)]
        self.initial = {
            "purpose": Purpose.SUPPORT,
            "audience": Line.Audience.TEAM,
            "basis": Line.Basis.PUBLIC_TASK,
        }
        if line is not None:
            self.initial = self._as_typed(line, posts)

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = rows

    def _as_typed(self, line: Line, posts: QuerySet[Post]) -> dict[str, Any]:
        names = ("category", "purpose", "audience", "consent_needed", "basis", "condition")
        post = posts.filter(user=line.named_id, agency=line.to_agency_id).first()
        return {name: getattr(line, name) for name in (*names, "gateway")} | {
            "from_agency": line.from_agency.key,
            "to_agency": line.to_agency.key,
            "named": post.key if post else None,
        }

    def new_line(self) -> NewLine:
        """What was typed, for the act."""
        given = dict(self.cleaned_data)
        post = given.pop("named")
        return NewLine(named=post.user if post else None, **given)


class ReasonForm(forms.Form):
    """Why, in a sentence that the other parties read."""

    reason = forms.CharField(
        label="Why?",
        help_text="The other parties read this. Name no family.",
        max_length=300,
        widget=CountedTextarea(300),
        error_messages={"required": "Say why, so that the other parties understand"},
    )


class ReviewForm(forms.Form):
    """What was found, and when to look again."""

    found = forms.CharField(
        label="What did you find?",
        help_text="Name no family.",
        max_length=300,
        widget=CountedTextarea(300),
        error_messages={"required": "Say what you found"},
    )
    review_on = GovukDateField(label="Next review")


class LeaveForm(ReasonForm):
    """Which party leaves, and why."""

    party = forms.ModelChoiceField(
        Agency.objects.none(), to_field_name="key", label="Who leaves?", empty_label="Choose one"
    )
    field_order = ("party", "reason")

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["party"]
        here = agreement.parties.exclude(pk__in=agreement.left.values("pk"))
        field.queryset = here.order_by("name")


class SignForm(forms.Form):
    """Which text was read."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)


class DocumentForm(forms.Form):
    """A document and what to call it."""

    title = forms.CharField(
        label="What is it?", help_text="Like “Impact assessment, June 2026”", max_length=120
    )
    file = forms.FileField(
        label="The file",
        help_text="PDF, Word without macros or OpenDocument text, up to 10 MB.",
        error_messages={"required": "Choose a file", "empty": "The file is empty."},
    )
