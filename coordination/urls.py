"""Every address. Each app has its own; the top storey wires them."""

from allauth.account import views as account
from django.urls import include, path

from coordination import views

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("role/", views.change_role, name="role"),
    path("help/", views.Words.as_view(page="help"), name="help"),
    path("accessibility/", views.Words.as_view(page="accessibility"), name="accessibility"),
    path("privacy/", views.Words.as_view(page="privacy"), name="privacy"),
    path("", include("sharing.urls")),
    path("", include("families.urls")),
    path("", include("referrals.urls")),
    path("", include("outcomes.urls")),
    path("api/", include("coordination.api")),
]
