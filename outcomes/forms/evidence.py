"""Recording a dated fact: one small form for each kind, in the field's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils import timezone

from families.identity import Identity
from outcomes.forms.needs import FAMILY, shapes
from outcomes.models import Coverage, Need, Source
from outcomes.rules.terms import completed
from sharing.form_fields import GovukDateField, TapChoiceField, TapTiles, YesNoField
from sharing.forms.posts import told_apart
from sharing.models import Post

Maker = Callable[[], forms.Field]


def day(label: str, *, optional: bool = False, hint: str = "") -> forms.Field:
    return GovukDateField(
        label=label, required=not optional, help_text=hint, latest=timezone.localdate
    )


def tiles(label: str, *, optional: bool = False, **choices: str) -> forms.Field:
    return TapChoiceField(label=label, choices=list(choices.items()), required=not optional)


def number(label: str, hint: str = "") -> forms.Field:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=1000,
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )


def hours() -> forms.Field:
    return forms.DecimalField(
        label="Hours a week",
        help_text="0 where the job ended",
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        widget=forms.NumberInput({"class": "govuk-input--width-3", "step": "0.5"}),
    )


def term() -> forms.Field:
    """Terms that are over, newest first: one that still runs isn't counted yet."""
    terms = completed(timezone.localdate())[::-1]
    return forms.ChoiceField(
        label="Which term?",
        choices=[("", "Choose a term"), *((t.term, t.said.capitalize()) for t in terms)],
    )


SPELL: dict[str, Maker] = {
    "from": partial(day, "From"),
    "to": partial(day, "To", optional=True, hint="Leave empty while it goes on"),
}
MOMENT: dict[str, Maker] = {"on": partial(day, "On which day?")}


@dataclass(frozen=True, slots=True)
class Kind:
    """What is asked for one kind of fact (docs/facts.md)."""

    heading: str
    group: str
    source: str
    fields: Mapping[str, Maker]
    family: bool = False


KINDS: dict[str, Kind] = {
    "attendance": Kind("Attendance in a term", "School", Source.SCHOOL, {
        "term": term,
        "possible": partial(number, "Sessions possible", "Half days"),
        "authorised": partial(number, "Missed, authorised"),
        "unauthorised": partial(number, "Missed, not authorised"),
    }),
    "placement": Kind("A place at school or elsewhere", "School", Source.SCHOOL, SPELL | {
        "setting": partial(tiles, "Where?", school="School", alternative="Alternative provision",
                           home_educated="Taught at home", none="No place"),
        "suitable": partial(YesNoField, label="Does it suit the child?"),
    }),
    "suspension": Kind("A suspension", "School", Source.SCHOOL, MOMENT | {
        "sessions": partial(number, "How many sessions?", "Half days"),
    }),
    "employment": Kind("A job", "Work", Source.DWP, SPELL | {"hours": hours}),
    "benefit": Kind("A benefit", "Work", Source.DWP, SPELL | {
        "benefit": partial(tiles, "Which benefit?", UC="Universal Credit", JSA="Jobseeker’s",
                           ESA_WRAG="ESA, work-related", ESA_SUPPORT="ESA, support", CA="Carer’s"),
        "conditionality": partial(
            tiles, "Universal Credit: what is asked of them?", optional=True,
            search="Look for work", prep="Prepare for work", wfi="Interviews only",
            none="Nothing", light_touch="Works some", working_enough="Works enough"),
    }),
    "eet": Kind("Education, work or training of a young person", "Work", Source.FAMILY, SPELL | {
        "status": partial(tiles, "What?", education="Education", employment="Work",
                          training="Training", neet="None of these"),
    }),
    "offence": Kind("An offence", "Police", Source.POLICE, MOMENT | {
        "role": partial(tiles, "Their part", offender="Offender", suspect="Suspect",
                        victim="Victim", witness="Witness"),
        "outcome": partial(tiles, "What came of it?", pending="Not decided",
                           nfa="No further action",
                           community_resolution="Community resolution", caution="Caution",
                           conditional_caution="Conditional caution", conviction="Conviction"),
        "outcome_on": partial(day, "Decided on", optional=True),
    }),
    "asb": Kind("Anti-social behaviour", "Police", Source.POLICE, MOMENT | {
        "intervention": partial(YesNoField, label="Did anyone act on it?"),
    }),
    "missing": Kind("Missing from home", "Police", Source.POLICE, MOMENT),
    "domestic_abuse": Kind("Domestic abuse", "Police", Source.POLICE, MOMENT | {
        "role": partial(tiles, "Their part", victim="Victim", child="Child in the home",
                        perpetrator="Did it"),
        "incident": partial(YesNoField, label="Was it an incident?"),
        "risk": partial(tiles, "The risk, where someone assessed it", optional=True,
                        low="Low", medium="Medium", high="High"),
    }),
    "health": Kind("Help with health or development", "Health", Source.HEALTH, SPELL | {
        "area": partial(tiles, "With what?", mental="Mental health", physical="Physical health",
                        early_development="Early development", learning="Learning",
                        neurodiversity="Neurodiversity"),
        "state": partial(tiles, "How is it?", identified="Needs help", engaged="Is getting help",
                         improved="Better", completed="Finished", disengaged="Stopped going"),
    }),
    "substance": Kind("Help with drugs or alcohol", "Health", Source.HEALTH, SPELL | {
        "state": partial(tiles, "How is it?", identified="Needs help", engaged="Is getting help",
                         reduced="Uses less", completed="Finished", disengaged="Stopped going"),
    }),
    "social_care": Kind("Children’s social care", "Care", Source.SOCIAL_CARE, SPELL | {
        "status": partial(tiles, "At what level?", EHA="Early help assessment", CIN="Child in need",
                          S47="Enquiry", CPP="Protection plan", CLA="Looked after"),
    }),
    "housing": Kind("The home", "Home and money", Source.HOUSING, SPELL | {
        "state": partial(tiles, "How is it?", temporary="Temporary", unsuitable="Not suitable",
                         arrears="Rent is behind", notice="Notice given", evicted="Evicted",
                         settled="Settled"),
    }, family=True),
    "debt": Kind("Debt", "Home and money", Source.FAMILY, SPELL | {
        "state": partial(tiles, "How is it?", unmanageable="Too much to manage",
                         plan_kept="A plan is kept", plan_broken="A plan was broken",
                         cleared="Cleared"),
    }, family=True),
}  # fmt: skip


