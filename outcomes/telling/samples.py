"""How an audit's sample is told: without a gap where a family is shut to whoever reads of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from families.access import shut_to
from outcomes.models import AuditSample, Claim, SampledClaim
from outcomes.rules.sampling import sample_size
from sharing.models import User
from sharing.wall import opened_to_read


def sizes_told(samples: Iterable[AuditSample], user: User) -> dict[int, int]:
    """Of how many claims each sample is, by its id: those of a family that was shut to them since
    are not counted (access.md, P4), those that went into the archive are."""
    drawn = SampledClaim.objects.filter(sample__in=[sample.pk for sample in samples])
    told = drawn.exclude(shut_to(user, "claim__case__family")).order_by()
    with opened_to_read():
        return dict(told.values_list("sample").annotate(Count("pk")))


def tenth_of_claims(user: User) -> int:
    """How many of their agency's approved claims a sample should hold; 0 where there are none."""
    return sample_size(Claim.objects.visible_to(user).approved().filter(owner=user.agency).count())
