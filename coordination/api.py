"""The API's addresses: one router over every app's viewsets, and the schema with its page."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import DefaultRouter

from families.api import VIEWSETS as FAMILIES
from referrals.api import CheckViewSet, ItemViewSet, MeetingViewSet, ReferralViewSet

router = DefaultRouter()
for name, viewset in FAMILIES:
    router.register(name, viewset, name)
router.register("referrals", ReferralViewSet, "referrals")
router.register("checks", CheckViewSet, "checks")
router.register("meetings", MeetingViewSet, "meetings")
router.register("items", ItemViewSet, "items")

urlpatterns = [
    path("", include(router.urls)),
    path("schema", SpectacularAPIView.as_view(), name="api-schema"),
]
