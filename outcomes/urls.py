"""Addresses of results, claims and audits. Never a name, never a count."""

from django.urls import path

from outcomes.views import audit

app_name = "outcomes"

urlpatterns = [
    path("audits/", audit.Audits.as_view(), name="audits"),
    path("audits/draw/", audit.Draw.as_view(), name="draw"),
    path("audits/<uuid:key>/", audit.Sample.as_view(), name="sample"),
    path("audits/claims/<uuid:key>/", audit.Sampled.as_view(), name="sampled"),
    path("audits/claims/<uuid:key>/finding/", audit.Finding.as_view(), name="finding"),
    path("audits/findings/<uuid:key>/answer/", audit.Answer.as_view(), name="answer-finding"),
]
