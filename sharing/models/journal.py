"""Who did or saw what, and why: append-only, chained by hash in the database itself."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import PROTECT, Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KeyTransform

from sharing.models.agency import User
from sharing.models.shared import OpenToAll


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    def verbs(self) -> list[str]:
        return list(self.order_by("pk").values_list("verb", flat=True))

    def visible_to(self, user: User) -> JournalQuerySet:
        """One's own lines. Who may read those about a family: families/looking/looks.py."""
        return self.filter(by=user)

    def about_family(self, family: int) -> JournalQuerySet:
        """What was done to one family, who opened it, and the lists and searches it stood in."""
        return self.filter(pk__in=RawSQL("SELECT journal_about(%s)", [family]))

    def unread_by(self, reader: str) -> JournalQuerySet:
        """News this reader has not dealt with, oldest first.

        An anti-join, not "newer than the last one seen": ids commit out of order.
        """
        read = Reading.objects.filter(reader=reader, entry=OuterRef("pk"))
        return self.filter(~Exists(read), kind=JournalEntry.Kind.DID).order_by("pk")


class JournalEntry(models.Model):
    """One thing done, seen or refused. Rows can't be changed or deleted: the database says no."""

    class Kind(models.TextChoices):
        DID = "did", "Did"
        SAW = "saw", "Saw"
        REFUSED = "refused", "Was refused"

    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(User, PROTECT, related_name="+")
    post_id = models.BigIntegerField(null=True, help_text="The post they acted in")
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    family_id = models.BigIntegerField(null=True)
    why = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, editable=False, default="")
    hash = models.CharField(max_length=64, editable=False, default="")
    objects = JournalQuerySet.as_manager()

    class Sharing(OpenToAll):
        own, added_by_all = "by", True

    class Meta:
        verbose_name_plural = "journal entries"
        indexes = (
            models.Index(fields=("family_id", "-id"), name="journal_of_a_family"),
            models.Index(fields=("by", "-id"), name="journal_of_a_person"),
            models.Index(fields=("subject_type", "subject_id"), name="journal_of_a_subject"),
            GinIndex(
                OpClass(KeyTransform("families", "data"), name="jsonb_path_ops"),
                name="journal_of_those_shown",
                condition=Q(data__has_key="families"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class Reading(models.Model):
    """This reader has dealt with this entry."""

    reader = models.CharField(max_length=60)
    entry = models.ForeignKey(JournalEntry, PROTECT, related_name="readings")
    at = models.DateTimeField(auto_now_add=True)

    class Sharing(OpenToAll):
        pass

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "reader"), name="an_entry_is_read_once_by_each"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reader} read {self.entry_id}"
