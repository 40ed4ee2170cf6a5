"""Published frameworks as rows, so that claims and local plans can point at them."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from outcomes.frameworks import loader
from outcomes.models import Framework
from outcomes.rules.framework import Framework as Published


def load_frameworks() -> list[Framework]:
    """Mirror each published file into a row. Safe to run at every start.

    Raises ImproperlyConfigured where a published file was changed: a new version is a new file.
    """
    return [_mirror(published) for published in loader.frameworks()]


def _mirror(published: Published) -> Framework:
    row, made = Framework.objects.get_or_create(
        slug=published.slug,
        defaults={
            "title": published.title,
            "valid_from": published.valid_from,
            "valid_until": published.valid_to,
            "sha256": published.sha256,
        },
    )
    if not made and row.sha256 != published.sha256:
        raise ImproperlyConfigured(
            f"{published.slug} was published with another content. Make a new version instead."
        )
    return row
