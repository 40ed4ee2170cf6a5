"""Every address. Each app has its own; the top storey wires them."""

from allauth.account import views as account
from django.urls import include, path

from coordination.views import family, home, looked, plan_review, reference, search, words
from families import urls as families
from families.views.matching import FeedPage
from sharing import urls as sharing

#: The pages of a family that read every storey stand beside the rest of its pages.
FAMILY_PAGES = [
    path(f"{families.FAMILY}", family.OverviewPage.as_view(), name="family"),
    path(f"{families.FAMILY}story/", family.StoryPage.as_view(), name="story"),
    path(f"{families.FAMILY}looked/", looked.WhoLooked.as_view(), name="looked"),
    path(f"{families.FAMILY}plan/review/", plan_review.ReviewPlan.as_view(), name="review-plan"),
    *families.urlpatterns,
]

#: A file's report tells who was found in it, so its view is the families' storey's.
FILE_PAGES = [*sharing.urlpatterns, path("data/<uuid:key>/", FeedPage.as_view(), name="feed")]

urlpatterns = [
    path("api/", include("coordination.api")),  # first: a program need not pass all the pages
    path("", home.Home.as_view(), name="home"),
    path("tasks/", home.Tasks.as_view(), name="tasks"),
    path("account/looked/", looked.Looked.as_view(), name="looked"),
    path("find/", search.Search.as_view(), name="search"),
    path("healthz", words.healthz, name="healthz"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("role/", words.change_role, name="role"),
    path("help/", words.Words.as_view(page="help"), name="help"),
    path("help/api/", reference.Reference.as_view(), name="api-reference"),
    path("accessibility/", words.Words.as_view(page="accessibility"), name="accessibility"),
    path("privacy/", words.Words.as_view(page="privacy"), name="privacy"),
    path("", include((FILE_PAGES, sharing.app_name))),
    path("", include((FAMILY_PAGES, families.app_name))),
    path("", include("referrals.urls")),
    path("", include("outcomes.urls")),
]

handler403 = "coordination.views.words.not_yours"
#: Also what fails in a middleware, before a page is asked: the database may be away.
handler500 = "sharing.away.failed"
