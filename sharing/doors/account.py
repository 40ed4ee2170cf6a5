"""Your account: where you are signed in, your tokens; and an administrator's list of people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import TemplateView

from sharing import acts
from sharing.authority import may
from sharing.forms import ButtonForm
from sharing.forms.accounts import TokenForm
from sharing.models import ApiToken, Post, SignIn
from sharing.views import ActView, ForThoseWhoMay, VisibleList, viewer


class Account(TemplateView):
    """One's own sign-ins and tokens."""

    template_name = "sharing/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        here = self.request.session.session_key
        sign_ins = SignIn.objects.visible_to(user).live()
        tokens = ApiToken.objects.visible_to(user).usable().select_related("post__agency")
        return super().get_context_data(**kwargs) | {
            "sign_ins": [(one, one.session_key == here) for one in sign_ins],
            "tokens": tokens,
            "closes": may(user, "account.close"),
            "makes": may(user, "token.make"),
        }


class AccountAct(ActView):
    """A page for an act on one's own way in."""

    form_class: Any = ButtonForm
    template_name = "sharing/account_act.html"
    back = "sharing:account"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"back_url": reverse(self.back)}

    def get_success_url(self) -> str:
        return reverse(self.back)


class EndSession(AccountAct):
    """End one's own sign-in, on a device that was lost or lent."""

    act = acts.end_session
    model = SignIn
    subject = "session"
    heading = "Sign out there?"
    intro = "The next page opened there asks for the password."
    go = "Yes, sign out there"
    done = "Signed out there."

    def get_queryset(self) -> QuerySet[Any]:
        return SignIn.objects.visible_to(viewer(self.request)).live()


class MakeToken(AccountAct):
    """A new token, shown once."""

    act = acts.make_token
    form_class = TokenForm
    heading = "Make a token"
    intro = "A program that has it sees and does what you may, in the role you act in now."
    go = "Make the token"
    done = ""  # the next page shows it

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer = super().form_valid(form)
        token = getattr(self, "result", None)
        return render(self.request, "sharing/token.html", {"token": token}) if token else answer


class RevokeToken(AccountAct):
    """End a token."""

    act = acts.revoke_token
    model = ApiToken
    subject = "token"
    heading = "End this token?"
    intro = "The program that uses it is refused from its next call on."
    go = "Yes, end it"
    done = "The token has ended."

    def get_queryset(self) -> QuerySet[Any]:
        return ApiToken.objects.visible_to(viewer(self.request)).usable()


class People(ForThoseWhoMay, VisibleList):
    """Who signs in for this agency, for its administrator."""

    needs = "account.close"
    model = Post
    template_name = "sharing/people.html"
    context_object_name = "posts"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Any]:
        posts = super().get_queryset().filter(agency=viewer(self.request).agency)
        return posts.select_related("user", "team").order_by("user__full_name", "user_id", "pk")


class CloseAccount(AccountAct):
    """Someone leaves."""

    act = acts.close_account
    model = Post
    subject = "post"
    heading = "Close this account?"
    intro = "They are signed out now, in every role, and their tokens end. What they wrote stays."
    go = "Yes, close it"
    bad = True
    done = "The account is closed."
    back = "sharing:people"

    def get_queryset(self) -> QuerySet[Any]:
        posts = Post.objects.visible_to(viewer(self.request)).select_related("user")
        return posts.filter(agency=viewer(self.request).agency)
