"""What the API takes and answers of the work in a case: visits, plans, actions."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from families import acts
from families.acts.reviewing import PROGRESSES
from families.models import Action, Goal, Note, Person, Plan, Seen, Visit
from sharing.api import VisibleKeyField, VisibleRows
from sharing.models import Category, Post


class SeenOut(serializers.ModelSerializer[Seen]):
    person = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Seen
        list_serializer_class = VisibleRows
        fields = ("person", "alone")


class NoteOut(serializers.ModelSerializer[Note]):
    class Meta:
        model = Note
        list_serializer_class = VisibleRows
        fields = ("key", "heading", "text", "category")


class ActionOut(serializers.ModelSerializer[Action]):
    doer = serializers.CharField(read_only=True)

    class Meta:
        model = Action
        list_serializer_class = VisibleRows
        fields = ("key", "what", "doer", "due_on", "done_on", "progress", "in_the_way")


class VisitOut(serializers.ModelSerializer[Visit]):
    seen = SeenOut(many=True)
    notes = NoteOut(many=True)

    class Meta:
        model = Visit
        fields = ("key", "happened_at", "place", "outcome", "seen", "notes")


class GoalOut(serializers.ModelSerializer[Goal]):
    """`need`: told to the agency that wrote the goal. Its code may say more than the plan does."""

    actions = ActionOut(many=True)
    need = serializers.SerializerMethodField()

    class Meta:
        model = Goal
        list_serializer_class = VisibleRows
        fields = ("key", "words", "need", "actions")

    def get_need(self, goal: Goal) -> str:
        user: Any = self.context["request"].user
        ours = user.agency is not None and goal.owner_id == user.agency.pk
        return goal.need if ours else ""


class PlanOut(serializers.ModelSerializer[Plan]):
    """`version`: to another agency than the record's own, among those that it may see."""

    goals = GoalOut(many=True)
    version = serializers.SerializerMethodField()

    def get_version(self, plan: Plan) -> int:
        if not hasattr(plan, "number"):  # as an act hands it back
            user = self.context["request"].user
            plan = Plan.objects.visible_to(user).numbered(user).get(pk=plan.pk)
        return plan.number

    class Meta:
        model = Plan
        fields = ("key", "version", "state", "family_words", "agreed_on", "review_on", "goals")


class ActionIn(serializers.Serializer[Any]):
    """Cleans to a `NewAction`."""

    what = serializers.CharField(max_length=200)
    due_on = serializers.DateField(required=False)
    doer_person = VisibleKeyField(Person, required=False)
    doer_post = VisibleKeyField(Post, required=False)

    def validate(self, attrs: Any) -> Any:
        return acts.NewAction(**attrs)


class SeenIn(serializers.Serializer[Any]):
    """Cleans to a `SeenPerson`."""

    person = VisibleKeyField(Person)
    alone = serializers.BooleanField(default=False)

    def validate(self, attrs: Any) -> Any:
        return acts.SeenPerson(**attrs)


class NoteIn(serializers.Serializer[Any]):
    """Cleans to a `NewNote`."""

    heading = serializers.ChoiceField(Note.Heading.choices)
    text = serializers.CharField()
    category = serializers.ChoiceField(Category.choices, default=Category.CASE_NOTES)
    person = VisibleKeyField(Person, required=False)

    def validate(self, attrs: Any) -> Any:
        return acts.NewNote(**attrs)


class GoalIn(serializers.Serializer[Any]):
    """Cleans to a `NewGoal`."""

    words = serializers.CharField(max_length=300)
    need = serializers.CharField(max_length=10, required=False, allow_blank=True)
    actions = ActionIn(many=True, required=False)

    def validate(self, attrs: Any) -> Any:
        return acts.NewGoal(**attrs)


class VisitIn(serializers.Serializer[Any]):
    happened_at = serializers.DateTimeField()
    place = serializers.ChoiceField(Visit.Place.choices)
    outcome = serializers.ChoiceField(Visit.Outcome.choices, default=Visit.Outcome.MET)
    seen = SeenIn(many=True, required=False)
    notes = NoteIn(many=True, required=False)
    actions = ActionIn(many=True, required=False)
    form_key = serializers.UUIDField(required=False)


class PlanIn(serializers.Serializer[Any]):
    goals = GoalIn(many=True)
    agreed_with = VisibleKeyField(Person, many=True)
    review_on = serializers.DateField()
    family_words = serializers.CharField(required=False, allow_blank=True)
    agreed_on = serializers.DateField(required=False)
    form_key = serializers.UUIDField(required=False)


class LineAnswerIn(serializers.Serializer[Any]):
    """Cleans to an `Answer`."""

    action = VisibleKeyField(Action)
    progress = serializers.ChoiceField(PROGRESSES)
    in_the_way = serializers.CharField(max_length=300, required=False, allow_blank=True)
    instead = ActionIn(required=False)

    def validate(self, attrs: Any) -> Any:
        return acts.Answer(**attrs)


class NewLineIn(serializers.Serializer[Any]):
    """Cleans to a `More`."""

    goal = VisibleKeyField(Goal)
    action = ActionIn()

    def validate(self, attrs: Any) -> Any:
        return acts.More(**attrs)


class ReviewPlanIn(serializers.Serializer[Any]):
    answers = LineAnswerIn(many=True)
    more = NewLineIn(many=True, required=False)
    reached = VisibleKeyField(Goal, many=True, required=False)
    agreed_with = VisibleKeyField(Person, many=True)
    review_on = serializers.DateField()
    family_words = serializers.CharField(required=False, allow_blank=True)
    agreed_on = serializers.DateField(required=False)
    form_key = serializers.UUIDField(required=False)


class AddActionIn(serializers.Serializer[Any]):
    action = ActionIn()
    goal = VisibleKeyField(Goal, required=False)


class AssessIn(serializers.Serializer[Any]):
    what_is_happening = serializers.CharField()
    strengths = serializers.CharField(required=False, allow_blank=True)
    family_words = serializers.CharField(required=False, allow_blank=True)
    completed_on = serializers.DateField(required=False)
