"""Pages on which a sharing lead writes an agreement, signs it, and lets it take effect or stop."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from sharing import acts
from sharing.forms import (
    AgreementForm,
    ButtonForm,
    DocumentForm,
    LeaveForm,
    LineForm,
    ReasonForm,
    ReviewForm,
    SignForm,
)
from sharing.models import Agreement, Document, Line
from sharing.rules.gateways import gateways
from sharing.views import ActView, viewer


class AgreementAct(ActView):
    """A page for an act on one agreement."""

    model: Any = Agreement
    subject = "agreement"
    form_class: Any = ButtonForm
    template_name = "sharing/act.html"
    upload = False

    @property
    def agreement(self) -> Agreement:
        return self.object

    def get_success_url(self) -> str:
        return self.agreement.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"upload": self.upload}
        if self.object is None:
            return context | {"back_url": reverse("sharing:agreements")}
        return context | {"agreement": self.agreement, "back_url": self.get_success_url()}


class Draft(AgreementAct):
    """A new agreement."""

    act = acts.draft_agreement
    subject = ""
    form_class = AgreementForm
    heading = "Write an agreement"
    intro = "First between whom and until when. Then its lines, one by one. It shares nothing yet."
    go = "Go on to its lines"
    done = "The draft is saved. Add its lines now."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": viewer(self.request)}

    def get_success_url(self) -> str:
        return self.result.get_absolute_url()


class Change(AgreementAct):
    """A draft's title, parties and days."""

    act = acts.change_agreement
    form_class = AgreementForm
    heading = "Change title, parties or days"
    intro = "Whoever signed it signs again."
    done = "Saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        given = {"user": viewer(self.request), "agreement": self.agreement}
        return super().get_form_kwargs() | given


class Revise(AgreementAct):
    """A new version of an agreement that was activated."""

    act = acts.revise_agreement
    heading = "Write a new version"
    intro = (
        "It starts as a copy. The present version stays in force until the new one is signed and "
        "activated, and stays readable for ever."
    )
    go = "Start the new version"
    done = "The new version is a draft. The present one stays in force."

    def get_success_url(self) -> str:
        return getattr(self, "result", self.agreement).get_absolute_url()


class AddLine(AgreementAct):
    """One more line."""

    act = acts.add_line
    form_class = LineForm
    template_name = "sharing/line.html"
    heading = "Add a line"
    intro = "One agency may tell one other about one kind of fact."
    go = "Add the line"
    done = "Line added."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"agreement": self.agreement}

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        return {"line": form.new_line()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"laws": gateways().values()}


class ChangeLine(AddLine):
    """Other terms."""

    model = Line
    act = acts.change_line  # type: ignore[assignment]
    subject = "line"
    heading = "Change a line"
    intro = "Whoever signed the agreement signs again."
    go = "Save the line"
    done = "Line changed."

    @property
    def agreement(self) -> Agreement:
        return self.object.agreement

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"line": self.object}

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        return {"to": form.new_line()}


class RemoveLine(AgreementAct):
    """Take a line out."""

    model = Line
    act = acts.remove_line
    subject = "line"
    heading = "Remove this line?"
    go = "Remove the line"
    bad = True
    done = "Line removed."

    @property
    def agreement(self) -> Agreement:
        return self.object.agreement

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = f"{self.object.words}. Whoever signed the agreement signs again."
        return super().get_context_data(**kwargs) | {"intro": intro}


class Sign(AgreementAct):
    """Read the exact text, and sign it for one's own agency."""

    act = acts.sign_agreement
    form_class = SignForm
    template_name = "sharing/sign.html"
    heading = "Read and sign"
    go = "Sign it"
    done = "Signed. If the text changes, your signature goes and you are asked again."

    def get_initial(self) -> dict[str, Any]:
        return {"fingerprint": self.agreement.fingerprint}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agency = viewer(self.request).agency
        text = self.agreement.text.splitlines()
        return super().get_context_data(**kwargs) | {"text": text, "agency": agency}


class Activate(AgreementAct):
    """Let a signed draft take effect."""

    act = acts.activate_agreement
    heading = "Activate this agreement?"
    intro = (
        "From its first day on, what its lines open is seen at the next click. "
        "Try it on today’s families first."
    )
    go = "Activate"
    done = "Activated."


class Suspend(AgreementAct):
    """Stop it for now."""

    act = acts.suspend_agreement
    form_class = ReasonForm
    heading = "Suspend this agreement?"
    intro = "From the next click on nothing is shared under it, until you go on with it."
    go = "Suspend"
    bad = True
    done = "Suspended. Nothing is shared under it now."


class Resume(AgreementAct):
    """Go on with it."""

    act = acts.resume_agreement
    heading = "Go on with this agreement?"
    intro = "What its lines open is seen again at the next click."
    go = "Go on with it"
    done = "In force again."


class End(AgreementAct):
    """End it for good."""

    act = acts.end_agreement
    form_class = ReasonForm
    heading = "End this agreement?"
    intro = "It can’t be undone. It stays readable, and nothing is shared under it."
    go = "End it"
    bad = True
    done = "Ended."


class Review(AgreementAct):
    """It was looked at; when next."""

    act = acts.review_agreement
    form_class = ReviewForm
    heading = "Reviewed"
    intro = "If a line is no longer right, write a new version instead."
    done = "The review is written down."


class Leave(AgreementAct):
    """A party leaves; the others go on."""

    act = acts.leave_agreement
    form_class = LeaveForm
    heading = "A party leaves"
    intro = "From the next click on nothing flows to it or from it under this agreement."
    go = "Let it leave"
    bad = True
    done = "It has left."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"agreement": self.agreement}


class Attach(AgreementAct):
    """A document to keep with it."""

    act = acts.attach_document
    form_class = DocumentForm
    heading = "Attach a document"
    intro = "Who may read the agreement may open it. In a draft it is part of what is signed."
    go = "Attach it"
    upload = True
    done = "Attached."

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        """Of a file that is too large, enough is read to see that."""
        given = form.cleaned_data
        content = given["file"].read(settings.DOCUMENT_LIMIT + 1)
        return {"title": given["title"], "content": content}


class RemoveDocument(AgreementAct):
    """Take a document out of a draft."""

    model = Document
    act = acts.remove_document
    subject = "document"
    heading = "Remove this document?"
    go = "Remove it"
    bad = True
    done = "Removed."

    @property
    def agreement(self) -> Agreement:
        return self.object.agreement

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = f"{self.object.title}. Whoever signed the agreement signs again."
        return super().get_context_data(**kwargs) | {"intro": intro}
