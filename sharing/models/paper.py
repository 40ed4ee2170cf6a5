"""What belongs to an agreement on paper: who signed it, and documents kept with it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import CASCADE, PROTECT
from django.urls import reverse

from sharing.models.agency import Agency, User
from sharing.models.agreement import Agreement
from sharing.models.shared import Historied, OpenToAll
from sharing.rules.documents import KINDS


class OfAgreementQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> OfAgreementQuerySet:
        """As the agreement that it belongs to."""
        return self.filter(agreement__in=Agreement.objects.visible_to(user))


class Signature(Historied):
    """Someone signed, for their agency, exactly the text that they read."""

    agreement = models.ForeignKey(Agreement, CASCADE, related_name="signatures")
    agency = models.ForeignKey(Agency, PROTECT, related_name="+")
    by = models.ForeignKey(User, PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    fingerprint = models.CharField(max_length=64, help_text="Of the text that they read")

    class Sharing(OpenToAll):
        pass

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("agreement", "agency"), name="a_party_signs_once"),
            models.UniqueConstraint(fields=("agreement", "by"), name="a_person_signs_once"),
        )

    def __str__(self) -> str:
        return f"{self.by}, for {self.agency}"


def random_name(*_: object) -> str:
    """Where an upload is kept: by chance, so that its name tells nothing."""
    return f"agreements/{uuid.uuid4().hex}"


class Document(Historied):
    """A document kept with an agreement: an impact assessment, a signed scan."""

    agreement = models.ForeignKey(Agreement, CASCADE, related_name="documents")
    title = models.CharField(max_length=120)
    file = models.FileField(upload_to=random_name)
    ending = models.CharField(max_length=4, help_text="pdf, docx or odt, told by its bytes")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    attached_by = models.ForeignKey(User, PROTECT, related_name="+")
    attached_at = models.DateTimeField(auto_now_add=True)
    objects = OfAgreementQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        ordering = ("attached_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "sha256"), name="a_document_is_attached_once"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("sharing:document", args=[self.key])

    @property
    def media_type(self) -> str:
        return KINDS[self.ending].media_type
