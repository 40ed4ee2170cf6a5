"""Restricting a record, keeping an address back, and sharing without consent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from families import acts
from families.identity import Identity
from families.models import Address, Restriction, SharingDecision
from families.models.person import addresses_shown
from families.models.protection import REVIEWED_EVERY
from families.rules.lawful import ARTICLE_6, ARTICLE_9, DANGERS, choices
from sharing.form_fields import (
    ClockField,
    GovukDateField,
    TapBoxes,
    TapChoiceField,
    TapTiles,
    YesNoField,
)
from sharing.forms.posts import told_apart
from sharing.models import Agency, Category, Post, Role, User


class NamedForm(forms.Form):
    """Who may: the people at work with the family, its supervisors, or someone else by name."""

    named = forms.MultipleChoiceField(
        label="Who may open it?",
        widget=TapBoxes(layout="column"),
        required=False,
        error_messages={"required": "Name at least one person"},
    )
    someone_else = forms.ChoiceField(label="Someone else", required=False)

    def __init__(self, *args: Any, identity: Identity, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        near = {h.post_key for h in identity.helpers if h.post_key}
        posts = Post.objects.visible_to(user).select_related("user", "agency", "team").order_by(
            "user__full_name", "pk"
        )  # fmt: skip
        self.posts = {str(post.key): post for post in posts}
        said = told_apart(self.posts.values(), self._words)
        self.said = {key: said[post.pk] for key, post in self.posts.items()}
        own = [key for key, post in self.posts.items() if post.user_id == user.pk]
        close = [
            key
            for key, post in self.posts.items()
            if key in near or (post.role == Role.SUPERVISOR and post.agency == user.agency)
        ]
        first = list(dict.fromkeys([*own[:1], *close]))
        self._choice("named").choices = [(key, self.said[key]) for key in first]
        others = [key for key in self.posts if key not in first and self._ours(key)]
        self._choice("someone_else").choices = [
            ("", "Nobody else"),
            *((key, self.said[key]) for key in others),
        ]

    def _choice(self, name: str) -> Any:
        return self.fields[name]

    def _ours(self, key: str) -> bool:
        return self.posts[key].agency == self.user.agency

    def _words(self, post: Post) -> str:
        you = " (you)" if post.user_id == self.user.pk else ""
        return f"{post.user}{you}, {post.title or post.get_role_display()}, {post.agency}"

    def people(self) -> list[User]:
        keys = [*self.cleaned_data["named"], self.cleaned_data["someone_else"]]
        return list(dict.fromkeys(self.posts[key].user for key in keys if key))

    def tick_at_first(self, identity: Identity) -> None:
        """Whoever writes it, and who leads."""
        lead = self.posts.get(identity.lead.post_key) if identity.lead else None
        self.tick({self.user.pk, *([lead.user_id] if lead else [])})

    def tick(self, people: set[int]) -> None:
        """Tick those who may now, also where they are not near."""
        field = self._choice("named")
        shown = {key for key, _ in field.choices}
        have = [key for key, post in self.posts.items() if post.user_id in people]
        field.choices += [(key, self.said[key]) for key in have if key not in shown]
        seen: set[int] = set()
        ticked = []
        for key in have:
            if self.posts[key].user_id not in seen:
                seen.add(self.posts[key].user_id)
                ticked.append(key)
        self.initial["named"] = ticked


class RestrictForm(NamedForm):
    """Why, and who may open it."""

    kind = TapChoiceField(label="What is it?", choices=Restriction.Kind.choices)
    reason = forms.CharField(
        label="In one sentence", help_text="Only those you name can read this.", max_length=200
    )
    field_order = ("kind", "reason", "named", "someone_else")


class ReviewDayForm(forms.Form):
    """It is still needed; when to look again."""

    review_on = GovukDateField(
        label="Look at it again on",
        help_text="In the next 90 days",
        earliest=timezone.localdate,
        latest=lambda: timezone.localdate() + REVIEWED_EVERY,
    )
    why = forms.CharField(label="Why it is still needed", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        day = timezone.localdate() + REVIEWED_EVERY
        kwargs["initial"] = {"review_on": day} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class BecauseForm(forms.Form):
    """Why something is no longer so."""

    because = forms.CharField(label="Why?", max_length=200)


class KeepBackForm(NamedForm):
    """One step: who may see it, and whether someone at another address is a risk."""

    is_risk = YesNoField(label="Is anyone at an old address, or anyone they left, a risk to them?")
    unsafe = forms.ChoiceField(
        label="At which address?",
        help_text="Nobody writes or goes there any more.",
        required=False,
    )
    warning = forms.CharField(
        label="What must the next worker know?",
        help_text="It comes first on every page. Never say where they live.",
        max_length=200,
        required=False,
    )
    phones = forms.BooleanField(
        label="Keep their phone numbers back too",
        help_text="They stay on the page, and never leave in a document.",
        required=False,
    )
    field_order = ("is_risk", "unsafe", "warning", "named", "someone_else", "phones")

    def __init__(self, *args: Any, address: Address, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].label = "Who may see this address?"
        others = addresses_shown(self.user).filter(family_id=address.family_id)
        self.others = {str(row.key): row for row in others.exclude(pk=address.pk)}
        field = self._choice("unsafe")
        field.choices = [("", "None of these"), *((k, str(a)) for k, a in self.others.items())]
        if not self.others:
            del self.fields["unsafe"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        risk = cleaned.get("is_risk")
        if risk and not (cleaned.get("unsafe") or cleaned.get("warning")):
            choose = ", or choose the address" if "unsafe" in self.fields else ""
            self.add_error("warning", f"Say what the next worker must know{choose}")
        return cleaned


class NameForAddressForm(NamedForm):
    """Who may see it from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].label = "Who may see this address?"


