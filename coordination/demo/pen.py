"""What every writer of the demo holds in hand, and what it has written of one family."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.contrib.auth.models import Permission

from coordination.demo.cast import Cast
from coordination.demo.days import meeting_day
from coordination.demo.rows import Rows, Signer
from coordination.demo.sketch import Sketch
from referrals.models import Referral
from sharing.models import User


@dataclass
class Pen:
    """The rows, the cast, the day and the dice. `lean` writes less of a year, for a benchmark."""

    rows: Rows
    cast: Cast
    on: date
    rng: Random
    lean: bool = False
    view_family: int = 0

    def __post_init__(self) -> None:
        found = Permission.objects.get(content_type__app_label="families", codename="view_family")
        self.view_family = found.pk
        self.public = User.objects.public().pk
        self.references: set[str] = set(Referral.objects.values_list("reference", flat=True))
        self.signers: dict[tuple[str, int], Signer] = {}
        self.system = self.cast.system

    def signer(self, username: str, place: int = 0) -> Signer:
        """Someone at work; looked up once."""
        known = self.signers.get((username, place))
        if known is None:
            known = self.signers[username, place] = self.cast.signer(username, place)
        return known

    @property
    def hub(self) -> int:
        return self.cast.agency("early_help")


@dataclass
class Written:
    """The ids of one family's rows, and the days of its case."""

    sketch: Sketch
    family: int
    people: list[int] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)
    case: int | None = None
    goals: dict[str, int] = field(default_factory=dict)
    needs: list[tuple[int, str]] = field(default_factory=list)
    visits: int = 0

    @property
    def opened(self) -> date:
        """The day of the case. Raises ValueError where there is none."""
        if self.sketch.opened is None:
            raise ValueError(f"{self.sketch.reference} has no case")
        return self.sketch.opened

    @property
    def allocated(self) -> date:
        """The Thursday of the meeting."""
        return meeting_day(self.opened + timedelta(days=1))

    @property
    def accepted(self) -> date:
        return self.allocated + timedelta(days=1)

    @property
    def assessed(self) -> date:
        return self.accepted + timedelta(days=14)

    @property
    def planned(self) -> date:
        return self.accepted + timedelta(days=21)

    def last_day(self, on: date) -> date:
        """The day of closing, or the day before the demo's."""
        return self.sketch.closed or on - timedelta(days=1)
