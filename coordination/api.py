"""The API's addresses: one router over every app's viewsets, and the schema with its page."""

from django.urls import include, path
from rest_framework.routers import DefaultRouter

from coordination.schema import Schema
from families.api import VIEWSETS as FAMILIES
from families.api.trial import TryAgreement
from outcomes.api import VIEWSETS as OUTCOMES
from outcomes.api import (
    CaseFacts,
    ExplorerTables,
    JudgeCase,
    ResultsBack,
    TakeFigures,
    WhatWorks,
)
from referrals.api import VIEWSETS as REFERRALS
from sharing.doors.api import VIEWSETS as SHARING

router = DefaultRouter()
for name, viewset in (*SHARING, *FAMILIES, *REFERRALS, *OUTCOMES):
    router.register(name, viewset, name)

urlpatterns = [
    path("cases/<uuid:key>/facts/", CaseFacts.as_view(), name="case-facts"),
    path("cases/<uuid:key>/judge/", JudgeCase.as_view(), name="case-judge"),
    path("agreements/<uuid:key>/try/", TryAgreement.as_view(), name="agreement-try"),
    path("explorer/", ExplorerTables.as_view(), name="explorer"),
    path("results-back/", ResultsBack.as_view(), name="results-back"),
    path("what-works/", WhatWorks.as_view(), name="what-works"),
    path("explorer/take/", TakeFigures.as_view(), name="explorer-take"),
    path("", include(router.urls)),
    path("schema", Schema.as_view(), name="api-schema"),
]
