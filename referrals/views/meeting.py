"""The allocation meeting: the list, arranging one, one family after another, and the minutes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from families.acts.keeping import Keeping
from families.leaving.release import let_out
from referrals import acts
from referrals.acts.meeting import runs, why_not_arrange
from referrals.forms.meeting import ArrangeForm, DecisionForm
from referrals.models import AllocationMeeting, Item
from referrals.room import (
    CouldLead,
    Summary,
    agenda_for,
    room_of,
    slot_of,
    summary_for,
    who_said_no,
    workers_for,
)
from sharing.authority import may, require
from sharing.journal import exposed, saw
from sharing.models import Post
from sharing.refusals import NotTheirs, Refused
from sharing.views import ActView, VisibleList, or_404, refuse, viewer

SHOWN = 3  # workers who stand beside the family; the others fold


class Meetings(VisibleList):
    """Meetings to come and past, newest first."""

    model = AllocationMeeting
    template_name = "referrals/meeting/meetings.html"
    context_object_name = "meetings"

    def get_queryset(self) -> Any:
        mine = AllocationMeeting.objects.visible_to(viewer(self.request))
        return mine.select_related("chair").order_by("-held_on")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user = viewer(self.request)
        items: dict[int, list[Item]] = {meeting.pk: [] for meeting in context["page_obj"]}
        for item in Item.objects.visible_to(user).filter(meeting__in=items):
            items[item.meeting_id].append(item)
        context["rows"] = [
            {
                "meeting": meeting,
                "number": len(items[meeting.pk]),
                "done": sum(bool(item.outcome) for item in items[meeting.pk]),
            }
            for meeting in context["page_obj"]
        ]
        arranges = may(user, "meeting.arrange") and not why_not_arrange(user)
        return context | {"may_arrange": arranges}


class Arrange(ActView):
    """Fix a day and who comes."""

    act = acts.arrange_meeting
    form_class = ArrangeForm
    template_name = "referrals/meeting/arrange.html"
    done = "Arranged. Families that wait are on its agenda."

    def why_not(self) -> str:
        return why_not_arrange(viewer(self.request))

    def get_form_kwargs(self) -> dict[str, Any]:
        user = viewer(self.request)
        posts = Post.objects.visible_to(user).exclude(user=user)
        roles = ("key_worker", "practitioner", "hub_officer", "supervisor")
        chosen = posts.in_roles(roles).select_related("user", "agency", "team")
        return super().get_form_kwargs() | {"posts": chosen.order_by("user__full_name")}


class AtMeeting(View):
    """A page of one meeting that the viewer attends or holds.

    On the shared screen it shows what everyone in the room may see. Each who attends has their own
    view on their own device; the hub, which holds the meeting, starts with the shared one.
    """

    screen = "all"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        user = viewer(request)
        mine = AllocationMeeting.objects.visible_to(user).select_related("chair", "agency")
        self.meeting: AllocationMeeting = get_object_or_404(mine, key=self.meeting_key(**kwargs))
        self.hub = runs(self.meeting, user)
        self.shared = request.GET.get("screen", self.screen if self.hub else "own") != "own"
        self.room = room_of(self.meeting, user)
        self.items = agenda_for(self.meeting, self.room if self.shared else [user])
        return super().dispatch(request, *args, **kwargs)

    def meeting_key(self, **kwargs: Any) -> Any:
        return kwargs["key"]

    def minutes(self) -> str:
        """On the same screen as now."""
        page = reverse("referrals:minutes", args=[self.meeting.key])
        return f"{page}?screen=all" if self.shared else page

    def page(
        self, item: Item | None, form: DecisionForm | None = None, status: int = 200
    ) -> HttpResponse:
        user, asked = viewer(self.request), self.request.GET
        shared, room, now = self.shared, self.room, timezone.localtime()
        context: dict[str, Any] = {
            "meeting": self.meeting,
            "items": self.items,
            "item": item,
            "done": sum(bool(one.outcome) for one in self.items),
            "room": room,
            "shared": shared,
            "names": not shared or asked.get("names") == "yes",
            "today": timezone.localdate(),
            "now": now,
            "hub": self.hub,
            "may_start": may(user, "meeting.start") and self.hub,
            "may_decide": item is not None
            and may(user, "meeting.decide")
            and Keeping(item.case.family, user).decides(),
        }
        agenda = [one.case.family_id for one in self.items]
        exposed(user, agenda, verb="family.list", page="meeting")
        if item is not None:
            summary = summary_for(item, room if shared else [user])
            workers = workers_for(summary.wish, user)
            saw(user, item.case.family, verb="family.discuss", room=[u.pk for u in room])
            context |= self.decision(item, summary, workers, form)
            context["noes"] = who_said_no(item, room if shared else [user])
            if not item.outcome:
                context["slot"] = slot_of(self.meeting, self.items, now)
        return render(self.request, "referrals/meeting/meeting.html", context, status=status)

    def decision(
        self, item: Item, summary: Summary, workers: list[CouldLead], form: DecisionForm | None
    ) -> dict[str, Any]:
        """Nothing is chosen beforehand: one press too many would ask somebody to lead a family."""
        free = [worker for worker in workers if worker.fit.could_lead]
        return {
            "summary": summary,
            "best": free[:SHOWN],
            "others": free[SHOWN:],
            "full": [w for w in workers if not w.fit.free and not w.fit.away],
            "away": [w for w in workers if w.fit.away],
            "form": form or decision_form(viewer(self.request), workers),
        }


def decision_form(user: Any, workers: list[CouldLead], data: Any = None) -> DecisionForm:
    """The decision bar, with every worker who may be asked, and how full each is."""
    posts = Post.objects.visible_to(user).filter(pk__in=[w.post.pk for w in workers])
    labels = {w.post.pk: f"{w.post.user}, {w.led} of {w.most}" for w in workers}
    posts = posts.select_related("user", "agency", "team")
    return DecisionForm(data, posts=posts, labels=labels)


class Meeting(AtMeeting):
    """The agenda, with one family open: the one asked for, else the next to discuss."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "item" not in kwargs and self.meeting.state == AllocationMeeting.State.CLOSED:
            return HttpResponseRedirect(reverse("referrals:minutes", args=[self.meeting.key]))
        wanted = [one for one in self.items if one.key == kwargs.get("item")]
        if "item" in kwargs and not wanted:
            raise Http404
        undecided = [one for one in self.items if not one.outcome]
        return self.page(next(iter([*wanted, *undecided, *self.items]), None))


