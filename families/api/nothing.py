"""The input of an act that takes none."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class NothingIn(serializers.Serializer[Any]):
    """No input."""
