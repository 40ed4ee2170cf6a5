"""Addresses of the front door. No name in any of them."""

from django.urls import path

from referrals.views import asking, discarding, meeting, public, register, several, triage

app_name = "referrals"
urlpatterns = [
    path("refer/", asking.Write.as_view(), name="new"),
    path("refer/sent/", asking.Sent.as_view(), name="sent"),
    path("refer/<str:reference>/", asking.Write.as_view(), name="edit"),
    path("refer/<str:reference>/discard/", discarding.Discard.as_view(), name="discard"),
    path("refer/<str:reference>/send/", asking.Send.as_view(), name="send"),
    path("ask/", public.Ask.as_view(), name="ask"),
    path("ask/check/", public.Check.as_view(), name="ask-check"),
    path("ask/discard/", discarding.DiscardAsked.as_view(), name="ask-discard"),
    path("ask/sent/", public.Asked.as_view(), name="ask-sent"),
    path("ask/return/", public.Return.as_view(), name="ask-return"),
    path("triage/", triage.Board.as_view(), name="triage"),
    path("triage/several/", several.Several.as_view(), name="several"),
    path("triage/<str:reference>/", triage.OneReferral.as_view(), name="triage-referral"),
    path("triage/<str:reference>/take/", triage.Take.as_view(), name="take"),
    path("triage/<str:reference>/attach/", triage.Attach.as_view(), name="attach"),
    path("triage/<str:reference>/register/", register.Register.as_view(), name="register"),
    path("triage/<str:reference>/words/", triage.Words.as_view(), name="words"),
    path("triage/<str:reference>/check/", triage.Ask.as_view(), name="check"),
    path("triage/<str:reference>/decide/", triage.Decide.as_view(), name="decide"),
    path("decisions/<uuid:key>/undo/", triage.Undo.as_view(), name="undo"),
    path("checks/<uuid:key>/answer/", triage.Answer.as_view(), name="answer-check"),
    path("meetings/", meeting.Meetings.as_view(), name="meetings"),
    path("meetings/arrange/", meeting.Arrange.as_view(), name="arrange"),
    path("meetings/<uuid:key>/", meeting.Meeting.as_view(), name="meeting"),
    path("meetings/<uuid:key>/minutes/", meeting.Minutes.as_view(), name="minutes"),
    path("meetings/<uuid:key>/start/", meeting.Start.as_view(), name="start-meeting"),
    path("meetings/<uuid:key>/close/", meeting.Close.as_view(), name="close-meeting"),
    path("meetings/<uuid:key>/<uuid:item>/", meeting.Meeting.as_view(), name="on-agenda"),
    path("items/<uuid:key>/", meeting.Decide.as_view(), name="item"),
]