class FactForm(forms.Form):
    """Who, what, and where it comes from. `fact` is what the act takes."""

    def __init__(self, *args: Any, identity: Identity, kind: Kind, **kwargs: Any) -> None:
        kwargs["initial"] = {"source": kind.source} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.kind = kind
        if not kind.family:
            self.fields["person"] = who(identity)
        for name, make in kind.fields.items():
            self.fields[name] = make()
        self.fields["source"] = forms.ChoiceField(
            label="Where does it come from?", choices=Source.choices
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("from"), cleaned.get("to")
        if since and until and until < since:
            self.add_error("to", "This is before the first day. Check both")
        missed = (cleaned.get("authorised") or 0) + (cleaned.get("unauthorised") or 0)
        if "possible" in cleaned and missed > cleaned["possible"]:
            self.add_error("possible", "More sessions were missed than were possible. Check them")
        return cleaned

    @property
    def fact(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in self.kind.fields}
        return {name: plain(value) for name, value in said.items() if value not in (None, "")}


class JudgementForm(forms.Form):
    """The worker's own word on a need that was named."""

    need = forms.ChoiceField(
        label="Which need?",
        widget=TapTiles(layout="column"),
        error_messages={"required": "Choose a need"},
    )
    result = TapChoiceField(
        label="Is there progress?", choices=[("progress", "Progress"), ("no_progress", "Not yet")]
    )
    on = GovukDateField(label="As of which day?", latest=timezone.localdate)
    reason = forms.CharField(
        label="What shows it?",
        help_text="The coordinator and an auditor read this. Name nobody.",
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say what shows it"},
    )

    def __init__(self, *args: Any, needs: Mapping[str, Need], labels: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        need: Any = self.fields["need"]
        need.choices = [(key, labels[key]) for key in needs]


class EqualForm(JudgementForm):
    """As good as met where its number can't be reached, with a second name."""

    result = None  # type: ignore[assignment]
    approver = forms.ChoiceField(
        label="Which manager do you ask to agree?",
        help_text="It waits on their first page. Until they agree it counts for nothing. Only "
        "managers who can open this record are here.",
        widget=TapTiles(layout="column"),
        error_messages={"required": "Choose whom you ask"},
    )

    def __init__(self, *args: Any, managers: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.managers = {str(post.key): post for post in managers}
        approver: Any = self.fields["approver"]
        said = told_apart(self.managers.values(), lambda post: str(post.user))
        approver.choices = [(key, said[post.pk]) for key, post in self.managers.items()]


class AnswerForm(forms.Form):
    """The second person's own answer, with a reason either way."""

    agrees = YesNoField(
        label="Do you agree that it is as good as met?",
        yes="Yes, I agree",
        no="No",
        error_messages={"required": "Say whether you agree"},
    )
    answer = forms.CharField(
        label="Why?",
        help_text="It stays beside the judgement with your name. An auditor reads it. Name nobody.",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why"},
    )


class TakeBackForm(forms.Form):
    """Why a judgement that waits is taken back."""

    answer = forms.CharField(
        label="Why do you take it back?",
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say why"},
    )


class CoverageForm(forms.Form):
    """That someone looked, and for which days: without it, nothing found is not known."""

    kind = TapChoiceField(
        label="What was looked for?",
        choices=[
            ("offence", "Offences"),
            ("asb", "Anti-social behaviour"),
            ("domestic_abuse", "Domestic abuse"),
            ("missing", "Missing from home"),
            ("suspension", "Suspensions"),
            ("employment", "Jobs"),
        ],
    )
    status = TapChoiceField(
        label="What came of it?",
        choices=[
            (Coverage.Status.NONE_FOUND, "None found"),
            (Coverage.Status.COUNTED, "All of them are here"),
            (Coverage.Status.NO_ACCESS, "They may not tell us"),
            (Coverage.Status.NOT_KNOWN, "No answer"),
        ],
    )
    source = forms.ChoiceField(label="Who looked?", choices=Source.choices, initial=Source.POLICE)
    since = GovukDateField(label="From", latest=timezone.localdate)
    until = GovukDateField(
        label="To",
        required=False,
        latest=timezone.localdate,
        help_text="Leave empty where they tell us of each new one",
    )

    field_order = ("person", "kind", "status", "source", "since", "until")

    def __init__(self, *args: Any, identity: Identity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = who(identity, FAMILY)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "This is before the first day. Check both")
        return cleaned


def who(identity: Identity, everyone: str = "") -> forms.Field:
    """The family's people as tiles; everyone at once where the fact allows it."""
    people = [(str(m.key), m.name) for m in identity.members if not m.unborn]
    if everyone:
        people.append((everyone, "Everyone"))
    return forms.ChoiceField(
        label="Who is it about?",
        choices=people,
        widget=TapTiles(shapes=shapes(identity), layout="people"),
        error_messages={"required": "Choose who it is about"},
    )


def plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int | str):
        return value
    return float(value)
