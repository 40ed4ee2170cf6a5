"""What pages are made of: find through visible_to, clean the form, perform the act."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import DetailView, FormView, ListView

from sharing.authority import require
from sharing.journal import FORM, family_id_of, saw
from sharing.models import User
from sharing.questions.single import only
from sharing.refusals import NotTheirs, Refused
from sharing.sent_once import SentBefore, sending
from sharing.signing_in.step_up import StepUp


def viewer(request: HttpRequest) -> User:
    """The person who asks, acting in one post."""
    return cast(User, request.user)


class Visible:
    """Everything this page finds, it finds through visible_to."""

    model: Any
    request: HttpRequest

    def get_queryset(self) -> QuerySet[Any]:
        return self.model._default_manager.visible_to(viewer(self.request))


class ForThoseWhoMay:
    """A page to read, for the roles that may perform the act named by `needs`."""

    needs = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(viewer(request), self.needs)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class VisibleList(Visible, ListView):
    """A list of what the viewer may see."""

    paginate_by = 25


class VisibleDetail(Visible, DetailView):
    """One row, or 404; opening it is written in the journal before it is shown."""

    slug_field = "key"
    slug_url_kwarg = "key"

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        rows = self.get_queryset() if queryset is None else queryset
        return only(rows, self.slug_field, self.kwargs[self.slug_url_kwarg])

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        saw(viewer(self.request), self.object)
        return super().render_to_response(context, **kwargs)


#: Said when a form is sent that was sent before.
AGAIN = "This was saved already. Nothing was done twice."


class ActView(StepUp, Visible, FormView):
    """A page for an act: a form, a template, and the act's name. About eight lines each.

    `subject` names the act's keyword for the row that the address names; leave it empty for acts
    without one. Override `get_queryset` to narrow, `act_kwargs` to add what the form does not
    hold, `get_success_url` and `done` to say what comes next.
    """

    act: Callable[..., Any]
    subject = ""
    #: What the page says: its title, the line under it, and its button.
    heading = ""
    intro = ""
    go = "Save"
    #: Whether the button takes something away, and is drawn so.
    bad = False
    slug_field = "key"
    partial = ""
    done = "Saved."

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if viewer(request).is_authenticated:
            if self.subject:
                self.object = self.get_subject()
            require(viewer(request), self.verb)
            if no := self.why_not():
                raise NotTheirs(no)
        return super().dispatch(request, *args, **kwargs)

    def why_not(self) -> str:
        """Why the act says no to this viewer, whatever they would write; empty where it does not.
        It asks what the act asks: a form is never offered that will be refused."""
        return ""

    @property
    def verb(self) -> str:  # type: ignore[override]
        """The act's verb: who may not perform it does not get its form either."""
        return str(type(self).act.verb)  # type: ignore[attr-defined]

    def get_subject(self) -> Any:
        value = self.kwargs.get(self.slug_field) or self.kwargs.get("key")
        return only(self.get_queryset(), self.slug_field, value)

    def act_kwargs(self, form: forms.Form) -> dict[str, Any]:
        """Keyword arguments of the act: what the form cleaned."""
        return dict(form.cleaned_data)

    def perform(self, form: forms.Form) -> Any:
        kwargs = self.act_kwargs(form)
        if self.subject:
            kwargs[self.subject] = self.object
        return type(self).act(by=viewer(self.request), **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            # an act that takes a key of its own knows its form again, and leads where it led
            own_key = "form_key" in form.fields
            with nullcontext() if own_key else sending(self.request):
                self.result = self.perform(form)
        except Refused as no:
            refuse(form, no)
            return self.form_invalid(form)
        except SentBefore:
            messages.success(self.request, AGAIN)
            return HttpResponseRedirect(self.sent_before_url())
        if self.done:
            messages.success(self.request, self.done)
        return HttpResponseRedirect(self.get_success_url())

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        self.note_shown()
        return super().render_to_response(context, **kwargs)

    def note_shown(self) -> None:
        """The form tells of its family, so that it was shown is written in the journal first."""
        if self.object is not None and (family := family_id_of(self.object)) is not None:
            saw(viewer(self.request), self.object, verb=FORM, family=family, act=self.verb)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        self.note_shown()
        context = self.get_context_data(form=form)
        template = self.template_name or ""
        if self.partial and getattr(self.request, "htmx", False):
            template = f"{template}#{self.partial}"
        return render(self.request, template, context, status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.subject:
            kwargs.setdefault(self.subject, self.object)
        words = {"heading": self.heading, "intro": self.intro, "go": self.go, "bad": self.bad}
        return words | super().get_context_data(**kwargs)

    def sent_before_url(self) -> str:
        """Where it leads when it is sent again as it was, with no result to show: to the page of
        its row, where that has one."""
        page = getattr(self.object, "get_absolute_url", None)
        return page() if page else reverse("home")

    def get_success_url(self) -> str:
        target = getattr(self, "result", None) or self.object
        return target.get_absolute_url()


def refuse(form: forms.Form, no: Refused) -> None:
    """Put an act's refusal where the reader will look: at its field, else above the form."""
    field = no.field if no.field in form.fields else None
    for reason in no.reasons:
        form.add_error(field, reason)


def or_404(found: Any) -> Any:
    """`found`, or the same 404 as for what may not be known."""
    if found is None:
        raise Http404
    return found
