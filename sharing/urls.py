"""Addresses of incoming files and agreements. A file's own report stands one storey up."""

from django.urls import path

from sharing.doors import account, agreements, feeds, writing

app_name = "sharing"
OF_AN_AGREEMENT = (
    ("change", writing.Change, "change-agreement"),
    ("new-version", writing.Revise, "revise-agreement"),
    ("lines/add", writing.AddLine, "add-line"),
    ("sign", writing.Sign, "sign-agreement"),
    ("activate", writing.Activate, "activate-agreement"),
    ("suspend", writing.Suspend, "suspend-agreement"),
    ("resume", writing.Resume, "resume-agreement"),
    ("end", writing.End, "end-agreement"),
    ("review", writing.Review, "review-agreement"),
    ("leave", writing.Leave, "leave-agreement"),
    ("documents/attach", writing.Attach, "attach-document"),
)
urlpatterns = [
    path("account/", account.Account.as_view(), name="account"),
    path("account/tokens/make/", account.MakeToken.as_view(), name="make-token"),
    path("account/tokens/<uuid:key>/end/", account.RevokeToken.as_view(), name="revoke-token"),
    path("account/sign-ins/<uuid:key>/end/", account.EndSession.as_view(), name="end-session"),
    path("people-who-sign-in/", account.People.as_view(), name="people"),
    path(
        "people-who-sign-in/<uuid:key>/close/",
        account.CloseAccount.as_view(),
        name="close-account",
    ),
    path("data/", feeds.Feeds.as_view(), name="feeds"),
    path("data/receive/", feeds.Receive.as_view(), name="receive-feed"),
    path("agreements/", agreements.Agreements.as_view(), name="agreements"),
    path("agreements/new/", writing.Draft.as_view(), name="draft-agreement"),
    path("agreements/<uuid:key>/", agreements.AgreementPage.as_view(), name="agreement"),
    *[
        path(f"agreements/<uuid:key>/{end}/", page.as_view(), name=name)
        for end, page, name in OF_AN_AGREEMENT
    ],
    path("agreements/lines/<uuid:key>/change/", writing.ChangeLine.as_view(), name="change-line"),
    path("agreements/lines/<uuid:key>/remove/", writing.RemoveLine.as_view(), name="remove-line"),
    path("agreements/documents/<uuid:key>/", agreements.DocumentFile.as_view(), name="document"),
    path(
        "agreements/documents/<uuid:key>/remove/",
        writing.RemoveDocument.as_view(),
        name="remove-document",
    ),
]