class DecideSharingForm(forms.Form):
    """To share without consent, or not to: the whole decision on one page."""

    outcome = TapChoiceField(label="What did you decide?", choices=SharingDecision.Outcome.choices)
    agency = forms.ChoiceField(label="With whom?")
    categories = forms.MultipleChoiceField(
        label="Which kinds of fact?",
        choices=Category.choices,
        widget=TapBoxes(layout="pairs"),
        error_messages={"required": "Choose at least one kind of fact"},
    )
    kept_back = forms.CharField(
        label="What do you keep back?",
        help_text="Share only what is needed. Say what is not.",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )
    danger = TapChoiceField(
        label="What is the danger?",
        choices=choices(DANGERS),
        hints={b.code: b.when for b in DANGERS},
        widget=TapTiles(layout="column"),
    )
    reason = forms.CharField(
        label="Why, and why would less not do?",
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )
    article_6 = TapChoiceField(
        label="Lawful basis",
        choices=choices(ARTICLE_6),
        hints={b.code: b.when for b in ARTICLE_6},
        widget=TapTiles(layout="column"),
    )
    article_9 = TapChoiceField(
        label="Basis for health, drugs, abuse and offences",
        required=False,
        choices=choices(ARTICLE_9),
        hints={b.code: b.when for b in ARTICLE_9},
        widget=TapTiles(layout="column"),
    )
    told = TapChoiceField(label="Does the family know?", choices=SharingDecision.Told.choices)
    told_words = forms.CharField(
        label="Who was told, or why not?",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )
    happened_on = GovukDateField(
        label="Which day did it happen?",
        help_text="In an emergency you act first. Say when that was.",
        latest=timezone.localdate,
    )
    happened_time = ClockField(label="What time?")
    until = GovukDateField(
        label="Shared until",
        help_text="For a yes, at most 90 days. Then someone decides anew.",
        required=False,
    )

    def __init__(
        self, *args: Any, identity: Identity, user: User, may_share: bool, **kwargs: Any
    ) -> None:
        """`may_share`: not to share is anybody's to decide, to share is not."""
        now = timezone.localtime()
        fresh = {
            "happened_on": now.date(),
            "happened_time": f"{now:%H:%M}",
            "until": now.date() + timedelta(days=28),
        }
        kwargs["initial"] = fresh | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        helping = {h.agency_id for h in identity.helpers}
        others = Agency.objects.visible_to(user).exclude(pk=identity.owner_id)
        ordered = sorted(others, key=lambda a: (a.pk not in helping, a.name))
        self.agencies = {str(agency.key): agency for agency in ordered}
        field: Any = self.fields["agency"]
        field.choices = [("", "Choose one"), *((k, a.name) for k, a in self.agencies.items())]
        if not may_share:
            del self.fields["until"]
            only = SharingDecision.Outcome.NOT_SHARE
            field = self.fields["outcome"]
            field.choices, field.initial = [(only.value, only.label)], only

    def decision(self) -> dict[str, Any]:
        """Keyword arguments of the act."""
        given = self.cleaned_data
        moment = datetime.combine(given["happened_on"], given["happened_time"])
        words = ("danger", "reason", "article_6", "article_9", "kept_back", "told", "told_words")
        return {
            "outcome": given["outcome"],
            "agency": self.agencies[given["agency"]],
            "categories": given["categories"],
            "grounds": acts.Grounds(**{name: given[name] for name in words}),
            "happened_at": timezone.make_aware(moment),
            "until": given.get("until"),
        }


class ReviewSharingForm(forms.Form):
    """A second person's look."""

    finding = TapChoiceField(label="Was it right?", choices=SharingDecision.Finding.choices)
    words = forms.CharField(
        label="What did you find?", widget=forms.Textarea({"rows": 3}), max_length=1000
    )
