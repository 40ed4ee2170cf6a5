"""What a person says when they hand over a file."""

from __future__ import annotations

from typing import Any

from django import forms

from sharing.acts import FEEDS
from sharing.form_fields import TapChoiceField
from sharing.models import DATA_STEWARDS, Agency, FeedFile, Line, User

HINTS: dict[str, str] = {
    FeedFile.Kind.EDUCATION: "Who goes to which school",
    FeedFile.Kind.ATTENDANCE: "Sessions missed, one row a pupil and term",
}


class ReceiveForm(forms.Form):
    """A file, its kind, and between whom where more than one answer is possible."""

    kind = TapChoiceField(
        label="What is it?",
        choices=[(kind.value, kind.label) for kind in FeedFile.Kind],
        hints=HINTS,
    )
    from_agency = forms.ModelChoiceField(
        Agency.objects.none(), to_field_name="key", label="Who sent it?", empty_label="Choose one"
    )
    to_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        to_field_name="key",
        label="Who is it for?",
        empty_label="Choose one",
        required=False,
    )
    file = forms.FileField(
        label="The file",
        help_text="CSV, up to 20 MB. A spreadsheet program can save it as “CSV UTF-8”.",
        error_messages={"required": "Choose a file", "empty": "The file is empty."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        givers, takers = senders(user), receivers(user)
        self.nobody = not givers
        self._offer("from_agency", givers)
        self._offer("to_agency", takers)
        if len(takers) < 2:
            del self.fields["to_agency"]
        if user.agency in givers and len(givers) == 1:
            del self.fields["from_agency"]

    def _offer(self, name: str, agencies: list[Agency]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (tells mypy)
        field.queryset = Agency.objects.filter(pk__in=[agency.pk for agency in agencies])
        if len(agencies) == 1:
            field.initial, field.empty_label = agencies[0].key, None


def senders(user: User) -> list[Agency]:
    """Whose files this person may hand over: their own agency's; a steward, what partners send."""
    lines = Line.objects.in_force().for_categories({feed.category for feed in FEEDS.values()})
    wanted = lines.filter(from_agency=user.agency)
    if user.role in DATA_STEWARDS:
        wanted |= lines.filter(to_agency=user.agency)
    return list(Agency.objects.filter(lines_out__in=wanted).distinct())


def receivers(user: User) -> list[Agency]:
    """Where a file of their own agency may go; a choice only where agreements name several."""
    lines = Line.objects.in_force().for_categories({feed.category for feed in FEEDS.values()})
    return list(
        Agency.objects.filter(lines_in__in=lines.filter(from_agency=user.agency)).distinct()
    )