class Decide(AtMeeting):
    """Decide about one family, then go to the next."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), "meeting.decide")
        return super().dispatch(request, *args, **kwargs)

    def meeting_key(self, **kwargs: Any) -> Any:
        mine = Item.objects.visible_to(viewer(self.request)).select_related("meeting")
        return get_object_or_404(mine, key=kwargs["key"]).meeting.key

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(
            reverse("referrals:on-agenda", args=[self.meeting.key, kwargs["key"]])
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user = viewer(request)
        item = or_404(next((one for one in self.items if one.key == kwargs["key"]), None))
        if theirs := Keeping(item.case.family, user).why_not():
            raise NotTheirs(theirs)
        summary = summary_for(item, [user])
        form = decision_form(user, workers_for(summary.wish, user), request.POST)
        if form.is_valid():
            try:
                done = acts.decide_item(item=item, by=user, **form.cleaned_data)
            except Refused as no:
                refuse(form, no)
            else:
                return self.on(done)
        return self.page(item, form, status=422)

    def on(self, done: Item) -> HttpResponse:
        """To the next one nobody has talked about; at the end, to the minutes."""
        said = f"{done.case.family.reference}: {done.get_outcome_display()}."
        messages.success(self.request, said)
        follow = next((o for o in self.items if not o.outcome and o.pk != done.pk), None)
        screen = "" if self.shared else "?screen=own"
        if follow is None:
            return HttpResponseRedirect(self.minutes())
        where = reverse("referrals:on-agenda", args=[self.meeting.key, follow.key])
        return HttpResponseRedirect(where + screen)


class Minutes(AtMeeting):
    """What was decided, to print; and the end of the meeting."""

    screen = "own"

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        user = viewer(request)
        saw(user, self.meeting)
        counts = dict.fromkeys(Item.Outcome.labels, 0)
        for item in self.items:
            if item.outcome:
                counts[item.get_outcome_display()] += 1
        context = {
            "meeting": self.meeting,
            "items": self.items,
            "room": self.room,
            "shared": self.shared,
            "counts": [(label, number) for label, number in counts.items() if number],
            "undecided": [item for item in self.items if not item.outcome],
            "may_close": may(user, "meeting.close") and self.hub,
        }
        families = [item.case.family_id for item in self.items]
        exposed(user, families, verb="family.list", page="minutes")
        page = render(request, "referrals/meeting/minutes.html", context)
        return let_out(request, page, families)


class Start(AtMeeting):
    """Start the clock."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), "meeting.start")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        try:
            acts.start_meeting(meeting=self.meeting, by=viewer(request))
        except Refused as no:
            messages.error(request, str(no))
        screen = "" if self.shared else "?screen=own"
        return HttpResponseRedirect(self.meeting.get_absolute_url() + screen)


class Close(AtMeeting):
    """End the meeting."""

    screen = "own"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), "meeting.close")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        try:
            acts.close_meeting(meeting=self.meeting, by=viewer(request))
        except Refused as no:
            messages.error(request, str(no))
        else:
            messages.success(request, "Closed. What is left waits for the next meeting.")
        return HttpResponseRedirect(self.minutes())
