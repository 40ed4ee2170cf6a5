"""Visits: recording one, reading one, and the list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView

from families import acts
from families.acts.booking import why_not_change
from families.forms.choices import Doers
from families.forms.visit import ActionFormSet, VisitForm
from families.models import Action, BookedVisit, Note, Person, Seen, Visit
from families.models.person import of_the_known
from families.pages import FamilyAct, FamilyPage
from families.reading.caseload import caseload, led_by, with_open_case
from families.why.audience import NOTE_CATEGORIES, audiences
from sharing.authority import may
from sharing.form_fields import with_another
from sharing.journal import exposed, saw
from sharing.models import Category, User
from sharing.refusals import Refused
from sharing.views import or_404, refuse, viewer

SHOWN = 30
#: Families to choose from: one's own, and as many more.
MOST_LISTED = 60


class Visits(FamilyPage):
    """The family's visits, newest first."""

    tab = "visits"
    template_name = "families/visits.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visits = with_parts(Visit.objects.visible_to(self.user), self.user)
        mine = visits.filter(case__family_id=self.identity.pk)
        booked = BookedVisit.objects.visible_to(self.user).standing()
        of_this = booked.filter(case__family_id=self.identity.pk, case__closed_on=None)
        coming = of_this.select_related("visitor__user", "case__family")[:SHOWN]
        return super().get_context_data(**kwargs) | {
            "visits": list(mine[:SHOWN]),
            "coming": [(booked, self.may_change(booked)) for booked in coming],
            "may_book": may(self.user, "visit.book") and self.identity.case is not None,
        }

    def may_change(self, booked: BookedVisit) -> bool:
        return may(self.user, "visit.move") and not why_not_change(booked, self.user)


def with_parts(visits: QuerySet[Visit], user: User) -> QuerySet[Visit]:
    """Visits with what this viewer may see of each: who was there, notes, actions."""
    people = Person.objects.visible_to(user)
    notes = Note.objects.visible_to(user).filter(of_the_known(user))
    notes = notes.prefetch_related(Prefetch("person", people))
    actions = Action.objects.visible_to(user).select_related("doer_person", "doer_post__user")
    return visits.select_related("recorded_by", "owner").prefetch_related(
        Prefetch("seen", Seen.objects.visible_to(user).select_related("person")),
        Prefetch("notes", notes),
        Prefetch("actions", actions),
    )


class VisitPage(FamilyPage):
    """One visit with all its notes."""

    tab = "visits"
    template_name = "families/visit.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        visits = with_parts(Visit.objects.visible_to(viewer(request)), viewer(request))
        found = visits.select_related("case__family").filter(key=kwargs["key"]).first()
        self.visit = or_404(found)
        super().setup(request, *args, reference=self.visit.case.family.reference, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        audience = audiences(self.identity, self.user, NOTE_CATEGORIES)
        notes = [
            {"note": note, "sees": audience.get(note.category)} for note in self.visit.notes.all()
        ]
        return super().get_context_data(**kwargs) | {
            "visit": self.visit,
            "notes": notes,
            "may_book": may(self.user, "visit.book") and self.identity.case is not None,
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        saw(self.user, self.visit)
        return super().render_to_response(context, **kwargs)


class RecordVisit(FamilyAct):
    """One page, five steps, and two taps where nobody was in."""

    verb = "visit.record"
    tab = "visits"
    template_name = "families/record_visit.html"
    form_class = VisitForm
    back = "families:visits"
    done = "Visit saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        self.audience = audiences(self.identity, self.user, NOTE_CATEGORIES)
        extra = {"identity": self.identity, "audience": self.audience}
        return super().get_form_kwargs() | extra

    def actions(self, data: Any = None) -> Any:
        who = {"identity": self.identity, "user": self.user}
        return ActionFormSet(data, prefix="actions", form_kwargs=who)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case, form = self.case, self.get_form()
        if request.POST.get("add") == "actions":
            more = self.actions(with_another(request.POST, "actions"))
            return self.again(form, more, status=200)
        actions = self.actions(request.POST)
        if not (form.is_valid() and actions.is_valid()):
            return self.again(form, actions)
        followed = [row.follows(form.cleaned_data["happened_on"]) for row in actions]
        if not all(followed):
            return self.again(form, actions)
        try:
            visit = self.save(case, form, actions)
        except Refused as no:
            refuse(form, no)
            return self.again(form, actions)
        messages.success(request, f"visit-{case.key}", extra_tags="draft-done")
        return self.leave(visit)

    def save(self, case: Any, form: VisitForm, actions: Any) -> Visit:
        doers = Doers(self.identity, self.user)
        failed = self.request.POST.get("outcome") == Visit.Outcome.NO_ONE_IN
        new = [action for row in actions for action in [row.new_action(doers)] if action]
        return acts.record_visit(
            case=case,
            happened_at=form.happened_at,
            place=form.cleaned_data["place"] or Visit.Place.HOME,
            outcome=Visit.Outcome.NO_ONE_IN if failed else Visit.Outcome.MET,
            seen=[] if failed else form.seen_people(doers),
            notes=form.new_notes(doers),
            actions=new,
            form_key=form.cleaned_data["form_key"],
            by=self.user,
        )

    def leave(self, visit: Visit) -> HttpResponse:
        failed = visit.outcome == Visit.Outcome.NO_ONE_IN
        messages.success(self.request, "Saved: no one in. Try again soon." if failed else self.done)
        return HttpResponseRedirect(reverse("families:visit", args=[visit.key]))

    def again(self, form: VisitForm, actions: Any, status: int = 422) -> HttpResponse:
        context = self.get_context_data(form=form, formset=actions)
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if "formset" not in context:
            context["formset"] = self.actions()
        return context | {"case": self.case, "who_sees": self.who_sees()}

    def who_sees(self) -> list[dict[str, str]]:
        """The last step: what each agency would see of this visit."""
        ours = self.audience[Category.CASE_NOTES].words
        rows = [{"kind": "good", "text": "Case notes", "who": ours}]
        others = {
            name: [c for c, a in self.audience.items() if name in a.agencies]
            for a in self.audience.values()
            for name in a.agencies[1:]
        }
        for name, categories in others.items():
            labels = ", ".join(Category(c).label.lower() for c in categories)
            rows.append({"kind": "info", "text": "Some of it", "who": f"{name}: {labels}"})
        rows += [
            {"kind": "info", "text": "Some of it", "who": f"{a.label}. {a.further}"}
            for a in self.audience.values()
            if a.further
        ]
        told = {agency for a in self.audience.values() for _, more in a.about for agency in more}
        told |= {*others, str(self.user.agency)}
        helping = {helper.agency for helper in self.identity.helpers} - told
        if helping:
            rows.append({"kind": "quiet", "text": "Nothing", "who": ", ".join(sorted(helping))})
        return rows


class VisitsDue(TemplateView):
    """Choose the family, then record: the place 'Record a visit' in the navigation."""

    template_name = "families/visits_due.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        led = caseload(user, led_by, limit=MOST_LISTED)
        known = {row.pk for row in led}
        rows = caseload(user, with_open_case, limit=MOST_LISTED)
        others = [row for row in rows if row.pk not in known]
        exposed(user, [row.pk for row in (*led, *others)], verb="family.list", page="visits-due")
        return super().get_context_data(**kwargs) | {
            "groups": [
                (title, sorted(group, key=lambda row: row.last_seen_rank))
                for title, group in (("Families you lead", led), ("Others you help", others))
                if group
            ],
            "may_record": may(user, "visit.record"),
        }
