"""Files that agencies send, and their rows as they came."""

from __future__ import annotations

from django.db import models
from django.db.models import CASCADE, PROTECT
from django.urls import reverse

from sharing.models.agency import Agency, Role, User
from sharing.models.agreement import Category
from sharing.models.shared import Historied, Keyed, OpenToAll

#: Who looks after incoming data in the agency that receives it.
DATA_STEWARDS = (Role.ANALYST, Role.COORDINATOR, Role.HUB_OFFICER, Role.SUPERVISOR)
#: Who reads what their agency sent: those who may send it, and who works with families. A report
#: quotes the rows, which are case data: nothing for who keeps accounts, agreements or the archive,
#: nor for auditors (access.md, P13 and P15).
SENDERS = (*DATA_STEWARDS, Role.PRACTITIONER, Role.KEY_WORKER)


class FeedFileQuerySet(models.QuerySet["FeedFile"]):
    def visible_to(self, user: User) -> FeedFileQuerySet:
        """Senders of the agency that sent it, and the stewards of the one that received it."""
        if user.agency is None or user.role not in SENDERS:
            return self.none()
        ends = models.Q(from_agency=user.agency)
        if user.role in DATA_STEWARDS:
            ends |= models.Q(to_agency=user.agency)
        return self.filter(ends)


class FeedFile(Historied):
    """One file as it arrived. The same bytes are taken once."""

    class Kind(models.TextChoices):
        EDUCATION = "education", "School roll (education)"
        ATTENDANCE = "attendance", "Attendance by term"

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    from_agency = models.ForeignKey(Agency, PROTECT, related_name="files_sent")
    to_agency = models.ForeignKey(Agency, PROTECT, related_name="files_received")
    category = models.CharField(max_length=20, choices=Category, default=Category.EDUCATION)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(User, PROTECT, related_name="+")
    encoding = models.CharField(max_length=20, blank=True)
    matched_at = models.DateTimeField(null=True, blank=True)
    objects = FeedFileQuerySet.as_manager()

    class Sharing(OpenToAll):
        ends = ("from_agency", "to_agency")

    class Meta:
        ordering = ("-received_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "from_agency", "to_agency", "sha256"),
                name="the_same_file_is_taken_once",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sharing:feed", args=[self.key])


class FeedRowQuerySet(models.QuerySet["FeedRow"]):
    def visible_to(self, user: User) -> FeedRowQuerySet:
        """As the file it came in."""
        return self.filter(file__in=FeedFile.objects.visible_to(user))

    def good(self) -> FeedRowQuerySet:
        return self.filter(state=FeedRow.State.READ)

    def bad(self) -> FeedRowQuerySet:
        return self.filter(state=FeedRow.State.BAD)

    def warned(self) -> FeedRowQuerySet:
        """Taken, and something in them wants a look."""
        return self.good().exclude(problems=[])


class FeedRow(Keyed):
    """One row of a file: what was read from it, or why it could not be read."""

    class State(models.TextChoices):
        READ = "read", "Read"
        BAD = "bad", "Could not be read"

    file = models.ForeignKey(FeedFile, CASCADE, related_name="rows")
    number = models.PositiveIntegerField(
        help_text="As a spreadsheet shows it; the heading is row 1"
    )
    state = models.CharField(max_length=10, choices=State)
    typed = models.JSONField(default=dict, help_text="What was read, by field")
    problems = models.JSONField(default=list, help_text="[{column, reason}]")
    objects = FeedRowQuerySet.as_manager()

    class Sharing(OpenToAll):
        follows = "file"

    class Meta:
        ordering = ("file", "number")
        constraints = (
            models.UniqueConstraint(fields=("file", "number"), name="one_feed_row_of_a_number"),
        )

    def __str__(self) -> str:
        return f"Row {self.number}"
