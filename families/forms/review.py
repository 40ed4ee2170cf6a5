"""Reviewing the plan: one row of taps for each line, and what each goal still needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from families import acts
from families.acts.reviewing import DONE, PROGRESSES
from families.forms.choices import Doers, doer_choices
from families.forms.visit import ActionForm
from families.identity import Identity
from families.models import Action, Goal, Plan
from sharing.form_fields import TapChoiceField
from sharing.models import User

Progress = Action.Progress
#: What a line and the words beside it can hold.
LONGEST_ACTION, LONGEST_WORDS = 200, 300


class AnswerForm(forms.Form):
    """How far one line came; and where it changed, what takes its place."""

    progress = TapChoiceField(label="How far did it come?", choices=PROGRESSES, required=False)
    in_the_way = forms.CharField(
        label="What got in the way? In their own words",
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.TextInput({"class": "wf-voicein"}),
    )
    what = forms.CharField(
        label="What will be done instead?", max_length=LONGEST_ACTION, required=False
    )
    doer = forms.ChoiceField(label="Who does it", required=False)
    due_on = ActionForm.base_fields["due_on"]

    def __init__(
        self, *args: Any, line: Action, identity: Identity, user: User, **kwargs: Any
    ) -> None:
        self.line = line
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        _, *people = doer_choices(identity, user)
        fields["doer"].choices = [("", f"{line.doer}, as before"), *people]
        if line.goal_id is None:
            fields["progress"].choices = [one for one in PROGRESSES if one[0] != Progress.CHANGED]

    @property
    def last_time(self) -> str:
        """What the review before this one said, of the line that this one carries on."""
        before = getattr(self.line, "before", None)
        return (before.get_progress_display() or "Not talked about") if before else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        progress, what = cleaned.get("progress"), cleaned.get("what")
        if progress == Progress.CHANGED and not what:
            self.add_error("what", "Say what will be done instead")
        if what and progress != Progress.CHANGED:
            self.add_error("progress", "Choose “Changed”, or empty “instead”")
        if cleaned.get("in_the_way") and not progress:
            self.add_error("progress", "Say how far it came")
        return cleaned

    def answer(self, doers: Doers) -> acts.Answer | None:
        """None where nobody answered: the line goes on as it is."""
        given = self.cleaned_data
        if not given.get("progress"):
            return None
        words = "" if given["progress"] == DONE else given.get("in_the_way", "")
        instead = self._instead(doers) if given["progress"] == Progress.CHANGED else None
        return acts.Answer(self.line, given["progress"], words, instead)

    def _instead(self, doers: Doers) -> acts.NewAction:
        given, line = self.cleaned_data, self.line
        due_on = given.get("due_on") or line.due_on
        if given.get("doer"):
            return acts.NewAction(given["what"], due_on, **doers.doer(given["doer"]))
        return acts.NewAction(given["what"], due_on, line.doer_person, line.doer_post)


class MoreForm(ActionForm):
    """What a goal still needs: a new line, or nothing more."""

    reached = forms.BooleanField(label="We got there. Leave this goal behind", required=False)


@dataclass
class GoalRows:
    """One goal with the taps of its lines. `moved` is filled where someone may read results."""

    goal: Goal
    rows: list[AnswerForm]
    more: MoreForm
    moved: tuple[Any, ...] = ()


class ReviewSheet:
    """All forms of the page before it is read back: by goal, and promises beside the plan.

    `lines`: what is not done, of the standing plan and beside it.
    """

    def __init__(
        self,
        plan: Any,
        lines: Iterable[Action],
        *,
        identity: Identity,
        user: User,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        who: dict[str, Any] = {"identity": identity, "user": user}
        rows = [AnswerForm(data, prefix=f"line-{line.key}", line=line, **who) for line in lines]
        self.plan: Plan = plan
        self.goals = [
            GoalRows(
                goal,
                [row for row in rows if row.line.goal_id == goal.pk],
                MoreForm(data, prefix=f"goal-{goal.key}", **who),
            )
            for goal in plan.shown_goals
        ]
        self.promises = [row for row in rows if row.line.goal_id is None]

    @property
    def rows(self) -> list[AnswerForm]:
        return [row for part in self.goals for row in part.rows] + self.promises

    def forms(self) -> Iterator[forms.Form]:
        yield from self.rows
        yield from (part.more for part in self.goals)

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms()]  # each says its own mistakes
        return all(valid)

    def said(self, doers: Doers) -> dict[str, Any]:
        """The act's keywords, of a valid sheet."""
        added = ((part.goal, part.more.new_action(doers)) for part in self.goals)
        return {
            "answers": [said for row in self.rows if (said := row.answer(doers))],
            "more": [acts.More(goal, action) for goal, action in added if action],
            "reached": [part.goal for part in self.goals if part.more.cleaned_data["reached"]],
        }


def brought_along(
    sent: Mapping[str, Any], before: Any, standing: Any, lines: Iterable[Action]
) -> dict[str, Any]:
    """What was sent about the version `before`, under the names of the one that stands now.

    A line is known by the one that it came from, a goal by its words.
    """
    came = [(getattr(line, "before", None), line) for line in lines]
    names = {f"line-{old.key}-": f"line-{line.key}-" for old, line in came if old}
    now = {goal.words: goal.key for goal in standing.shown_goals}
    for goal in before.shown_goals if before else ():
        if goal.words in now:
            names[f"goal-{goal.key}-"] = f"goal-{now[goal.words]}-"
    data = {name: sent[name] for name in sent}
    for name, value in list(data.items()):
        start = name[: name.rfind("-") + 1]
        if start in names:
            data[names[start] + name.removeprefix(start)] = value
    return data
