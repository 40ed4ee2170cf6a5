"""Addresses of incoming files and agreements. A file's own report stands one storey up."""

from django.urls import path

from sharing.doors import agreements, feeds

app_name = "sharing"
urlpatterns = [
    path("data/", feeds.Feeds.as_view(), name="feeds"),
    path("data/receive/", feeds.Receive.as_view(), name="receive-feed"),
    path("agreements/", agreements.Agreements.as_view(), name="agreements"),
    path("agreements/<uuid:key>/", agreements.AgreementPage.as_view(), name="agreement"),
]
