"""People I know: one's own ties; and, for a supervisor, deciding about ties and ending them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from families import acts
from families.acts.ties import why_not_dismiss
from families.forms.protection import BecauseForm
from families.forms.ties import ConfirmTieForm, DeclareForm, OwnHomeForm, SayTieForm
from families.models import Conflict, OwnHome, PossibleConflict
from sharing.authority import may
from sharing.journal import exposed
from sharing.models import User
from sharing.views import ActView, ForThoseWhoMay, Visible, VisibleList, viewer
from sharing.wall import opened_to_read


def ties_to_decide(user: User) -> Any:
    """Ties of others that this supervisor decides about, decided ones among them."""
    rows = PossibleConflict.objects.visible_to(user).to_decide(user)
    return rows.select_related("user", "family")


class PeopleIKnow(TemplateView):
    """What I told about my own ties, and how to tell more."""

    template_name = "families/ties/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        with opened_to_read():  # the wall shuts them out of the family, and so of why
            mine = Conflict.objects.visible_to(user).filter(user=user).standing()
            standing = list(mine.select_related("family"))
        said = PossibleConflict.objects.visible_to(user).filter(user=user)
        return super().get_context_data(**kwargs) | {
            "standing": standing,
            "may_say": may(user, "tie.say"),
            "said": said,
            "own_home": OwnHome.objects.visible_to(user).first(),
        }


class Mine:
    """A page that leads back to one's own list."""

    def get_success_url(self) -> str:
        return reverse("families:people-i-know")


class Declare(Mine, ActView):
    act = acts.declare_conflict
    model = Conflict
    form_class = DeclareForm
    template_name = "families/ties/form.html"
    done = "Saved. This record is closed to you now."
    heading = "A family that you know"
    intro = "Their record closes to you at once. Only a supervisor can open it again."
    go = "Close it to me now"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": viewer(self.request)}

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        given = form.cleaned_data
        return {"family": given["reference"], "tie": given["tie"]}


class SayTie(Mine, ActView):
    act = acts.say_tie
    model = PossibleConflict
    form_class = SayTieForm
    template_name = "families/ties/form.html"
    done = "Saved. A supervisor looks at it. You are not told whether we help them."
    heading = "Someone that you know, by name"
    intro = "A supervisor looks whether we help them, and closes their record to you if so."


class SayOwnHome(Mine, ActView):
    act = acts.say_own_home
    model = OwnHome
    form_class = OwnHomeForm
    template_name = "families/ties/form.html"
    heading = "Where you live"
    intro = (
        "We compare it with families’ homes, so that your own relatives’ records close to you. "
        "Nobody can read it."
    )

    @property
    def done(self) -> str:  # type: ignore[override]
        if self.result.is_said:
            return "Saved. It is compared, and shown to nobody."
        return "Taken back. Nothing of yours is compared."

    def get_initial(self) -> dict[str, Any]:
        home = OwnHome.objects.visible_to(viewer(self.request)).first()
        fields = ("lines", "postcode", "phone")
        return {name: getattr(home, name) for name in fields} if home else {}


class Conflicts(ForThoseWhoMay, VisibleList):
    """For a supervisor: ties that wait for a decision, and conflicts that stand."""

    needs = "tie.confirm"
    model = PossibleConflict
    template_name = "families/ties/list.html"

    def get_queryset(self) -> Any:
        return ties_to_decide(viewer(self.request)).waiting()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        context = super().get_context_data(**kwargs)
        rows = Conflict.objects.visible_to(user).to_decide(user).standing()
        rows = rows.select_related("user", "family").order_by("-declared_on", "-pk")
        standing = list(rows)
        named = {row.family_id for row in (*context["object_list"], *standing)}
        exposed(user, named, verb="family.list", page="conflicts")
        ties = [(row, row.is_for_the_hub(user)) for row in context["object_list"]]
        return context | {"standing": standing, "ties": ties}


class Decided(Visible):
    """A page that leads back to the supervisor's list."""

    def get_success_url(self) -> str:
        return reverse("families:conflicts")


class ConfirmTie(Decided, ActView):
    act = acts.confirm_tie
    model = PossibleConflict
    subject = "possible"
    form_class = ConfirmTieForm
    template_name = "families/ties/confirm.html"
    done = "Saved. The record is closed to them now."

    def get_queryset(self) -> Any:
        return ties_to_decide(viewer(self.request))

    def get_form_kwargs(self) -> dict[str, Any]:
        needs = self.object.family_id is None
        return super().get_form_kwargs() | {"needs_reference": needs}


class DismissTie(Decided, ActView):
    act = acts.dismiss_tie
    model = PossibleConflict
    subject = "possible"
    form_class = BecauseForm
    template_name = "families/ties/form.html"
    done = "Saved. It is not noticed again."
    heading = "Is this no conflict?"
    go = "It is none"

    def get_queryset(self) -> Any:
        return ties_to_decide(viewer(self.request))

    def why_not(self) -> str:
        return why_not_dismiss(self.object, viewer(self.request))


class EndConflict(Decided, ActView):
    act = acts.end_conflict
    model = Conflict
    subject = "conflict"
    form_class = BecauseForm
    template_name = "families/ties/form.html"
    done = "Ended. They can work with this family again."
    heading = "Has this conflict ended?"
    intro = "They can work with this family again, where they have a reason to."
    go = "End it"
