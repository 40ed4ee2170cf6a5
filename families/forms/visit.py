"""Recording a visit: who was there, where, what to remember, what happens next."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from families import acts
from families.forms.choices import (
    Doers,
    doer_choices,
    people_choices,
    people_shapes,
    seen_hints,
)
from families.identity import Identity
from families.models import Note, Visit
from families.why.audience import NOTE_CATEGORIES, Audience
from sharing.form_fields import ClockField, GovukDateField, TapBoxes, TapChoiceField, VoiceTextarea
from sharing.models import Category, User

HEADINGS = (
    (Note.Heading.WHAT_HAPPENED, "What happened"),
    (Note.Heading.CHILD_VOICE, "A child’s own words"),
    (Note.Heading.WORRIES, "Worries"),
    (Note.Heading.STRENGTHS, "Strengths"),
    (Note.Heading.HOME, "The home"),
    (Note.Heading.AGREED, "What we agreed"),
)


class VisitForm(forms.Form):
    """`audience` says who would see a note of each category."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    happened_on = GovukDateField(label="Which day?", latest=timezone.localdate)
    happened_time = ClockField(label="What time?")
    place = TapChoiceField(label="Where?", choices=Visit.Place.choices, required=False)
    seen = forms.MultipleChoiceField(label="Who was there?", required=False)
    alone = forms.MultipleChoiceField(label="Who did you see alone?", required=False)

    def __init__(
        self, *args: Any, identity: Identity, audience: dict[str, Audience], **kwargs: Any
    ) -> None:
        now = timezone.localtime()
        fresh = {
            "form_key": uuid4(),
            "happened_on": now.date(),
            "happened_time": f"{now:%H:%M}",
            "place": Visit.Place.HOME,
        }
        kwargs["initial"] = fresh | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        born = [m for m in identity.members if not m.unborn]
        children = [m for m in born if m.child]
        self._tiles("seen", born, seen_hints(born))
        self._tiles("alone", children, {})
        self._notes(identity, audience)

    def _tiles(self, name: str, members: list[Any], hints: dict[str, str]) -> None:
        field: Any = self.fields[name]
        field.widget = TapBoxes(hints=hints, shapes=people_shapes(members), layout="people")
        field.choices = people_choices(members)
        if not members:
            del self.fields[name]

    def _notes(self, identity: Identity, audience: dict[str, Audience]) -> None:
        choices = [
            (category, f"{Category(category).label}: {audience[category].words}")
            for category in NOTE_CATEGORIES
        ]
        about = [("", "Everyone"), *people_choices(m for m in identity.members if not m.unborn)]
        for heading, label in HEADINGS:
            voice = heading == Note.Heading.CHILD_VOICE
            widget = VoiceTextarea() if voice else forms.Textarea({"rows": 2})
            self.fields[f"note_{heading}"] = forms.CharField(
                label=label, required=False, widget=widget, max_length=8000
            )
            self.fields[f"sees_{heading}"] = forms.ChoiceField(
                label="Who will see it", choices=choices, required=False
            )
            if voice:
                children = [m for m in identity.members if m.child and not m.unborn]
                about = [("", "Not said"), *people_choices(children)]
                self.fields[f"about_{heading}"] = forms.ChoiceField(
                    label="Whose words", choices=about, required=False
                )

    @property
    def note_blocks(self) -> list[dict[str, Any]]:
        """For the template: each heading with its text and who sees it."""
        return [
            {
                "text": self[f"note_{heading}"],
                "sees": self[f"sees_{heading}"],
                "about": self[f"about_{heading}"] if f"about_{heading}" in self.fields else None,
                "voice": heading == Note.Heading.CHILD_VOICE,
                "first": position < 3 or bool(self[f"note_{heading}"].value()),
            }
            for position, (heading, _) in enumerate(HEADINGS)
        ]

    @property
    def happened_at(self) -> datetime:
        day, time = self.cleaned_data["happened_on"], self.cleaned_data["happened_time"]
        return timezone.make_aware(datetime.combine(day, time))

    def seen_people(self, doers: Doers) -> list[acts.SeenPerson]:
        alone = set(self.cleaned_data.get("alone", []))
        there = [*self.cleaned_data.get("seen", [])]
        there += [key for key in alone if key not in there]
        return [acts.SeenPerson(doers.person(key), key in alone) for key in there]

    def new_notes(self, doers: Doers) -> list[acts.NewNote]:
        notes = []
        for heading, _ in HEADINGS:
            text = self.cleaned_data.get(f"note_{heading}", "")
            about = self.cleaned_data.get(f"about_{heading}")
            if text.strip():
                notes.append(
                    acts.NewNote(
                        heading=heading,
                        text=text,
                        category=self.cleaned_data.get(f"sees_{heading}") or Category.CASE_NOTES,
                        person=doers.person(about) if about else None,
                    )
                )
        return notes


class ActionForm(forms.Form):
    """One action: what, who, by when."""

    what = forms.CharField(label="What", max_length=200, required=False)
    doer = forms.ChoiceField(label="Who does it", required=False)
    due_on = GovukDateField(
        label="By when", required=False, earliest=timezone.localdate, to_come=True
    )

    def __init__(self, *args: Any, identity: Identity, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["doer"]
        field.choices = doer_choices(identity, user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") and not cleaned.get("doer"):
            self.add_error("doer", "Choose who does it")
        if not cleaned.get("what") and (cleaned.get("doer") or cleaned.get("due_on")):
            self.add_error("what", "Say what will be done")
        return cleaned

    def new_action(self, doers: Doers) -> acts.NewAction | None:
        given = self.cleaned_data
        if not given.get("what"):
            return None
        return acts.NewAction(given["what"], given.get("due_on"), **doers.doer(given["doer"]))


class PromiseForm(ActionForm):
    """What was promised at a visit. One that is written down later may be late already."""

    due_on = GovukDateField(label="By when", required=False, to_come=True)

    def follows(self, visit: date) -> bool:
        """Whether it is due on the day of the visit or later; else it says so at the field."""
        due_on = self.cleaned_data.get("due_on")
        if due_on is None or due_on >= visit:
            return True
        self.add_error("due_on", "Enter the day of the visit or a later day")
        return False


ActionFormSet = forms.formset_factory(PromiseForm, extra=1, max_num=20, absolute_max=25)
