"""Agreeing a plan, adding an action, and the whole-family assessment."""

from __future__ import annotations

from collections.abc import Container, Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from families import acts
from families.forms.choices import Doers, doer_choices, people_choices, people_shapes
from families.forms.visit import ActionForm
from families.identity import Identity
from families.models import Plan
from sharing.form_fields import GovukDateField, TapBoxes, VoiceTextarea
from sharing.models import User

#: Actions offered under each goal, where it has no more already.
SLOTS = 3
#: What a goal can hold.
MOST = 25


class PlanForm(forms.Form):
    """The plan's own lines; its goals are rows of `GoalFormSet`."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    family_words = forms.CharField(
        label="What the family wants, in their own words",
        required=False,
        widget=VoiceTextarea(),
        max_length=4000,
    )
    agreed_with = forms.MultipleChoiceField(
        label="Who agreed it?",
        error_messages={"required": "Choose who agreed it"},
    )
    agreed_on = GovukDateField(label="Agreed on", latest=timezone.localdate)
    review_on = GovukDateField(
        label="Look at it again on", help_text="Six weeks is usual. Pick a day together."
    )

    def __init__(self, *args: Any, identity: Identity, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {
            "form_key": uuid4(),
            "agreed_on": today,
            "review_on": today + timedelta(weeks=6),
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        members = [m for m in identity.members if not m.unborn]
        field: Any = self.fields["agreed_with"]
        hints = {str(m.key): m.role for m in members}
        field.widget = TapBoxes(shapes=people_shapes(members), hints=hints, layout="people")
        field.choices = people_choices(members)


class GoalForm(forms.Form):
    """One goal in the family's words, and up to three actions for it."""

    words = forms.CharField(
        label="Goal, in the family’s words",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    need = forms.CharField(widget=forms.HiddenInput, max_length=10, required=False)

    def __init__(
        self, *args: Any, identity: Identity, user: User, as_before: Container[Any], **kwargs: Any
    ) -> None:
        """`as_before`: words and days of the lines that may go on late."""
        super().__init__(*args, **kwargs)
        self.as_before = as_before
        choices = doer_choices(identity, user)
        self.size = self._slots_needed()
        for slot in range(1, self.size + 1):
            for name, field in ActionForm.base_fields.items():
                copy: Any = deepcopy(field)
                if name == "doer":
                    copy.choices = choices
                elif name == "due_on":
                    copy = GovukDateField(label=copy.label, required=False, to_come=True)
                self.fields[f"{name}_{slot}"] = copy

    def _slots_needed(self) -> int:
        """As many as the goal had, or as were sent: an open action is never dropped in silence."""
        given = self.data if self.is_bound else self.initial
        start = self.add_prefix("what_") if self.is_bound else "what_"
        numbers = [name.removeprefix(start) for name in given if name.startswith(start)]
        sent = max((int(n) for n in numbers if n.isdecimal()), default=0)
        return min(max(SLOTS, sent), MOST)

    def slots(self) -> Iterator[dict[str, Any]]:
        """For the template: the fields of each action."""
        for slot in range(1, self.size + 1):
            yield {name: self[f"{name}_{slot}"] for name in ("what", "doer", "due_on")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        filled = [s for s in range(1, self.size + 1) if cleaned.get(f"what_{s}")]
        for slot in filled:
            if not cleaned.get(f"doer_{slot}"):
                self.add_error(f"doer_{slot}", "Choose who does it")
            line = (cleaned[f"what_{slot}"], cleaned.get(f"due_on_{slot}"))
            if line[1] and line[1] < timezone.localdate() and line not in self.as_before:
                self.add_error(f"due_on_{slot}", "Enter today or a later day")
        for slot in set(range(1, self.size + 1)) - set(filled):
            half = cleaned.get(f"doer_{slot}") or cleaned.get(f"due_on_{slot}")
            if half and f"what_{slot}" not in self.errors:
                self.add_error(f"what_{slot}", "Say what will be done")
        if filled and not cleaned.get("words"):
            self.add_error("words", "Say what should be different")
        return cleaned

    def new_goal(self, doers: Doers) -> acts.NewGoal | None:
        given = self.cleaned_data
        if not given.get("words"):
            return None
        actions = tuple(
            acts.NewAction(
                given[f"what_{s}"], given.get(f"due_on_{s}"), **doers.doer(given[f"doer_{s}"])
            )
            for s in range(1, self.size + 1)
            if given.get(f"what_{s}")
        )
        return acts.NewGoal(given["words"], given.get("need", ""), actions)


GoalFormSet = forms.formset_factory(GoalForm, extra=1, max_num=12, absolute_max=15)


def goals_again(plan: Plan | None, goals: list[Any], user: User) -> list[dict[str, Any]]:
    """A new version starts from the standing one: its goals, and what is not done yet. The code of
    a need stands in the page of the agency that wrote it only (docs/decisions/0046)."""
    ours = user.agency.pk if user.agency else None
    rows = []
    for goal in goals if plan else []:
        row: dict[str, Any] = {"words": goal.words}
        row["need"] = goal.need if goal.owner_id == ours else ""
        open_actions = [a for a in goal.shown_actions if a.done_on is None][:MOST]
        for slot, action in enumerate(open_actions, start=1):
            who = action.doer_person or action.doer_post
            kind = "person" if action.doer_person else "post"
            row |= {
                f"what_{slot}": action.what,
                f"due_on_{slot}": action.due_on,
                f"doer_{slot}": f"{kind}:{who.key}" if who else "",
            }
        rows.append(row)
    return rows


class AssessmentForm(forms.Form):
    """What is happening for everyone, with the family."""

    what_is_happening = forms.CharField(
        label="What is happening, for each person?",
        widget=forms.Textarea({"rows": 6}),
        max_length=20000,
    )
    strengths = forms.CharField(
        label="What goes well?", required=False, widget=forms.Textarea({"rows": 3}), max_length=8000
    )
    family_words = forms.CharField(
        label="In the family’s own words", required=False, widget=VoiceTextarea(), max_length=8000
    )
    completed_on = GovukDateField(label="Finished on", latest=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"completed_on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
