"""Services involved, as far as the caller may see them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from families.api.about import AboutPeople
from families.models import ServiceInvolved
from families.why.endpoints import Explains


class ServiceInvolvedOut(serializers.ModelSerializer[ServiceInvolved]):
    person = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]
    owner = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta:
        model = ServiceInvolved
        fields = ("key", "person", "kind", "state", "name", "contact", "phone", "as_of", "owner")
        read_only_fields = fields


class ServiceInvolvedViewSet(Explains, AboutPeople):
    """Services' own links with people."""

    model = ServiceInvolved
    serializer_class = ServiceInvolvedOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("person__family", "owner")
