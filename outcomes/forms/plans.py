"""What a coordinator types of a local plan, part by part. Empty means: as published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone

from outcomes.acts import Days, Judges
from outcomes.frameworks.loader import frameworks
from outcomes.models import LocalPlan
from outcomes.rules.framework import Framework
from outcomes.rules.lines import kinds_for
from outcomes.rules.overlays import EVERYONE, MOST_MONTHS
from outcomes.rules.plan_words import KINDS, SAYERS, Setting, settings_of
from sharing.form_fields import CountedTextarea, GovukDateField, TapBoxes, TapChoiceField
from sharing.forms.posts import PostField
from sharing.models import Agency, Post, Role, User

#: Who may record a worker's judgement at all.
JUDGING = (Role.KEY_WORKER, Role.SUPERVISOR, Role.HUB_OFFICER)
SEPARATOR = "__"  # in a field's name, for the full stop in a setting's


def narrow(width: int = 4) -> forms.NumberInput:
    return forms.NumberInput({"class": f"govuk-input--width-{width}"})


class DaysForm(forms.Form):
    """From when until when it counts, and why."""

    valid_from = GovukDateField(label="First day", earliest=timezone.localdate)
    valid_until = GovukDateField(
        label="Last day", help_text="Leave empty where none is known.", required=False
    )
    reason = forms.CharField(
        label="Why is it written?",
        help_text="Everyone who reads the plan reads this. Name no family.",
        max_length=300,
        widget=CountedTextarea(300, {"rows": 2}),
        error_messages={"required": "Say why, so that others understand later"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "The last day is before the first day. Check both")
        return cleaned

    def act_kwargs(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"days": Days(given["valid_from"], given["valid_until"], given["reason"])}


class DraftForm(DaysForm):
    """Over which framework, too."""

    framework = forms.ChoiceField(label="Over which framework?")
    field_order = ("framework", "valid_from", "valid_until", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["framework"]
        newest = sorted(frameworks(), key=lambda one: one.valid_from, reverse=True)
        field.choices = [("", "Choose one"), *((one.slug, one.title) for one in newest)]

    def act_kwargs(self) -> dict[str, Any]:
        return super().act_kwargs() | {"framework": self.cleaned_data["framework"]}


class SettingsForm(forms.Form):
    """A part of a plan's settings. `settings` is what the act takes."""

    def __init__(
        self, *args: Any, plan: LocalPlan, framework: Framework, user: User, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.plan, self.framework, self.user = plan, framework, user
        self.overlay: dict[str, Any] = plan.overlay
        self.published = {one.key: one for one in settings_of(framework, {})}
        self.build()
        self.initial = {**self.initial, **self.as_it_is()}

    def build(self) -> None:
        """Add the fields that this framework has."""

    def as_it_is(self) -> dict[str, Any]:
        return {}

    @property
    def settings(self) -> dict[str, Any]:
        return {}

    def act_kwargs(self) -> dict[str, Any]:
        return {"settings": self.settings}


def number(label: str, hint: str, most: float, *, whole: bool) -> forms.Field:
    """A number, or nothing."""
    kind: Any = forms.IntegerField if whole else forms.DecimalField
    return kind(
        label=label, help_text=hint, min_value=1, max_value=most, required=False, widget=narrow()
    )


class CountingForm(SettingsForm):
    """Thresholds, and what counts towards them."""

    numbers = {"min_attendance": 100, "min_headlines": 0, "crime_reduction": 100}
    flags = ("count_authorised_absence", "same_fact_may_count_twice")

    def build(self) -> None:
        for key, setting in self.published.items():
            hint = f"Published: {setting.default}. Leave empty for that."
            if key in self.flags:
                self.fields[key] = flag(setting)
            elif key == "min_headlines":
                most = len(self.framework.headlines)
                self.fields[key] = number(setting.label, hint, most, whole=True)
            elif key in self.numbers:
                label = CRIME if key == "crime_reduction" else f"{setting.label}, in percent"
                self.fields[key] = number(label, hint, self.numbers[key], whole=False)

    def as_it_is(self) -> dict[str, Any]:
        found = {key: self.overlay.get(key) for key in self.fields}
        return {k: SAID.get(v, v) if k in self.flags else v for k, v in found.items()}

    @property
    def settings(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {key: plain(given.get(key), key in self.flags) for key in self.fields}


CRIME = "Offences and antisocial behaviour: a fall by how many percent is enough?"
SAID: dict[Any, str] = {True: "yes", False: "no", None: ""}


def flag(setting: Setting) -> forms.Field:
    """Yes, no, or as published."""
    as_published = f"As published: {setting.default.lower()}"
    return TapChoiceField(
        label=setting.label,
        required=False,
        choices=[("", as_published), ("yes", "Yes"), ("no", "No")],
    )


def plain(value: Any, is_flag: bool) -> Any:
    """As the overlay holds it; None takes the setting away."""
    if is_flag:
        return {"yes": True, "no": False}.get(value)
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == int(value) else float(value)


class LastingForm(SettingsForm):
    """Months for every need, and for some of them."""

    def build(self) -> None:
        setting = self.published[f"sustain_months.{EVERYONE}"]
        hint = f"Published: {setting.default}. Leave empty for that."
        self.fields[self.name(EVERYONE)] = months("Every need, in months after closing", hint)
        for code, text in self.needs():
            self.fields[self.name(code)] = months(f"{text} ({code})")

    @staticmethod
    def name(code: str) -> str:
        return f"sustain_months{SEPARATOR}{code}"

    def needs(self) -> Iterator[tuple[str, str]]:
        for headline in self.framework.headlines:
            for need in headline.needs:
                yield need.code, need.text

    def everyone(self) -> forms.BoundField:
        return self[self.name(EVERYONE)]

    def headlines(self) -> list[tuple[str, list[forms.BoundField], str, bool]]:
        """For the template: each headline with its fields, what it says now, whether it is open."""
        found = []
        for headline in self.framework.headlines:
            fields = [self[self.name(need.code)] for need in headline.needs]
            own = sum(field.value() not in (None, "") for field in fields)
            said = f"{own} of {len(fields)} set" if own else "As every need"
            if fields:
                opened = bool(own or any(field.errors for field in fields))
                found.append((headline.name, fields, said, opened))
        return found

    def as_it_is(self) -> dict[str, Any]:
        said = self.overlay.get("sustain_months") or {}
        return {self.name(code): count for code, count in said.items()}

    @property
    def settings(self) -> dict[str, Any]:
        codes = [EVERYONE, *(code for code, _ in self.needs())]
        given = {code: self.cleaned_data.get(self.name(code)) for code in codes}
        return {"sustain_months": {c: m for c, m in given.items() if m is not None} or None}


def months(label: str, hint: str = "") -> forms.Field:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=MOST_MONTHS,
        required=False,
        widget=narrow(2),
    )


class SourcesForm(SettingsForm):
    """Whose word counts, kind by kind. Nobody chosen: anyone's."""

    def build(self) -> None:
        read = {kind for need in self.framework.needs for kind in kinds_for(need)}
        for kind, words in KINDS.items():
            if kind in read:
                self.fields[f"sources{SEPARATOR}{kind}"] = forms.MultipleChoiceField(
                    label=words,
                    choices=[(code, said[:1].upper() + said[1:]) for code, said in SAYERS.items()],
                    required=False,
                    widget=TapBoxes(layout="pairs"),
                )

    def as_it_is(self) -> dict[str, Any]:
        said = self.overlay.get("sources") or {}
        return {f"sources{SEPARATOR}{kind}": sources for kind, sources in said.items()}

    def kinds(self) -> list[tuple[forms.BoundField, str, bool]]:
        """For the template: each kind, what it says now, and whether it stands open."""
        found = []
        for field in self:
            chosen = [SAYERS.get(one, one) for one in field.value() or []]
            said = f"Only: {', '.join(chosen)}" if chosen else "Anyone’s word counts"
            found.append((field, said, bool(chosen or field.errors)))
        return found

    @property
    def settings(self) -> dict[str, Any]:
        given = {name.partition(SEPARATOR)[2]: self.cleaned_data[name] for name in self.fields}
        kept = {k: v for k, v in (self.overlay.get("sources") or {}).items() if k not in given}
        return {"sources": kept | {kind: said for kind, said in given.items() if said} or None}


class DiscretionForm(SettingsForm):
    """Which needs may be judged as good as met, and by whom."""

    more = 2  # empty places for further people

    def build(self) -> None:
        self.fields["discretion"] = forms.MultipleChoiceField(
            label="Which needs may be judged as good as met?",
            help_text="For good reason only, like a disabled child whose attendance can’t rise.",
            choices=[(n.code, f"{n.text} ({n.code})") for n in self.framework.needs],
            required=False,
            widget=TapBoxes(layout="column"),
        )
        self.fields["discretion_roles"] = forms.MultipleChoiceField(
            label="Which roles may judge so?",
            choices=[(role.value, role.label) for role in JUDGING],
            required=False,
            widget=TapBoxes(),
        )
        self.people = list(self.plan.discretion_people.order_by("full_name"))
        posts = Post.objects.visible_to(self.user).filter(agency__kind=Agency.Kind.COUNCIL)
        posts = posts.filter(role__in=JUDGING).select_related("user", "agency", "team")
        for place in range(len(self.people) + self.more):
            self.fields[f"person_{place}"] = PostField(
                posts.order_by("user__full_name"),
                to_field_name="key",
                label="Someone by name" if not place else "Someone else by name",
                empty_label="Nobody",
                required=False,
            )

    def as_it_is(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "discretion": self.overlay.get("discretion") or [],
            "discretion_roles": self.plan.discretion_roles,
        }
        for place, person in enumerate(self.people):
            posts = Post.objects.visible_to(self.user).filter(user=person, role__in=JUDGING)
            if post := posts.first():
                found[f"person_{place}"] = post.key
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("discretion") and not (cleaned.get("discretion_roles") or self.named()):
            self.add_error("discretion_roles", "Choose a role, or someone by name below")
        return cleaned

    def named(self) -> list[User]:
        chosen = [v for name, v in self.cleaned_data.items() if name.startswith("person_") and v]
        return [post.user for post in chosen]

    def act_kwargs(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "settings": {"discretion": given["discretion"] or None},
            "judges": Judges(given["discretion_roles"], self.named()),
        }


class PayingForm(SettingsForm):
    """What the authority's payer pays for a result, and until when."""

    def build(self) -> None:
        for route in self.framework.routes:
            key = f"pays.{route.code}"
            self.fields[key.replace(".", SEPARATOR)] = forms.DecimalField(
                label=f"{route.name}, in pounds",
                help_text=f"Published: {self.published[key].default}",
                min_value=0,
                max_value=100_000,
                decimal_places=2,
                required=False,
                widget=narrow(5),
            )
        self.fields[f"pays{SEPARATOR}until"] = GovukDateField(
            label="Last day on which it pays",
            help_text="Leave empty where none is known.",
            required=False,
        )
        self.fields["block_across_programmes"] = flag(self.published["block_across_programmes"])

    def as_it_is(self) -> dict[str, Any]:
        pays = self.overlay.get("pays") or {}
        found = {f"pays{SEPARATOR}{name}": value for name, value in pays.items()}
        return found | {
            "block_across_programmes": SAID.get(self.overlay.get("block_across_programmes"), "")
        }

    def amounts(self) -> dict[str, str]:
        given = {r.code: self.cleaned_data.get(f"pays{SEPARATOR}{r.code}") for r in self.routes}
        return {code: f"{amount:.2f}" for code, amount in given.items() if amount is not None}

    @property
    def routes(self) -> tuple[Any, ...]:
        return self.framework.routes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get(f"pays{SEPARATOR}until") and not self.amounts() and not self.errors:
            first = f"pays{SEPARATOR}{self.routes[0].code}"
            self.add_error(first, "Say what is paid up to that day, or leave the day empty")
        return cleaned

    @property
    def settings(self) -> dict[str, Any]:
        until, amounts = self.cleaned_data[f"pays{SEPARATOR}until"], self.amounts()
        pays = amounts | {"until": until.isoformat() if until else None} if amounts else None
        blocks = plain(self.cleaned_data["block_across_programmes"], is_flag=True)
        return {"pays": pays, "block_across_programmes": blocks}


class PublishForm(forms.Form):
    """Which text was read."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)


class EndForm(forms.Form):
    """Its last day, and why."""

    last_day = GovukDateField(label="Last day on which it counts", earliest=timezone.localdate)
    reason = forms.CharField(
        label="Why?",
        help_text="Everyone who reads the plan reads this. Name no family.",
        max_length=300,
        widget=CountedTextarea(300, {"rows": 2}),
        error_messages={"required": "Say why, so that others understand later"},
    )
